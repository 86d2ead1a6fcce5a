package cli

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"obelus/model"
)

// A table is rows of cells, set in columns that line up.
type table struct {
	columns []column
	rows    [][]string
}

// A column is how one column of a table is set.
type column struct {
	head  string
	right bool // numbers stand at the right
	flex  bool // gives way, where the table is too wide
	spare bool // is left out, where that is not enough
	most  int  // cells that it takes where nothing limits the table; 0 is any
}

func (t *table) add(cells ...string) {
	for i, c := range cells {
		cells[i] = model.CleanLine(c)
	}
	t.rows = append(t.rows, cells)
}

const (
	gap     = 2  // spaces between two columns
	minFlex = 12 // cells that a flexible column keeps
)

// render sets the table in width cells; 0 is as wide as it comes. A table
// without rows is nothing at all.
func (t *table) render(width int) string {
	if len(t.rows) == 0 {
		return ""
	}
	text, _ := t.set(width)
	return text
}

// set sets the heads and the rows, and gives the width of every column.
func (t *table) set(width int) (text string, widths []int) {
	head := make([]string, len(t.columns))
	for i, c := range t.columns {
		head[i] = c.head
	}
	rows := append([][]string{head}, t.rows...)
	widths = t.fit(rows, width)
	if i := slices.IndexFunc(t.columns, func(c column) bool { return c.spare }); i >= 0 && width > 0 && lineWidth(widths) > width {
		return t.without(i).set(width)
	}
	return t.lines(rows, widths, width), widths
}

// more sets rows in columns as wide as set made them for those before, of a
// table without spare columns. Where nothing limits the table nothing is cut: a
// cell that is wider stands out.
func (t *table) more(widths []int, width int) string {
	var b strings.Builder
	for _, row := range t.rows {
		wide := slices.Clone(widths)
		for i := range wide {
			if width <= 0 && t.columns[i].most == 0 {
				wide[i] = max(wide[i], ansi.StringWidth(row[i]))
			}
		}
		b.WriteString(t.lines([][]string{row}, wide, width))
	}
	return b.String()
}

func (t *table) lines(rows [][]string, widths []int, width int) string {
	var b strings.Builder
	for _, row := range rows {
		line := t.line(row, widths)
		if width > 0 {
			line = ansi.Truncate(line, width, "…")
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// fit is the width of every column: what its widest cell needs, less where the
// flexible ones have to give way.
func (t *table) fit(rows [][]string, width int) []int {
	widths := make([]int, len(t.columns))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	if width <= 0 {
		for i, c := range t.columns {
			if c.most > 0 {
				widths[i] = min(widths[i], c.most)
			}
		}
		return widths
	}
	over := lineWidth(widths) - width
	for i, c := range t.columns {
		if c.flex && over > 0 {
			less := min(over, max(0, widths[i]-minFlex))
			widths[i] -= less
			over -= less
		}
	}
	return widths
}

// lineWidth is how many cells columns of these widths take.
func lineWidth(widths []int) int {
	cells := gap * (len(widths) - 1)
	for _, w := range widths {
		cells += w
	}
	return cells
}

// without is the table with its column i left out.
func (t *table) without(i int) *table {
	less := &table{columns: slices.Delete(slices.Clone(t.columns), i, i+1)}
	for _, row := range t.rows {
		less.rows = append(less.rows, slices.Delete(slices.Clone(row), i, i+1))
	}
	return less
}

func (t *table) line(row []string, widths []int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", gap))
		}
		cell = ansi.Truncate(cell, widths[i], "…")
		pad := strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(cell)))
		if t.columns[i].right {
			cell, pad = pad, cell
		}
		b.WriteString(cell)
		b.WriteString(pad)
	}
	return strings.TrimRight(b.String(), " ")
}
