package page

import (
	"math"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"obelus/briefs/markdown"
	"obelus/model"
)

// inlines says how the words of one leaf block look: stretches of the brief
// text with a look each, in order, and the signs that the page puts between
// them.
type inlines struct {
	stretches []stretch
	signs     []sign
	end       int // behind everything in the leaf, in the brief text
}

type stretch struct {
	start, end int
	look       *inlineLook
}

// A sign is something that the page adds before an offset: a footnote's
// number, what tells an image.
type sign struct {
	at     int
	text   string
	look   *inlineLook
	before bool // white space stands before it in the brief text
	behind bool // white space stands behind it
}

// imageSign stands before an image's text, or for it.
const imageSign = "▣ "

// collect reads the looks of leaf's children. It walks without recursion, so
// that no nesting of emphasis can exhaust a stack.
func collect(b *markdown.Block, leaf ast.Node) *inlines {
	inl := &inlines{end: math.MaxInt}
	at := b.Base
	var outer []*inlineLook
	look := &inlineLook{}
	node := leaf.FirstChild()
	for node != nil {
		inner := inl.read(b, node, look, &at)
		if inner != nil && node.FirstChild() != nil {
			outer = append(outer, look)
			look, node = inner, node.FirstChild()
			continue
		}
		for node.NextSibling() == nil {
			node = node.Parent()
			if node == leaf || node == nil {
				return inl
			}
			look, outer = outer[len(outer)-1], outer[:len(outer)-1]
		}
		node = node.NextSibling()
	}
	return inl
}

// read takes one inline node in. at is how far the brief text was read; it
// stands in for nodes without a position. It returns the look of the node's
// children, nil where they are not to be read.
func (inl *inlines) read(b *markdown.Block, node ast.Node, look *inlineLook, at *int) *inlineLook {
	inner := *look
	switch n := node.(type) {
	case *ast.Text:
		inl.stretch(b.Base+n.Segment.Start, b.Base+n.Segment.Stop, look, at)
		return nil
	case *ast.AutoLink:
		label := n.Label(b.Source)
		start := b.Base + cap(b.Source) - cap(label)
		inner.anchor, inner.link = true, safeLink(autoURL(n, b.Source))
		inl.stretch(start, start+len(label), &inner, at)
		return nil
	case *ast.Emphasis:
		inner.strong = inner.strong || n.Level > 1
		inner.emphasis = inner.emphasis || n.Level == 1
	case *east.Strikethrough:
		inner.strike = true
	case *ast.CodeSpan:
		inner.code = true
	case *ast.Link:
		inner.anchor, inner.link = true, safeLink(string(n.Destination))
	case *ast.Image:
		inner.image = true
		if inner.link == "" {
			inner.link = safeLink(string(n.Destination))
		}
		pos := max(*at-b.Base, n.Pos())
		inl.sign(b, pos, pos, imageSign, &inner)
	case *markdown.FootnoteRef:
		inner.anchor = true
		inl.sign(b, n.Segment.Start, n.Segment.Stop, "["+model.CleanLine(n.Name)+"]", &inner)
		return nil
	}
	return &inner
}

func autoURL(n *ast.AutoLink, source []byte) string {
	u := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(u), "mailto:") {
		return "mailto:" + u
	}
	return u
}

func (inl *inlines) stretch(start, end int, look *inlineLook, at *int) {
	inl.stretches = append(inl.stretches, stretch{start, end, look})
	*at = end
}

// sign adds text for b's source from start to end.
func (inl *inlines) sign(b *markdown.Block, start, end int, text string, look *inlineLook) {
	space := func(at int) bool { return at >= 0 && at < len(b.Source) && b.Source[at] == ' ' }
	inl.signs = append(inl.signs, sign{b.Base + start, text, look, space(start - 1), space(end)})
}

// A lookCursor reads inlines beside visible text, in order.
type lookCursor struct {
	inl            *inlines
	stretch, signs int
	plain          *inlineLook
}

func (inl *inlines) cursor() *lookCursor { return &lookCursor{inl: inl, plain: &inlineLook{}} }

// at is the look at offset; offsets come in order.
func (c *lookCursor) at(offset int) *inlineLook {
	for c.stretch < len(c.inl.stretches) && c.inl.stretches[c.stretch].end <= offset {
		c.stretch++
	}
	if c.stretch < len(c.inl.stretches) && c.inl.stretches[c.stretch].start <= offset {
		return c.inl.stretches[c.stretch].look
	}
	return c.plain
}

// signsBefore appends the signs up to offset to atoms, with the white space
// around them that the visible text lacks because it begins or ends there.
func (c *lookCursor) signsBefore(atoms []atom, offset int) []atom {
	for ; c.signs < len(c.inl.signs) && c.inl.signs[c.signs].at <= offset; c.signs++ {
		s := c.inl.signs[c.signs]
		n := len(atoms)
		if s.before && n > 0 && !isSpace(atoms[n-1].text) {
			atoms = append(atoms, atom{" ", -1, added(), c.plain})
		}
		atoms = append(atoms, atom{s.text, -1, added(), s.look})
		if s.behind && n == 0 {
			atoms = append(atoms, atom{" ", -1, added(), c.plain})
		}
	}
	return atoms
}
