package export

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"obelus/briefs/markdown"
	"obelus/model"
)

// inlines writes what is in n: a paragraph's words, a heading's, a cell's.
func (w *blockWriter) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *blockWriter) inline(n ast.Node) {
	switch v := n.(type) {
	case *ast.Text:
		w.source(v.Segment.Start, w.stopOf(v))
	case *ast.RawHTML:
		if markdown.IsLineBreak(v, w.block.Source) {
			w.source(v.Segments.At(0).Start, v.Segments.At(0).Stop)
		}
	case *ast.CodeSpan:
		w.around("<code>", n, "</code>")
	case *ast.Emphasis:
		if v.Level == 1 {
			w.around("<em>", n, "</em>")
		} else {
			w.around("<strong>", n, "</strong>")
		}
	case *gfm.Strikethrough:
		w.struck++
		w.around("<del>", n, "</del>")
		w.struck--
		w.pay()
	case *ast.Link:
		w.linkTo(v)
	case *ast.Image:
		w.around(`<span class="image">`, n, "</span>")
	case *gfm.TaskCheckBox:
		w.task(v.IsChecked)
	case *markdown.FootnoteRef:
		w.cite(v.Name)
	default:
		w.inlines(n)
	}
}

// stopOf is the end of a text node with the line break behind it.
func (w *blockWriter) stopOf(t *ast.Text) int {
	stop := t.Segment.Stop
	if !t.HardLineBreak() && !t.SoftLineBreak() {
		return stop
	}
	if i := bytes.IndexByte(w.block.Source[stop:], '\n'); i >= 0 {
		return stop + i + 1
	}
	return stop
}

func (w *blockWriter) around(open string, n ast.Node, shut string) {
	w.raw(open)
	w.inlines(n)
	w.raw(shut)
}

// linkTo writes a link; one that leads where no link may, or that stands in
// another, is its words alone.
func (w *blockWriter) linkTo(v *ast.Link) {
	safe := model.SafeLink(string(util.URLEscape(v.Destination, true)))
	if safe == "" || w.links > 0 {
		w.inlines(v)
		return
	}
	w.openLink(safe)
	w.links++
	w.inlines(v)
	w.links--
	w.raw("</a>")
	w.pay()
}

func (w *blockWriter) task(done bool) {
	w.raw(`<span class="own task" role="img" aria-label="`)
	if done {
		w.raw(`done">☑ </span>`)
	} else {
		w.raw(`to be done">☐ </span>`)
	}
}

// cite writes the reference to a footnote; a link where the brief defines it by
// itself.
func (w *blockWriter) cite(name string) {
	w.raw(`<sup class="own note">`)
	_, span, ok := w.doc.FootnoteText(name)
	if ok && w.links == 0 && !w.note {
		w.raw(`<a`)
		w.attr("href", "#"+footnoteID(w.doc.BlockAt(span.Start)))
		w.raw(">")
		w.text(footnoteName(name))
		w.raw("</a>")
	} else {
		w.text(footnoteName(name))
	}
	w.raw("</sup>")
}
