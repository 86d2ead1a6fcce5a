package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// comparing is the mode in which my marks are held against another analyst's:
// the difference that it stands on lies over the text, which follows.
type comparing struct {
	typing
	with   model.Analyst
	asked  int  // names the newest answer that it waits for
	known  bool // an answer came
	c      desk.Comparison
	at     int                             // index in c.Differences
	chosen map[[2]model.MarkID]desk.Choice // by the ids of the two marks: choices on their way to the store
	before stance                          // where the text was
}

// compared is a comparison that was worked out.
type compared struct {
	asked int
	c     desk.Comparison
	err   error
}

func (*comparing) kind() Mode { return ModeCompare }

// compareWith begins to compare: with the only other analyst, or whom of several
// the person chooses.
func (a *app) compareWith() tea.Cmd {
	r := a.reader
	if !r.loaded {
		a.say("still reading the marks")
		return nil
	}
	mine, others := r.marks.byOthers(r.analyst)
	switch {
	case len(others) == 0:
		a.say("nobody else marked this brief: obelus import or sync brings another's marks")
	case mine == 0:
		a.say("you have no marks here to compare: " + a.markKeys() + " make one")
	case len(others) == 1:
		return a.beginComparing(others[0].analyst)
	default:
		l := &listing{title: "Compare with", foot: "{go there} compares   {back} back"}
		var items []listed
		for _, o := range others {
			right := plural(o.marks, "mark")
			items = append(items, listed{name: string(o.analyst), right: a.theme.Faint.Render(right), wide: a.wide(right)})
		}
		l.enter = func(a *app, _ listed) tea.Cmd {
			with := others[l.shown[l.at]].analyst
			a.pop()
			return a.beginComparing(with)
		}
		l.fill(items, -1)
		l.at = 0
		a.push(l)
	}
	return nil
}

// An other is an analyst besides the one who reads.
type other struct {
	analyst model.Analyst
	marks   int
}

// byOthers counts my marks in the text, and lists who else has how many.
func (m *marks) byOthers(me model.Analyst) (mine int, others []other) {
	for i := range m.all {
		who := m.all[i].Analyst
		n := slices.IndexFunc(others, func(o other) bool { return o.analyst == who })
		switch {
		case who == me:
			mine++
		case n < 0:
			others = append(others, other{who, 1})
		default:
			others[n].marks++
		}
	}
	slices.SortStableFunc(others, func(a, b other) int { return b.marks - a.marks })
	return mine, others
}

func (a *app) beginComparing(with model.Analyst) tea.Cmd {
	c := &comparing{with: with, chosen: map[[2]model.MarkID]desk.Choice{}, before: a.reader.stance}
	a.push(c)
	return a.compareAgain(c)
}

// compareAgain works the comparison out, as the store is now.
func (a *app) compareAgain(c *comparing) tea.Cmd {
	c.asked = a.newID()
	ctx, worker, o, asked, me, with := a.reader.ctx, a.desk, a.reader.opened, c.asked, a.reader.analyst, c.with
	return func() tea.Msg {
		got, err := worker.Compare(ctx, o, me, with)
		return compared{asked, got, err}
	}
}

// comparison is the mode of differences, wherever it lies among the modes; nil
// where it is not open.
func (a *app) comparison() *comparing {
	for _, m := range a.modes {
		if c, ok := m.(*comparing); ok {
			return c
		}
	}
	return nil
}

// recompare works an open comparison out again: marks or rulings changed.
func (a *app) recompare() tea.Cmd {
	c := a.comparison()
	if c == nil || a.reader == nil || len(a.writes.queue) > 0 {
		return nil
	}
	return a.compareAgain(c)
}

// compared takes a comparison. It stands on the same difference as before, or on
// the one that was opened again.
func (a *app) compared(msg compared) {
	c := a.comparison()
	if c == nil || c.asked != msg.asked {
		return
	}
	if msg.err != nil {
		a.modes = slices.DeleteFunc(a.modes, func(m mode) bool { return m.kind() == ModeCompare })
		a.say(model.CleanLine(msg.err.Error()))
		return
	}
	was := c.c.Differences
	here, stood := c.here()
	c.c, c.chosen = msg.c, map[[2]model.MarkID]desk.Choice{}
	switch {
	case !c.known:
		c.at = max(0, slices.IndexFunc(c.c.Differences, func(d desk.Difference) bool { return d.Settled == nil }))
	case stood:
		if i := slices.IndexFunc(c.c.Differences, func(d desk.Difference) bool { return sameClaim(d, here) }); i >= 0 {
			c.at = i
		}
		if i := reopened(was, c.c.Differences); i >= 0 {
			c.at = i
		}
	}
	c.known = true
	c.at = min(c.at, max(0, len(c.c.Differences)-1))
	a.showDifference()
}

// sameClaim reports whether two differences are about the same marks.
func sameClaim(a, b desk.Difference) bool {
	same := func(x, y *desk.MarkView) bool { return x != nil && y != nil && x.ID == y.ID }
	return same(a.A, b.A) || same(a.B, b.B)
}

// reopened is the first difference that was settled and is open now; -1 where
// there is none.
func reopened(was, now []desk.Difference) int {
	return slices.IndexFunc(now, func(d desk.Difference) bool {
		return d.Settled == nil && slices.ContainsFunc(was, func(o desk.Difference) bool { return o.Settled != nil && sameClaim(o, d) })
	})
}

// here is the difference that the mode stands on; ok is false where there is
// none.
func (c *comparing) here() (d desk.Difference, ok bool) {
	if c.at < 0 || c.at >= len(c.c.Differences) {
		return d, false
	}
	return c.c.Differences[c.at], true
}

// names are the ids of a difference's marks.
func names(d desk.Difference) (ids [2]model.MarkID) {
	for i, v := range []*desk.MarkView{d.A, d.B} {
		if v != nil {
			ids[i] = v.ID
		}
	}
	return ids
}

// settled reports whether a difference is settled, or is on its way to it.
func (c *comparing) settled(d desk.Difference) bool {
	_, chosen := c.chosen[names(d)]
	return chosen || d.Settled != nil
}

// step moves along the differences by n, and the text with it.
func (c *comparing) step(a *app, n int) {
	last := len(c.c.Differences) - 1
	switch to := c.at + n; {
	case last < 0:
	case to < 0 && c.at == 0:
		a.say("the first difference")
	case to > last && c.at == last:
		a.say("the last difference")
	default:
		c.at = min(max(to, 0), last)
	}
	a.showDifference()
}

// showDifference brings the text to the difference.
func (a *app) showDifference() {
	c := a.comparison()
	if d, ok := c.here(); ok {
		a.reader.stand(d.Span())
	}
}

// next goes to the next difference that is open, round the end; where all are
// settled it stays.
func (c *comparing) next() {
	n := len(c.c.Differences)
	for i := 1; i < n; i++ {
		if at := (c.at + i) % n; !c.settled(c.c.Differences[at]) {
			c.at = at
			return
		}
	}
}

// counter is "3/12, 2 settled".
func (c *comparing) counter() string {
	n := len(c.c.Differences)
	return fmt.Sprintf("%d/%d, %d settled", min(c.at+1, n), n, n-c.open())
}

// open is how many differences are not settled.
func (c *comparing) open() int {
	n := 0
	for _, d := range c.c.Differences {
		if !c.settled(d) {
			n++
		}
	}
	return n
}
