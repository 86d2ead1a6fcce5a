package markdown

import (
	"strings"

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

// FrontMatterOf is what New(text).FrontMatter() is, without an index of text.
func FrontMatterOf(text string) FrontMatter {
	return readFrontMatter(text, len(text)-len(strings.TrimPrefix(text, "\uFEFF")))
}
