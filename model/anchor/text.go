package anchor

import (
	"index/suffixarray"
	"sync"
	"unicode/utf8"

	"obelus/model"
)

// A text is a folded text that substrings are looked up in. The index is made
// when it is wanted: where little changed, it is not.
type text struct {
	folded
	index func() *suffixarray.Index
}

func newText(s string) *text {
	f := fold(s)
	return &text{f, sync.OnceValue(func() *suffixarray.Index { return suffixarray.New([]byte(f.text)) })}
}

// lookup is where words stand in the text, at most n places (-1: all).
func (t *text) lookup(words string, n int) []int { return t.index().Lookup([]byte(words), n) }

// target is the mark on a span of s, of which t is the folded text.
func (t *text) target(s string, span model.Span) target {
	return t.targetAt(t.place(span.Start), fold(s[span.Start:span.End]).text)
}

// targetAt is words that begin at start.
func (t *text) targetAt(start int, words string) target {
	end := min(start+len(words), len(t.text))
	before, behind := t.lettersBefore(start, context+1), t.lettersFrom(end, context+1)
	return target{
		words: words, start: start,
		prefix: trimmed(before), suffix: trimmed(behind),
		first: len(before) == 0, last: len(behind) == 0,
	}
}

// place is where the folded text has the first letter at or after offset.
func (t *text) place(offset int) int {
	lo, hi := 0, len(t.text)
	for lo < hi {
		if mid := (lo + hi) / 2; t.offset(mid) < offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// trimmed is letters without the space that they begin with.
func trimmed(letters []rune) []rune {
	if len(letters) > 0 && letters[0] == ' ' {
		return letters[1:]
	}
	return letters
}

// lettersBefore is up to n letters before at, the nearest first.
func (t *text) lettersBefore(at, n int) []rune {
	letters := make([]rune, 0, n)
	for at > 0 && len(letters) < n {
		r, size := utf8.DecodeLastRuneInString(t.text[:at])
		letters = append(letters, r)
		at -= size
	}
	return letters
}

// lettersFrom is up to n letters from at on.
func (t *text) lettersFrom(at, n int) []rune {
	letters := make([]rune, 0, n)
	for at < len(t.text) && len(letters) < n {
		r, size := utf8.DecodeRuneInString(t.text[at:])
		letters = append(letters, r)
		at += size
	}
	return letters
}

// after is where the text goes on n letters behind from. What is no UTF-8 is a
// letter a byte.
func (t *text) after(from, n int) int {
	at := from
	for ; n > 0; n-- {
		_, size := utf8.DecodeRuneInString(t.text[at:])
		at += size
	}
	return at
}

// runeStart is the nearest beginning of a letter at or before at, kept within
// the text.
func (t *text) runeStart(at int) int {
	at = min(max(at, 0), len(t.text))
	for at > 0 && at < len(t.text) && !utf8.RuneStart(t.text[at]) {
		at--
	}
	return at
}

// judge fills in how alike the surroundings of c are to t's.
func (x *text) judge(t *target, c *candidate) {
	c.before = besides(t.prefix, t.first, trimmed(x.lettersBefore(c.start, context*3/2)))
	c.behind = besides(t.suffix, t.last, trimmed(x.lettersFrom(c.end, context*3/2)))
}

// besides is how alike what stands beside a mark is to what stood there; atEnd
// says that nothing did.
func besides(stood []rune, atEnd bool, stands []rune) float64 {
	switch {
	case atEnd && len(stands) == 0:
		return 1
	case len(stood) == 0 || len(stands) == 0:
		return 0.4
	}
	next := min(len(stood), nearest)
	return (likeness(stood[:next], stands[:min(len(stands), 2*nearest)]) + likeness(stood, stands)) / 2
}

// nearest is how many of the letters beside a mark count twice.
const nearest = 12
