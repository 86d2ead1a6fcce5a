package page

import (
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

// A grid is a table's cells, row by row, the header first.
type grid struct {
	rows  [][]gridCell
	align []east.Alignment
}

// A gridCell is one cell: its node, and its words where it has any.
type gridCell struct {
	node ast.Node
	part markdown.Part
}

// table lays out a table: in columns where they fit or the page goes on
// sideways, else row by row as records.
func (f *flow) table(t *east.Table, in *inset) error {
	g := f.grid(t)
	here := f.here(g)
	if len(here) == 0 {
		return nil
	}
	frame, err := f.frame(g, in)
	if err != nil {
		return err
	}
	cells, err := f.setCells(g, here, in)
	if err != nil {
		return err
	}
	if frame.widths == nil {
		f.records(here, cells, frame.labels, in)
		return nil
	}
	for _, r := range here {
		first := len(f.rows)
		f.emit(f.gridRow(g, cells[r], frame.widths), in, false)
		if r == 0 {
			f.emit([][]Cell{f.gridRule(frame.widths)}, in, false)
		}
		for i := first; i < len(f.rows); i++ {
			f.rows[i].table = frame
		}
	}
	return nil
}

// grid reads the cells of t with their words.
func (f *flow) grid(t *east.Table) *grid {
	g := &grid{align: t.Alignments}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []gridCell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell := gridCell{node: c}
			if parts := f.claim(f.end(c)); len(parts) > 0 {
				cell.part = parts[0]
				cell.part.End = parts[len(parts)-1].End
			}
			cells = append(cells, cell)
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// text is the words of c on one line.
func (f *flow) text(c gridCell) string {
	return model.CleanLine(f.block.Visible[c.part.Start:c.part.End])
}

// here is the numbers of the rows that are to be laid out.
func (f *flow) here(g *grid) []int {
	var here []int
	for r, row := range g.rows {
		start := -1
		for _, c := range row {
			if c.part.End > c.part.Start {
				start = c.part.Start
				break
			}
		}
		if start < 0 && f.from == 0 || start >= f.from && start < f.to {
			here = append(here, r)
		}
	}
	return here
}

// setCells has the press set the cells of the rows here, each on one line.
func (f *flow) setCells(g *grid, here []int, in *inset) (map[int][][]Cell, error) {
	cells := make(map[int][][]Cell, len(here))
	var leaves []leaf
	for _, r := range here {
		cells[r] = make([][]Cell, len(g.rows[r]))
		for _, c := range g.rows[r] {
			leaves = append(leaves, leaf{within: in.style, atoms: f.cellAtoms(c, r == 0)})
		}
	}
	lines, err := f.press.each(leaves)
	if err != nil {
		return nil, err
	}
	for _, r := range here {
		for i := range cells[r] {
			cells[r][i], lines = lines[0], lines[1:]
		}
	}
	return cells, nil
}

// cellAtoms is the words of c; a header's are strong.
func (f *flow) cellAtoms(c gridCell, header bool) []atom {
	atoms := f.atoms.atoms(c.part.Start, c.part.End, collect(f.block, c.node, f.block.Span))
	if header {
		for i := range atoms {
			look := *atoms[i].look
			look.strong = true
			atoms[i].look = &look
		}
	}
	return atoms
}

// gridRow puts one row's cells side by side.
func (f *flow) gridRow(g *grid, cells [][]Cell, widths []int) [][]Cell {
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
		for i, width := range widths {
			if i > 0 {
				lines[y] = append(lines[y], between...)
			}
			var words []Cell
			if y < len(columns[i]) {
				words = columns[i][y]
			}
			left, right := pad(g.align[i], width-widthOf(words))
			lines[y] = append(lines[y], spaces(left)...)
			lines[y] = append(lines[y], words...)
			lines[y] = append(lines[y], spaces(right)...)
		}
	}
	return lines
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
		for range width {
			line = append(line, signCells(r.row, f.page.styles.frame)...)
		}
	}
	return line
}
