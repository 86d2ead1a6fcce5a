package tui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// written takes the answer of a write: its marks are durable, or it says why
// they are not.
func (a *app) written(msg writeEnded) tea.Cmd {
	w, ok := a.writes.end(msg)
	if !ok {
		return nil
	}
	if w.kind == writeExport {
		a.exported(w.done, msg.err)
		return nil
	}
	if msg.err != nil {
		return a.unwritten(w, msg.err)
	}
	return tea.Batch(a.copyDay(msg.outcome), a.durable(w, msg))
}

// durable takes the answer of a write that was made.
func (a *app) durable(w *write, msg writeEnded) tea.Cmd {
	if a.note.waits && a.writes.waiting() == 0 {
		a.say("kept now, all of it")
	}
	if w.kind == writeShelf {
		return a.shelved(msg.outcome)
	}
	r := a.reader
	if r == nil || msg.outcome.Change.Brief != "" && msg.outcome.Change.Brief != r.opened.Brief.ID {
		return nil
	}
	a.writes.rename(w.id, msg.outcome.Change)
	r.stale = r.marks.settle(w.id, msg.outcome.Change) || r.stale
	r.reshow(a.writes.queue)
	r.described(msg.outcome.Change)
	r.kept = true
	if w.kind == writeStep {
		a.stepped(w, msg.outcome)
	}
	if r.stale && len(a.writes.queue) == 0 {
		r.stale = false
		return a.loadMarks()
	}
	return a.recompare()
}

// stepped shows the place of what undo or redo changed, and says what it was.
func (a *app) stepped(w *write, out desk.Outcome) {
	r := a.reader
	verb, back := "undone", a.spell("{redo} redoes")
	if w.redo {
		verb, back = "done again", a.spell("{undo} undoes")
	}
	text := verb
	if out.Message != "" {
		text = model.CleanLine(out.Message)
	}
	a.sayThen(text, back)
	var first *model.Mark
	for _, c := range out.Change.Marks {
		mark := c.After
		if mark == nil {
			mark = c.Before
		}
		if mark != nil && mark.Revision != r.opened.Revision.Hash {
			mark = r.marks.shown(mark.ID) // it is on another text again, and stands here where it did
		}
		if mark != nil && (first == nil || mark.Span.Compare(first.Span) < 0) {
			first = mark
		}
	}
	if first != nil && r.sel == nil {
		r.stand(first.Span)
	}
}

// unwritten says why a write could not be made, and what to do.
func (a *app) unwritten(w *write, err error) tea.Cmd {
	switch {
	case w.kind == writeStep && errors.Is(err, desk.ErrEarlier):
		a.writes.dropSteps()
		redo := w.redo
		verb := "undo"
		if redo {
			verb = "redo"
		}
		a.ask(fmt.Sprintf("the next %s is of an earlier sitting. Take that one too?", verb), verb+" it",
			func(a *app) tea.Cmd { return a.stepBack(redo, 1, true) })
	case w.kind == writeStep && (errors.Is(err, desk.ErrNothingToUndo) || errors.Is(err, desk.ErrNothingToRedo)):
		a.writes.dropSteps()
		if w.redo {
			a.say("nothing to do again")
		} else {
			a.say("nothing left to undo in this brief")
		}
	case w.kind == writeQuiet:
	case a.writes.failed != nil:
		if !a.writes.told {
			a.note = note{error: true, waits: true, text: "not kept: " + model.CleanLine(err.Error()), then: a.spell("{commands}w tries again")}
		}
		if a.leave.wanted {
			a.leave.wanted = false
			a.askToLeave(err)
		}
	default:
		a.complain(err)
		var decide tea.Cmd
		if w.refused != nil {
			decide = w.refused(a, err)
		}
		if a.reader != nil {
			return tea.Batch(decide, a.loadMarks())
		}
		return decide
	}
	return nil
}
