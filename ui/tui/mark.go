package tui

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// mark gives the cursor or the selection a tag, and the n-1 units behind it,
// in one change; then it goes on. details is nil to keep what is there.
func (a *app) mark(tag model.Tag, n int, details *model.Details) tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	spans, err := r.spans(n)
	if err != nil {
		a.complain(err)
		return nil
	}
	taggings := make([]desk.Tagging, len(spans))
	for i, span := range spans {
		taggings[i] = desk.Tagging{Span: span, Tag: tag, Details: details}
	}
	return a.markAll(taggings)
}

// markAll makes marks in one change, shows them, and goes on behind the last.
func (a *app) markAll(taggings []desk.Tagging) tea.Cmd {
	r := a.reader
	last := taggings[len(taggings)-1]
	what := markMessage(a.keymap, r, taggings)
	if r.nothingNew(taggings) {
		a.say("already " + last.Tag.Words())
	} else {
		a.change(taggings, what)
	}
	r.remember(last)
	r.sel, r.cycle = nil, cycle{}
	if !r.goOn(last.Span) && !a.note.error {
		r.stand(last.Span)
		a.note.then = a.atEnd()
	}
	return nil
}

// atEnd says what to do where there is nothing to go on to.
func (a *app) atEnd() string {
	r := a.reader
	r.count()
	if !r.units.ready {
		return "the end of the brief"
	}
	if n := r.progress.Unread(); n > 0 {
		return fmt.Sprintf(a.spell("{undo} undoes · %d unread: {previous unread unit} goes back"), n)
	}
	return a.spell("{undo} undoes · nothing unread: {export} exports")
}

// change shows marks and puts their write at the end of the queue.
func (a *app) change(taggings []desk.Tagging, what string) {
	r := a.reader
	opened, worker, now := r.opened, a.desk, time.Now().UTC()
	shown := make([]model.Mark, len(taggings))
	for i, t := range taggings {
		shown[i] = r.preview(t, now)
		if t.Seen == nil {
			taggings[i].Was = r.durableTag(t.Span)
		}
	}
	a.writes.again()
	w := a.writes.add(&write{kind: writeMark, what: what, text: r.marks.text,
		do: func(ctx context.Context) (desk.Outcome, error) { return worker.Tag(ctx, opened, taggings) },
	})
	w.show = func(m *marks) {
		for i, mark := range shown {
			if taggings[i].Only {
				m.described(w.id, mark)
			} else {
				m.tagged(w.id, mark)
			}
		}
	}
	w.show(&r.marks)
	a.note = note{text: what, then: a.spell("{undo} undoes"), write: w.id}
}

// durableTag is the tag of my mark with exactly that span as the store has it,
// as far as is known here, "" where there is none: what another window made of
// it meanwhile is not overwritten. It is nil where the mark is being changed, or
// the marks are not known yet.
func (r *reader) durableTag(span model.Span) *model.Tag {
	m, ok := r.marks.exact(span, r.analyst)
	if _, pending := r.marks.pending[m.ID]; ok && pending || !r.loaded {
		return nil
	}
	return &m.Tag
}

// spans are the target and the units behind it, n in all, as they would be
// marked: snapped to letters.
func (r *reader) spans(n int) ([]model.Span, error) {
	if r.target().Empty() && !r.units.ready {
		return nil, errors.New("still counting the units")
	}
	span, err := r.opened.Doc.Snap(r.target())
	if err != nil {
		return nil, fmt.Errorf("nothing to mark here: %w", err)
	}
	spans := []model.Span{span}
	if r.sel != nil {
		return spans, nil
	}
	unit, ok := r.unit()
	for ; n > 1 && ok; n-- {
		if unit, ok = r.after(unit); ok {
			spans = append(spans, unit.Span)
		}
	}
	return spans, nil
}

// preview is the mark that a tagging will make.
func (r *reader) preview(t desk.Tagging, now time.Time) model.Mark {
	mark, ok := r.marks.exact(t.Span, r.analyst)
	if !ok {
		mark = model.Mark{Brief: r.opened.Brief.ID, Revision: r.opened.Revision.Hash, Span: t.Span, Analyst: r.analyst, Created: now}
		mark.Details.Status = model.Open
	}
	mark.Tag, mark.Updated = t.Tag, now
	if t.Details != nil {
		mark.Details = t.Details.Clone()
	}
	if t.Revise != nil {
		mark.Details = mark.Details.Clone()
		t.Revise(&mark.Details)
	}
	return mark
}

// nothingNew reports whether all taggings are there already.
func (r *reader) nothingNew(taggings []desk.Tagging) bool {
	for _, t := range taggings {
		mark, ok := r.marks.exact(t.Span, r.analyst)
		_, unsure := r.marks.unsure[mark.ID]
		if !ok || unsure && !t.Only || mark.Tag != t.Tag || !sameDetails(mark.Details, r.preview(t, mark.Updated).Details) {
			return false
		}
	}
	return true
}

// sameDetails reports whether two marks say the same.
func sameDetails(a, b model.Details) bool {
	same := slices.Equal(a.References, b.References)
	a.References, b.References = nil, nil
	return same && reflect.DeepEqual(a, b)
}

// remember keeps what . does again.
func (r *reader) remember(t desk.Tagging) {
	mark, _ := r.marks.exact(t.Span, r.analyst)
	r.last = repeat{t.Tag, mark.Details.Speaker, mark.Details.References}
}

// again gives the target the last mark's tag, speaker and references. Before
// the first mark of a sitting that is the newest one of mine.
func (a *app) again(n int) tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	last := r.last
	if last.tag == "" && !r.loaded {
		a.say("still reading the marks")
		return nil
	}
	if last.tag == "" {
		mark, ok := r.marks.newestOf(r.analyst)
		if !ok {
			a.say("no mark to repeat yet: " + a.markKeys() + " make one")
			return nil
		}
		last = repeat{mark.Tag, mark.Details.Speaker, mark.Details.References}
	}
	spans, err := r.spans(n)
	if err != nil {
		a.complain(err)
		return nil
	}
	taggings := make([]desk.Tagging, len(spans))
	for i, span := range spans {
		taggings[i] = desk.Tagging{Span: span, Tag: last.tag, Revise: last.revise}
	}
	return a.markAll(taggings)
}

// markMessage is what is said of marks that are being made.
func markMessage(k Keymap, r *reader, taggings []desk.Tagging) string {
	t := taggings[0]
	if len(taggings) > 1 {
		return fmt.Sprintf("%s: %d units", t.Tag.Words(), len(taggings))
	}
	mark := r.preview(t, time.Time{})
	if t.Tag == model.Attributed && mark.Details.Speaker != "" {
		return t.Tag.Words() + ": " + excerpt(mark.Details.Speaker, 60)
	}
	if mark.Hollow() {
		return t.Tag.Words() + ", reference missing: " + k.key("mark sourced with details", ModeReader) + " adds it"
	}
	return t.Tag.Words() + ": " + excerpt(r.opened.Doc.VisibleOf(t.Span), 40)
}

// mine is the nth of my marks at the cursor; others says whose the marks are
// that stand there instead.
func (a *app) mine(n int) (mark model.Mark, ok bool, others model.Analyst) {
	r := a.reader
	var own []model.Mark
	for _, m := range r.marks.under(r.target()) {
		if m.Analyst == r.analyst {
			own = append(own, m)
		} else {
			others = m.Analyst
		}
	}
	if len(own) == 0 {
		return model.Mark{}, false, others
	}
	return own[n%len(own)], true, ""
}

// noMark says why a key for a mark does nothing here.
func (a *app) noMark(others model.Analyst) {
	if others != "" {
		a.say(fmt.Sprintf("the mark here is %s's: keys change only your own", model.CleanLine(string(others))))
		return
	}
	a.say("no mark here: " + a.markKeys() + " make one")
}

// remove takes away the mark at the cursor and says what went; n of them in
// one change.
func (a *app) remove(n int) tea.Cmd {
	r := a.reader
	var gone []model.Mark
	for _, m := range r.marks.under(r.target()) {
		if m.Analyst == r.analyst && len(gone) < times(n) {
			gone = append(gone, m)
		}
	}
	if len(gone) == 0 {
		_, _, others := a.mine(0)
		a.noMark(others)
		return nil
	}
	return a.removeMarks(gone)
}

// removeMarks takes marks away, of which there is one at least, in one change.
func (a *app) removeMarks(gone []model.Mark) tea.Cmd {
	r := a.reader
	switch {
	case a.readOnly():
		return nil
	case !r.loaded: // what they say is not known yet
		a.say("still reading the marks")
		return nil
	}
	ids, seen := make([]model.MarkID, len(gone)), make([]model.Mark, len(gone))
	for i, m := range gone {
		ids[i], seen[i] = m.ID, m.Clone()
	}
	what := fmt.Sprintf("removed %s: %s", gone[0].Tag.Words(), excerpt(r.words(&gone[0]), 40))
	if len(gone) > 1 {
		what = fmt.Sprintf("removed %d marks", len(gone))
	}
	worker := a.desk
	a.writes.again()
	w := &write{kind: writeMark, what: what}
	w.names = ids
	w.do = func(ctx context.Context) (desk.Outcome, error) {
		for i, name := range w.names {
			seen[i].ID = name
		}
		return worker.UntagSeen(ctx, seen...)
	}
	w.refused = notRemoved(seen)
	a.writes.add(w)
	w.show = func(m *marks) {
		for _, id := range w.names {
			m.drop(id)
		}
	}
	w.show(&r.marks)
	a.note = note{text: what, then: a.spell("{undo} undoes"), write: w.id}
	return nil
}

// notRemoved says of a mark that was changed in another window, so that it was
// not removed, what it is now.
func notRemoved(seen []model.Mark) func(a *app, err error) tea.Cmd {
	return func(a *app, err error) tea.Cmd {
		var meanwhile *desk.MeanwhileError
		if !errors.As(err, &meanwhile) || meanwhile.Mark == nil {
			return nil
		}
		text := "not removed: another window changed it meanwhile"
		for _, m := range seen {
			if m.ID != meanwhile.Mark.ID {
				continue
			}
			before := meanwhile.Mark.Clone()
			before.Tag, before.Details = m.Tag, m.Details
			for _, d := range (model.MarkChange{Before: &before, After: meanwhile.Mark}).Differences() {
				text = fmt.Sprintf("not removed: its %s is now “%s”, from another window", d.What, excerpt(d.After, 30))
				break
			}
		}
		a.note = note{text: text, then: a.spell("{remove mark} removes it"), error: true}
		return nil
	}
}

// stepBack takes back my newest n changes of this sitting in this brief (or
// does them again), each when those before it are durable.
func (a *app) stepBack(redo bool, n int, earlier bool) tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	if a.writes.failed != nil {
		a.say(a.spell("what was done last is not kept yet: {commands}w tries again"))
		return nil
	}
	scope := desk.Scope{Brief: r.opened.Brief.ID, Earlier: earlier}
	worker := a.desk
	for range times(n) {
		a.writes.add(&write{kind: writeStep, redo: redo,
			do: func(ctx context.Context) (desk.Outcome, error) {
				if redo {
					return worker.Redo(ctx, scope)
				}
				return worker.Undo(ctx, scope)
			}})
	}
	return nil
}
