package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"obelus/model"
)

// A writer builds a block's visible text, with runs and parts.
//
// Parts are joined by what the containers they meet in say: blocks by two
// newlines; the items of a list, and a list with the text above it in the same
// item, by one; rows by one; cells by a tab each, empty ones counted. What has
// no visible text joins nothing.
type writer struct {
	decoder
	parts     []Part
	join      []byte // what stands before the next letter, if one comes
	open      bool   // a part is being written
	written   bool   // and has a letter
	part      Part
	before    int // length of out before join was written
	footnotes int // how many footnote definitions are open
	cells     int // how many table cells are open
}

// visible gives the visible text of a block's node.
func visible(node ast.Node, source []byte, base int) (string, []Run, []Part) {
	w := &writer{decoder: decoder{source: source, base: base}}
	w.block(node)
	return string(w.out), w.runs, w.parts
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
	case onlyImages(n, w.source):
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

func (w *writer) begin(kind PartKind, level int) {
	w.open, w.written = true, false
	w.part = Part{Kind: kind, Level: level}
}

// text writes a segment into the open part; white space at its beginning,
// other than in code, is left out.
func (w *writer) text(seg text.Segment, syntax Syntax) {
	if !w.written {
		for syntax != CodeLines && seg.Start < seg.Stop && isWhite(w.source[seg.Start]) {
			seg.Start++
		}
		if seg.Start == seg.Stop {
			return
		}
		w.before = len(w.out)
		if w.before > 0 {
			w.out = append(w.out, w.join...)
		}
		w.part.Start = len(w.out)
		w.written = true
	}
	w.syntax = syntax
	w.segment(seg)
}

// end sheds white space at the part's end and keeps the part if it has a
// letter.
func (w *writer) end() {
	w.open = false
	if !w.written {
		return
	}
	if len(bytes.TrimSpace(w.out[w.part.Start:])) == 0 {
		w.cut(w.part.Start)
		w.out = w.out[:w.before]
		return
	}
	keep := len(w.out)
	for isWhite(w.out[keep-1]) {
		keep--
	}
	for w.part.Kind == CodePart && keep < len(w.out) && w.out[keep] != '\n' { // its last line stays as it is
		keep++
	}
	w.cut(keep)
	if w.part.Kind != CodePart {
		w.dropLead()
	}
	w.part.End = len(w.out)
	w.part.Span = spanOf(w.runs, w.part.Start, w.part.End)
	w.parts = append(w.parts, w.part)
	w.join = w.join[:0]
}

// dropLead takes white space off the part's beginning, which only an entity can
// have put there.
func (w *writer) dropLead() {
	lead := len(w.out) - w.part.Start - len(bytes.TrimLeft(w.out[w.part.Start:], " \t\n"))
	if lead == 0 {
		return
	}
	first := firstRunFrom(w.runs, w.part.Start)
	kept := firstRunFrom(w.runs, w.part.Start+lead)
	if kept > first && w.runs[kept-1].Exact && w.runs[kept-1].Visible+w.runs[kept-1].N > w.part.Start+lead {
		kept--
		r := &w.runs[kept]
		over := w.part.Start + lead - r.Visible
		r.Visible, r.Source = r.Visible+over, r.Source+over
		r.N, r.M = r.N-over, r.M-over
	}
	w.runs = slices.Delete(w.runs, first, kept)
	for i := first; i < len(w.runs); i++ {
		w.runs[i].Visible -= lead
	}
	w.out = slices.Delete(w.out, w.part.Start, w.part.Start+lead)
}

// cut shortens the visible text, and its runs, to n bytes.
func (w *writer) cut(n int) {
	w.out = w.out[:n]
	for len(w.runs) > 0 {
		last := &w.runs[len(w.runs)-1]
		if over := last.Visible + last.N - n; over <= 0 {
			return
		} else if last.Exact && over < last.N {
			last.N -= over
			last.M -= over
			return
		}
		w.runs = w.runs[:len(w.runs)-1]
	}
}

func isWhite(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// spanOf is the span in the brief text of the bytes [start, end) of a visible
// text with these runs.
func spanOf(runs []Run, start, end int) model.Span {
	lo, hi := firstRunAfter(runs, start), firstRunFrom(runs, end)
	if lo >= hi {
		return model.Span{}
	}
	first, last := runs[lo], runs[hi-1]
	span := model.Span{Start: first.Source, End: last.Source + last.M}
	if first.Exact && start > first.Visible {
		span.Start += start - first.Visible
	}
	if last.Exact && end < last.Visible+last.N {
		span.End -= last.Visible + last.N - end
	}
	return span
}
