package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"obelus/model"
)

// Lines is the span of the whole lines that give block i when they are parsed
// alone. It is larger than the block's Extent where white space before it has a
// meaning, or where the same lines give several blocks.
func (d *Document) Lines(i int) model.Span {
	return model.Span{Start: int(d.entries[i].groupStart), End: int(d.entries[i].groupEnd)}
}

// Fragment reads text as if it stood in d: what d defines, link targets and
// footnotes, is known in it, and what it defines itself is not. It has no front
// matter. So one can see how a block would read that was changed.
func (d *Document) Fragment(text string) *Document {
	f := &Document{text: text, grammar: d.grammar}
	f.index(0, d.defs, false)
	return f
}

// Apart is what New(text) is, with d's parsers: so many small texts cost little
// more than what stands in them.
func (d *Document) Apart(text string) *Document {
	return newDocument(text, d.grammar, len(text)-len(strings.TrimPrefix(text, byteOrderMark)))
}

// FragmentBlocks is all blocks of Fragment(text), parsed. Where they are one,
// as nearly always, its lines are read once and no index is made.
func (d *Document) FragmentBlocks(text string) []*Block {
	if b := d.onlyBlock(text); b != nil {
		return []*Block{b}
	}
	f := d.Fragment(text)
	blocks := make([]*Block, 0, f.Blocks())
	for i := range f.Blocks() {
		blocks = append(blocks, f.Block(i))
	}
	return blocks
}

// onlyBlock is the one block of Fragment(text); nil where it has none or
// several, or a parser fails at it.
func (d *Document) onlyBlock(text string) (b *Block) {
	defer func() {
		if recover() != nil {
			b = nil
		}
	}()
	x := &index{grammar: d.grammar, text: text, source: []byte(text), pc: d.grammar.context(d.defs)}
	var group []ast.Node
	x.scanner = newScanner(x.grammar, x.source, x.pc, func(start, end int, nodes []ast.Node) {
		group = nodes
		x.add(start, end, 0, nodes)
	})
	x.scanner.run()
	if len(x.entries) != 1 || len(group) != 1 {
		return nil
	}
	e := x.entries[0]
	if e.groupStart != 0 || int(e.groupEnd) != len(text) {
		return nil
	}
	b = &Block{Span: model.Span{Start: int(e.start), End: int(e.end)}, Node: group[0], Source: x.source}
	x.grammar.parseInlines(b.Node, b.Source, x.pc)
	x.grammar.release(x.pc)
	x.grammar.read(b)
	return b
}

// FrontMatterOf is what New(text).FrontMatter() is, without an index of text.
func FrontMatterOf(text string) FrontMatter {
	return readFrontMatter(text, len(text)-len(strings.TrimPrefix(text, "\uFEFF")))
}
