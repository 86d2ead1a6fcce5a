package page

import (
	"strings"

	"obelus/model"
)

// Pos is a row of a page: a page block and a row in it. Gap rows between
// blocks belong to the block above them.
type Pos struct{ Block, Row int }

// A Layout is the rows of one page block, at least one. It is never changed
// after it was made.
type Layout struct {
	Rows  []Row  // the gap after the block included
	Ready bool   // false: a stand-in, plainly wrapped source, until Lay was called
	Note  string // why the block is shown plainly, or ""

	cells int
}

// A Row is one line of the page.
type Row struct {
	Cells []Cell
	Span  model.Span // from the smallest to the largest offset on it; empty where it has none

	table *tableFrame // of the table that it is of, or nil
}

// A Cell is one grapheme on the page, or several that the page added.
type Cell struct {
	Text   string // one grapheme, neutralised; where the page adds it a row of the same sign
	Width  int    // in terminal cells
	Style  StyleID
	Source model.Span // its source bytes; Source.Start is -1 for what the page added
	Link   string     // where the brief's link leads, http, https or mailto; or ""
}

// added is the source of a cell that the brief has no letter for.
func added() model.Span { return model.Span{Start: -1, End: -1} }

// mapped reports whether c shows a letter of the brief.
func (c *Cell) mapped() bool { return c.Source.Start >= 0 }

// blank reports whether c shows white space.
func (c *Cell) blank() bool { return c.Text == " " || !c.mapped() && strings.HasPrefix(c.Text, "  ") }

// Shows reports whether a letter of span stands on the row.
func (r Row) Shows(span model.Span) bool {
	if !r.Span.Overlaps(span) {
		return false
	}
	for i := range r.Cells {
		if c := &r.Cells[i]; c.mapped() && c.Source.Overlaps(span) {
			return true
		}
	}
	return false
}

func newLayout(rows []Row, ready bool, note string) *Layout {
	l := &Layout{Rows: rows, Ready: ready, Note: note}
	for i := range rows {
		rows[i].Span = spanOf(rows[i].Cells)
		l.cells += len(rows[i].Cells) + 1
	}
	return l
}

// rowsOf is lines as rows of no table.
func rowsOf(lines [][]Cell) []Row {
	rows := make([]Row, len(lines))
	for i, cells := range lines {
		rows[i].Cells = cells
	}
	return rows
}

func spanOf(cells []Cell) model.Span {
	var span model.Span
	found := false
	for _, c := range cells {
		switch {
		case !c.mapped():
		case !found:
			span, found = c.Source, true
		default:
			span.Start = min(span.Start, c.Source.Start)
			span.End = max(span.End, c.Source.End)
		}
	}
	return span
}

func widthOf(cells []Cell) int {
	w := 0
	for _, c := range cells {
		w += c.Width
	}
	return w
}
