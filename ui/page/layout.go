package page

import (
	"obelus/model"
)

// Pos is a row of a page: a page block and a row in it. Gap rows between
// blocks belong to the block above them.
type Pos struct{ Block, Row int }

// A Layout is the rows of one page block: at least one, but for a part of a
// large block, whose letters may all stand on a table's row that began before
// it. It is never changed after it was made.
type Layout struct {
	Rows  []Row  // the gap after the block included
	Ready bool   // false: a stand-in, plainly wrapped source, until Lay was called
	Note  string // why the block is shown plainly, or ""

	cells int
	held  int // where the row begins that shows letters of this block in an earlier one; -1 for none
}

// A Row is one line of the page.
type Row struct {
	Cells []Cell
	Span  model.Span // from the smallest to the largest offset on it; empty where it has none

	table *tableFrame // of the table that it is of, or nil
	links []string    // where its cells' links lead
}

// Link is where c, a cell of the row, leads: to http, https or mailto, or "".
func (r *Row) Link(c *Cell) string {
	if c.link == 0 || int(c.link) > len(r.links) {
		return ""
	}
	return r.links[c.link-1]
}

// Shows reports whether a letter of span stands on the row.
func (r Row) Shows(span model.Span) bool {
	if !r.Span.Overlaps(span) {
		return false
	}
	for i := range r.Cells {
		if c := &r.Cells[i]; c.mapped() && c.Source().Overlaps(span) {
			return true
		}
	}
	return false
}

func newLayout(rows []Row, links []string, ready bool, note string) *Layout {
	l := &Layout{Rows: rows, Ready: ready, Note: note, held: -1}
	for i := range rows {
		rows[i].links = links
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
