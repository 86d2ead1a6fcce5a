package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxInlineDepth bounds how deep emphasis, links and images stand inside one
// another in the tree; what is deeper loses its style, not its text.
const maxInlineDepth = 100

// graftParser hands a block that is parsed already to goldmark, which then
// parses what is in it: goldmark's inline phase cannot be called by itself.
type graftParser struct{}

// Trigger implements parser.BlockParser.
func (graftParser) Trigger() []byte { return nil }

// Open implements parser.BlockParser.
func (graftParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.Position()
	end := len(reader.Source())
	reader.SetPosition(line, text.NewSegment(end, end))
	return pc.(*parseContext).graft, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (graftParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close implements parser.BlockParser.
func (graftParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (graftParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (graftParser) CanAcceptIndentedLine() bool { return true }

// parseInlines parses what is in block, a node without a parent.
func (g *grammar) parseInlines(block ast.Node, source []byte, pc *parseContext) {
	if owner := shareable(block, len(source)); owner != nil {
		g.parseShares(owner, source, pc.defs)
		return
	}
	g.parsePieces(block, source, pc, func() []piece { return g.cutPieces(block, source) })
}

// parsePieces parses what is in block, a node without a parent, after cut has
// divided it.
func (g *grammar) parsePieces(block ast.Node, source []byte, pc *parseContext, cut func() []piece) {
	holder := ast.NewBlockquote()
	holder.AppendChild(holder, block)
	pc.graft = holder
	pieces := cut()
	g.inline.Parse(text.NewReader(source), parser.WithContext(pc))
	joinPieces(pieces)
	tidy(block, source, 0)
	holder.RemoveChild(holder, block)
}

const segmentAttribute = "obelus-segment"

// locatedLinks notes where the text of a bare link stands, which goldmark's
// AutoLink node keeps to itself.
type locatedLinks struct {
	parser.InlineParser
	closer byte // what follows the link's text, or 0
}

// Parse implements parser.InlineParser.
func (l locatedLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	node := l.InlineParser.Parse(parent, block, pc)
	link, ok := node.(*ast.AutoLink)
	if !ok {
		return node
	}
	_, pos := block.Position()
	end := pos.Start
	if l.closer != 0 && block.Source()[end-1] == l.closer {
		end--
	}
	segment := text.NewSegment(end-len(link.Label(block.Source())), end)
	link.SetAttributeString(segmentAttribute, segment)
	return link
}

// tidy makes the tree below n one in which every letter is in a text node that
// knows its bytes: bare links become links with a text, code in a table cell
// loses the backslash before a bar, and what is nested too deep is unwrapped.
func tidy(n ast.Node, source []byte, depth int) {
	if n.Type() == ast.TypeInline {
		depth++
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch v := c.(type) {
		case *ast.AutoLink:
			n.ReplaceChild(n, v, linkOf(v, source))
		case *ast.CodeSpan:
			if inCell(n) {
				dropBarEscapes(v, source)
			}
		default:
			tidy(c, source, depth)
			if depth >= maxInlineDepth && c.HasChildren() {
				unwrap(n, c)
			}
		}
		c = next
	}
}

// unwrap puts the children of c in its place.
func unwrap(n, c ast.Node) {
	for g := c.FirstChild(); g != nil; {
		next := g.NextSibling()
		n.InsertBefore(n, c, g)
		g = next
	}
	n.RemoveChild(n, c)
}

func linkOf(auto *ast.AutoLink, source []byte) *ast.Link {
	link := ast.NewLink()
	link.Destination = bytes.Clone(auto.URL(source))
	if auto.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(link.Destination), []byte("mailto:")) {
		link.Destination = append([]byte("mailto:"), link.Destination...)
	}
	if at, ok := auto.AttributeString(segmentAttribute); ok {
		link.AppendChild(link, ast.NewRawTextSegment(at.(text.Segment)))
	}
	return link
}

func inCell(n ast.Node) bool {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
	}
	return n != nil && n.Kind() == gfm.KindTableCell
}

// dropBarEscapes leaves the backslash of `\|` out of code in a table cell, as
// GFM says. goldmark does the same in time quadratic in the number of cells.
func dropBarEscapes(code *ast.CodeSpan, source []byte) {
	for c := code.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		i := bytes.Index(t.Segment.Value(source), []byte(`\|`))
		if i < 0 {
			continue
		}
		at := t.Segment.Start + i
		rest := ast.NewRawTextSegment(t.Segment.WithStart(at + 1))
		t.Segment = t.Segment.WithStop(at)
		code.InsertAfter(code, t, rest)
	}
}
