package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// A writer builds a block's visible text, with runs and parts.
//
// Parts are joined by what the containers they meet in say: blocks by two
// newlines; the items of a list, and a list with the text above it in the same
// item, by one; rows by one; cells by a tab each, empty ones counted. What has
// no visible text joins nothing.
type writer struct {
	decoder
	limits    limits
	parts     []Part
	join      []byte // what stands before the next letter, if one comes
	open      bool   // a part is being written
	written   bool   // and has a letter
	part      Part
	before    int // length of out before join was written
	footnotes int // how many footnote definitions are open
	cells     int // how many table cells are open
}

// visible gives the visible text of a block's node. What it writes to grows in
// w, which can be used again.
func (w *writer) visible(l limits, node ast.Node, source []byte, base int) (string, []Run, []Part) {
	texts, leaves := measure(node)
	*w = writer{
		decoder: decoder{source: source, base: base, out: slices.Grow(w.out[:0], len(source)), runs: slices.Grow(w.runs[:0], texts)},
		parts:   slices.Grow(w.parts[:0], leaves),
		join:    w.join[:0],
		limits:  l,
	}
	w.block(node)
	w.source = nil
	return string(w.out), append([]Run(nil), w.runs...), append([]Part(nil), w.parts...)
}

// measure counts the texts below n, and the leaves of the tree of blocks that
// hold them: about as many runs and parts will be wanted.
func measure(n ast.Node) (texts, leaves int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindText {
			texts++
		}
		t, l := measure(c)
		texts, leaves = texts+t, leaves+l
	}
	if n.Type() == ast.TypeBlock && texts > 0 && leaves == 0 {
		leaves = 1
	}
	return texts, leaves
}

// read gives b, whose Node, Source and Base are set, the visible text of its
// node.
func (g *grammar) read(b *Block) {
	w, ok := g.writers.Get().(*writer)
	if !ok {
		w = &writer{}
	}
	b.Visible, b.runs, b.Parts = w.visible(g.limits, b.Node, b.Source, b.Base)
	g.writers.Put(w)
}

func (w *writer) block(n ast.Node) {
	switch v := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		w.inlinePart(w.kindOf(n), 0, n)
	case *ast.Heading:
		w.inlinePart(HeadingPart, v.Level, n)
	case *gfm.TableCell:
		w.cells++
		w.inlinePart(CellPart, 0, n)
		w.cells--
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(n.Lines())
	case *ast.HTMLBlock:
		w.html(v)
	case *ast.List:
		w.children(n, func(ast.Node) string { return "\n" })
	case *ast.ListItem:
		w.children(n, joinInItem)
	case *gfm.Table:
		w.children(n, func(ast.Node) string { return "\n" })
	case *gfm.TableHeader, *gfm.TableRow:
		w.row(n)
	case *FootnoteDef:
		w.footnotes++
		w.children(n, joinBlocks)
		w.footnotes--
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
	default:
		w.children(n, joinBlocks)
	}
}

func joinBlocks(ast.Node) string { return "\n\n" }

func joinInItem(child ast.Node) string {
	if child.Kind() == ast.KindList {
		return "\n"
	}
	return "\n\n"
}

// children writes the blocks in n, with join's answer between two that have
// visible text.
func (w *writer) children(n ast.Node, join func(ast.Node) string) {
	start := len(w.out)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(w.out) > start {
			w.join = append(w.join[:0], join(c)...)
		}
		w.block(c)
	}
}

// row writes a table's row: every cell but the first is preceded by a tab.
func (w *writer) row(n ast.Node) {
	start, join := len(w.out), bytes.Clone(w.join)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.PreviousSibling() != nil {
			w.join = append(w.join, '\t')
		}
		w.block(c)
	}
	if len(w.out) == start { // a row of empty cells
		w.join = join
	}
}

func (w *writer) kindOf(n ast.Node) PartKind {
	switch {
	case n.Lines().Len() > 0 && w.limits.windowsOf(n.Lines()).count() == 1 && onlyImages(n, w.source):
		return CaptionPart
	case w.footnotes > 0:
		return FootnotePart
	case n.Parent() != nil && n.Parent().Kind() == ast.KindListItem:
		return ItemPart
	}
	return Paragraph
}

// onlyImages reports whether a paragraph holds images and white space only.
func onlyImages(n ast.Node, source []byte) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch v := c.(type) {
		case *ast.Image:
			found = true
		case *ast.Text:
			if len(bytes.TrimSpace(v.Segment.Value(source))) > 0 {
				return false
			}
		case *ast.Link:
			if !onlyImages(v, source) {
				return false
			}
			found = true
		default:
			return false
		}
	}
	return found
}

func (w *writer) inlinePart(kind PartKind, level int, n ast.Node) {
	w.begin(kind, level)
	w.inlines(n)
	w.end()
}

func (w *writer) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch v := c.(type) {
		case *ast.Text:
			w.text(v.Segment, SyntaxOf(v))
			if v.HardLineBreak() {
				w.lineBreak("\n", v.Segment.Stop)
			} else if v.SoftLineBreak() {
				w.lineBreak(" ", v.Segment.Stop)
			}
		case *ast.RawHTML:
			if IsLineBreak(v, w.source) {
				w.breakTag(v)
			}
		case *FootnoteRef, *gfm.TaskCheckBox:
		default:
			w.inlines(c)
		}
	}
}

// IsLineBreak reports whether a raw tag is <br>, the one tag that gives visible
// text: a newline, or a space in a table cell.
func IsLineBreak(n *ast.RawHTML, source []byte) bool {
	if n.Segments.Len() != 1 {
		return false
	}
	seg := n.Segments.At(0)
	name, _ := tagName(seg.Value(source))
	return name == "br"
}

func (w *writer) breakTag(n *ast.RawHTML) {
	if !w.written {
		return
	}
	seg := n.Segments.At(0)
	shown := "\n"
	if w.cells > 0 {
		shown = " "
	}
	w.replace(shown, seg.Start, seg.Len())
}

// lineBreak writes shown for the newline at or after stop.
func (w *writer) lineBreak(shown string, stop int) {
	if i := bytes.IndexByte(w.source[stop:], '\n'); i >= 0 && w.written {
		w.replace(shown, stop+i, 1)
	}
}

func (w *writer) code(lines *text.Segments) {
	w.begin(CodePart, 0)
	for i := range lines.Len() {
		w.text(lines.At(i), CodeLines)
	}
	w.end()
}
