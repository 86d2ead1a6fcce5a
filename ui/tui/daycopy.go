package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// dayCopied says that the day's copy of the store was seen to.
type dayCopied struct{ err error }

// A dayCopy sees that the store is copied on every day on which something is
// marked, one copy at a time.
type dayCopy struct {
	day    string        // for which it was seen to
	making chan struct{} // holds something while a copy is made
}

func newDayCopy() dayCopy { return dayCopy{making: make(chan struct{}, 1)} }

// copyDay makes the day's copy of the store after the first change of a day that
// is durable. It ends with the screen: then who called it makes the copy.
func (a *app) copyDay(out desk.Outcome) tea.Cmd {
	today := time.Now().Format(time.DateOnly)
	if a.copies.day == today || out.Change.Seq == 0 {
		return nil
	}
	a.copies.day = today
	ctx, worker, making := a.ctx, a.desk, a.copies.making
	return func() tea.Msg {
		making <- struct{}{}
		defer func() { <-making }()
		_, err := worker.BackUpDaily(ctx)
		return dayCopied{err}
	}
}

// dayCopied says why there is no copy. Nothing else waits for that.
func (a *app) dayCopied(msg dayCopied) {
	if msg.err != nil && !errors.Is(msg.err, context.Canceled) && !a.note.error {
		a.say(model.CleanLine(msg.err.Error()))
	}
}

// cleaningUp is how long leaving waits for a copy that is cut off to remove what
// there is of it.
const cleaningUp = time.Second

// end waits for a copy that was cut off.
func (c dayCopy) end() {
	select {
	case c.making <- struct{}{}:
	case <-time.After(cleaningUp):
	}
}
