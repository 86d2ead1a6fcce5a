package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// An audit is what checking every cell of a page against the brief text gave.
type audit struct {
	letters  int // of the visible text, white space aside
	once     int // of them, on the page exactly once
	lost     int // not on the page
	doubled  int // on it more than once
	cells    int // that show a letter of the brief
	faithful int // of them, showing what their source bytes decode to
	notes    []string
	problems []string
}

func (a *audit) problem(format string, args ...any) {
	if len(a.problems) < 8 {
		a.problems = append(a.problems, fmt.Sprintf(format, args...))
	}
}

func (a *audit) add(b audit) {
	a.letters += b.letters
	a.once += b.once
	a.lost += b.lost
	a.doubled += b.doubled
	a.cells += b.cells
	a.faithful += b.faithful
	a.notes = append(a.notes, b.notes...)
	for _, p := range b.problems {
		a.problem("%s", p)
	}
}

// auditPage lays all of p out and checks what must hold of every page.
func auditPage(p *Page) audit {
	var a audit
	seen := map[int][]uint8{}
	for i := range p.Blocks() {
		l := p.Lay(i)
		if !l.Ready || len(l.Rows) == 0 && p.pieces.get(p.doc, i).whole {
			a.problem("block %d: ready %v, %d rows", i, l.Ready, len(l.Rows))
		}
		if l.Note != "" {
			a.notes = append(a.notes, l.Note)
		}
		block := p.pieces.get(p.doc, i).block
		b := p.doc.Block(block)
		if seen[block] == nil {
			seen[block] = make([]uint8, len(b.Visible))
		}
		for r, row := range l.Rows {
			if w := widthOf(row.Cells); w > max(p.width, p.Wide(row)) {
				a.problem("block %d, row %d: %d cells wide on a page of %d", i, r, w, p.width)
			}
			for _, c := range row.Cells {
				a.cell(p, b, seen[block], c)
			}
		}
	}
	for i := range p.doc.Blocks() {
		a.letter(p.doc.Block(i), seen[i])
	}
	return a
}

// cell checks one cell, and notes the letters that it shows in seen.
func (a *audit) cell(p *Page, b *markdown.Block, seen []uint8, c Cell) {
	for _, r := range c.Text {
		if unicode.IsControl(r) {
			a.problem("a cell shows the control %U", r)
		}
	}
	if !c.mapped() || c.blank() {
		return
	}
	a.cells++
	if c.Source().Empty() || c.Source().End > len(p.doc.Text()) {
		a.problem("cell %q has the source %v", c.Text, c.Source())
		return
	}
	from, to := b.VisibleAt(c.Source().Start), b.VisibleAt(c.Source().End)
	if from >= to {
		a.problem("cell %q at %v shows nothing visible", c.Text, c.Source())
		return
	}
	if !shows(c.Text, b.Visible[from:to]) {
		a.problem("cell %q stands for %q", c.Text, b.Visible[from:to])
		return
	}
	a.faithful++
	for i := from; i < to; i++ {
		if c.Text == shownEach(b.Visible[from:to]) || seen[i] == 0 {
			seen[i] = min(seen[i], 200) + 1
		}
	}
}

// shows reports whether text is what visible, a grapheme or several, looks
// like, or a part of it where it was replaced.
func shows(text, visible string) bool {
	fold := cases.Fold()
	return text == shownEach(visible) || strings.Contains(fold.String(shownEach(visible)), fold.String(text)) ||
		strings.TrimSpace(visible) == text
}

// letter counts the letters of b that seen has.
func (a *audit) letter(b *markdown.Block, seen []uint8) {
	for i, r := range b.Visible {
		if unicode.IsSpace(r) || r == 0x200b || r == 0xfeff {
			continue
		}
		a.letters++
		switch n := seen[i]; {
		case n == 1:
			a.once++
		case n == 0:
			a.lost++
			a.problem("%q at %d of %.60q is not on the page", r, i, around(b.Visible, i))
		default:
			a.doubled++
			a.problem("%q at %d of %.60q is on the page %d times", r, i, around(b.Visible, i), n)
		}
	}
}

func around(s string, i int) string {
	from := max(0, i-20)
	for from > 0 && !utf8.RuneStart(s[from]) {
		from--
	}
	return s[from:]
}

// newTestPage is a page that waits for its blocks however slow the machine is:
// what a block's share of time does is tested by itself.
func newTestPage(doc *markdown.Document, th theme.Theme, width int, options ...Option) *Page {
	return New(doc, th, width, append([]Option{Share(time.Hour)}, options...)...)
}

// newPage is a page of text on a dark background.
func newPage(text string, width int) *Page {
	return newTestPage(markdown.New(text), theme.New(theme.Dark, false), width)
}

// lines is the text of all of p's rows, laid out.
func lines(p *Page) []string {
	var out []string
	for i := range p.Blocks() {
		for _, row := range p.Lay(i).Rows {
			out = append(out, textOf(row))
		}
	}
	return out
}

func textOf(row Row) string {
	var b strings.Builder
	for _, c := range row.Cells {
		b.WriteString(c.Text)
	}
	return b.String()
}

// wantAudit fails where a page breaks a rule or loses a letter.
func wantAudit(t *testing.T, p *Page) {
	t.Helper()
	a := auditPage(p)
	for _, problem := range a.problems {
		t.Error(problem)
	}
	for _, note := range a.notes {
		t.Error(note)
	}
}
