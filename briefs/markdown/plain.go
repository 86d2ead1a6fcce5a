package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"obelus/model"
)

// orPlain is what parse gives or, where it panics, the span as plain text: a
// parser that fails costs a block its styling, and nothing else. source is what
// parse reads.
func (d *Document) orPlain(i int, source, span model.Span, parse func() *Block) (b *Block) {
	defer func() {
		if recover() != nil {
			b = d.plain(i, source, span)
		}
	}()
	return parse()
}

// plain is a span of block i without any of its markup read: a paragraph whose
// lines end where the source's do.
func (d *Document) plain(i int, source, span model.Span) *Block {
	b := &Block{
		Index: i, Span: span, Plain: true,
		Source: []byte(d.text[source.Start:source.End]), Base: source.Start,
	}
	node := ast.NewParagraph()
	end := span.End - b.Base
	for at := span.Start - b.Base; at < end; {
		stop := end
		if n := bytes.IndexByte(b.Source[at:end], '\n'); n >= 0 {
			stop = at + n
		}
		line := ast.NewRawTextSegment(text.NewSegment(at, stop))
		line.SetHardLineBreak(stop < end)
		node.Lines().Append(text.NewSegment(at, min(stop+1, end)))
		node.AppendChild(node, line)
		at = stop + 1
	}
	b.Node = node
	d.grammar.read(b)
	return b
}
