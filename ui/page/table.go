package page

import (
	"iter"
	"sort"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"obelus/briefs/markdown"
	"obelus/model"
)

// Tables are laid out here: glamour cuts headers, moves links to a footer and
// fits columns to the rows it is given, which would differ from piece to piece
// of a large table. Its press still sets the words of the cells.

// A ruling is the signs between a table's columns and below its header.
type ruling struct{ column, row, center string }

// ruling is what glamour's style says, or what glamour takes where it does not.
func (f *flow) ruling() ruling {
	t := f.page.styles.config.Table
	if t.RowSeparator == nil || t.ColumnSeparator == nil {
		return ruling{"│", "─", "┼"}
	}
	return ruling{*t.ColumnSeparator, *t.RowSeparator, orText(t.CenterSeparator, "┼")}
}

// between is what stands between columns.
func (r ruling) between() string { return " " + r.column + " " }

// A gridRow is one row of a table: its cells, each with its words where it has
// any.
type gridRow struct {
	header bool
	cells  []gridCell
}

// A gridCell is one cell: its node, and its words where it has any.
type gridCell struct {
	node ast.Node
	part markdown.Part
}

// table lays out a table: in columns where they fit or the page goes on
// sideways, else row by row as records.
func (f *flow) table(t *east.Table, in *inset) error {
	header := t.FirstChild()
	if header == nil || header.FirstChild() == nil {
		return nil
	}
	start := f.end(header.FirstChild())
	frame := f.page.frameAt(f.piece.block, start, func() *tableFrame { return f.frame(t, in) })
	var rows []gridRow
	for row := range f.rowsHere(t, start) {
		rows = append(rows, f.gridRow(row))
	}
	f.seekBehind(t)
	if len(rows) == 0 {
		return nil
	}
	cells, err := f.setCells(rows, in)
	if err != nil {
		return err
	}
	if frame.widths == nil {
		f.records(rows, cells, frame.labels, in)
		return nil
	}
	for r, row := range rows {
		first := len(f.rows)
		f.emit(f.gridLines(t.Alignments, cells[r], frame.widths), in, false)
		if row.header {
			f.emit([][]Cell{f.gridRule(frame.widths)}, in, false)
		}
		for i := first; i < len(f.rows); i++ {
			f.rows[i].table = frame
		}
	}
	return nil
}

// rowsHere gives the rows of t that begin in what is to be laid out, and notes
// where one begins that reaches into it. t's first words are at start.
func (f *flow) rowsHere(t *east.Table, start int) iter.Seq[ast.Node] {
	return func(yield func(ast.Node) bool) {
		for row := t.FirstChild(); row != nil; row = row.NextSibling() {
			at := start
			if row != t.FirstChild() {
				at = f.startOf(row)
			}
			switch {
			case f.piece.whole, f.source.Contains(at), at < f.source.Start && start >= f.source.Start:
				if !yield(row) {
					return
				}
			case at >= f.source.End:
				return
			case !f.isBefore(row):
				f.held = at
			}
		}
	}
}

// seekBehind passes over what is left of t's words.
func (f *flow) seekBehind(t *east.Table) {
	for row := t.LastChild(); row != nil; row = row.PreviousSibling() {
		for c := row.LastChild(); c != nil; c = c.PreviousSibling() {
			if end := f.end(c); end > f.block.Base {
				f.claim(end)
				return
			}
		}
	}
}

// gridRow reads the cells of row with their words.
func (f *flow) gridRow(row ast.Node) gridRow {
	g := gridRow{header: row.PreviousSibling() == nil, cells: make([]gridCell, 0, row.ChildCount())}
	if at := f.startOf(row); at >= 0 {
		f.seek(at)
	}
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell := gridCell{node: c}
		if parts := f.claim(f.end(c)); len(parts) > 0 {
			cell.part = parts[0]
			cell.part.End = parts[len(parts)-1].End
		}
		g.cells = append(g.cells, cell)
	}
	return g
}

// seek has the next words be those that begin at offset or behind it.
func (f *flow) seek(offset int) {
	parts := f.block.Parts
	f.part = sort.Search(len(parts), func(i int) bool { return parts[i].Span.Start >= offset })
}

// text is the words of c on one line.
func (f *flow) text(c gridCell) string {
	return model.CleanLine(f.block.Visible[c.part.Start:c.part.End])
}

// setCells has the press set the cells of rows, each on one line that stands
// until the next are set.
func (f *flow) setCells(rows []gridRow, in *inset) ([][][]Cell, error) {
	f.press.atomRoom.reset()
	f.press.cellRoom.reset()
	cells := make([][][]Cell, len(rows))
	leaves := make([]leaf, 0, len(rows)*len(rows[0].cells))
	for _, row := range rows {
		for _, c := range row.cells {
			leaves = append(leaves, leaf{within: in.style, atoms: f.cellAtoms(c, row.header)})
		}
	}
	lines, err := f.press.each(leaves)
	if err != nil {
		return nil, err
	}
	for r, row := range rows {
		cells[r], lines = lines[:len(row.cells)], lines[len(row.cells):]
	}
	return cells, nil
}

// cellAtoms is the words of c; a header's are strong.
func (f *flow) cellAtoms(c gridCell, header bool) []atom {
	atoms := f.atoms.atoms(&f.press.atomRoom, c.part.Start, c.part.End, collect(f.block, c.node, f.block.Span))
	if header {
		for i := range atoms {
			look := *atoms[i].look
			look.strong = true
			atoms[i].look = &look
		}
	}
	return atoms
}

// gridLines puts one row's cells side by side.
func (f *flow) gridLines(align []east.Alignment, cells [][]Cell, widths []int) [][]Cell {
	columns := make([][][]Cell, len(widths))
	height := 1
	for i := range widths {
		if i < len(cells) {
			columns[i] = wrapCells(cells[i], widths[i], dropSpaces)
			height = max(height, len(columns[i]))
		}
	}
	between := signCells(f.ruling().between(), f.page.styles.frame)
	lines := make([][]Cell, height)
	for y := range lines {
		size := len(widths) * (len(between) + 2)
		for i := range columns {
			if y < len(columns[i]) {
				size += len(columns[i][y])
			}
		}
		line := make([]Cell, 0, size)
		for i, width := range widths {
			if i > 0 {
				line = append(line, between...)
			}
			var words []Cell
			if y < len(columns[i]) {
				words = columns[i][y]
			}
			left, right := pad(align[i], width-widthOf(words))
			line = appendSpaces(line, left)
			line = append(line, words...)
			line = appendSpaces(line, right)
		}
		lines[y] = line
	}
	return lines
}

// appendSpaces is spaces, appended to line.
func appendSpaces(line []Cell, n int) []Cell {
	if n <= 0 {
		return line
	}
	return append(line, blanks(n))
}

// pad is how free room is divided beside a cell's words.
func pad(a east.Alignment, free int) (left, right int) {
	switch a {
	case east.AlignRight:
		return free, 0
	case east.AlignCenter:
		return free / 2, free - free/2
	}
	return 0, free
}

// gridRule is the line below the header.
func (f *flow) gridRule(widths []int) []Cell {
	r := f.ruling()
	between := fitCells(signCells(r.row+r.center+r.row, f.page.styles.frame), xansi.StringWidth(r.between()))
	var line []Cell
	for i, width := range widths {
		if i > 0 {
			line = append(line, between...)
		}
		line = append(line, signCell(strings.Repeat(r.row, width), width*xansi.StringWidth(r.row), f.page.styles.frame))
	}
	return line
}
