package sentence

import (
	"strings"
	"unicode"
)

// suppressed reports whether the single full stop of t belongs to the word
// before it and ends nothing. A word in lower case follows it never.
func (s *splitter) suppressed(t terminator) bool {
	word, start := abbreviationBefore(s.text, t.at, s.start)
	if word == "" {
		return false
	}
	f := t.after
	if n := lastPart(word); isNumber(n) && n == word {
		return s.ordinal(word, start, f)
	}
	if f.stopped && s.lex.lookup(word+"."+f.word) != 0 {
		return true // the first part of one: n. Chr.
	}
	switch s.lex.kindOf(s.text, word, start, s.start) {
	case never:
		return !s.label(word, f)
	case number:
		return t.end == t.stops && leadsNumber(f) || isCapital(word) && !s.opens(f) && s.initial(t, word, start)
	case month:
		return s.dateGoesOn(word, start, f)
	case either:
		return !s.opensNext(t, word, start)
	case final:
		return false
	case unit:
		return unicode.IsDigit(f.letter) || isCapitals(f.word) && len(f.word) > 2 // 5 руб. 50, 5 долл. США
	case clock:
		if strings.Contains(word, " ") && isUpper(firstRune(word)) && !s.opens(f) {
			return true // A. M. Kone
		}
		return s.clockGoesOn(start, f)
	case year:
		prev := wordBefore(s.text, trimEnd(s.text, s.start, start), s.start)
		return !isNumber(lastPart(prev))
	}
	return s.initial(t, word, start)
}

// label reports whether word is one capital letter that says which one the
// word before it means ("vitamin D", "Type A"), and f opens the next sentence.
func (s *splitter) label(word string, f follower) bool {
	return isCapital(word) && s.opens(f) && !s.lex.has(particle, f.word)
}

// lastPart is what stands behind the last hyphen or stop of word.
func lastPart(word string) string {
	return word[strings.LastIndexAny(word, "-.")+1:]
}

// leadsNumber reports whether a number, or a single letter that stands for one,
// follows.
func leadsNumber(f follower) bool {
	coded := isUpper(f.letter) && strings.ContainsAny(f.word, "0123456789") // p. A1
	return coded || unicode.IsDigit(f.letter) || isRoman(f.word) || f.first == '№' || f.first == '#' || f.kind&number != 0 ||
		isCapital(f.word) && f.word != "I" && f.word != "A"
}

// opensNext reports whether what follows an abbreviation that can end a
// sentence begins a new one: a bracket or quotation mark opens behind a closed
// one, or the next word is one that begins sentences and seldom a name.
func (s *splitter) opensNext(t terminator, word string, start int) bool {
	f := t.after
	switch {
	case unicode.IsDigit(f.letter):
		return false
	case f.opener || f.dash:
		return t.end > t.stops || s.opens(f)
	case isCaseless(f.letter):
		return !isCaseless(firstRune(word)) || !strings.Contains(word, ".") // कि.मी., ق.م.
	case isCapitals(word) && isCapitals(f.word):
		return s.lex.has(sloppy, f.word) // HALE INC. AND REED CO.
	}
	return s.opens(f)
}

// isCapitals reports whether word is a word all in capitals.
func isCapitals(word string) bool {
	return len(word) > 1 && !strings.Contains(word, ".") && isUpper(firstRune(word)) && strings.ToUpper(word) == word
}

// clockGoesOn reports whether the sentence goes on after "a.m." or "p.m.": with
// a time zone or a day, or because it has only just begun ("At 5 a.m. Mr Kone
// left").
func (s *splitter) clockGoesOn(start int, f follower) bool {
	if unicode.IsDigit(f.letter) || s.lex.has(afterClock, f.word) {
		return true
	}
	return s.onlyBegun(start)
}

// dateGoesOn reports whether the sentence goes on after a month or day: with a
// number, or because it has only just begun ("On Tues. Kone left").
func (s *splitter) dateGoesOn(word string, start int, f follower) bool {
	if !unicode.IsDigit(f.letter) {
		return isUpper(firstRune(word)) && !s.opens(f) && s.onlyBegun(start)
	}
	prev := wordBefore(s.text, trimEnd(s.text, s.start, start), s.start)
	return isNumber(prev) || isUpper(firstRune(word)) || len(f.word) == 4
}

// onlyBegun reports whether no more than "At 5" or "On" stands between the
// start of the sentence and start.
func (s *splitter) onlyBegun(start int) bool {
	opening := strings.Fields(s.text[s.start:min(start, s.start+lookahead)])
	return len(opening) > 0 && len(opening) <= 3 && s.lex.has(preposition, opening[0])
}

// initial judges a word that no list knows: a single letter is an initial, and
// letters with stops between them an abbreviation, unless the sentence reads
// as ended.
func (s *splitter) initial(t terminator, word string, start int) bool {
	if !single(word) {
		return s.afterTitle(word, start)
	}
	f := t.after
	if t.quote && s.opens(f) {
		return false
	}
	if strings.Contains(word, ".") && isUpper(firstRune(word)) && !strings.Contains(word, " ") {
		return !s.opensNext(t, word, start)
	}
	if isCaseless(firstRune(word)) {
		return unicode.In(firstRune(word), unicode.Arabic, unicode.Hebrew)
	}
	gap := trimEnd(s.text, s.start, start)
	prev := wordBefore(s.text, gap, s.start)
	if prev == "" && gap > s.start && s.text[gap-1] == '.' {
		prev = wordBefore(s.text, gap-1, s.start) // deg. C. Mr. X.
	}
	if !s.opens(f) || f.kind&number != 0 {
		return !s.lex.has(lettering, prev) || f.initial
	}
	if s.lex.has(particle, f.word) {
		return !unicode.IsLower(firstRune(prev)) // R. La Russa; vitamina C. La …
	}
	return prev == ""
}

// opens reports whether f begins with a word that begins sentences.
func (s *splitter) opens(f follower) bool {
	return !f.initial && f.kind&either == 0 && s.lex.starts(f.word)
}

// afterTitle reports whether word is a short one in lower case directly behind
// another abbreviation, as the parts of "Dr. rer. nat." are.
func (s *splitter) afterTitle(word string, start int) bool {
	gap := trimEnd(s.text, s.start, start)
	if gap == start || gap <= s.start || s.text[gap-1] != '.' || !unicode.IsLower(firstRune(word)) || len(word) > 4 {
		return false
	}
	prev := wordBefore(s.text, gap-1, s.start)
	return isUpper(firstRune(prev)) && s.lex.lookup(prev)&never != 0
}

// ordinal reports whether the number word, before a full stop, is an ordinal or
// a part of a date, as German and its neighbours write them: "am 5. Mai", "im
// 19. Jahrhundert", "11. 3. 2010".
func (s *splitter) ordinal(word string, start int, f follower) bool {
	if len(word) > 2 || f.opener {
		return false
	}
	gap := trimEnd(s.text, s.start, start)
	if s.lex.has(monthName, f.word) {
		return true
	}
	if unicode.IsDigit(f.letter) {
		rest := s.text[f.at+len(f.word):]
		dated := gap > s.start && s.text[gap-1] == '.' && gap < start
		return len(f.word) <= 2 && strings.HasPrefix(rest, ".") || dated && len(f.word) == 4
	}
	prev := wordBefore(s.text, gap, s.start)
	if !isUpper(f.letter) || s.opens(f) || !s.lex.has(beforeOrdinal, prev) {
		return false
	}
	return wordBefore(s.text, trimEnd(s.text, s.start, gap-len(prev)), s.start) != "I" // I am 35.
}
