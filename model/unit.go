package model

// A Unit is what the cursor stops at: a sentence; or a heading, list item,
// table cell or caption that has no sentences of its own. Units never cross a
// block.
type Unit struct {
	N     int // from 1 within the brief; 0 where it is not known yet
	Span  Span
	Kind  UnitKind
	Block int // index of its top-level block
}

// UnitKind says what a unit is part of.
type UnitKind uint8

// The kinds of unit.
const (
	Sentence UnitKind = iota
	Heading
	ListItem
	Cell
	Caption
	Code
	Footnote
)

// Countable reports whether the unit counts for coverage by its kind: headings
// and code do not. A unit marked nonclaim does not either.
func (u Unit) Countable() bool { return u.Kind != Heading && u.Kind != Code }
