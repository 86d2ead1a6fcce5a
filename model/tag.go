package model

import (
	"fmt"
	"strings"
)

// A Tag says what an analyst judged a stretch of a brief to be.
type Tag string

// The three kinds of claim, then the two findings that stand beside them.
const (
	Sourced    Tag = "sourced"    // there is a reference that can be opened
	Attributed Tag = "attributed" // the brief says who says so
	Opinion    Tag = "opinion"    // the author's own judgement
	Unsourced  Tag = "unsourced"  // stated as fact, with no source: ÷
	Nonclaim   Tag = "nonclaim"   // a heading, credit, menu, teaser
)

// Tags lists every tag in the order in which people read them.
func Tags() []Tag { return []Tag{Sourced, Attributed, Opinion, Unsourced, Nonclaim} }

type tagWords struct {
	key, letter, glyph, words string
}

func (t Tag) spelled() tagWords {
	switch t {
	case Sourced:
		return tagWords{"s", "s", "S", "sourced"}
	case Attributed:
		return tagWords{"a", "a", "A", "attributed"}
	case Opinion:
		return tagWords{"o", "o", "O", "analyst opinion"}
	case Unsourced:
		return tagWords{"-", "u", "÷", "unsourced"}
	case Nonclaim:
		return tagWords{"#", "n", "#", "no claim"}
	}
	return tagWords{"", "", "?", string(t)}
}

// Key is the key that gives the tag: s, a, o, - or #.
func (t Tag) Key() string { return t.spelled().key }

// Letter begins the labels of the tag's marks: s, a, o, u or n.
func (t Tag) Letter() string { return t.spelled().letter }

// Glyph is the tag's sign in the gutter, one cell wide: S, A, O, ÷ or #.
func (t Tag) Glyph() string { return t.spelled().glyph }

// Words is the tag as people read it; Opinion is "analyst opinion".
func (t Tag) Words() string { return t.spelled().words }

// Valid reports whether t is one of Tags.
func (t Tag) Valid() bool { return t.Key() != "" }

// Claim reports whether t is one of the three kinds of claim.
func (t Tag) Claim() bool { return t == Sourced || t == Attributed || t == Opinion }

// ParseTag reads a tag's name, its words or its key, in any case.
func ParseTag(text string) (Tag, error) {
	want := strings.ToLower(strings.TrimSpace(text))
	for _, t := range Tags() {
		if want == string(t) || want == t.Key() || want == t.Words() || want == t.Letter() || want == t.Glyph() {
			return t, nil
		}
	}
	return "", fmt.Errorf("%q is no tag: write sourced, attributed, opinion, unsourced or nonclaim (or s, a, o, -, #)", text)
}
