package sentence

import (
	"strings"
	"unicode"
)

// noteAt is the length of the reference to a note at i: "[12]", "[a]" or
// superscript digits; 0 where there is none.
func noteAt(text string, i int) int {
	if r, size := at(text, i); r == '²' || r == '³' || r == '¹' || r >= 0x2070 && r <= 0x2079 {
		return size
	}
	if text[i] != '[' {
		return 0
	}
	for n := i + 1; n < len(text) && n < i+12; n++ {
		switch c := text[n]; {
		case c == ']' && n > i+1:
			return n + 1 - i
		case c >= '0' && c <= '9', c == '^', n == i+1 && c >= 'a' && c <= 'z':
		case n > i+1 && strings.IndexByte(",- –", c) >= 0:
		default:
			return 0
		}
	}
	return 0
}

// tagAt is the length of the HTML tag at i, in text that shows its tags; 0 where
// there is none. closing asks for a closing tag, else an opening one.
func tagAt(text string, i int, closing bool) int {
	if text[i] != '<' {
		return 0
	}
	n := i + 1
	if closing != (n < len(text) && text[n] == '/') {
		return 0
	}
	if closing {
		n++
	}
	if r, _ := at(text, n); r >= 0x80 || !unicode.IsLetter(r) {
		return 0
	}
	if end := strings.IndexAny(text[n:min(len(text), n+lookahead)], "<>"); end > 0 && text[n+end] == '>' {
		return n + end + 1 - i
	}
	return 0
}

// numbersAt is the length of bare numbers of notes at t's end so far, as
// superscripts turn out in plain text: "the consultation.11 12 Take". It is 0
// where no capital follows, and where the stop can stand for a decimal point.
func (s *splitter) numbersAt(t *terminator) int {
	text := s.text
	n := t.end
	for n < len(text) && n < t.end+16 && (text[n] >= '0' && text[n] <= '9' || n > t.end && strings.IndexByte(" ,-", text[n]) >= 0) {
		n++
	}
	note := strings.TrimRight(text[t.end:n], " ,-")
	if note == "" || n == t.end+len(note) && n < len(text) || isNumber(note) && len(note) > 3 {
		return 0
	}
	next, _ := at(text, n)
	if next != 0 && !isUpper(next) || t.dots != 1 || t.sharp || !s.bearsNote(t, wordAt(text, n)) {
		return 0
	}
	return len(note)
}

// bearsNote reports whether the number of a note can stand behind t, before the
// word next: behind a closing mark, a whole word or a year.
func (s *splitter) bearsNote(t *terminator, next string) bool {
	word := wordBefore(s.text, t.at, s.start)
	prev, _ := before(s.text, t.at)
	switch {
	case t.quote, markKind(prev) != 0:
		return true
	case len(word) < 4 || strings.ContainsRune(word, '.'):
		return false
	case unicode.IsLower(firstRune(word)):
		return true
	}
	year := len(word) == 4 && isNumber(word) && (word[:2] == "19" || word[:2] == "20")
	return (year || isUpper(firstRune(word))) && s.lex.starts(next)
}

// faceAt is the length of the smiling or other face at i, drawn or typed, which
// belongs to the sentence before it; 0 where there is none.
func faceAt(text string, i int) int {
	r, size := at(text, i)
	if r >= 0x1f600 && r <= 0x1f64f || r >= 0x1f910 && r <= 0x1f92f || r >= 0x1f970 && r <= 0x1f97a {
		return size
	}
	for _, face := range [...]string{":)", ":(", ";)", ":D", ":P", ":-)", ":-(", ";-)"} {
		if strings.HasPrefix(text[i:], face) {
			if next, _ := at(text, i+len(face)); !isWord(next) {
				return len(face)
			}
		}
	}
	return 0
}

// isCredit reports whether f names who said what is quoted before it, to the
// end of the line or in brackets: "…" — Awa Kone; "…" (Kone 55).
func (s *splitter) isCredit(f follower) bool {
	line := s.text[f.at:min(len(s.text), f.at+lookahead)]
	if f.first == '(' {
		n := strings.IndexByte(line, ')')
		return n > 0 && strings.HasPrefix(line[n:], ").") && !strings.ContainsAny(line[:n], ".!?")
	}
	if n := strings.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	} else if f.at+lookahead < len(s.text) {
		return false
	}
	return f.dash && s.areNames(line)
}

// areNames reports whether line is one to five capitalised words, behind a dash.
func (s *splitter) areNames(line string) bool {
	names := 0
	for word := range strings.FieldsSeq(line) {
		if isUpper(firstRune(word)) {
			names++
		} else if names > 0 && !s.lex.has(particle, word) || strings.HasSuffix(word, ".") {
			return false
		}
	}
	return names > 0 && names < 6
}

// closesEmphasis reports whether r, which ends at end, is a typed sign of
// emphasis that closes, or points to a note: "*so.*", "so.†"
func (s *splitter) closesEmphasis(r rune, end int) bool {
	switch r {
	case '*', '_', '†', '‡':
	default:
		return false
	}
	next, size := at(s.text, end)
	return size == 0 || unicode.IsSpace(next) || next == r || markKind(next) != 0
}
