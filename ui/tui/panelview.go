package tui

import (
	"fmt"
	"slices"
	"strings"

	"obelus/briefs/desk"
	"obelus/model"
)

// Sizes of the panel, in cells.
const (
	besideFrom = 120 // columns of the screen from which the panel stands beside the text
	leastPanel = 44
	mostPanel  = 60
	overPanel  = 64 // over the text
	olderRows  = 5  // of the section of orphans, where both sections are long
)

// newFrame is the frame of a screen of w × h cells as the person wants it now.
func (a *app) newFrame(w, h int) frame {
	side := 0
	if a.reader != nil && a.reader.panel != nil && w >= besideFrom {
		side = min(max(w*2/5, leastPanel), mostPanel)
	}
	return newFrame(w, h, a.measure).beside(side)
}

// panelBeside sets the panel at the right of the screen's rows.
func (a *app) panelBeside(screen []string) []string {
	if a.frame.side == 0 || a.reader.panel == nil {
		return screen
	}
	rows := a.panelRows(a.frame.side, len(screen))
	for i := range screen {
		screen[i] = a.padTo(screen[i], a.frame.w-a.frame.side) + "\x1b[m" + rows[i]
	}
	return screen
}

// panelOver lays the panel over the text where there is no room beside it.
func (a *app) panelOver(screen []string) []string {
	if a.frame.side > 0 {
		return screen
	}
	width, height := a.overSize()
	x := a.frame.w - width
	for i, row := range a.panelRows(width, height) {
		y := a.frame.top + i
		screen[y] = a.laidOver(screen[y], row, x, width)
	}
	return screen
}

// overSize is how large the panel is over the text.
func (a *app) overSize() (width, height int) { return min(overPanel, a.frame.w), a.frame.body }

// A panelLayout says what of the panel stands on which of its rows, the frame's
// rows not counted.
type panelLayout struct {
	rows  int // of marks, two each
	first int // the first mark of this text that shows
	shown int // how many of them do
	old   int // the first orphan that shows
	olds  int // how many of them do
}

// panelLayout lays out the panel in that many rows within its frame.
func (a *app) panelLayout(height int) panelLayout {
	r := a.reader
	p, l := r.panel, panelLayout{rows: max(1, height)}
	n := p.size(r)
	if len(p.older) > 0 {
		need := 1 + 2*len(p.older)
		room := min(need, max(olderRows, height-2*n))
		l.rows = max(0, height-room)
		l.olds = max(1, (room-1)/2)
		l.old = max(0, min(p.at-n-l.olds/2, len(p.older)-l.olds))
	}
	l.shown = min(n, max(1, l.rows/2))
	l.first = max(0, min(min(p.at, n-1)-l.shown/2, n-l.shown))
	return l
}

// panelPage is how many marks a page of the panel has.
func (a *app) panelPage() int {
	height := a.frame.h
	if a.frame.side == 0 {
		_, height = a.overSize()
	}
	return max(1, a.panelLayout(height-2).shown)
}

// panelRows draws the panel with its frame.
func (a *app) panelRows(width, height int) []string {
	r := a.reader
	p, inner := r.panel, width-4
	focused := a.top().kind() == ModePanel
	if !slices.ContainsFunc(a.modes, func(m mode) bool { return m.kind() == ModePanel }) {
		p.follow(r)
	}
	l := a.panelLayout(height - 2)
	var lines []string
	for n := l.first; n < l.first+l.shown; n++ {
		lines = append(lines, a.panelEntry(p.nth(r, n), n == p.at, inner)...)
	}
	if p.size(r) == 0 {
		lines = append(lines, a.theme.Faint.Render(a.noMarksLine()))
	}
	for len(lines) < l.rows {
		lines = append(lines, "")
	}
	rows := []string{a.panelRule("┌", a.panelTitle(), p.filter.String(), "┐", width)}
	for _, line := range lines[:l.rows] {
		rows = append(rows, a.panelLine(line, inner))
	}
	if len(p.older) > 0 {
		rows = append(rows, a.panelRule("├", fmt.Sprintf("Orphans %d", len(p.older)), "", "┤", width))
		for n := l.old; n < l.old+l.olds && n < len(p.older); n++ {
			for _, line := range a.olderEntry(&p.older[n], p.size(r)+n == p.at, inner) {
				rows = append(rows, a.panelLine(line, inner))
			}
		}
	}
	for len(rows) < height-1 {
		rows = append(rows, a.panelLine("", inner))
	}
	foot := a.keymap.spell("{other pane} gives the keys to the marks", ModeReader)
	if focused {
		foot = a.keymap.spell("{other pane} text   {close the panel} close", ModePanel)
	}
	return append(rows[:height-1], a.panelRule("└", foot, "", "┘", width))
}

// noMarksLine says why the list is empty.
func (a *app) noMarksLine() string {
	switch r := a.reader; {
	case !r.loaded && !r.outlined:
		return "…"
	case !r.panel.filter.empty():
		return a.keymap.spell("no mark is like that: {back from the panel} shows all", ModePanel)
	}
	return "no marks yet: " + a.markKeys() + " make one"
}

func (a *app) panelTitle() string {
	r := a.reader
	if n := r.panel.size(r); n != len(r.marks.all) {
		return fmt.Sprintf("Marks %d of %d", n, len(r.marks.all))
	}
	return fmt.Sprintf("Marks %d", len(r.marks.all))
}

// panelRule is a line of the panel's frame with words in it.
func (a *app) panelRule(left, words, right, end string, width int) string {
	frame := a.theme.Frame
	words = a.cut(words, width-5)
	room := width - 5 - a.wide(words)
	if right != "" && room > 8 {
		right = " " + a.cut(right, room-3) + " "
	} else {
		right = ""
	}
	line := strings.Repeat("─", max(0, room-a.wide(right)))
	return frame.Render(left+" ") + a.theme.Title.Render(words) + frame.Render(" "+line) + a.theme.Faint.Render(right) + frame.Render("─"+end)
}

func (a *app) panelLine(line string, inner int) string {
	return a.theme.Frame.Render("│ ") + a.padTo(a.cut(line, inner), inner) + "\x1b[m" + a.theme.Frame.Render(" │")
}

// panelEntry is a mark on two lines: its label and words, and what is known of
// it.
func (a *app) panelEntry(m *model.Mark, here bool, inner int) []string {
	r := a.reader
	label := r.label(m)
	sign, style := " ", a.theme.Bar.UnsetBackground().UnsetReverse()
	if here {
		sign, style = a.theme.Strong.Render("▸"), a.theme.Strong
	}
	name := a.inks.tag(m.Tag).Render(padTo(label, 6))
	words := excerpt(r.words(m), max(4, inner-8))
	below := a.theme.Faint.Render(strings.Join(markFacts(m), " · "))
	if doubt := a.doubt(m); doubt != "" {
		below = a.theme.Error.Render(a.cut(doubt, inner-8))
	}
	if incomplete(m) {
		below += a.theme.Error.Render("  !")
	}
	if _, waits := r.marks.pending[m.ID]; waits {
		below += a.theme.Faint.Render("  being kept")
	}
	if m.Analyst != r.analyst {
		below = a.theme.Faint.Render(model.CleanLine(string(m.Analyst))+" · ") + below
	}
	return []string{sign + name + " " + style.Render(words), "        " + below}
}

// olderEntry is a mark that has no place in this text, with its old words.
func (a *app) olderEntry(v *desk.MarkView, here bool, inner int) []string {
	sign, style := " ", a.theme.Faint
	if here {
		sign, style = a.theme.Strong.Render("▸"), a.theme.Strong
	}
	name := a.inks.tag(v.Tag).Render(padTo(string(v.Label), 6))
	words := "“" + excerpt(v.Quote.Text, max(4, inner-10)) + "”"
	facts := markFacts(&v.Mark)
	if v.Left() {
		facts = append([]string{"left out of this text"}, facts...)
	}
	if v.Analyst != a.reader.analyst {
		facts = append([]string{model.CleanLine(string(v.Analyst))}, facts...)
	}
	return []string{sign + name + " " + style.Render(words), "        " + a.theme.Faint.Render(strings.Join(facts, " · "))}
}

// markFacts are what the panel says of a mark, in a few words each.
func markFacts(m *model.Mark) []string {
	d := &m.Details
	var facts []string
	add := func(words ...string) {
		for _, w := range words {
			if w = model.CleanLine(w); w != "" {
				facts = append(facts, w)
			}
		}
	}
	switch m.Tag {
	case model.Attributed:
		who := d.Speaker
		if who == "" {
			who = "nobody named"
		}
		add(who, string(d.Quotation))
	case model.Sourced:
		if len(d.References) == 0 {
			add("reference missing")
		} else if ref := d.References[0]; ref.Title != "" {
			add(ref.Title)
		} else {
			add(ref.URL)
		}
	case model.Opinion:
		likelihood := "no likelihood worded"
		if term, ok := model.TermFor(model.LikelihoodTerms(), string(d.Likelihood)); ok {
			likelihood = strings.TrimSpace(term.Value + " " + term.Meaning)
		}
		add(string(d.Basis), likelihood)
	}
	add(string(d.Reliability)+string(d.Credibility), string(d.Status))
	if d.Note != "" {
		add("note: " + d.Note)
	}
	return facts
}

// label names a mark of this text, as an export does; it is "" while the units
// are not counted.
func (r *reader) label(m *model.Mark) string {
	if !r.units.ready {
		return m.Tag.Letter() + "…"
	}
	all := r.marks.all
	i, found := slices.BinarySearchFunc(all, *m, model.CompareMarks)
	if !found {
		return m.Tag.Letter()
	}
	taken := func(l model.Label) bool { return r.opened.Doc.HasFootnote(string(l)) }
	return string(model.LabelAt(all, i, r.units.numberAt, taken))
}
