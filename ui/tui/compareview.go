package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// Sizes of the sheet of a difference.
const (
	mostWordRows = 4 // of a mark's words, in each half
	mostFactRows = 3 // of what is known of it

	mostVerdictRows = 3  // that say in what two marks differ
	mostDetail      = 24 // cells of a detail that differs, where that is said
)

// draw lays the difference over the half of the screen that its words are not
// in: my mark at the left, theirs at the right.
func (c *comparing) draw(a *app, screen []string) []string {
	width := min(max(a.frame.inner, leastPanel), a.frame.w)
	b := box{title: "Comparing with " + model.CleanLine(string(c.with)), foot: a.keymap.spell("{stop comparing} back", ModeCompare), width: width}
	d, ok := c.here()
	switch {
	case !c.known:
		b.lines = []string{a.theme.Faint.Render("…")}
	case !ok:
		b.lines = []string{"no differences: " + plural(len(c.c.Agreements), "claim") + " the same by both", "", a.theme.Faint.Render(figureWords(c.c.Figures))}
	default:
		b.title += " · " + c.counter()
		b.lines = c.differenceLines(a, d, width-4)
		b.foot = a.keymap.spell("{take theirs} theirs   {keep mine} mine   {keep neither} neither   {next difference} {previous difference} other   {undo the settling} undo   {stop comparing} back", ModeCompare)
		return a.overlay(screen, b, a.awayFrom(d.Span()))
	}
	return a.overlay(screen, b, centred)
}

// awayFrom is the half of the screen that a span does not begin in.
func (a *app) awayFrom(span model.Span) spot {
	r := a.reader
	if pos, _, _ := r.page.Locate(span.Start); rowsBetween(r.page, r.top, pos, r.frame.body) > r.frame.body/2 {
		return atTop
	}
	return atFoot
}

// differenceLines are both marks side by side, and below them in what they
// differ, or how that was settled.
func (c *comparing) differenceLines(a *app, d desk.Difference, width int) []string {
	column := (width - 3) / 2
	mine, theirs := d.Sides(a.reader.analyst)
	left, right := a.sideLines(mine, "mine", column), a.sideLines(theirs, model.CleanLine(string(c.with)), column)
	var lines []string
	for i := range max(len(left), len(right)) {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		lines = append(lines, a.padTo(l, column)+"\x1b[m"+a.theme.Frame.Render(" │ ")+r)
	}
	return append(append(lines, ""), c.verdict(a, d, width)...)
}

// sideLines are one side of a difference: whose it is, the tag, the words, and
// what is known of it.
func (a *app) sideLines(v *desk.MarkView, whose string, width int) []string {
	if v == nil {
		return []string{a.theme.Faint.Render(whose), a.theme.Faint.Render("no mark here")}
	}
	name := string(v.Label)
	if shown := a.reader.marks.shown(v.ID); shown != nil {
		name = a.reader.label(shown)
	}
	lines := []string{a.theme.Faint.Render(a.cut(whose, width)), a.inks.tag(v.Tag).Render(name) + " " + a.theme.Strong.Render(v.Tag.Words())}
	lines = append(lines, a.wrapped("“"+v.Quote.Text+"”", width, mostWordRows)...)
	for _, row := range a.wrapped(strings.Join(markFacts(&v.Mark), " · "), width, mostFactRows) {
		lines = append(lines, a.theme.Faint.Render(row))
	}
	return lines
}

// wrapped is text in at most so many rows of a width; what does not fit is cut.
func (a *app) wrapped(text string, width, most int) []string {
	if text = model.CleanLine(text); text == "" {
		return nil
	}
	rows := strings.Split(ansi.Wrap(text, max(4, width), ""), "\n")
	if len(rows) > most {
		rows = rows[:most]
		rows[most-1] = a.cut(rows[most-1]+"…", width)
		if !strings.HasSuffix(rows[most-1], "…") {
			rows[most-1] += "…"
		}
	}
	for i := range rows {
		rows[i] = a.cut(rows[i], width)
	}
	return rows
}

// verdict says in what two marks differ, or how that was settled, in rows of a
// width.
func (c *comparing) verdict(a *app, d desk.Difference, width int) []string {
	if choice, under := c.chosen[names(d)]; under {
		return []string{a.theme.Faint.Render("being settled: " + string(choice))}
	}
	if s := d.Settled; s != nil {
		whose := "you"
		if s.By != a.reader.analyst {
			whose = model.CleanLine(string(s.By))
		}
		return []string{a.theme.Strong.Render("settled: "+string(s.Choice)) + a.theme.Faint.Render(" by "+whose)}
	}
	mine, _ := d.Sides(a.reader.analyst)
	var in []string
	for _, what := range d.Differs {
		switch what.What {
		case "tag", "edges", "only": // both can be seen above
			in = append(in, what.What)
		default:
			in = append(in, fmt.Sprintf("%s (%s, %s)", what.What, excerpt(orNone(what.Before), mostDetail), excerpt(orNone(what.After), mostDetail)))
		}
	}
	text := "only you marked this"
	switch {
	case !slices.Contains(in, "only"):
		text = "they differ in " + strings.Join(in, ", ")
	case mine == nil:
		text = "only " + string(c.with) + " marked this"
	}
	return a.wrapped(text, width, mostVerdictRows)
}

// figureWords are how far two analysts agree, in a line.
func figureWords(f desk.Figures) string {
	var words []string
	if k := f.Units.Kappa(); k.Defined {
		words = append(words, fmt.Sprintf("by unit: kappa %.2f", k.Value))
	}
	if alpha := f.Spans.All; alpha.Defined {
		words = append(words, fmt.Sprintf("by span: alpha %.3f", alpha.Value))
	}
	return strings.Join(words, ", ")
}
