// Package tally counts what of a brief is marked, and how.
package tally

import (
	"obelus/briefs/markdown"
	"obelus/model"
)

// A Counter knows the visible letters of every unit of one document, so that
// counting after each mark costs no more than a walk over units and marks.
type Counter struct{}

// A Tally is what was counted.
type Tally struct {
	Tags      map[model.Tag]int // marks by tag
	Unnamed   int               // attributed marks that name nobody
	Hollow    int               // sourced marks without a reference
	Countable int               // units that count
	Marked    int               // countable units at least half of whose letters are marked
	Read      []bool            // by unit, index N-1: marked, or not countable
}

// Unread is the number of countable units that are not marked.
func (t Tally) Unread() int { return t.Countable - t.Marked }

// Coverage is marked countable units over countable units, 0 to 1; 1 where
// there is nothing to count.
func (t Tally) Coverage() float64 {
	if t.Countable == 0 {
		return 1
	}
	return float64(t.Marked) / float64(t.Countable)
}

// NewCounter counts the letters of doc's units.
func NewCounter(doc *markdown.Document, units []model.Unit) *Counter { panic("skeleton") }

// Count counts marks, which are in document order and of this document.
func (c *Counter) Count(marks []model.Mark) Tally { panic("skeleton") }
