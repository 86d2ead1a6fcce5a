package export

import (
	"cmp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"obelus/briefs/markdown"
	"obelus/model"
)

// An inline is an emphasis, a link, a code span or their like.
type inline struct {
	letters model.Span // from its first letter to its last, in the brief text
	outer   model.Span // with its markup
	atom    bool       // nothing may be put between its letters
	closed  bool       // no footnote may stand in it
	parent  int        // index of the inline it stands in, or -1
}

// An outline lists the inlines of one block in source order, and knows where
// signs may be set around words without cutting through markup.
type outline struct {
	src     []byte
	base    int
	inlines []inline
	raws    []int // where raw tags begin, in the brief text
}

// newOutline finds the inlines of b.
func newOutline(b *markdown.Block) *outline {
	o := &outline{src: b.Source, base: b.Base}
	o.walk(b.Node, -1)
	o.compact()
	return o
}

// compact drops the inlines that have no letters, or whose markup was not
// found where it should be; what stands in them stands in what they stand in.
func (o *outline) compact() {
	kept := make([]inline, 0, len(o.inlines))
	to := make([]int, len(o.inlines)) // by old index, the new one, or that of the next kept one outward
	for i, in := range o.inlines {
		if in.parent >= 0 {
			in.parent = to[in.parent]
		}
		if in.letters.Start == noLetters {
			to[i] = in.parent
			continue
		}
		to[i] = len(kept)
		kept = append(kept, in)
	}
	o.inlines = kept
}

// noLetters is where an inline begins that has no letters.
const noLetters = -1

// extent is where a node stands in the source, in bytes of src: its letters,
// and its letters with their markup. ok is false where that is not known.
type extent struct {
	letters, outer model.Span
	ok             bool
}

// walk gives n's extent and notes the inlines from n down; parent is the index
// of the inline that n stands in.
func (o *outline) walk(n ast.Node, parent int) extent {
	if t, ok := n.(*ast.Text); ok {
		s := model.Span{Start: t.Segment.Start, End: t.Segment.Stop}
		return extent{s, s, !s.Empty()}
	}
	if raw, ok := n.(*ast.RawHTML); ok && raw.Segments.Len() > 0 {
		o.raws = append(o.raws, o.base+raw.Segments.At(0).Start)
	}
	self := -1
	if n.Type() == ast.TypeInline {
		self = len(o.inlines)
		o.inlines = append(o.inlines, inline{parent: parent})
		parent = self
	}
	var e extent
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		e.add(o.walk(c, parent))
	}
	if self < 0 {
		return e
	}
	e = o.around(n, e)
	in := inline{atom: isAtom(n), parent: o.inlines[self].parent}
	in.closed = in.atom || n.Kind() == ast.KindLink
	if e.ok {
		in.letters, in.outer = shift(e.letters, o.base), shift(e.outer, o.base)
	} else {
		in.letters = model.Span{Start: noLetters, End: noLetters}
	}
	o.inlines[self] = in
	return e
}

// add grows e by what stands behind it.
func (e *extent) add(next extent) {
	switch {
	case !next.ok:
	case !e.ok:
		*e = next
	default:
		e.letters.End = max(e.letters.End, next.letters.End)
		e.outer.End = max(e.outer.End, next.outer.End)
	}
}

func shift(s model.Span, by int) model.Span { return model.Span{Start: s.Start + by, End: s.End + by} }

// isAtom reports whether nothing may be put between n's letters.
func isAtom(n ast.Node) bool {
	return n.Kind() == ast.KindCodeSpan || n.Kind() == ast.KindImage || isBare(n)
}

// around adds n's own markup to the extent of what is in it.
func (o *outline) around(n ast.Node, e extent) extent {
	switch n := n.(type) {
	case *ast.Emphasis:
		return o.fenced(e, "*_", n.Level)
	case *ast.CodeSpan:
		return o.aroundCode(e)
	case *ast.Link:
		if isBare(n) {
			return o.aroundBare(e)
		}
		return o.aroundLink(e, "[")
	case *ast.Image:
		return o.aroundLink(e, "![")
	}
	if n.Kind() == east.KindStrikethrough {
		return o.fenced(e, "~", 0)
	}
	return e
}

// fenced adds n of one of marks at both ends; for n zero as many, up to two,
// as stand at both.
func (o *outline) fenced(e extent, marks string, n int) extent {
	if !e.ok {
		return e
	}
	limit := n
	if n == 0 {
		limit = 2
	}
	got := 0
	for got < limit {
		a, b := e.outer.Start-1, e.outer.End
		if a < 0 || b >= len(o.src) || o.src[a] != o.src[b] || strings.IndexByte(marks, o.src[a]) < 0 {
			break
		}
		e.outer.Start, e.outer.End = a, b+1
		got++
	}
	e.ok = got > 0 && got >= n
	return e
}

// aroundCode adds a code span's backticks and the spaces that were stripped.
func (o *outline) aroundCode(e extent) extent {
	if !e.ok {
		return e
	}
	s, end := e.letters.Start, e.letters.End
	for s > 0 && (o.src[s-1] == ' ' || o.src[s-1] == '\n') {
		s--
	}
	for end < len(o.src) && (o.src[end] == ' ' || o.src[end] == '\n') {
		end++
	}
	a, b := s, end
	for s > 0 && o.src[s-1] == '`' {
		s--
	}
	for end < len(o.src) && o.src[end] == '`' {
		end++
	}
	e.outer = model.Span{Start: s, End: end}
	e.ok = s < a && end-b == a-s
	return e
}

// aroundBare adds a bare link's angle brackets, if it has them.
func (o *outline) aroundBare(e extent) extent {
	if a, b := e.outer.Start-1, e.outer.End; e.ok && a >= 0 && b < len(o.src) && o.src[a] == '<' && o.src[b] == '>' {
		e.outer = model.Span{Start: a, End: b + 1}
	}
	return e
}

// isBare reports whether n is a link whose text is its own target. Those are
// not made by goldmark's parser of links, and have no position.
func isBare(n ast.Node) bool { return n.Kind() == ast.KindLink && n.Pos() < 0 }

// aroundLink adds a link's brackets, and its target or label.
func (o *outline) aroundLink(e extent, opener string) extent {
	if !e.ok {
		return e
	}
	start := e.outer.Start - len(opener)
	end := linkEnd(o.src, e.outer.End)
	if start < 0 || string(o.src[start:e.outer.Start]) != opener || end < 0 {
		e.ok = false
		return e
	}
	e.outer = model.Span{Start: start, End: end}
	return e
}

// Bounds are the places for the signs around some words.
type bounds struct {
	words model.Span // the words themselves
	outer model.Span // with the markup that belongs to all of them
	ref   int        // where the letter and its footnote may stand
}

// bounds finds the places for signs around words; ok is false where an end of
// them lies within something that nothing may be put into.
func (o *outline) bounds(words model.Span) (b bounds, ok bool) {
	b = bounds{words: words, outer: words, ref: words.End}
	ok = true
	for in := range o.chain(words.Start) {
		whole := words.Covers(in.letters)
		if whole && in.letters.Start == words.Start {
			b.outer.Start = min(b.outer.Start, in.outer.Start)
		}
		ok = ok && (whole || !in.atom)
	}
	for in := range o.chain(words.End - 1) {
		whole := words.Covers(in.letters)
		if whole && in.letters.End == words.End {
			b.outer.End = max(b.outer.End, in.outer.End)
		}
		if in.closed {
			b.ref = max(b.ref, in.outer.End)
		}
		ok = ok && (whole || !in.atom)
	}
	b.ref = max(b.ref, b.outer.End)
	return b, ok
}

// chain yields the inlines around the letter at offset, the innermost first.
func (o *outline) chain(offset int) func(yield func(inline) bool) {
	return func(yield func(inline) bool) {
		i, _ := slices.BinarySearchFunc(o.inlines, offset+1, func(in inline, at int) int {
			return cmp.Compare(in.letters.Start, at)
		})
		for i--; i >= 0; i = o.inlines[i].parent {
			if o.inlines[i].letters.Contains(offset) && !yield(o.inlines[i]) {
				return
			}
		}
	}
}
