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

// numbersAt is the length of bare numbers of notes at end, behind the stop at
// i of a word in lower case, as superscripts turn out in plain text: "the
// consultation.11 12 Take". It is 0 where no capital follows.
func numbersAt(text string, i, end int) int {
	word := wordBefore(text, i, 0)
	if len(word) < 4 || !unicode.IsLower(firstRune(word)) || strings.ContainsRune(word, '.') {
		return 0
	}
	n := end
	for n < len(text) && n < end+16 && (text[n] >= '0' && text[n] <= '9' || n > end && strings.IndexByte(" ,-", text[n]) >= 0) {
		n++
	}
	note := strings.TrimRight(text[end:n], " ,-")
	next, _ := at(text, n)
	if note == "" || n == end+len(note) || !isUpper(next) || isNumber(note) && len(note) > 3 {
		return 0
	}
	return len(note)
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
