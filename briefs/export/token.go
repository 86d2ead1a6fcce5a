package export

import (
	"cmp"
	"slices"
	"strings"
)

// A token is one thing that is put into the brief text: a pair of signs, a
// letter with its footnote, or a line behind a block.
type token struct {
	at   int    // where, in bytes of the brief text
	text string // what
	tag  string // the raw HTML in text, "" where it has none
	mark int    // whose, an index into the marks
	open bool   // it stands before words, not behind them
	near int    // the other end of its words: settles who is inside whom
	turn int    // counts a mark's tokens, in order
}

// compareTokens orders tokens as they stand in the text. At one offset, what
// closes comes before what opens, and what lies inside closes first and opens
// last.
func compareTokens(a, b token) int {
	if c := cmp.Compare(a.at, b.at); c != 0 {
		return c
	}
	if a.open != b.open {
		if a.open {
			return 1
		}
		return -1
	}
	if a.mark == b.mark {
		return cmp.Compare(a.turn, b.turn)
	}
	order := cmp.Compare(a.mark, b.mark)
	if !a.open {
		order = -order
	}
	return cmp.Or(cmp.Compare(b.near, a.near), order)
}

// An insertion is a token at its place in the marked text.
type insertion struct {
	at     int // in bytes of the marked text
	before int // bytes that tokens before it took
	token  token
}

// An inlay is a stretch of text with tokens put into it, and the way back from
// the one's offsets to the other's.
type inlay struct {
	text string // with the tokens
	base int    // offset of its first byte in the brief text
	ins  []insertion
}

// newInlay puts tokens, which are in order, into text, which begins at base.
func newInlay(text string, base int, tokens []token) *inlay {
	var b strings.Builder
	b.Grow(len(text) + sizeOf(tokens))
	ins := inlayInto(&b, text, base, tokens)
	return &inlay{text: b.String(), base: base, ins: ins}
}

// sizeOf is how many bytes tokens take.
func sizeOf(tokens []token) int {
	size := 0
	for _, t := range tokens {
		size += len(t.text)
	}
	return size
}

// inlayInto writes what newInlay makes to b, and gives where each token stands
// behind what b held before.
func inlayInto(b *strings.Builder, text string, base int, tokens []token) []insertion {
	ins := make([]insertion, 0, len(tokens))
	begun, from, grown := b.Len(), 0, 0
	for _, t := range tokens {
		b.WriteString(text[from : t.at-base])
		from = t.at - base
		ins = append(ins, insertion{b.Len() - begun, grown, t})
		b.WriteString(t.text)
		grown += len(t.text)
	}
	b.WriteString(text[from:])
	return ins
}

// origin tells where the byte at offset of the marked text comes from: from
// the brief text, or (own) from the insertion with that index.
func (l *inlay) origin(offset int) (brief, index int, own bool) {
	i := l.after(offset) - 1
	if i < 0 {
		return l.base + offset, i, false
	}
	in := l.ins[i]
	end := in.at + len(in.token.text)
	if offset < end {
		return in.token.at, i, true
	}
	return l.base + offset - in.before - len(in.token.text), i, false
}

// behind is the offset in the brief text behind the byte at offset of the
// marked text.
func (l *inlay) behind(offset int) int {
	brief, _, own := l.origin(offset)
	if own {
		return brief
	}
	return brief + 1
}

// after is the index of the first insertion behind offset of the marked text.
func (l *inlay) after(offset int) int {
	i, _ := slices.BinarySearchFunc(l.ins, offset+1, func(in insertion, o int) int {
		return cmp.Compare(in.at, o)
	})
	return i
}

// until is where what stands at offset of the marked text ends: the insertion,
// or the stretch of brief text before the next one.
func (l *inlay) until(offset int) int {
	i := l.after(offset)
	if i > 0 {
		if end := l.ins[i-1].at + len(l.ins[i-1].token.text); offset < end {
			return end
		}
	}
	if i < len(l.ins) {
		return l.ins[i].at
	}
	return len(l.text)
}
