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
	p := c.Progress()
	p.Update(marks)
	t := Tally{Tags: make(map[model.Tag]int), Countable: p.countable, Marked: p.marked, Read: p.read}
	for i := range marks {
		m := &marks[i]
		t.Tags[m.Tag]++
		if m.Tag == model.Attributed && m.Details.Speaker == "" {
			t.Unnamed++
		}
		if m.Hollow() {
			t.Hollow++
		}
	}
	return t
}

// half reports whether the spans of covered, which are in order, without
// overlap and end behind unit's beginning, hold at least half unit's letters.
func (c *Counter) half(unit model.Span, covered []model.Span) bool {
	if len(covered) == 0 || !covered[0].Overlaps(unit) {
		return false
	}
	if covered[0].Covers(unit) {
		return true
	}
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
