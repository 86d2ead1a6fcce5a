package desk

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"

	"obelus/model"
)

// excerptLetters is how many graphemes of a quote a message shows.
const excerptLetters = 48

// excerpt is the beginning of a text in quotation marks, safe for one line.
func excerpt(text string) string {
	line := model.CleanLine(text)
	n, end := 0, 0
	for it := graphemes.FromString(line); it.Next(); n++ {
		if n == excerptLetters {
			return `"` + strings.TrimSpace(line[:end]) + `…"`
		}
		end = it.End()
	}
	return `"` + line + `"`
}

// day is a date as people write it: 20 Sep 2025.
func day(t time.Time) string { return t.Local().Format("2 Jan 2006") }

// plural is "1 mark" or "2 marks".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// countWords is the number of words in text: what UAX #29 separates, where it
// holds a letter or a digit.
func countWords(text string) int {
	n := 0
	for it := words.FromString(text); it.Next(); {
		if strings.IndexFunc(it.Value(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
			n++
		}
	}
	return n
}

// holdsAll reports whether text holds every one of the lower-case words.
func holdsAll(text string, wanted []string) bool {
	text = strings.ToLower(text)
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
