package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// settleDifference settles the difference that the mode stands on, shows what
// that does, and goes on to the next.
func (a *app) settleDifference(choice desk.Choice) tea.Cmd {
	c, r := a.comparison(), a.reader
	d, ok := c.here()
	switch _, under := c.chosen[names(d)]; {
	case a.readOnly():
		return nil
	case !ok:
		a.say("nothing to settle")
		return nil
	case under:
		a.say("it is being settled")
		return nil
	}
	if mine, theirs := d.Sides(r.analyst); choice == desk.ChooseTheirs && theirs != nil && (mine == nil || mine.Span != theirs.Span) {
		if other, there := r.marks.exact(theirs.Span, r.analyst); there {
			a.note = note{text: "you have another mark with that span: " + r.label(&other) + "; change that one", error: true}
			return nil
		}
	}
	a.writes.again()
	opened, worker := r.opened, a.desk
	what := "settled: " + string(choice)
	w := a.writes.add(&write{kind: writeMark, what: what, text: r.marks.text})
	w.do = func(ctx context.Context) (desk.Outcome, error) { return worker.Settle(ctx, opened, d, choice) }
	w.show = func(m *marks) { m.settled(w.id, d, choice, r.analyst) }
	w.refused = func(a *app, _ error) tea.Cmd { a.standOn(d); return nil }
	w.show(&r.marks)
	c.chosen[names(d)] = choice
	c.next()
	a.showDifference()
	shown := what
	if c.open() == 0 {
		shown += ", all are settled"
	}
	a.note = note{text: shown, then: a.spell("{undo the settling} undoes"), write: w.id}
	return nil
}

// settled shows what write id is about to make of my mark.
func (m *marks) settled(id int, d desk.Difference, choice desk.Choice, me model.Analyst) {
	mine, theirs := d.Sides(me)
	switch {
	case choice == desk.ChooseMine || mine == nil && theirs == nil:
		return
	case choice == desk.ChooseNeither || theirs == nil:
		if mine != nil {
			m.drop(mine.ID)
		}
		return
	}
	mark := theirs.Mark.Clone()
	mark.Analyst, mark.Details = me, model.Details{Status: model.Open}.Take(theirs.Details)
	if mine == nil {
		m.tagged(id, mark)
		return
	}
	mark.ID, mark.Created, mark.Details = mine.ID, mine.Created, mine.Details.Take(theirs.Details)
	m.drop(mark.ID)
	m.put(mark)
	m.pending[mark.ID] = id
}

// standOn goes to a difference that could not be settled, as it is now.
func (a *app) standOn(d desk.Difference) {
	c := a.comparison()
	if c == nil {
		return
	}
	delete(c.chosen, names(d))
	if i := slices.IndexFunc(c.c.Differences, func(o desk.Difference) bool { return sameClaim(o, d) }); i >= 0 {
		c.at = i
		a.showDifference()
	}
}
