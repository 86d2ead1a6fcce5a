package sentence

import (
	"strings"
	"unicode"
)

// fullLine is the length in bytes from which a line is taken for one that was
// broken because it was full.
const fullLine = 48

// halfLine is the length from which a line that breaks off is taken for a part
// of a sentence, not for the entry of a menu.
const halfLine = 20

// A splitter walks through a text once and cuts it.
type splitter struct {
	text  string
	pairs pairs
	lex   *lexicon
	out   []Range

	pos   int  // what is before it has been judged
	start int  // of the sentence under way
	blank int  // no word stands in text[start:blank]
	line  int  // start of the line under way
	item  item // the enumeration that the sentence under way is an item of

	nextPair, nextBracket, nextQuote int  // how far pairs have been walked through
	armenian                         bool // a line end in the Armenian way was seen
	thaiLetters                      int  // Thai letters since the sentence began
}

// begin starts a sentence at the first visible rune at or after i, and passes
// over the label of a list item there, whose stop ends nothing.
func (s *splitter) begin(i int) {
	s.start = skipSpace(s.text, i)
	s.pos, s.blank = s.start, s.start
	s.thaiLetters = 0
	found, end := itemAt(s.text, s.start, s.item)
	if !found.name || found.follows(s.item) || isList(s.text, end, found) {
		s.item = found
	}
	s.pos = end
}

// cut ends the sentence under way at end. Without a word in it, it goes to the
// sentence before it, or stays open if there is none.
func (s *splitter) cut(end int) {
	end = trimEnd(s.text, s.start, end)
	if end <= s.start {
		return
	}
	if s.hasWord(end) {
		s.out = append(s.out, Range{s.start, end})
	} else if n := len(s.out); n > 0 {
		s.out[n-1].End = end
	} else if end == len(s.text) || skipSpace(s.text, end) == len(s.text) {
		s.out = append(s.out, Range{s.start, end})
	} else {
		s.pos = max(s.pos, end)
		return
	}
	s.begin(end)
}

// hasWord reports whether a letter or digit stands in text[start:end].
func (s *splitter) hasWord(end int) bool {
	for s.blank < end {
		r, size := at(s.text, s.blank)
		if isWord(r) {
			return true
		}
		s.blank += size
	}
	return false
}

// step judges the place at pos and moves on.
func (s *splitter) step() {
	for s.pos < len(s.text) && isASCIILetter(s.text[s.pos]) {
		s.pos++
	}
	r, size := at(s.text, s.pos)
	switch {
	case size == 0:
	case r == '\n':
		s.newline()
	case r == '.' || r == '!' || r == '?':
		s.terminator()
	case r < 0x80:
		s.plain(r, size)
	case isStop(r) || isTerminal(r):
		s.terminator()
	case r == '፡' && strings.HasPrefix(s.text[s.pos+size:], "፡"):
		s.terminator() // two word spaces typed for the Ethiopic stop
	case r == ';' && s.isGreekQuestion(s.pos):
		s.terminator()
	case r >= 0x0e00 && r < 0x0e80:
		s.thaiLetters++
		s.pos += size
	default:
		s.plain(r, size)
	}
}

// plain passes over what ends a sentence only in some scripts or in a list.
func (s *splitter) plain(r rune, size int) {
	switch {
	case r == ':' && s.isArmenianStop(s.pos), r == ';' && s.isGreekQuestion(s.pos):
		s.terminator()
		return
	case r == ':' && s.endsStamp(s.pos):
		s.cut(s.pos + size)
		return
	case unicode.IsSpace(r) && (s.item.style != noItem || s.thaiLetters >= thaiSentence):
		if s.startsNextItem(s.pos+size) || s.startsThai(s.pos+size) {
			s.cut(s.pos)
			return
		}
	}
	s.pos += size
}

// kept reports whether i lies within a bracket or quotation that is kept whole.
func (s *splitter) kept(i int) bool {
	if _, ok := enclosing(s.pairs.brackets, i, &s.nextBracket); ok {
		return true
	}
	quote, ok := enclosing(s.pairs.quotes, i, &s.nextQuote)
	return ok && quote.End-s.start <= keepQuote
}

// startsNextItem reports whether the next item of the list under way begins at
// i.
func (s *splitter) startsNextItem(i int) bool {
	if s.item.style == noItem {
		return false
	}
	next, _ := itemAt(s.text, i, item{})
	return next.follows(s.item) && !s.kept(i)
}

// newline ends the sentence at the line's end unless the next line goes on
// with it.
func (s *splitter) newline() {
	end := s.pos
	next := skipSpace(s.text, end)
	lines := strings.Count(s.text[end:next], "\n")
	if next < len(s.text) && lines == 1 && s.goesOn(end, next) {
		s.pos, s.line = next, next
		return
	}
	s.cut(end)
	s.pos, s.line = max(s.pos, next), next
}

// goesOn reports whether the line that begins at next goes on with the sentence
// that stands before the newline at end.
func (s *splitter) goesOn(end, next int) bool {
	last, _ := before(s.text, trimEnd(s.text, s.start, end))
	first, size := at(s.text, next)
	switch {
	case isStop(first), isTerminal(first):
		after, _ := at(s.text, next+size)
		return !isWord(after)
	case unicode.IsLower(first):
		begun, _ := at(s.text, s.start)
		return isUpper(begun) || end-s.line >= fullLine || last == ',' || last == '-'
	case s.isLetterLine(s.line) && s.isLetterLine(next):
		return true
	case isUpper(first) || unicode.IsDigit(first):
		return last == ',' && end-s.line >= fullLine || s.dangles(trimEnd(s.text, s.start, end))
	case unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return strings.ContainsRune("のをにへと、", last)
	}
	return false
}

// isLetterLine reports whether the line at i is no more than one or two capital
// letters, as narrow columns and converted files set a word down a page.
func (s *splitter) isLetterLine(i int) bool {
	for range 2 {
		r, size := at(s.text, i)
		if !isUpper(r) {
			return false
		}
		i += size
		if i == len(s.text) || s.text[i] == '\n' {
			return true
		}
	}
	return false
}

// dangles reports whether the line that ends at end breaks off: behind "and
// the", or a title such as "Mr."
func (s *splitter) dangles(end int) bool {
	if end > s.start && s.text[end-1] == '.' {
		word := wordBefore(s.text, end-1, s.start)
		return len(word) > 1 && s.lex.lookup(word) == never
	}
	word := wordBefore(s.text, end, s.start)
	return end-s.line >= halfLine && s.lex.has(dangling, word) && !isUpper(firstRune(word))
}

// colonStops reports whether the text ends a sentence with a colon somewhere, as
// Armenian is often typed.
func (s *splitter) colonStops() bool {
	for i := 0; ; i++ {
		n := strings.IndexByte(s.text[i:], ':')
		if n < 0 {
			return false
		}
		if i += n; s.isArmenianStop(i) {
			return true
		}
	}
}

// isArmenianStop reports whether the colon at i is typed for the Armenian full
// stop.
func (s *splitter) isArmenianStop(i int) bool {
	prev, _ := before(s.text, i)
	if unicode.IsSpace(prev) {
		prev, _ = before(s.text, trimEnd(s.text, s.start, i))
	}
	if markKind(prev) != 0 {
		_, start := before(s.text, i)
		prev, _ = before(s.text, start)
	}
	next, size := at(s.text, i+1)
	ok := (unicode.Is(unicode.Armenian, prev) || (prev == '…' || prev == '.') && s.armenian) && (size == 0 || unicode.IsSpace(next) || markKind(next) != 0)
	s.armenian = s.armenian || ok
	return ok
}

// isGreekQuestion reports whether the semicolon at i asks a question.
func (s *splitter) isGreekQuestion(i int) bool {
	prev, start := before(s.text, i)
	if markKind(prev) != 0 {
		prev, _ = before(s.text, start)
	}
	return unicode.Is(unicode.Greek, prev)
}
