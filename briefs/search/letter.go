package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A letter is what one or several code points fold to: a base and what is
// written on it.
type letter struct {
	text   string // small, without accents; "" for what is passed over
	marks  string // the accents that it lost
	upper  bool   // it begins with a capital
	joined bool   // text has several code points
}

// foldLetter folds a base with all that attaches to it. Texts that are
// canonically equivalent fold to the same letter.
func foldLetter(s string) letter {
	var l letter
	var base, marks []byte
	for _, r := range norm.NFD.String(s) {
		switch {
		case isIgnored(r):
		case isAccent(r):
			marks = utf8.AppendRune(marks, r)
		default:
			base = utf8.AppendRune(base, r)
		}
	}
	var out []byte
	for i, r := range string(norm.NFC.Bytes(base)) {
		if i == 0 {
			l.upper = unicode.ToLower(r) != r
		}
		text, mark := foldRune(r)
		out = append(out, text...)
		marks = append(marks, mark...)
	}
	l.text, l.marks = string(out), string(marks)
	l.joined = utf8.RuneCountInString(l.text) > 1
	if l.text == "" {
		l.marks = ""
	}
	return l
}

// foldRune folds a code point that stands for a letter or a sign. mark is what
// sets it apart from what else folds to text, where a query that has it means
// it.
func foldRune(r rune) (text, mark string) {
	r = smallest(r)
	switch r {
	case 'ß':
		return "ss", "ß"
	case 'ø':
		return "o", stroke
	case 'ł':
		return "l", stroke
	case 'đ':
		return "d", stroke
	case 'ħ':
		return "h", stroke
	case '‘', '’', '‚', '‛':
		return "'", ""
	case '“', '”', '„', '‟':
		return `"`, ""
	case '‐', '‑':
		return "-", ""
	}
	if isForm(r) {
		text := norm.NFKC.String(string(r))
		if first, size := utf8.DecodeRuneInString(text); size == len(text) {
			return string(smallest(first)), ""
		}
		return text, ""
	}
	return string(r), ""
}

// stroke is the mark of a letter with a stroke through it, which Unicode does
// not decompose. The collation table (DUCET) has ø, ł, đ and ħ as the letter
// with this mark.
const stroke = "\u0335"

// smallest is r in the one form that it has in any case: ſ is s, ς is σ.
func smallest(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	return unicode.ToLower(least)
}

// isForm reports whether r is another form of letters for the sake of print: a
// Latin or Armenian ligature, a letter as wide as an ideograph.
func isForm(r rune) bool {
	return r >= 0xfb00 && r <= 0xfb06 || r >= 0xfb13 && r <= 0xfb17 || r >= 0xff01 && r <= 0xff5e
}

// isIgnored reports whether r is passed over: what only says where a line may
// break, how letters join or which shape they take.
func isIgnored(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x640, r == 0x2060, r == 0xfeff: // soft hyphen, grapheme joiner, tatweel, word joiner
		return true
	}
	return r >= 0x200b && r <= 0x200f || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
}

// isAccent reports whether r is an accent: a combining mark of no script (but
// the marks that make another letter of a kana), or of one that is read
// without them. The vowel signs and tone marks of Indic and South-East Asian
// scripts are no accents; they are what the word is.
func isAccent(r rune) bool {
	if r < 0x300 || r == 0x3099 || r == 0x309a || !unicode.In(r, unicode.Mn, unicode.Me) {
		return false
	}
	return unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic, unicode.Syriac)
}

// attaches reports whether r belongs to the letter before it.
func attaches(r rune) bool {
	if r < 0x300 {
		return r == 0xad
	}
	var b [utf8.UTFMax]byte
	p := norm.NFC.Properties(b[:utf8.EncodeRune(b[:], r)])
	return !p.BoundaryBefore() || isAccent(r) || isIgnored(r)
}

// known remembers what single code points fold to: the newest in each slot.
type known []slot

type slot struct {
	r        rune
	attaches bool
	letter   letter
}

// of tells what r folds to by itself, and whether it attaches. k's length is a
// power of two.
func (k known) of(r rune) *slot {
	s := &k[int(r)&(len(k)-1)]
	if s.r != r || r == 0 {
		*s = slot{r: r, attaches: attaches(r), letter: foldLetter(string(r))}
	}
	return s
}

// accents names the accents that letters lost by small numbers.
type accents map[string]uint16

// others stands for all accents beyond the numbers there are, which no writing
// has.
const others = 1<<16 - 1

// longestAccent is how many bytes of a letter's accents tell it apart.
const longestAccent = 128

func (a accents) key(marks string) string {
	return marks[:min(len(marks), longestAccent)]
}

// number names marks; new ones if there is room.
func (a accents) number(marks string) uint16 {
	key := a.key(marks)
	n, ok := a[key]
	if !ok {
		if n = uint16(min(len(a), others)); n == others {
			return others
		}
		a[strings.Clone(key)] = n
	}
	return n
}
