package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inWord reports whether r can stand within a word or an abbreviation.
func inWord(r rune) bool {
	return isWord(r) || unicode.Is(unicode.M, r) || r == '°' || r == 'º' || r == 'ª' || r == '№' || r >= 0x300 && isExtend(r)
}

// wordAt is the word that begins at i, bounded; "" where none does.
func wordAt(text string, i int) string {
	end := i
	for end < len(text) && end < i+lookahead {
		r, size := at(text, end)
		if !inWord(r) {
			break
		}
		end += size
	}
	return text[i:end]
}

// wordBefore is the word or abbreviation that ends at i, without an elided
// article ("l'avv" gives "avv"); it does not reach beyond limit.
func wordBefore(text string, i, limit int) string {
	limit = max(limit, i-lookahead/2)
	start := i
	for start > limit {
		r, size := utf8.DecodeLastRuneInString(text[limit:start])
		if !inWord(r) && (start == i || r != '.' && r != '-' && r != '’' && r != '\'') {
			break
		}
		start -= size
	}
	word := text[start:i]
	if n := strings.LastIndexAny(word, "'’"); n >= 0 {
		_, size := at(word, n)
		word = word[n+size:]
	}
	return strings.TrimLeft(word, ".-")
}

// abbreviationBefore is wordBefore with the single letters that stand before a
// single letter: the "z. B" of "z. B.", the "J. R" of "J. R. Smith". start is
// where it begins.
func abbreviationBefore(text string, i, limit int) (word string, start int) {
	word = wordBefore(text, i, limit)
	start = i - len(word)
	for n := 0; n < 4 && single(text[start:i]); n++ {
		gap := trimEnd(text, limit, start)
		if gap == start || gap <= limit || text[gap-1] != '.' {
			break
		}
		prev := wordBefore(text, gap-1, limit)
		if !single(prev) {
			break
		}
		start = gap - 1 - len(prev)
	}
	return text[start:i], start
}

// single reports whether word is one letter, or single letters with stops
// between them: the parts of "U.S", "z. B".
func single(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case unicode.IsLetter(r):
			letters++
			if letters > 1 {
				return false
			}
		case r == '.', r == '-' && letters == 0: // J.-P.
			letters = 0
		case unicode.IsSpace(r) || isExtend(r):
		default:
			return false
		}
	}
	return letters == 1
}

// isCapital reports whether word is one capital letter.
func isCapital(word string) bool {
	r, size := at(word, 0)
	return isUpper(r) && size == len(word)
}

// addressBefore reports whether the white-space delimited token that ends at i
// looks like a web address or a path.
func addressBefore(text string, i int) bool {
	token := text[max(0, i-2*lookahead):i]
	if n := strings.LastIndexFunc(token, unicode.IsSpace); n >= 0 {
		token = token[n:]
	}
	return strings.ContainsAny(token, "/@") || strings.Contains(token, "www.")
}

// firstRune is the first rune of word.
func firstRune(word string) rune {
	r, _ := at(word, 0)
	return r
}

// brand reports whether word begins in lower case only because it is a name:
// iPhone, eBay.
func brand(word string) bool {
	r, size := at(word, 0)
	next, _ := at(word, size)
	return unicode.IsLower(r) && isUpper(next)
}

// isRoman reports whether word is a number in Roman capitals.
func isRoman(word string) bool { return word != "" && strings.Trim(word, "IVXLCDM") == "" }

// isNumber reports whether word is decimal digits.
func isNumber(word string) bool {
	for _, r := range word {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return word != ""
}
