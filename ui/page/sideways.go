package page

import (
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
	east "github.com/yuin/goldmark/extension/ast"
)

// Sideways has tables whose columns do not fit the page laid out in columns
// all the same, on rows that are wider than the page (see Row.Wide) and that
// Paint shows a part of. Without it each of their rows becomes a record, its
// cells one below the other.
func Sideways() Option { return func(p *Page) { p.sideways = true } }

// A tableFrame is what all rows of one table that stands in columns share.
type tableFrame struct {
	labels []string // the names of the columns, each on one line
	widths []int    // of the columns; nil where the table stands in records
	starts []int    // where the columns begin, in cells from the row's beginning
	width  int      // of the widest row
}

// frame is the frame of table. It moves to the table's last words.
func (f *flow) frame(table *east.Table, in *inset) *tableFrame {
	sample := f.sampled(table)
	t := &tableFrame{labels: make([]string, len(sample[0].cells)), widths: f.columns(f.sample(sample), in.room)}
	for i, c := range sample[0].cells {
		t.labels[i] = f.text(c)
	}
	if t.widths == nil {
		return t
	}
	t.width = f.page.width - in.room
	between := xansi.StringWidth(f.ruling().between())
	for i, width := range t.widths {
		if i > 0 {
			t.width += between
		}
		t.starts = append(t.starts, t.width)
		t.width += width
	}
	return t
}

// Wide is how wide the table is that the row is of, where that is wider than
// the page: Paint then shows a part of it. It is 0 for a row that fits.
func (p *Page) Wide(r Row) int {
	if r.table == nil || r.table.width <= p.width {
		return 0
	}
	return r.table.width
}

// WidestShift is how far rows can be shifted: until the end of the widest of
// them shows. It is 0 where all rows fit the page.
func (p *Page) WidestShift(rows []Row) int {
	widest := 0
	for _, r := range rows {
		widest = max(widest, p.Wide(r)-p.width)
	}
	return widest
}

// Shift is shift changed by as little as brings the letter at or after offset
// into view: with its whole table cell where that fits the page. It is shift
// as it was for a letter that stands on a row that fits, or that is not laid
// out yet. It uses Peek.
func (p *Page) Shift(offset, shift int) int {
	pos, col, _ := p.Locate(offset)
	if p.Blocks() == 0 {
		return shift
	}
	rows := p.Peek(pos.Block).Rows
	if pos.Row >= len(rows) {
		return shift
	}
	row := rows[pos.Row]
	wide := p.Wide(row)
	if wide == 0 {
		return shift
	}
	from, to := col, col+row.widthAt(col)
	if start, end := row.table.column(col); end-start <= p.width-2 {
		from, to = start, end
	}
	return p.reveal(shift, from, to, wide)
}

// reveal is the shift nearest to shift at which the cells [from, to) of a row
// that is wide cells wide show, with no edge's sign over them.
func (p *Page) reveal(shift, from, to, wide int) int {
	most, least := max(0, from-1), max(0, to-p.width+1)
	if to >= wide-1 {
		least = wide - p.width // the last cell shows where nothing is hidden behind it
	}
	if from <= 1 {
		most = 0
	}
	return min(max(shift, least, 0), most, wide-p.width)
}

// column is where the column at col begins and ends.
func (t *tableFrame) column(col int) (start, end int) {
	for i, start := range t.starts {
		if col < start+t.widths[i] {
			return start, start + t.widths[i]
		}
	}
	return col, t.width
}

// widthAt is the width of the cell at column col.
func (r Row) widthAt(col int) int {
	at := 0
	for i := range r.Cells {
		if at += r.Cells[i].Width(); at > col {
			return r.Cells[i].Width()
		}
	}
	return 1
}

// Signs at the edges of a wide row, behind which more is hidden.
const (
	moreLeft  = "‹"
	moreRight = "›"
)

// window is the cells of r that show when it is shifted: at most a page's
// width, with a sign at an edge that hides something.
func (p *Page) window(r Row, shift, wide int) []Cell {
	from := min(max(shift, 0), wide-p.width)
	to := from + p.width
	cells := make([]Cell, 0, p.width)
	left, right := from, to
	if from > 0 {
		cells = append(cells, signCell(moreLeft, 1, p.styles.frame))
		left++
	}
	if to < wide {
		right--
	}
	at := 0
	for _, c := range r.Cells {
		start, end := max(at, left), min(at+c.Width(), right)
		switch {
		case end <= start:
		case end-start == c.Width():
			cells = append(cells, c)
		default:
			cells = append(cells, cutCell(c, start-at, end-at))
		}
		if at += c.Width(); at >= right {
			break
		}
	}
	if to < wide {
		if at < right {
			cells = append(cells, blanks(right-max(at, left)))
		}
		cells = append(cells, signCell(moreRight, 1, p.styles.frame))
	}
	return cells
}

// cutCell is what shows of c's columns [from, to): of a row of signs those in
// it, of one that is cut in half spaces in its style.
func cutCell(c Cell, from, to int) Cell {
	n, all := to-from, c.Width()
	if one := c.Text[:len(c.Text)/all]; !c.mapped() && c.Text == strings.Repeat(one, all) {
		c.Text, c.width = strings.Repeat(one, n), int32(n)
		return c
	}
	c.Text, c.width = strings.Repeat(" ", n), int32(n)
	return c
}
