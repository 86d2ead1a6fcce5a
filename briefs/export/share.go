package export

import (
	"sort"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A share is what one mark has in one block.
type share struct {
	mark   int        // index into the marks
	span   model.Span // the mark's own span
	last   bool       // the mark ends in this block
	pieces []piece    // its words, a paragraph, item or cell at a time
	way    way
}

// A piece is the words that a share has in one part of its block.
type piece struct {
	bounds
	shown    model.Span // in the block's visible text
	segments []bounds   // what signs stand around in a style that is flat
}

// A way is how the signs of a share are set: the later, the less they can
// disturb.
type way uint8

const (
	outside   way = iota // around the markup that belongs to the words
	inside               // next to the letters
	outspaced            // as outside, with a space between words and signs
	inspaced             // as inside, with a space
	behind               // nothing within the block; the letter stands behind it
)

// maxPieces bounds how many stretches of a mark are put between signs; of a
// longer one the first and the last are.
const maxPieces = 64

// cut gives a share its pieces in block b; without any the share can only be
// named behind the block.
func (s *share) cut(b *markdown.Block, o *outline) {
	from, to := b.VisibleAt(s.span.Start), b.VisibleAt(s.span.End)
	for _, i := range ends(partsIn(b.Parts, from, to)) {
		p := b.Parts[i]
		if p.Kind == markdown.CodePart || p.Kind == markdown.HTMLPart {
			continue
		}
		start, end := trim(b.Visible, max(from, p.Start), min(to, p.End))
		if start >= end {
			continue
		}
		places, ok := o.bounds(b.SourceSpan(start, end))
		if !ok {
			s.pieces = nil
			break
		}
		s.pieces = append(s.pieces, piece{bounds: places, shown: model.Span{Start: start, End: end}})
	}
	if len(s.pieces) == 0 {
		s.way = behind
	}
}

// partsIn gives the parts that hold some of [from, to) of the visible text, as
// a half-open range of indexes.
func partsIn(parts []markdown.Part, from, to int) (first, end int) {
	first = sort.Search(len(parts), func(i int) bool { return parts[i].End > from })
	end = sort.Search(len(parts), func(i int) bool { return parts[i].Start >= to })
	return first, max(first, end)
}

// ends lists first … end-1, or where that is more than maxPieces only the two
// outermost.
func ends(first, end int) []int {
	if end-first > maxPieces {
		return []int{first, end - 1}
	}
	list := make([]int, 0, end-first)
	for i := first; i < end; i++ {
		list = append(list, i)
	}
	return list
}

// trim sheds white space at both ends of text[start:end].
func trim(text string, start, end int) (int, int) {
	if start >= end {
		return start, start
	}
	words := text[start:end]
	start += len(words) - len(strings.TrimLeft(words, " \t\n"))
	return start, max(start, start+len(strings.TrimSpace(words)))
}

// tokens are what the share puts into the text, which is brief's, in a style;
// sign is the mark's.
func (s *share) tokens(style MarksStyle, sign sign, brief string) []token {
	if s.way == behind {
		return nil
	}
	out := make([]token, 0, 3*len(s.pieces))
	for i, p := range s.pieces {
		letter := sign.goesOn()
		if s.last && i == len(s.pieces)-1 {
			letter = sign.cited()
		}
		ref := max(p.ref, s.place(p.bounds).End)
		if ref < len(brief) && strings.IndexByte("([{", brief[ref]) >= 0 {
			letter += " " // else it would be read as a link
		}
		out = s.wrap(out, style, sign.tag, p)
		if n := len(out); n > 0 && out[n-1].at == ref && !out[n-1].open {
			out[n-1].text += letter
		} else {
			out = append(out, token{at: ref, text: letter, near: s.place(p.bounds).Start})
		}
	}
	for i := range out {
		out[i].mark, out[i].turn = s.mark, i
	}
	return out
}

// wrap appends the signs around the words of p.
func (s *share) wrap(out []token, style MarksStyle, tag model.Tag, p piece) []token {
	opening, shutting, tagged := style.signs(tag)
	begin, end := token{text: opening, open: true}, token{text: shutting}
	if tagged {
		begin.tag, end.tag = opening, shutting
	}
	if s.way >= outspaced {
		begin.text, end.text = opening+" ", " "+shutting
	}
	for _, words := range p.wrapped(style) {
		at := s.place(words)
		begin.at, begin.near = at.Start, at.End
		end.at, end.near = at.End, at.Start
		out = append(out, begin, end)
	}
	return out
}

// wrapped lists the words of p that signs stand around.
func (p piece) wrapped(style MarksStyle) []bounds {
	switch {
	case style == MarksNone:
		return nil
	case style.flat():
		return p.segments
	}
	return []bounds{p.bounds}
}

// place is where the signs around words stand.
func (s *share) place(words bounds) model.Span {
	if s.way == inside || s.way == inspaced {
		return words.words
	}
	return words.outer
}

// A sign is how a mark shows in the text.
type sign struct {
	tag   model.Tag
	label model.Label
}

// cited is the letter with its footnote.
func (s sign) cited() string { return " " + s.alone() }

// alone is cited without the space before it.
func (s sign) alone() string { return "**" + s.tag.Glyph() + "**[^" + string(s.label) + "]" }

// goesOn is the letter of a mark that goes on in the next paragraph or cell.
func (s sign) goesOn() string { return " **" + s.tag.Glyph() + "**…" }
