package page

import (
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

// A collector reads the looks of a leaf's children.
type collector struct {
	*inlines
	block  *markdown.Block
	within model.Span // what is wanted, in the brief text
	at     int        // how far the brief text was read, for nodes without a position
	images int        // how many there were
}

// collect reads the looks of leaf's children within a span of the brief text.
// It walks without recursion, so that no nesting of emphasis can exhaust a
// stack.
func collect(b *markdown.Block, leaf ast.Node, within model.Span) *inlines {
	c := &collector{inlines: &inlines{}, block: b, within: within, at: b.Base}
	var outer []*inlineLook
	look := &inlineLook{}
	node := leaf.FirstChild()
	for node != nil && c.at < within.End {
		inner := c.read(node, look)
		if inner != nil && node.FirstChild() != nil {
			outer = append(outer, look)
			look, node = inner, node.FirstChild()
			continue
		}
		for node.NextSibling() == nil {
			node = node.Parent()
			if node == leaf || node == nil {
				return c.inlines
			}
			look, outer = outer[len(outer)-1], outer[:len(outer)-1]
		}
		node = node.NextSibling()
	}
	return c.inlines
}

// read takes one inline node in. It returns the look of the node's children,
// nil where they are not to be read.
func (c *collector) read(node ast.Node, look *inlineLook) *inlineLook {
	if n, ok := node.(*ast.Text); ok {
		c.stretch(n.Segment.Start, n.Segment.Stop, look)
		return nil
	}
	inner := *look
	if look.image > 0 {
		return &inner // glamour sets an image's text as one
	}
	switch n := node.(type) {
	case *ast.AutoLink:
		label := n.Label(c.block.Source)
		start := cap(c.block.Source) - cap(label)
		inner.anchor, inner.link = true, model.SafeLink(autoURL(n, c.block.Source))
		c.stretch(start, start+len(label), &inner)
		return nil
	case *ast.Emphasis:
		inner.around = inner.around || n.Level > 1 && !inner.emphasis
		inner.strong = inner.strong || n.Level > 1
		inner.emphasis = inner.emphasis || n.Level == 1
	case *east.Strikethrough:
		inner.strike = true
	case *ast.CodeSpan:
		inner.code = true
	case *ast.Link:
		inner.anchor, inner.link = true, model.SafeLink(string(n.Destination))
	case *ast.Image:
		c.images++
		inner.image = c.images
		if inner.link == "" {
			inner.link = model.SafeLink(string(n.Destination))
		}
		pos := max(c.at-c.block.Base, n.Pos())
		c.sign(pos, pos, "", &inner) // what tells an image is glamour's to add, also without text
	case *markdown.FootnoteRef:
		inner.anchor = true
		c.sign(n.Segment.Start, n.Segment.Stop, "["+model.CleanLine(n.Name)+"]", &inner)
		return nil
	}
	return &inner
}

// stretch adds a look for the block's source from start to end.
func (c *collector) stretch(start, end int, look *inlineLook) {
	c.at = c.block.Base + end
	if c.at > c.within.Start {
		c.stretches = append(c.stretches, stretch{c.block.Base + start, c.at, look})
	}
}

// sign adds text for the block's source from start to end.
func (c *collector) sign(start, end int, text string, look *inlineLook) {
	source := c.block.Source
	space := func(at int) bool { return at >= 0 && at < len(source) && source[at] == ' ' }
	if at := c.block.Base + start; c.within.Start <= at && at < c.within.End {
		c.signs = append(c.signs, sign{at, text, look, space(start - 1), space(end)})
	}
}

func autoURL(n *ast.AutoLink, source []byte) string {
	u := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(u), "mailto:") {
		return "mailto:" + u
	}
	return u
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
			atoms = append(atoms, atom{" ", -1, false, added(), c.plain})
		}
		atoms = append(atoms, atom{s.text, -1, false, added(), s.look})
		if s.behind && n == 0 {
			atoms = append(atoms, atom{" ", -1, false, added(), c.plain})
		}
	}
	return atoms
}
