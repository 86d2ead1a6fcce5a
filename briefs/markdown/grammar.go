package markdown

import (
	"slices"
	"sync"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// maxDepth bounds how many blocks stand open inside one another; what is
// nested deeper is read as text. It keeps the cost of a line, which goldmark
// offers to every open block, and the depth of every walk within bounds.
const maxDepth = 100

// A grammar is goldmark's set of parsers as this package uses them: CommonMark,
// GFM's tables, strikethrough, task lists and bare links, and our footnotes.
// It is safe for concurrent use.
type grammar struct {
	limits
	byByte       [256][]parser.BlockParser // those that a line's first byte triggers, then the free ones
	free         []parser.BlockParser
	setext       parser.BlockParser
	transformers []parser.ParagraphTransformer
	inline       parser.Parser // takes a block that is parsed already, and parses what is in it
	writers      sync.Pool     // of *writer
	contexts     sync.Pool     // of *parseContext
}

func newGrammar() *grammar {
	g := &grammar{
		limits: usualLimits(),
		setext: parser.NewSetextHeadingParser(),
		transformers: []parser.ParagraphTransformer{
			boundedDefinitions{parser.LinkReferenceParagraphTransformer},
			boundedTables{extension.NewTableParagraphTransformer()},
		},
	}
	// The order is goldmark's own priorities; footnotes come before paragraphs.
	for _, bp := range []parser.BlockParser{
		g.setext,
		parser.NewThematicBreakParser(),
		bounded{parser.NewListParser()},
		parser.NewListItemParser(),
		parser.NewCodeBlockParser(),
		parser.NewATXHeadingParser(),
		parser.NewFencedCodeBlockParser(),
		bounded{parser.NewBlockquoteParser()},
		parser.NewHTMLBlockParser(),
		bounded{footnoteDefParser{}},
		parser.NewParagraphParser(),
	} {
		if bp.Trigger() == nil {
			g.free = append(g.free, bp)
		}
		for _, b := range bp.Trigger() {
			g.byByte[b] = append(g.byByte[b], bp)
		}
	}
	for i := range g.byByte {
		if g.byByte[i] == nil {
			g.byByte[i] = g.free
		} else {
			g.byByte[i] = mergeFree(g.byByte[i], g.free)
		}
	}
	g.inline = parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(graftParser{}, 1)),
		parser.WithInlineParsers(inlineParsers()...),
	)
	return g
}

// mergeFree puts the parsers without a trigger behind those with one, as
// goldmark does.
func mergeFree(triggered, free []parser.BlockParser) []parser.BlockParser {
	return append(slices.Clip(triggered), free...)
}

func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(footnoteRefParser{}, 101),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(locatedLinks{parser.NewAutoLinkParser(), '>'}, 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(locatedLinks{extension.NewLinkifyParser(), 0}, 999),
	}
}
