package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// pieceBudget bounds the bytes of a piece times the bytes in it that can mean
// something to an inline parser. goldmark looks from such a byte to the end of
// the paragraph or back to its beginning, in the worst case for every one. At
// this budget prose of any usual length is one piece (about 30 KB of it), and a
// megabyte made to be slow takes about a second.
const pieceBudget = 8 << 20

// A piece is a part of owner's lines that is parsed by itself.
type piece struct{ owner, node ast.Node }

// cutPieces takes from every block below n whose lines are beyond the budget
// all but its first piece, and puts the others behind it as blocks of their own.
func cutPieces(n ast.Node, source []byte) []piece {
	var pieces []piece
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.IsRaw() || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		cuts := cutLines(n.Lines(), source)
		after := n
		for i, lines := range cuts {
			if i == 0 {
				if len(cuts) > 1 {
					n.SetLines(lines)
				}
				continue
			}
			block := ast.NewTextBlock()
			block.SetLines(lines)
			n.Parent().InsertAfter(n.Parent(), after, block)
			pieces = append(pieces, piece{n, block})
			after = block
		}
		return ast.WalkSkipChildren, nil
	})
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

// cutLines divides lines into pieces within the budget.
func cutLines(lines *text.Segments, source []byte) []*text.Segments {
	total := 0
	for i := range lines.Len() {
		seg := lines.At(i)
		total += seg.Len()
	}
	if total*total <= pieceBudget {
		return nil
	}
	var pieces []*text.Segments
	open := text.NewSegments()
	size, special := 0, 0
	for i := range lines.Len() {
		seg := lines.At(i)
		start := seg.Start
		for j := seg.Start; j < seg.Stop; j++ {
			size++
			if isSpecial(source[j]) {
				special++
			}
			over := size * special
			if over <= pieceBudget || !canCut(source, j, seg.Start, over > 2*pieceBudget) {
				continue
			}
			if j > start {
				open.Append(text.NewSegmentPadding(start, j, paddingAt(seg, start)))
			}
			pieces = append(pieces, open)
			open, start = text.NewSegments(), j
			size, special = 0, 0
		}
		if start < seg.Stop {
			rest := text.NewSegmentPadding(start, seg.Stop, paddingAt(seg, start))
			rest.ForceNewline = seg.ForceNewline
			open.Append(rest)
		}
	}
	return append(pieces, open)
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
	return at >= 0xc0 || at < 0x80 && at > ' ' && at != before
}
