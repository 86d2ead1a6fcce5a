package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// watch looks once in a while whether the brief's file was written, and answers
// when it was and stands still. last is its stamp when it was looked at last.
func (a *app) watch(r *reader, last desk.FileStamp) tea.Cmd {
	worker, every := a.desk, a.every
	if every == 0 || r.opened.Earlier {
		return nil
	}
	ctx, o, id := r.ctx, r.opened, r.id
	return func() tea.Msg {
		seen := last
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(every):
			}
			now := o.FileStamp()
			still := now == seen
			seen = now
			if now == "" || now == last || !still {
				continue // it is gone for now, the same, or being written
			}
			opened, err := worker.NewText(ctx, o)
			return textChanged{id, now, err == nil && opened != nil}
		}
	}
}

// textChanged says that the brief's file has another text, or has its own
// again.
func (a *app) textChanged(msg textChanged) tea.Cmd {
	r := a.reader
	if a.newest != nil {
		r = a.newest // beside which an older text is shown
	}
	if r == nil || r.id != msg.reader {
		return nil
	}
	if msg.newer && !r.newer {
		a.say("the file has a new text: " + a.spell("{take the new text} takes it, with your marks and your place"))
	}
	r.newer = msg.newer
	return a.watch(r, msg.stamp)
}

// takeText opens the newest text of the brief, with the cursor in its place.
func (a *app) takeText() tea.Cmd {
	r, worker := a.reader, a.desk
	if r.opened.Earlier {
		return a.backToNewest()
	}
	o := r.opened
	a.say("reading the newest text…")
	return a.openText(func(ctx context.Context) (*desk.Opened, error) { return worker.NewestText(ctx, o) })
}

// openText opens another text of the brief, and finds the reader's place in it.
func (a *app) openText(open func(ctx context.Context) (*desk.Opened, error)) tea.Cmd {
	r, worker := a.reader, a.desk
	ctx, o, id := r.ctx, r.opened, r.id
	place := model.Place{Revision: o.Revision.Hash, Cursor: r.cursor, Bookmarks: r.bookmarks}
	return func() tea.Msg {
		text, err := open(ctx)
		msg := textOpened{reader: id, opened: text, err: err}
		if err == nil {
			msg.place, _ = worker.Carry(o, text, place)
		}
		return msg
	}
}

// textOpened shows another text of the brief.
func (a *app) textOpened(msg textOpened) tea.Cmd {
	r := a.reader
	switch {
	case r == nil || r.id != msg.reader:
		return nil
	case msg.err != nil:
		a.complain(msg.err)
		return nil
	case msg.opened.Revision.Hash == r.opened.Revision.Hash:
		r.newer = false
		a.say("this is the newest text")
		return nil
	case msg.opened.Earlier:
		return a.showOlder(msg)
	}
	a.takeKeys()
	line, beside := r.anchor.line, r.panel != nil && a.frame.side > 0
	a.openReader(msg.opened)
	now := a.reader
	now.bookmarks = msg.place.Bookmarks
	if beside {
		now.panel = &panel{seen: -1}
	}
	now.standAt(msg.place.Cursor, line)
	return a.loadReader()
}

// sayFound says what became of the marks in a new text, where anything did.
func (a *app) sayFound() {
	r := a.reader
	unsure, orphans := r.marks.toConfirm(), r.marks.open()
	if unsure+orphans == 0 {
		return
	}
	text := ""
	if unsure > 0 {
		text = fmt.Sprintf("%s to confirm: %s", plural(unsure, "find"), a.spell("{confirm} goes through them"))
	}
	if orphans > 0 {
		if text != "" {
			text += " · "
		}
		text += plural(orphans, "orphan") + ": " + a.spell("{marks} lists them")
	}
	a.say(text)
}
