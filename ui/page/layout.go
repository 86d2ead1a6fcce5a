package page

import (
	"strings"

	"obelus/briefs/markdown"
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

// layout lays piece out through glamour. Where that fails the words are
// wrapped plainly, and the layout's note says so.
func (p *Page) layout(pc piece, b *markdown.Block) *Layout {
	f, err := p.inTime(pc, b)
	if err != nil {
		note := "shown plainly: " + model.CleanLine(err.Error())
		return newLayout(p.finish(pc, rowsOf(p.plain(pc, b))), nil, true, note)
	}
	note := ""
	if b.Plain {
		note = "shown plainly: it could not be parsed"
	}
	l := newLayout(p.finish(pc, f.rows), f.links, true, note)
	l.held = f.held
	return l
}

// finish adds the gap behind a block, and sees to it that a block that is not
// large has a row: a comment's is the gap behind the block before it.
func (p *Page) finish(pc piece, rows []Row) []Row {
	gap := pc.last && pc.block < p.doc.Blocks()-1 && !p.isComment(pc.block+1)
	if len(rows) == 0 && pc.whole || gap {
		rows = append(rows, Row{})
	}
	return rows
}

// isComment reports whether block i is an HTML comment and nothing else. It
// parses nothing.
func (p *Page) isComment(i int) bool {
	extent := p.doc.Extent(i)
	text := p.doc.Text()[extent.Start:extent.End]
	return strings.HasPrefix(text, "<!--") && strings.Index(text, "-->") == len(text)-len("-->")
}
