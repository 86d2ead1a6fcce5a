package tui

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// measureStep is by how many columns one key makes the lines longer.
const measureStep = 4

func measureCommands() []command {
	measure := func(action Action, do func(a *app, n int), keys ...string) command {
		return command{Binding{Mode: ModeReader, Action: action, Keys: keys, Command: true},
			func(a *app, n int) tea.Cmd { do(a, times(n)); return nil }, nil}
	}
	shorter := measure("shorter lines", func(a *app, n int) { a.setMeasure(a.frame.measure - measureStep*n) }, "_")
	shorter.Shown, shorter.Help, shorter.Category = "_ + =", "length of the lines", CategoryOther
	return []command{
		shorter,
		measure("longer lines", func(a *app, n int) { a.setMeasure(a.frame.measure + measureStep*n) }, "+"),
		measure("usual lines", func(a *app, _ int) { a.setMeasure(a.usual) }, "="),
		measure("width of the lines", func(a *app, _ int) { a.promptMeasure() }),
	}
}

// promptMeasure asks how many columns the lines are to have.
func (a *app) promptMeasure() {
	a.openPrompt("columns of text: ", itoa(a.frame.measure), func(a *app, text string) tea.Cmd {
		if n, err := strconv.Atoi(text); err == nil && n > 0 {
			a.setMeasure(n)
		} else {
			a.say(fmt.Sprintf("%q is no number of columns", model.CleanLine(text)))
		}
		return nil
	})
}

// setMeasure sets the text in lines of that many columns, as far as the window
// is wide enough, and keeps the place.
func (a *app) setMeasure(columns int) {
	room := newFrame(a.frame.w-a.frame.side, a.frame.h, MostMeasure).measure
	set := min(max(columns, LeastMeasure), room)
	switch {
	case set == a.frame.measure && columns > room:
		a.say(fmt.Sprintf("the lines are as long as the window lets them be: %d columns", set))
		return
	case set == a.frame.measure && columns < set:
		a.say(fmt.Sprintf("lines of %d columns are the shortest", set))
		return
	}
	a.measure = set
	a.resize(a.newFrame(a.frame.w, a.frame.h))
	a.say(fmt.Sprintf("lines of %d columns", set))
}
