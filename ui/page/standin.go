package page

import (
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/briefs/markdown"
	"obelus/model"
)

// standin is piece's source, plainly wrapped: what is shown until the piece is
// laid out. Its offsets are exact.
func (p *Page) standin(pc piece) *Layout {
	cells := make([]Cell, 0, pc.span.Len())
	for clusters := graphemes.FromString(p.doc.Text()[pc.span.Start:pc.span.End]); clusters.Next(); {
		source := model.Span{Start: pc.span.Start + clusters.Start(), End: pc.span.Start + clusters.End()}
		cells = appendShown(cells, shown(clusters.Value()), newCell("", 0, 0, source), p.method)
	}
	return newLayout(p.finish(pc, rowsOf(trimBlank(wrapCells(cells, p.width, dropSpaces)))), nil, false, "")
}

// plain is the visible text of piece, plainly wrapped: what is shown where
// glamour failed.
func (p *Page) plain(pc piece, b *markdown.Block) [][]Cell {
	from, to := 0, len(b.Visible)
	if !pc.whole {
		from, to = b.VisibleAt(pc.span.Start), b.VisibleAt(pc.span.End)
	}
	var cells []Cell
	for _, a := range newAtomizer(b).atoms(nil, from, to, &inlines{}) {
		cells = appendShown(cells, a.text, newCell("", 0, 0, a.source), p.method)
	}
	return trimBlank(wrapCells(cells, p.width, dropSpaces))
}

// appendShown appends text's graphemes as cells like c. A letter without a
// width of its own joins the one before it.
func appendShown(cells []Cell, text string, c Cell, method xansi.Method) []Cell {
	if len(text) == 1 && !joins(cells, 1) {
		c.Text, c.width = kept(text), 1
		return append(cells, c)
	}
	for clusters := graphemes.FromString(text); clusters.Next(); {
		c.Text, c.width = clusters.Value(), int32(method.StringWidth(clusters.Value()))
		if c.Text != "\n" && joins(cells, c.Width()) {
			cells[len(cells)-1].join(c.Text, c.Source(), method)
			continue
		}
		cells = append(cells, c)
	}
	return cells
}
