package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A piece is a part of owner's lines that is parsed by itself.
type piece struct{ owner, node ast.Node }

// cutPieces takes from every block below n whose lines are beyond the bounds
// all but its first piece, and puts the others behind it as blocks of their own.
func (l limits) cutPieces(n ast.Node, source []byte) []piece {
	var pieces []piece
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.IsRaw() || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		pieces = append(pieces, setPieces(n, l.cutLines(n.Lines(), source))...)
		return ast.WalkSkipChildren, nil
	})
	return pieces
}

// setPieces gives n, a leaf, the first of cuts as its lines, and puts blocks
// with the others behind it. Without cuts n stays as it is.
func setPieces(n ast.Node, cuts []*text.Segments) []piece {
	var pieces []piece
	after := n
	for i, lines := range cuts {
		if i == 0 {
			n.SetLines(lines)
			continue
		}
		block := ast.NewTextBlock()
		block.SetLines(lines)
		n.Parent().InsertAfter(n.Parent(), after, block)
		pieces = append(pieces, piece{n, block})
		after = block
	}
	return pieces
}

// joinPieces puts the inlines of the pieces back where they belong.
func joinPieces(pieces []piece) {
	for _, p := range pieces {
		for c := p.node.FirstChild(); c != nil; {
			next := c.NextSibling()
			p.owner.AppendChild(p.owner, c)
			c = next
		}
		p.owner.Lines().AppendAll(p.node.Lines().Sliced(0, p.node.Lines().Len()))
		p.node.Parent().RemoveChild(p.node.Parent(), p.node)
	}
}

// cutLines divides lines into pieces within the bounds; it gives nil where they
// are one piece.
func (l limits) cutLines(lines *text.Segments, source []byte) []*text.Segments {
	w := l.windowsOf(lines)
	if size := w.last - w.first; w.count() == 1 && size*size <= l.budget {
		return nil
	}
	c := newCutter(source, l.budget)
	for i, k := 0, 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		for ; k < w.count() && w.nominal(k) < seg.Stop; k++ {
			c.edges = append(c.edges, l.edge(lines.Sliced(i, lines.Len()), source, w.nominal(k)))
		}
		c.line(seg)
	}
	return c.end()
}

// A cutter divides lines into pieces: at the edges of windows, and where a
// piece would go beyond its budget.
//
// The budget bounds the bytes of a piece times the bytes in it that can mean
// something to an inline parser. goldmark looks from such a byte to the end of
// the paragraph or back to its beginning, in the worst case for every one.
type cutter struct {
	source        []byte
	budget        int
	edges         []int // that are still to come, in order
	pieces        []*text.Segments
	open          *text.Segments
	size, special int // of the open piece
}

func newCutter(source []byte, budget int) *cutter {
	return &cutter{source: source, budget: budget, open: text.NewSegments()}
}

// line adds the next line.
func (c *cutter) line(seg text.Segment) {
	start := seg.Start
	for j := seg.Start; j < seg.Stop; j++ {
		if len(c.edges) > 0 && j >= c.edges[0] {
			c.edges = c.edges[1:]
			start = c.cut(seg, start, j)
		}
		c.size++
		if isSpecial(c.source[j]) {
			c.special++
		}
		if over := c.size * c.special; over > c.budget && canCut(c.source, j, seg.Start, over > 2*c.budget) {
			start = c.cut(seg, start, j)
			c.size = 1
			if isSpecial(c.source[j]) {
				c.special = 1
			}
		}
	}
	if start < seg.Stop {
		rest := text.NewSegmentPadding(start, seg.Stop, paddingAt(seg, start))
		rest.ForceNewline = seg.ForceNewline
		c.open.Append(rest)
	}
}

// cut closes the open piece before the byte j of seg, whose bytes before start
// are in pieces already. It returns j.
func (c *cutter) cut(seg text.Segment, start, j int) int {
	if j > start {
		c.open.Append(text.NewSegmentPadding(start, j, paddingAt(seg, start)))
	}
	if c.open.Len() > 0 {
		c.pieces = append(c.pieces, c.open)
	}
	c.open, c.size, c.special = text.NewSegments(), 0, 0
	return j
}

// end gives all pieces.
func (c *cutter) end() []*text.Segments {
	if c.open.Len() > 0 {
		c.pieces = append(c.pieces, c.open)
	}
	return c.pieces
}

func paddingAt(seg text.Segment, start int) int {
	if start == seg.Start {
		return seg.Padding
	}
	return 0
}

// isSpecial reports whether c can begin or end something inline.
func isSpecial(c byte) bool {
	switch c {
	case '*', '_', '~', '[', ']', '(', ')', '<', '>', '`', '!', '"', '\'':
		return true
	}
	return false
}

// canCut reports whether a piece can begin at j: before the space between two
// words, or, where none came for long, between two letters. (goldmark drops
// the white space at a line's end, so none is left there.)
func canCut(source []byte, j, lineStart int, anywhere bool) bool {
	if j == lineStart {
		return true
	}
	before, at := source[j-1], source[j]
	switch {
	case before == ' ' || before == '\t' || before == '\\' || before == '&' || before == '#':
		return false
	case at == ' ' && j+1 < len(source):
		return source[j+1] != ' ' && source[j+1] != '\t' && source[j+1] != '\n'
	case !anywhere:
		return false
	}
	if at < utf8.RuneSelf {
		return at > ' ' && at != before
	}
	r, _ := utf8.DecodeRune(source[j:])
	last, _ := utf8.DecodeLastRune(source[:j])
	return standsAlone(r) && standsAlone(last)
}
