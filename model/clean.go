package model

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Neutral gives what is shown for a rune that must not reach a terminal: C0
// and C1 controls but newline and tab, DEL, bidirectional overrides, and the
// line and paragraph separators. ok is false for every other rune.
func Neutral(r rune) (shown string, ok bool) {
	switch {
	case r == '\n' || r == '\t':
		return "", false
	case r < 0x20:
		return string(rune(0x2400 + r)), true // ␛ for ESC, by Unicode's Control Pictures
	case r == 0x7f:
		return "\u2421", true
	case r >= 0x80 && r < 0xa0, isBidi(r), r == 0x2028, r == 0x2029:
		return fmt.Sprintf("⟨U+%04X⟩", r), true
	case r == utf8.RuneError:
		return "\uFFFD", true
	}
	return "", false
}

// isBidi reports whether r changes the direction of what follows it: the
// embeddings, overrides and isolates of UAX #9, section 2.
func isBidi(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// Clean is text with every rune that must not reach a terminal replaced by
// what Neutral shows for it; invalid UTF-8 becomes U+FFFD. Newlines and tabs
// stay.
func Clean(text string) string {
	if isClean(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if shown, ok := Neutral(r); ok {
			b.WriteString(shown)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// CleanLine is Clean with every run of white space made one space, for what
// has to stay on one line.
func CleanLine(text string) string {
	if isPlainLine(text) {
		return text
	}
	return Clean(strings.Join(strings.Fields(text), " "))
}

// isPlainLine reports whether text is ASCII on one line that CleanLine leaves
// as it is.
func isPlainLine(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return text == "" || last != ' '
}

func isClean(text string) bool {
	for _, r := range text {
		if _, ok := Neutral(r); ok {
			return false
		}
	}
	return true
}
