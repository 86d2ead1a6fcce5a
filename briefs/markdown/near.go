package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"obelus/model"
)

// BlockNear is block i or, where that is a paragraph too large to be parsed
// within a frame, a Block with no more of it than span needs: a paragraph with
// the lines about span only. Its letters, their looks and their bytes are those
// of the whole block, and its Span says which part it is; only the white space
// is gone that joins it with the parts before and behind it. An empty span
// stands for its place; one outside the block for the part nearest to it.
//
// The Block is shared and must not be changed, as Document.Block's.
func (d *Document) BlockNear(i int, span model.Span) *Block {
	p, ok := d.paragraph(i)
	if !ok {
		return d.Block(i)
	}
	n := p.near(span)
	if n.span.Start == p.first {
		n.span.Start = d.Extent(i).Start
	}
	if n.span.End == p.last {
		n.span.End = d.Extent(i).End
	}
	if n.span == d.Extent(i) {
		return d.Block(i)
	}
	key := blockKey{index: i, start: n.span.Start, end: n.span.End}
	if b := d.blocks.get(key); b != nil {
		return b
	}
	return d.blocks.put(key, d.parseNear(i, n))
}

// A paragraph is a block of the text that is divided into windows: a top-level
// paragraph of several.
type paragraph struct {
	text string
	windows
}

// paragraph is block i, if it is divided.
func (d *Document) paragraph(i int) (paragraph, bool) {
	e := d.entries[i]
	if e.kind != paragraphEntry || e.end-e.start <= int32(d.grammar.window) {
		return paragraph{}, false
	}
	w := windows{d.grammar.limits, int(e.start), int(e.end)}
	for util.IsSpace(d.text[w.first]) {
		w.first++
	}
	for util.IsSpace(d.text[w.last-1]) {
		w.last--
	}
	return paragraph{d.text, w}, w.count() > 1
}

// edge is where window k begins in the brief text; behind the last one, the end.
func (p paragraph) edge(k int) int {
	if k == 0 {
		return p.first
	}
	if k >= p.count() {
		return p.last
	}
	base, end := p.nominal(k)-1, p.nominal(k)+p.reach
	for util.IsSpace(p.text[base]) && p.text[base] != '\n' {
		base--
	}
	for util.IsSpace(p.text[end]) {
		end++
	}
	base, end = max(p.first, base-utf8.UTFMax), min(end+utf8.UTFMax, p.last)
	source := []byte(p.text[base:end])
	lines := linesOf(source, len(source))
	return base + p.limits.edge(lines.Sliced(0, lines.Len()), source, p.nominal(k)-base)
}

// window is the one that holds offset.
func (p paragraph) window(offset int) int {
	k := p.at(offset)
	if k > 0 && p.edge(k) > offset {
		k--
	}
	return k
}

// linesOf are the lines of source[:end], as a paragraph has them: without the
// white space that they begin with. The first one is a line's end, perhaps.
func linesOf(source []byte, end int) *text.Segments {
	lines := text.NewSegments()
	for at := 0; at < end; {
		stop := end
		if n := bytes.IndexByte(source[at:end], '\n'); n >= 0 {
			stop = at + n + 1
		}
		line := text.NewSegment(at, stop)
		if at > 0 {
			line = line.TrimLeftSpace(source)
		}
		if !line.IsEmpty() {
			lines.Append(line)
		}
		at = stop
	}
	return lines
}

// A near is what of a paragraph is parsed together: some of its pieces.
type near struct {
	span   model.Span // of the brief text, from the first piece to where the next one begins
	source []byte     // the windows that hold them
	base   int        // offset of source[0] in the brief text
	pieces []*text.Segments
}

// near is the pieces that span touches.
func (p paragraph) near(span model.Span) near {
	start := min(max(span.Start, p.first), p.last-1)
	last := min(max(span.End-1, start), p.last-1)
	from, to := p.window(start), p.window(last)
	base, end := p.edge(from), p.edge(to+1)
	source := []byte(p.text[base:min(end+utf8.UTFMax, len(p.text))])
	c := newCutter(source, p.budget)
	for k := from + 1; k <= to; k++ {
		c.edges = append(c.edges, p.edge(k)-base)
	}
	lines := linesOf(source, end-base)
	for i := range lines.Len() {
		c.line(lines.At(i))
	}
	n := near{span: model.Span{Start: base, End: end}, source: source, base: base}
	for _, lines := range c.end() {
		switch at := base + lines.At(0).Start; {
		case at <= start:
			n.pieces, n.span.Start = []*text.Segments{lines}, at
		case at <= last:
			n.pieces = append(n.pieces, lines)
		case at < n.span.End:
			n.span.End = at
		}
	}
	return n
}

// parseNear parses n, which is of block i.
func (d *Document) parseNear(i int, n near) *Block {
	source := model.Span{Start: n.base, End: n.base + len(n.source)}
	return d.orPlain(i, source, n.span, func() *Block {
		node := ast.NewParagraph()
		node.SetPos(n.pieces[0].At(0).Start)
		d.grammar.parsePieces(node, n.source, newContext(d.defs, false), func() []piece { return setPieces(node, n.pieces) })
		b := &Block{Index: i, Span: n.span, Node: node, Source: n.source, Base: n.base}
		d.grammar.read(b)
		for i := range b.Parts {
			b.Parts[i].Kind = Paragraph // what is as large as this is no caption, though this part of it may be all images
		}
		return b
	})
}
