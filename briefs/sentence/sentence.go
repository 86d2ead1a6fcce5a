// Package sentence cuts visible text into the units that a reader's cursor
// stops at, and a unit into its clauses.
//
// Split follows UAX #29, section 5 (sentence boundaries): the same terminators,
// closing marks and continuations. On top of it stand suppressions, as in CLDR's
// sentenceBreak data (abbreviations after which a stop ends nothing), and the
// rules of newspapers and reports: initials, ordinals, enumerations, ellipses,
// quoted questions, short quotations and brackets kept whole. Nobody has to say
// which language a text is in; where an abbreviation of one language is a word
// of another, its neighbours decide.
//
// Everything here is linear in the length of the text: no rule looks further
// than a bounded number of bytes around the place that it judges.
package sentence

import "strings"

// A Range is the half-open byte range [Start, End) of a text, without white
// space at its ends.
type Range struct{ Start, End int }

// Split cuts running text into sentences, in order and without overlap; all
// that is not white space lies in one of them, and every end is an end of a
// grapheme. A newline ends a sentence unless the next line plainly goes on: it
// begins in lower case after a full line or a comma.
func Split(text string) []Range {
	s := &splitter{text: text, pairs: pairUp(text), lex: words(), armenian: strings.Contains(text, "։")}
	s.armenian = s.armenian || s.colonStops()
	s.begin(0)
	s.line = s.start
	for s.pos < len(text) {
		s.step()
	}
	s.cut(len(text))
	return s.out
}
