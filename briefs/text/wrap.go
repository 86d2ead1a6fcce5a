package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// The measures that people wrap at: columns of a terminal, two to a wide
// letter. A Japanese newspaper column is the narrowest, a report the widest.
const (
	narrowest = 36
	widest    = 160
	tooWide   = widest + 1 // what every longer line counts as
)

const (
	// slack is by how many columns a wrapped line may fall short of the
	// measure beyond the word that did not fit any more: hanging punctuation,
	// an editor that counts differently, a word put in later.
	slack = 3
	// longWord bounds what a word that did not fit can excuse.
	longWord = 24
	// evidence is the least number of line breaks to tell a measure from.
	evidence = 3
)

// measureOf is the measure, in columns, that lines are hard-wrapped near; 0
// where they are not.
//
// A greedy filler leaves a line shorter than the measure by less than the next
// line's first word. So each break between two lines of a paragraph speaks for
// a range of measures: from the line's width to what would have let that word
// in. The measure is the one that most breaks speak for; it is believed where
// two in three breaks do, at most one line in ten is longer, and the lines
// break within sentences.
func measureOf(lines []line) int {
	var speaks [tooWide + 1]int // differences: +1 where a range begins, -1 behind its end
	breaks, small, capital := 0, 0, 0
	for i := 1; i < len(lines); i++ {
		above, below := lines[i-1], lines[i]
		if above.blank() || below.blank() || tabular(above.text) || tabular(below.text) || marker().MatchString(below.text) {
			continue
		}
		breaks++
		width := above.width()
		if width > widest {
			continue
		}
		speaks[width]++
		speaks[min(tooWide, width+allowance(below)+1)]--
		switch {
		case startsLower(below.text):
			small++
		case startsUpper(below.text) && !isUpper(below.text):
			capital++
		}
	}
	measure, most := mostOf(speaks[:])
	switch {
	case most < evidence, most*3 < breaks*2: // they end anywhere
		return 0
	case capital > 5*small: // each line begins anew: a list
		return 0
	case longer(lines, measure)*10 > filled(lines): // the others are wrapped by nobody
		return 0
	}
	return measure
}

// mostOf adds up differences and gives the measure with the largest sum, the
// narrowest of several.
func mostOf(differences []int) (measure, most int) {
	sum := 0
	for m, d := range differences {
		if sum += d; m >= narrowest && m <= widest && sum > most {
			measure, most = m, sum
		}
	}
	return measure, most
}

// allowance is how many columns the line above next may lack of the measure.
func allowance(next line) int {
	word := min(longWord, widthOf(firstWord(next.text)))
	return word + slack
}

// full reports whether next's first word may not have fitted on l any more.
func (l line) full(next line, measure int) bool {
	return l.width()+allowance(next) >= measure
}

// firstWord is what a filler would have moved up as one: up to the first
// space, or one letter of a script that is written without spaces.
func firstWord(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	if unspaced(r) {
		return text[:n]
	}
	// No filler's choice depends on more than a few letters.
	head := text[:min(len(text), 4*longWord)]
	if end := strings.IndexAny(head, " \t"); end >= 0 {
		return head[:end]
	}
	return head
}

// unspaced reports whether r belongs to a script that breaks lines between any
// two letters, so that a wrap stands for nothing, not for a space.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) ||
		r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff60
}

// tabular reports whether text is set in columns, so that its line break is
// meant.
func tabular(text string) bool {
	return strings.Contains(text, "   ") || strings.ContainsRune(text, '\t')
}

func longer(lines []line, measure int) int {
	n := 0
	for _, l := range lines {
		if l.width() > measure+slack {
			n++
		}
	}
	return n
}

func filled(lines []line) int {
	n := 0
	for _, l := range lines {
		if !l.blank() {
			n++
		}
	}
	return n
}

// widthOf is text's width in columns, at most tooWide. It looks no further
// than that needs.
func widthOf(text string) int {
	if len(text) > 8*tooWide {
		return tooWide
	}
	return min(tooWide, displaywidth.String(text))
}
