package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxFootnoteName is the longest name of a footnote, in bytes: CommonMark's
// limit for link labels.
const maxFootnoteName = 999

// KindFootnoteDef is the kind of FootnoteDef nodes.
var KindFootnoteDef = ast.NewNodeKind("FootnoteDef")

// A FootnoteDef is a block that defines a footnote, `[^name]: text`, where it
// stands in the brief; goldmark's own extension moves them to the end. Its
// children are blocks.
type FootnoteDef struct {
	ast.BaseBlock
	Name string // as written, without ^
}

// Kind implements ast.Node.
func (n *FootnoteDef) Kind() ast.NodeKind { return KindFootnoteDef }

// Dump implements ast.Node.
func (n *FootnoteDef) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// KindFootnoteRef is the kind of FootnoteRef nodes.
var KindFootnoteRef = ast.NewNodeKind("FootnoteRef")

// A FootnoteRef is an inline `[^name]` whose footnote the brief defines. It has
// no visible text of its own. Where the brief defines no such footnote, the
// brackets are plain text.
type FootnoteRef struct {
	ast.BaseInline
	Name    string       // as written, without ^
	Segment text.Segment // the whole of [^name], in the block's Source
}

// Kind implements ast.Node.
func (n *FootnoteRef) Kind() ast.NodeKind { return KindFootnoteRef }

// Inline makes a FootnoteRef an inline node.
func (n *FootnoteRef) Inline() {}

// Dump implements ast.Node.
func (n *FootnoteRef) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// footnoteName reads `[^name]` at the beginning of text, as GitHub does: no
// white space and no brackets in the name. size is what it takes, 0 where
// there is none.
func footnoteName(text []byte) (name string, size int) {
	if !bytes.HasPrefix(text, []byte("[^")) {
		return "", 0
	}
	rest := text[2:min(len(text), 3+maxFootnoteName)]
	end := bytes.IndexAny(rest, "[] \t\r\n")
	if end <= 0 || rest[end] != ']' {
		return "", 0
	}
	return string(rest[:end]), 2 + end + 1
}

// footnoteDefParser opens a FootnoteDef; what belongs to it is indented by four
// columns, or continues its paragraph.
type footnoteDefParser struct{}

// Trigger implements parser.BlockParser.
func (footnoteDefParser) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser.
func (footnoteDefParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	name, size := footnoteName(line[pos:])
	after := pos + size
	if size == 0 || after >= len(line) || line[after] != ':' {
		return nil, parser.NoChildren
	}
	if c, ok := pc.(*parseContext); ok {
		c.addFootnote(name)
	}
	node := &FootnoteDef{Name: name}
	if util.IsBlank(line[after+1:]) {
		reader.AdvanceToEOL()
		return node, parser.NoChildren
	}
	reader.Advance(after + 1)
	return node, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (footnoteDefParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (footnoteDefParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (footnoteDefParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (footnoteDefParser) CanAcceptIndentedLine() bool { return false }

// footnoteRefParser makes FootnoteRefs. It listens to '!' as well, so that
// `![^1]` is an exclamation mark and a footnote, not the start of an image.
type footnoteRefParser struct{}

// Trigger implements parser.InlineParser.
func (footnoteRefParser) Trigger() []byte { return []byte{'!', '['} }

// Parse implements parser.InlineParser.
func (footnoteRefParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	name, size := footnoteName(line[bang:])
	c, ok := pc.(*parseContext)
	if size == 0 || !ok || !c.defs.footnotes[footnoteKey(name)] {
		return nil
	}
	start := segment.Start + bang
	if bang > 0 {
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(segment.Start, start))
	}
	block.Advance(bang + size)
	return &FootnoteRef{Name: name, Segment: text.NewSegment(start, start+size)}
}
