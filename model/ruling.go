package model

// A RulingKind says what a ruling decides.
type RulingKind string

// The kinds of rulings.
const (
	// RuledSpeaker says that the speaker Key is the one that Value names.
	RuledSpeaker RulingKind = "speaker"
	// RuledDifference says how a person settled where two analysts differ in a
	// brief; Key names the two marks, where one has none the analyst.
	RuledDifference RulingKind = "difference"
)

// A Ruling is what a person decided that is no mark: of a brief, or ("") of the
// whole store. No Value is no ruling.
type Ruling struct {
	Kind  RulingKind
	Brief BriefID
	Key   string
	Value string
}

// A RulingChange is what one ruling was before and after; "" where there was
// none.
type RulingChange struct {
	Kind   RulingKind
	Brief  BriefID
	Key    string
	Before string
	After  string
}

// Of reports whether c and o are changes of the same ruling.
func (c RulingChange) Of(o RulingChange) bool {
	return c.Kind == o.Kind && c.Brief == o.Brief && c.Key == o.Key
}
