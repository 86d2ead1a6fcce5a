package tui

import "obelus/ui/page"

// The columns of text that a person can choose between, and those that are
// taken where nobody chose. A window that is narrower has as many as fit it.
const (
	LeastMeasure = 20
	UsualMeasure = 84
	MostMeasure  = 1000
)

// The sizes of the screen, in cells.
const (
	leastWidth  = 20 // below these nothing can be read
	leastHeight = 5
	roomyWidth  = 60 // from here on there is room for the wide gutter and the map
	roomyHeight = 12 // from here on there are rules above and below the text
)

// A frame says where things stand on a screen of a given size.
type frame struct {
	w, h    int
	left    int  // columns left of the lines around the text
	inner   int  // columns of these lines
	indent  int  // columns left of a row of text: of gutter, text and map
	gutter  int  // columns of cursor sign, glyph and bar
	measure int  // columns of text
	mapped  bool // the brief's map stands at the right edge
	rules   bool // rules stand above and below the text
	top     int  // rows above the text
	body    int  // rows of text
	tiny    bool // too small for anything but a word about it
	side    int  // columns at the right that the panel of marks takes
}

// beside is f with a panel of that many columns at the right, and the text in
// what is left.
func (f frame) beside(side int) frame {
	if side == 0 {
		return f
	}
	g := newFrame(f.w-side, f.h, f.measure)
	g.w, g.side = f.w, side
	return g
}

// gutters, wide and narrow: cursor sign, glyph, bar, space.
const (
	wideGutter   = 7
	narrowGutter = 4
	mapColumns   = 3
)

// newFrame lays out a screen of w × h cells with text of that many columns,
// where there is room. The lines around it keep their length where its rows are
// shorter than usual.
func newFrame(w, h, measure int) frame {
	f := frame{w: w, h: h, tiny: w < leastWidth || h < leastHeight, gutter: narrowGutter}
	f.rules = h >= roomyHeight
	f.mapped = w >= roomyWidth
	edge := 0
	if f.mapped {
		f.gutter, edge = wideGutter, mapColumns
	}
	room := max(1, w-f.gutter-edge-1)
	f.measure = min(measure, room)
	f.indent = (w - min(w, f.gutter+f.measure+edge)) / 2
	f.inner = min(w, f.gutter+max(f.measure, min(UsualMeasure, room))+edge)
	f.left = (w - f.inner) / 2
	f.top = 1
	bottom := 2
	if f.rules {
		f.top, bottom = 2, 3
	}
	f.body = max(1, h-f.top-bottom)
	return f
}

// rowsBetween counts the rows from a to b, both known to p; it is negative
// where b stands before a, and stops at limit rows either way.
func rowsBetween(p *page.Page, a, b page.Pos, limit int) int {
	if b.Block < a.Block || b.Block == a.Block && b.Row < a.Row {
		return -rowsBetween(p, b, a, limit)
	}
	n := b.Row - a.Row
	for i := a.Block; i < b.Block && n-b.Row < limit; i++ {
		n += len(p.Peek(i).Rows)
	}
	return min(n, limit)
}
