package tui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// held is my mark that the selection began as, whose edges are being moved; ok
// is false where the selection makes a mark of its own.
func (r *reader) held() (m model.Mark, ok bool) {
	if r.sel == nil || r.sel.of == "" {
		return m, false
	}
	for _, m := range r.marks.overlapping(r.sel.from) {
		if m.ID == r.sel.of {
			return m.Clone(), true
		}
	}
	return m, false
}

// moveEdges gives the mark that the selection began as the selection's edges
// and a tag: the same mark, with its id and its details. ok is false where the
// selection did not begin as one, or did not change.
func (a *app) moveEdges(tag model.Tag) (ok bool) {
	r := a.reader
	was, held := r.held()
	if !held || a.readOnly() {
		return held
	}
	span, err := r.opened.Doc.Snap(r.target())
	if err != nil {
		a.complain(fmt.Errorf("nothing to mark here: %w", err))
		return true
	}
	if span == was.Span {
		return false
	}
	if other, there := r.marks.exact(span, r.analyst); there {
		a.note = note{text: fmt.Sprintf("you have a mark with these edges already: %s", r.label(&other)), error: true}
		return true
	}
	a.writeEdges(was, span, tag)
	r.last = repeat{tag, was.Details.Speaker, was.Details.References}
	r.sel, r.cycle = nil, cycle{}
	r.stand(span)
	return true
}

// writeEdges shows a mark's new edges and puts their write at the end of the
// queue.
func (a *app) writeEdges(was model.Mark, span model.Span, tag model.Tag) {
	r, worker, opened := a.reader, a.desk, a.reader.opened
	now := was
	now.Revision = opened.Revision.Hash
	now.Span, now.Tag, now.Updated = span, tag, time.Now().UTC()
	now.Quote = model.Quote{Text: r.opened.Doc.VisibleOf(span)}
	what := fmt.Sprintf("%s now reads “%s”", r.label(&was), excerpt(now.Quote.Text, 40))
	a.writes.again()
	w := &write{kind: writeMark, what: what, text: r.marks.text, names: []model.MarkID{was.ID}}
	edit := desk.Edit{Span: &span, On: opened, Tag: &tag}
	if _, pending := r.marks.pending[was.ID]; !pending {
		edit.Seen = &was
	}
	w.do = func(ctx context.Context) (desk.Outcome, error) { return worker.Edit(ctx, w.names[0], edit) }
	a.writes.add(w)
	w.show = func(m *marks) {
		mark := now
		mark.ID = w.names[0]
		m.drop(mark.ID)
		m.put(mark)
		m.pending[mark.ID] = w.id
	}
	w.show(&r.marks)
	a.note = note{text: what, then: a.spell("{undo} undoes"), write: w.id}
}

// keepEdges is enter while a mark's edges are moved: the mark keeps its tag. It
// is a word about what to press where no mark is.
func (a *app) keepEdges() tea.Cmd {
	m, held := a.reader.held()
	switch {
	case !held:
		a.say(a.markKeys() + " mark what is selected")
		return nil
	case !a.moveEdges(m.Tag):
		a.say("the edges are where they were")
		a.reader.sel = nil
	}
	a.endSelecting()
	return nil
}

// apart makes the selection one of its own, on the first word of the mark that
// it began as, which stays as it is.
func (a *app) apart() tea.Cmd {
	if _, held := a.reader.held(); !held {
		a.say("this makes a mark of its own already")
		return nil
	}
	a.reader.sel = a.reader.firstWord(a.reader.sel.from)
	a.reader.showSelection()
	a.say(a.markKeys() + " make another mark of this")
	return nil
}

// edgeCommands are select mode's keys for the edges of a mark.
func edgeCommands() []command {
	held := func(a *app) bool {
		_, ok := a.reader.held()
		return ok
	}
	return []command{
		{Binding{Mode: ModeSelect, Action: "another mark", Keys: []string{"n"}, Help: "another mark instead", Hint: "another mark"},
			func(a *app, _ int) tea.Cmd { return a.apart() }, held},
		{Binding{Mode: ModeSelect, Action: "keep the edges", Keys: []string{"enter"}, Help: "on a mark: its new edges", Hint: "keep the edges"},
			func(a *app, _ int) tea.Cmd { return a.keepEdges() }, held},
	}
}
