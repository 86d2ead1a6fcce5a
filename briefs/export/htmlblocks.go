package export

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A blockWriter writes one block of a brief, or of a note, as HTML. Every
// element is one that is named here, and every letter one of the block's
// visible text: nothing else of a brief gets through.
type blockWriter struct {
	hyper
	doc    *markdown.Document
	block  *markdown.Block
	marks  []model.Mark
	signs  []sign
	shown  []bool // by mark: its first letter was written
	note   bool   // the text is a note: nothing in it is led to
	covers []cover
	open   []cover                // over the letter that comes next
	turn   int                    // counts the changes of open
	shut   struct{ at, turn int } // where the last letters' marks end, and the turn they were of
	due    []int                  // marks whose sign waits for the end of a link or of what is struck out
	links  int                    // how many links are open
	struck int                    // and how many stretches that are struck out
	code   bool                   // newlines stay
	level  int                    // the level of the heading that the block is; 0 is none
	notes  bool                   // the block defines a footnote
	rtl    bool                   // what is being written is set from right to left
}

// write writes the block. Of a heading that stands by itself it leaves the
// outermost element to who knows the headings before it.
func (w *blockWriter) write() {
	if h, ok := w.block.Node.(*ast.Heading); ok && !w.note {
		w.level = h.Level
		w.inlines(h)
	} else {
		_, w.notes = w.block.Node.(*markdown.FootnoteDef)
		w.node(w.block.Node)
	}
	w.leave(len(w.block.Visible))
}

func (w *blockWriter) node(n ast.Node) {
	switch v := n.(type) {
	case *ast.Paragraph:
		w.leaf(`<p dir="auto">`, n, "</p>\n")
	case *ast.TextBlock:
		w.inlines(n)
	case *ast.Heading:
		w.leaf(`<p class="heading" dir="auto">`, n, "</p>\n")
	case *ast.Blockquote:
		w.box(n, "<blockquote", ">\n", "</blockquote>\n", w.children)
	case *ast.List:
		w.list(v)
	case *ast.ListItem:
		w.box(n, "<li", ">", "</li>\n", w.children)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.codeLines(n.Lines())
	case *ast.HTMLBlock:
		w.html(v)
	case *ast.ThematicBreak:
		w.raw("<hr>\n")
	case *gfm.Table:
		w.table(v)
	case *markdown.FootnoteDef:
		w.footnote(v)
	case *ast.LinkReferenceDefinition:
	default:
		w.children(n)
	}
}

func (w *blockWriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// box writes an element with what is in n, and the direction that it has where
// that is not the one around it.
func (w *blockWriter) box(n ast.Node, open, end, shut string, fill func(ast.Node)) {
	around := w.rtl
	w.raw(open)
	if w.rtl = w.goesLeft(n); w.rtl != around {
		w.attr("dir", map[bool]string{false: "ltr", true: "rtl"}[w.rtl])
	}
	w.raw(end)
	fill(n)
	w.raw(shut)
	w.rtl = around
}

// leaf writes an element with n's words; without any, nothing.
func (w *blockWriter) leaf(open string, n ast.Node, shut string) {
	before := len(w.buf)
	w.raw(open)
	begun := len(w.buf)
	w.inlines(n)
	if len(w.buf) == begun {
		w.buf = w.buf[:before]
		return
	}
	w.raw(shut)
}

func (w *blockWriter) list(v *ast.List) {
	switch {
	case !v.IsOrdered():
		w.box(v, "<ul", ">\n", "</ul>\n", w.children)
	case v.Start == 1:
		w.box(v, "<ol", ">\n", "</ol>\n", w.children)
	default:
		w.box(v, `<ol start="`+strconv.Itoa(v.Start)+`"`, ">\n", "</ol>\n", w.children)
	}
}

// codeLines writes the lines of a code block. Somebody without a mouse has to
// reach what is too long, so it takes the focus.
func (w *blockWriter) codeLines(lines *text.Segments) {
	if lines.Len() == 0 {
		return
	}
	w.raw(`<pre tabindex="0"><code>`)
	w.code = true
	w.raws(lines.At(0), lines.At(lines.Len()-1).Stop)
	w.code = false
	w.raw("</code></pre>\n")
}

// html writes what is to be seen of an HTML block, without a tag of its own.
func (w *blockWriter) html(v *ast.HTMLBlock) {
	first, stop := v.ClosureLine, v.ClosureLine.Stop
	if n := v.Lines().Len(); n > 0 {
		first = v.Lines().At(0)
		stop = max(v.Lines().At(n-1).Stop, stop)
	}
	before := len(w.buf)
	w.raw(`<p dir="auto">`)
	begun := len(w.buf)
	w.raws(first, stop)
	if len(w.buf) == begun {
		w.buf = w.buf[:before]
		return
	}
	w.raw("</p>\n")
}

// raws writes the letters from the line first on. The columns that a tab before
// it stands for are that tab's.
func (w *blockWriter) raws(first text.Segment, stop int) {
	start := first.Start
	if first.Padding > 0 && start > 0 {
		start--
	}
	w.source(start, stop)
}

// source writes the letters of [start, stop) of the block's Source.
func (w *blockWriter) source(start, stop int) {
	base := w.block.Base
	w.letters(w.block.VisibleRange(model.Span{Start: base + start, End: base + stop}))
}

func (w *blockWriter) table(v *gfm.Table) {
	name := "A table of the brief"
	if w.note {
		name = "A table of the note"
	}
	w.box(v, `<div class="wide" role="group" aria-label="`+name+`" tabindex="0"`, "><table>\n", "</table></div>\n", w.rows)
}

func (w *blockWriter) rows(v ast.Node) {
	for row := v.FirstChild(); row != nil; row = row.NextSibling() {
		cell := "td"
		if row.Kind() == gfm.KindTableHeader {
			cell = `th scope="col"`
			w.raw("<thead>\n")
		}
		w.raw("<tr>")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			w.raw("<", cell, alignment(c), ` dir="auto">`)
			w.inlines(c)
			w.raw("</", cell[:2], ">")
		}
		w.raw("</tr>\n")
		if row.Kind() == gfm.KindTableHeader {
			w.raw("</thead>\n")
		}
	}
}

// alignment is the attribute that aligns a cell as its column is.
func alignment(n ast.Node) string {
	if c, ok := n.(*gfm.TableCell); ok {
		switch c.Alignment {
		case gfm.AlignRight:
			return ` class="right"`
		case gfm.AlignCenter:
			return ` class="centre"`
		}
	}
	return ""
}

// footnote writes the definition of a footnote.
func (w *blockWriter) footnote(v *markdown.FootnoteDef) {
	open := `<div class="footnote"`
	if v.Parent() == nil && !w.note {
		open += ` id="` + footnoteID(w.block.Index) + `"`
	}
	w.box(v, open, `><span class="own name">`, "</div>\n", func(ast.Node) {
		w.text(footnoteName(v.Name))
		w.raw("</span>\n")
		w.children(v)
	})
}

// footnoteID names the footnote that a block defines.
func footnoteID(block int) string { return "f-" + strconv.Itoa(block) }

// footnoteName is what a footnote is called: short, whatever its name is.
func footnoteName(name string) string { return "[" + shorten(model.CleanLine(name), 24) + "]" }
