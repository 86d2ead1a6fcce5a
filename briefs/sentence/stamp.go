package sentence

import (
	"strings"
	"unicode"
)

// How long a stamp can be: in bytes, and in words behind the time of day.
const (
	stampBytes = 160
	stampWords = 5
)

// endsStamp reports whether the colon at i closes a stamp that stands before a
// report at the start of its line: a year, a time of day, then no more than
// the time's zone and the name of who reports ("Sunday, 21 May 2010, 05:01 GMT
// Holm News: Rebels took the town"). It is a heading, not part of what is
// reported.
func (s *splitter) endsStamp(i int) bool {
	if i-s.start > stampBytes || s.start != skipSpace(s.text, s.line) {
		return false
	}
	if space, _ := isSpaceAt(s.text, i+1); !space {
		return false
	}
	stamp := s.text[s.start:i]
	n := strings.IndexByte(stamp, ':')
	if n < 1 || n+3 > len(stamp) || !isNumber(stamp[n-1:n]) || !isNumber(stamp[n+1:n+3]) || !hasYear(stamp[:n]) {
		return false
	}
	by := strings.Fields(stamp[n+3:])
	for _, word := range by {
		if r := firstRune(word); !isUpper(r) && !isCaseless(r) || strings.ContainsFunc(word, unicode.IsPunct) {
			return false
		}
	}
	return len(by) > 0 && len(by) <= stampWords
}

// hasYear reports whether a number of four digits stands in text.
func hasYear(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(word) == 4 {
			return true
		}
	}
	return false
}
