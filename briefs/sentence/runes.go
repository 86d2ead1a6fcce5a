package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lookahead bounds, in bytes, how far a rule looks for a word before or after
// the place that it judges.
const lookahead = 96

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isASCIILetter reports whether c is a letter from A to Z, in either case.
func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isExtend reports whether r only adds to the grapheme before it or cannot be
// seen: what rule SB5 skips, but for signs that stand under what follows them, as
// Arabic's of a year.
func isExtend(r rune) bool {
	return r >= 0x300 && (unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) && r != 0x200b && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		r >= 0x1f3fb && r <= 0x1f3ff || r == 0xff9e || r == 0xff9f)
}

// isStop reports whether r is a full stop that can also stand for something
// else: UAX #29's ATerm but for the full-width one, and the ellipsis sign.
func isStop(r rune) bool { return r == '.' || r == '…' || r == '․' || r == '﹒' }

// isTerminal reports whether r ends a sentence and does nothing else: UAX #29's
// STerm without Burmese's ၊, which is a comma.
func isTerminal(r rune) bool {
	switch r {
	case '!', '?', '។', '៕': // the Khmer ones are newer in the annex than in package unicode
		return true
	case '.', '…', '․', '﹒', '၊':
		return false
	}
	return r > 0x7f && unicode.Is(unicode.STerm, r)
}

// isContinue reports whether r, after a stop, says that the sentence goes on:
// UAX #29's SContinue but for the dashes, which also open a reply.
func isContinue(r rune) bool { return strings.ContainsRune(",;:،؛、，；：՝", r) }

func isDash(r rune) bool { return r != '⁃' && unicode.Is(unicode.Pd, r) }

// isBullet reports whether r stands before an item and nowhere else.
func isBullet(r rune) bool { return strings.ContainsRune("•⁃‣◦▪●■◆►▸", r) }

// isCaseless reports whether r is a letter of a script without upper and lower
// case.
func isCaseless(r rune) bool {
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r) && !unicode.IsTitle(r)
}

func isUpper(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }

// at decodes the rune at offset i; size is 0 at the end of text.
func at(text string, i int) (r rune, size int) {
	if i >= len(text) {
		return 0, 0
	}
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// before decodes the rune that ends at offset i, skipping what SB5 skips.
func before(text string, i int) (r rune, start int) {
	for n := 0; i > 0 && n < lookahead; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		if !isExtend(r) {
			return r, i
		}
	}
	return 0, i
}

// isSpaceAt reports whether white space stands at offset i that no mark turns
// into a visible grapheme.
func isSpaceAt(text string, i int) (space bool, size int) {
	r, size := at(text, i)
	if size == 0 || !unicode.IsSpace(r) {
		return false, size
	}
	if r == '\n' || r == '\r' {
		return true, size
	}
	next, _ := at(text, i+size)
	return !isExtend(next), size
}

// skipSpace is the offset of the first visible rune at or after i.
func skipSpace(text string, i int) int {
	for {
		space, size := isSpaceAt(text, i)
		if !space {
			return i
		}
		i += size
	}
}

// trimEnd is where the last visible rune of text[start:end] ends. What follows
// a space as a mark makes the space visible, so a space is white only before
// something that is not a mark; at end the caller has seen to that.
func trimEnd(text string, start, end int) int {
	for end > start {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	return end
}
