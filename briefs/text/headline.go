package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A headline is which paragraph is the brief's headline, and what it says.
type headline struct {
	at    int    // index among the paragraphs; -1 where there is none
	title string // without the label of a field: "Subject: …"
}

const (
	// leading is how many paragraphs may stand before the headline and be it:
	// markings, dates, a section's name, credits, a standfirst.
	leading = 12
	// headlineWidth and headlineWords bound what reads as a headline. Of 2,000
	// agency headlines hardly one is longer than 110 letters.
	headlineWidth = 110
	headlineWords = 18
)

// headlineOf finds the headline among the first paragraphs; more says that
// there are others behind them.
//
// A headline is short, ends without a full stop, and is nothing else that
// stands above a text: a marking, a date, a byline, a credit, a link, the name
// of a section. It comes before the body; but a standfirst, one long sentence,
// may come first where saved pages put it. Where the first short line is still
// a long one and the next is much shorter, the first is the standfirst.
func headlineOf(paragraphs []paragraph, more bool) headline {
	none := headline{at: -1}
	skippedLong := false
	for i, p := range paragraphs[:min(leading, len(paragraphs))] {
		text := p.joined(" ")
		switch k := kindOf(text); {
		case k == subject:
			_, value, _ := cutField(text)
			return headline{i, value}
		case k == furniture:
		case k == headlike:
			if !bodyFollows(paragraphs[i+1:], text, more) {
				return none
			}
			if next, ok := better(paragraphs, i, text, more); ok {
				return headline{next, paragraphs[next].joined(" ")}
			}
			return headline{i, text}
		case skippedLong:
			return none
		case k == prose && !standfirstBefore(paragraphs[i+1:]):
			return none // the body begins
		default:
			skippedLong = true
		}
	}
	return none
}

// A kind is what a paragraph above the body can be.
type kind int

const (
	long      kind = iota // too long for a headline, and no sentence with a stop
	prose                 // a sentence or several
	headlike              // short, without a stop
	furniture             // whatever else stands above a text
	subject               // a field that names the headline
)

func kindOf(text string) kind {
	if name, value, ok := cutField(text); ok && value != "" {
		if subjectFields.has(name) {
			return subject
		}
		return furniture
	}
	width := widthOf(text)
	if width == tooWide { // nothing that stands above a text
		return longOrProse(text)
	}
	words := len(strings.Fields(text))
	switch {
	case isFurniture(text, words):
		return furniture
	case fullStop(text) || width > headlineWidth || words > headlineWords:
		return longOrProse(text)
	case strings.HasSuffix(text, ",") || strings.HasSuffix(text, ";") || strings.HasSuffix(text, ":"):
		return furniture // "Dear colleagues,"
	}
	return headlike
}

func longOrProse(text string) kind {
	if fullStop(text) {
		return prose
	}
	return long
}

// fullStop reports whether text ends as a sentence that states something does.
// Questions and exclamations are headlines too, "…" trails off, and the stop of
// "U.S." is none.
func fullStop(text string) bool {
	text = strings.TrimRight(text, closers)
	if strings.HasSuffix(text, "...") || initials(text) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".。｡।॥۔։።", r)
}

// initials reports whether text ends in two letters with a stop each.
func initials(text string) bool {
	n := len(text)
	return n >= 4 && text[n-1] == '.' && text[n-3] == '.' && isLetter(text[n-2]) && isLetter(text[n-4]) &&
		(n == 4 || !isLetter(text[n-5]))
}

// bodyFollows reports whether a text follows that a headline can stand over:
// something longer than it, or a sentence. more says that the text goes on
// behind rest.
func bodyFollows(rest []paragraph, head string, more bool) bool {
	for _, p := range rest[:min(leading, len(rest))] {
		text := p.joined(" ")
		if fullStop(text) || widthOf(text) > max(60, widthOf(head)) {
			return true
		}
	}
	return more && len(rest) < leading // what ends behind the beginning is long
}

// standfirstBefore reports whether a sentence with a full stop, followed by
// rest, is a standfirst above its headline: only where what follows the
// headline is furniture, as a byline, and not the text of a section.
func standfirstBefore(rest []paragraph) bool {
	return len(rest) > 2 && kindOf(rest[0].joined(" ")) == headlike && kindOf(rest[1].joined(" ")) == furniture
}

// better is the paragraph after i that is the headline rather than it, where
// text at i is a section's name or a standfirst.
func better(paragraphs []paragraph, i int, text string, more bool) (int, bool) {
	next := i + 1
	if next >= len(paragraphs) {
		return 0, false
	}
	other := paragraphs[next].joined(" ")
	if kindOf(other) != headlike || !bodyFollows(paragraphs[next+1:], other, more) {
		return 0, false
	}
	words, otherWords := len(strings.Fields(text)), len(strings.Fields(other))
	kicker := words <= 3 && otherWords >= words+3 && (words == 1 || isUpper(text) && !isUpper(other)) && paragraphs[i].apart
	standfirst := widthOf(text) > 80 && widthOf(other)*10 <= widthOf(text)*6 && otherWords >= 3 && !isUpper(text)
	return next, kicker || standfirst
}

// isUpper reports whether text has capitals and no small letter.
func isUpper(text string) bool {
	upper := false
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		upper = upper || unicode.IsUpper(r)
	}
	return upper
}
