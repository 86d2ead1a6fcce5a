package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Letters that begin no line and letters that end none, after JIS X 4051 and
// UAX #14's classes CL, CP, EX, NS and OP.
const (
	noLineStart = "、。，．・：；？！ゝゞ々ー」』）］｝〕〉》】〙〗’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥％℃"
	noLineEnd   = "「『（［｛〔〈《【〘〖‘“"
)

// breaksEastAsian reports whether a line may end between the graphemes a and
// b because East Asian words are not set apart by spaces.
func breaksEastAsian(a, b string) bool {
	ra, _ := utf8.DecodeLastRuneInString(a)
	rb, _ := utf8.DecodeRuneInString(b)
	if !isEastAsian(ra) && !isEastAsian(rb) || rb == ' ' {
		return false
	}
	if strings.ContainsRune(noLineStart, rb) || strings.ContainsRune(noLineEnd, ra) {
		return false
	}
	return isEastAsian(ra) && !strings.ContainsRune(".,;:!?)]}%'\"", rb) ||
		isEastAsian(rb) && !strings.ContainsRune("([{'\"$", ra)
}

func isEastAsian(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff60)
}
