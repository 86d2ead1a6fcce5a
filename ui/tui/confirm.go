package tui

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A new text of a brief has its marks where they were found. Those found in
// other words or in another place are unsure until somebody confirms them, or
// leaves them out; orphans can be given a place.

// confirm confirms the unsure mark at the cursor, n of them from there on, and
// goes to the next; where there is none it goes to one first. Where an orphan is
// given a place, that is the cursor.
func (a *app) confirm(n int) tea.Cmd {
	r := a.reader
	switch {
	case a.readOnly():
		return nil
	case r.attaching != "":
		return a.attach()
	case !r.loaded:
		a.say("still reading the marks")
		return nil
	}
	here := r.unsureAt(r.target())
	if len(here) == 0 {
		a.toUnsure()
		return nil
	}
	ids := []model.MarkID{here[0].ID}
	for next, ok := r.nextUnsure(here[0]); ok && len(ids) < n && !slices.Contains(ids, next.ID); next, ok = r.nextUnsure(next) {
		ids = append(ids, next.ID)
	}
	what := "confirmed: " + markWords(r, &here[0])
	if len(ids) > 1 {
		what = "confirmed " + plural(len(ids), "mark")
	}
	a.confirmMarks(ids, what)
	if next, ok := r.nextUnsure(here[0]); ok {
		r.stand(next.Span)
		a.note.then = fmt.Sprintf("%d to confirm · %s", r.marks.toConfirm(), a.spell("{undo} undoes"))
	}
	return nil
}

// markWords names a mark by its label and its words.
func markWords(r *reader, m *model.Mark) string {
	return r.label(m) + " “" + excerpt(r.words(m), 40) + "”"
}

// confirmMarks shows marks as sure and puts the write at the end of the queue.
func (a *app) confirmMarks(ids []model.MarkID, what string) {
	opened, worker := a.reader.opened, a.desk
	a.settleMarks(ids, what, (*marks).confirm, func(ctx context.Context, names []model.MarkID) (desk.Outcome, error) {
		return worker.Confirm(ctx, opened, names...)
	})
}

// settleMarks puts the write of a decision on marks at the end of the queue, and
// shows what it does.
func (a *app) settleMarks(ids []model.MarkID, what string, show func(m *marks, id model.MarkID, write int), do func(ctx context.Context, names []model.MarkID) (desk.Outcome, error)) {
	a.writes.again()
	w := &write{kind: writeMark, what: what, text: a.reader.marks.text, names: ids}
	w.do = func(ctx context.Context) (desk.Outcome, error) { return do(ctx, w.names) }
	a.writes.add(w)
	w.show = func(m *marks) {
		for _, id := range w.names {
			show(m, id, w.id)
		}
	}
	w.show(&a.reader.marks)
	a.note = note{text: what, then: a.spell("{undo} undoes"), write: w.id}
}

// leaveOut says of the unsure mark at the cursor that its words are not in this
// text.
func (a *app) leaveOut() tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	here := r.unsureAt(r.target())
	if len(here) == 0 {
		if who := r.unsureOf(r.target()); who != "" {
			a.say(notYours(who))
			return nil
		}
		a.say("no mark here that was found in other words or in another place")
		return nil
	}
	next, more := r.nextUnsure(here[0])
	a.leaveOutMark(here[0].ID, "not in this text: "+markWords(r, &here[0]))
	if more && next.ID != here[0].ID {
		r.stand(next.Span)
	}
	return nil
}

func (a *app) leaveOutMark(id model.MarkID, what string) {
	opened, worker := a.reader.opened, a.desk
	show := func(m *marks, id model.MarkID, _ int) { m.unplace(id) }
	a.settleMarks([]model.MarkID{id}, what, show, func(ctx context.Context, names []model.MarkID) (desk.Outcome, error) {
		return worker.Leave(ctx, opened, names...)
	})
}

// unsureAt lists my unsure marks at span, the one with exactly that span first.
func (r *reader) unsureAt(span model.Span) []model.Mark {
	return slices.DeleteFunc(r.marks.under(span), func(m model.Mark) bool {
		_, unsure := r.marks.unsure[m.ID]
		return !unsure || m.Analyst != r.analyst
	})
}

// nextUnsure is my first unsure mark behind m in document order, round the end;
// ok is false where there is none, m aside.
func (r *reader) nextUnsure(m model.Mark) (next model.Mark, ok bool) {
	found := -1
	for i := range r.marks.all {
		other := &r.marks.all[i]
		if _, unsure := r.marks.unsure[other.ID]; !unsure || other.Analyst != r.analyst || other.ID == m.ID {
			continue
		}
		behind := model.CompareMarks(*other, m) > 0
		if found < 0 || behind && model.CompareMarks(r.marks.all[found], m) < 0 {
			found = i
		}
	}
	if found < 0 {
		return next, false
	}
	return r.marks.all[found], true
}

// toUnsure goes to the next unsure mark, and says what it was.
func (a *app) toUnsure() {
	r := a.reader
	next, ok := r.nextUnsure(model.Mark{Span: r.cursor})
	switch {
	case ok:
		a.leap(func() { r.stand(next.Span) })
		a.say(r.label(&next) + " " + a.doubt(&next))
		a.note.then = a.spell("{confirm} confirms, {leave out} is not it")
	case r.marks.open() > 0:
		a.say(plural(r.marks.open(), "mark") + " not in this text: " + a.spell("{marks} lists them"))
	default:
		if who := r.unsureOf(r.target()); who != "" {
			a.say(notYours(who))
			return
		}
		a.say("nothing to confirm")
	}
}

// unsureOf says whose the unsure mark at span is where none of mine is; "" where
// there is none.
func (r *reader) unsureOf(span model.Span) model.Analyst {
	for _, m := range r.marks.under(span) {
		if _, unsure := r.marks.unsure[m.ID]; unsure {
			return m.Analyst
		}
	}
	return ""
}

// notYours says whose a find is, which only its analyst decides on.
func notYours(who model.Analyst) string {
	return fmt.Sprintf("the find here is %s's: only they confirm it", model.CleanLine(string(who)))
}

// doubt says how a mark was found; "" where its place is sure.
func (a *app) doubt(m *model.Mark) string {
	found, unsure := a.reader.marks.unsure[m.ID]
	switch {
	case !unsure:
		return ""
	case found.state == model.Changed:
		return "changed, was “" + model.CleanLine(found.was) + "”"
	}
	return string(found.state) + " here from another place"
}

// readOnly says why nothing can be changed in the text that is open; false where
// it can.
func (a *app) readOnly() bool {
	if !a.reader.opened.Earlier {
		return false
	}
	a.say("this is an older text: marks are made on the newest one · " + a.spell("{quit} goes back to it"))
	return true
}

// giveAPlace begins to give an orphan a place: the text gets the keys.
func (a *app) giveAPlace(v desk.MarkView) {
	r := a.reader
	a.leavePanel()
	r.sel, r.attaching = nil, v.ID
	a.say("go to its new place, then " + a.keymap.key("confirm", ModeReader) + " puts it there")
	a.note.then = a.spell("{clear} gives up")
}

// placing reports whether the text's keys go to an orphan's new place.
func (a *app) placing() bool { return a.reader != nil && a.reader.attaching != "" }

// placeHints are the keys that matter while an orphan is given a place, before
// the others.
func (a *app) placeHints(others []string) []string {
	hints := []string{a.hint(a.keymap.key("confirm", ModeReader), "puts it here")}
	if a.reader.sel == nil {
		hints = append(hints, a.hint(a.keymap.key("select", ModeReader), "selects words"), a.hint(a.keymap.key("clear", ModeReader), "gives up"))
	}
	return append(hints, others...)
}

// attach puts the orphan that is given a place where the cursor is, or the
// selection.
func (a *app) attach() tea.Cmd {
	r := a.reader
	v, ok := r.marks.orphan(r.attaching)
	if !ok {
		r.attaching = ""
		a.say("the mark has a place already")
		return nil
	}
	span, err := r.opened.Doc.Snap(r.target())
	if err != nil {
		a.complain(fmt.Errorf("nothing to mark here: %w", err))
		return nil
	}
	if other, there := r.marks.exact(span, r.analyst); there {
		a.note = note{text: fmt.Sprintf("you have a mark there already: %s", r.label(&other)), error: true}
		return nil
	}
	r.attaching = ""
	a.writeEdges(v.Mark, span, v.Tag)
	a.note.text = "its place now: “" + excerpt(r.opened.Doc.VisibleOf(span), 40) + "”"
	r.sel = nil
	a.endSelecting()
	r.stand(span)
	return nil
}

// stopAttaching gives up giving an orphan a place; false where none is.
func (a *app) stopAttaching() bool {
	r := a.reader
	if r.attaching == "" {
		return false
	}
	r.attaching = ""
	a.say("it stays without a place")
	return true
}

// confirmChosen confirms the panel's mark, or begins to give it a place.
func (a *app) confirmChosen() tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	if v, ok := r.panel.chosenOrphan(r); ok {
		if v.Analyst != r.analyst {
			a.noMark(v.Analyst)
			return nil
		}
		a.giveAPlace(v)
		return nil
	}
	return a.onChosen(func(m model.Mark) tea.Cmd {
		if _, unsure := r.marks.unsure[m.ID]; !unsure {
			a.say(r.label(&m) + " stands where it was put: nothing to confirm")
			return nil
		}
		a.confirmMarks([]model.MarkID{m.ID}, "confirmed: "+markWords(r, &m))
		return nil
	})
}

// leaveOutChosen says that the panel's mark has no place in this text.
func (a *app) leaveOutChosen() tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	if v, ok := r.panel.chosenOrphan(r); ok {
		switch {
		case v.Analyst != r.analyst:
			a.noMark(v.Analyst)
		case v.Left():
			a.say("it is left out of this text already")
		default:
			a.leaveOutMark(v.ID, "left out of this text: “"+excerpt(v.Quote.Text, 40)+"”")
		}
		return nil
	}
	return a.onChosen(func(m model.Mark) tea.Cmd {
		if _, unsure := r.marks.unsure[m.ID]; !unsure {
			a.say(r.label(&m) + " stands where it was put: " + a.keymap.spell("{remove the panel's mark} removes it", ModePanel))
			return nil
		}
		a.leaveOutMark(m.ID, "not in this text: "+markWords(r, &m))
		return nil
	})
}

// removeChosen removes the panel's mark, also an orphan.
func (a *app) removeChosen() tea.Cmd {
	r := a.reader
	v, ok := r.panel.chosenOrphan(r)
	switch {
	case !ok:
		return a.onChosen(func(m model.Mark) tea.Cmd { return a.removeMarks([]model.Mark{m}) })
	case a.readOnly():
	case v.Analyst != r.analyst:
		a.noMark(v.Analyst)
	default:
		return a.removeMarks([]model.Mark{v.Mark})
	}
	return nil
}

// confirmCommands are the keys for marks of a text that is new.
func confirmCommands() []command {
	wanted := func(a *app) bool {
		return a.reader != nil && (a.reader.attaching != "" || len(a.reader.unsureAt(a.reader.cursor)) > 0)
	}
	return []command{
		{Binding{Mode: ModeReader, Action: "confirm", Keys: []string{"r"}, Shown: "r X", Help: "confirm a find; it is not", Hint: "confirm", Category: CategoryMark, Command: true},
			func(a *app, n int) tea.Cmd { return a.confirm(times(n)) }, wanted},
		{Binding{Mode: ModeReader, Action: "leave out", Keys: []string{"X"}, Command: true},
			func(a *app, _ int) tea.Cmd { return a.leaveOut() }, nil},
		{Binding{Mode: ModeSelect, Action: "confirm", Keys: []string{"r"}}, func(a *app, n int) tea.Cmd {
			if a.reader.attaching == "" {
				a.say("nothing waits for a place: " + a.markKeys() + " mark what is selected")
				return nil
			}
			return a.confirm(n)
		}, nil},
	}
}
