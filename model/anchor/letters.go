package anchor

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A folded text has one space for every run of white space, and none at its
// ends.
type folded struct {
	text string
	cuts []cut // where its offsets stop running in step with the text's
	ends []int // its spaces that a line or a cell ends at
	end  int   // of the text itself
}

// A cut says that the byte at of a folded text is the byte from of the text.
type cut struct{ at, from int }

func fold(text string) folded {
	var out strings.Builder
	out.Grow(len(text))
	f := folded{end: len(text)}
	space, ends, step := false, false, 0
	for i, r := range text {
		if unicode.IsSpace(r) {
			space, ends = true, ends || r == '\n' || r == '\t'
			continue
		}
		if space && out.Len() > 0 {
			if ends {
				f.ends = append(f.ends, out.Len())
			}
			out.WriteByte(' ')
		}
		space, ends = false, false
		if d := i - out.Len(); d != step || len(f.cuts) == 0 {
			f.cuts = append(f.cuts, cut{out.Len(), i})
			step = d
		}
		if r == utf8.RuneError { // what is no UTF-8 stays as it is
			_, n := utf8.DecodeRuneInString(text[i:])
			out.WriteString(text[i : i+n])
			continue
		}
		out.WriteRune(r)
	}
	f.text = out.String()
	return f
}

// span is where the bytes [start, end) of the folded text, which begin and end
// with a letter, stand in the text.
func (f folded) span(start, end int) (int, int) { return f.offset(start), f.offset(end-1) + 1 }

// offset is where the byte at stands in the text.
func (f folded) offset(at int) int {
	i := sort.Search(len(f.cuts), func(i int) bool { return f.cuts[i].at > at }) - 1
	if i < 0 {
		return at
	}
	return f.cuts[i].from + at - f.cuts[i].at
}

// apart reports whether [start, end), which begins and ends with a letter, is all
// of a line, of a cell or of a sentence.
func (f folded) apart(start, end int) bool {
	return f.begins(start) && (end == len(f.text) || f.endsAt(end) || stops(f.text[start:end]))
}

// begins reports whether a line, a cell or a sentence begins at.
func (f folded) begins(at int) bool {
	return at == 0 || f.endsAt(at-1) || stops(strings.TrimSuffix(f.text[:at], " "))
}

// endsAt reports whether a line or a cell ends at.
func (f folded) endsAt(at int) bool {
	_, ends := slices.BinarySearch(f.ends, at)
	return ends
}

// stops reports whether text ends as a sentence does.
func stops(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text, isClosing))
	return unicode.Is(unicode.Sentence_Terminal, last)
}

// isClosing reports whether r can stand behind the end of a sentence.
func isClosing(r rune) bool {
	return r == '"' || r == '\'' || unicode.In(r, unicode.Pe, unicode.Pf)
}

// isWordLetter reports whether r belongs to a word that is written without a
// break: a letter, a number or a mark on one, of a script with spaces.
func isWordLetter(r rune) bool {
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return false
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// insideWord reports whether at falls between two letters of one word.
func insideWord(text string, at int) bool {
	before, n := utf8.DecodeLastRuneInString(text[:at])
	after, m := utf8.DecodeRuneInString(text[at:])
	return n > 0 && m > 0 && isWordLetter(before) && isWordLetter(after)
}
