package tally

import (
	"sync"
	"unicode"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A Counter counts the marks of one document. It keeps no text: a unit that a
// mark covers whole or not at all needs no letters counted, and what was
// counted of the others is remembered. It is safe for concurrent use.
type Counter struct {
	doc    *markdown.Document
	units  []model.Unit
	claims []bool // by unit: something in it can be claimed

	mu      sync.Mutex
	letters map[model.Span]int // visible letters of units and parts of units
}

// remembered bounds how many spans a Counter keeps the letters of.
const remembered = 1 << 17

// NewCounter makes a Counter of doc's units, which are in source order and
// without overlap.
func NewCounter(doc *markdown.Document, units []model.Unit) *Counter {
	c := &Counter{doc: doc, units: units, claims: make([]bool, len(units)), letters: make(map[model.Span]int)}
	for i, u := range units {
		c.claims[i] = u.Countable() && worded(doc.Text()[u.Span.Start:u.Span.End])
	}
	return c
}

// Count counts marks, which are in document order and of this document. Of
// units and marks it takes time in proportion to their number.
func (c *Counter) Count(marks []model.Mark) Tally {
	t := Tally{Tags: make(map[model.Tag]int), Read: make([]bool, len(c.units))}
	for _, m := range marks {
		t.Tags[m.Tag]++
		if m.Tag == model.Attributed && m.Details.Speaker == "" {
			t.Unnamed++
		}
		if m.Hollow() {
			t.Hollow++
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	all := c.halves(union(marks, func(model.Tag) bool { return true }))
	nothing := c.halves(union(marks, func(tag model.Tag) bool { return tag == model.Nonclaim }))
	for i := range c.units {
		countable := c.claims[i] && !nothing[i]
		t.Read[i] = !countable || all[i]
		if countable {
			t.Countable++
			if all[i] {
				t.Marked++
			}
		}
	}
	return t
}

// union is what the marks with a tag that is wanted cover, in order and without
// overlap.
func union(marks []model.Mark, wanted func(model.Tag) bool) []model.Span {
	var out []model.Span
	for _, m := range marks {
		if !wanted(m.Tag) || m.Span.Empty() {
			continue
		}
		if n := len(out); n > 0 && m.Span.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, m.Span.End)
		} else {
			out = append(out, m.Span)
		}
	}
	return out
}

// halves tells of each unit whether at least half its letters are covered.
func (c *Counter) halves(covered []model.Span) []bool {
	out := make([]bool, len(c.units))
	for i, u := range c.units {
		for len(covered) > 0 && covered[0].End <= u.Span.Start {
			covered = covered[1:]
		}
		if len(covered) == 0 {
			break
		}
		out[i] = covered[0].Covers(u.Span) || covered[0].Overlaps(u.Span) && c.half(u.Span, covered)
	}
	return out
}

// half reports whether the spans of covered that overlap unit hold at least
// half its letters.
func (c *Counter) half(unit model.Span, covered []model.Span) bool {
	under := 0
	for _, s := range covered {
		if !s.Overlaps(unit) {
			break
		}
		under += c.lettersIn(s.Intersect(unit))
	}
	return 2*under >= c.lettersIn(unit)
}

// lettersIn counts the visible letters of a unit or a part of one.
func (c *Counter) lettersIn(span model.Span) int {
	if n, ok := c.letters[span]; ok {
		return n
	}
	if len(c.letters) >= remembered {
		clear(c.letters)
	}
	n := Letters(c.doc.VisibleOf(span))
	c.letters[span] = n
	return n
}

// Letters counts the letters of visible text: its runes in Unicode's
// categories L (letters) and N (numbers). Marks on letters, punctuation, signs
// and white space do not count.
func Letters(visible string) int {
	n := 0
	for _, r := range visible {
		if isLetter(r) {
			n++
		}
	}
	return n
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// worded reports whether text holds a letter.
func worded(text string) bool {
	for _, r := range text {
		if isLetter(r) {
			return true
		}
	}
	return false
}
