// Package tally counts what of a brief is marked, and how.
package tally

import "obelus/model"

// A Tally is what was counted.
type Tally struct {
	Tags      map[model.Tag]int // marks by tag
	Unnamed   int               // attributed marks that name nobody
	Hollow    int               // sourced marks without a reference
	Countable int               // units that count
	Marked    int               // countable units at least half of whose letters are under marks
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

// Statements is the number of marks on what the brief states: all but those
// that find that nothing is claimed.
func (t Tally) Statements() int {
	return t.Tags[model.Sourced] + t.Tags[model.Attributed] + t.Tags[model.Opinion] + t.Tags[model.Unsourced]
}

// Referenced is the number of sourced marks that have a reference.
func (t Tally) Referenced() int { return t.Tags[model.Sourced] - t.Hollow }

// NextUnread is the number of the first unread unit after unit n; 0 where
// there is none. n is 0 to begin with the first unit.
func (t Tally) NextUnread(n int) int {
	for i := max(n, 0); i < len(t.Read); i++ {
		if !t.Read[i] {
			return i + 1
		}
	}
	return 0
}

// PrevUnread is the number of the last unread unit before unit n; 0 where
// there is none.
func (t Tally) PrevUnread(n int) int {
	for i := min(n-1, len(t.Read)); i > 0; i-- {
		if !t.Read[i-1] {
			return i
		}
	}
	return 0
}
