// Package text makes a brief text (Markdown) of plain text, as desks save it
// from web pages, mails and agency feeds.
//
// Three things have to be guessed, each in a file of its own: which line
// breaks are only wraps (wrap.go), where paragraphs end (paragraph.go), and
// which paragraph is the headline (headline.go). Nothing is guessed of the
// words: whatever Markdown would take for markup is escaped (escape.go), so
// that the visible text of the result is the input but for white space. List
// bullets and numbers are words here and stay visible.
//
// What concerns the whole text is guessed from its first 64 KB, so that a long
// text can be read from its beginning: see Beginning.
package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Version names this converter in a revision; it changes when its results do.
const Version = "text/2"

// deciding is how many bytes of a text, those of its whole lines, decide
// whether it is wrapped and which paragraph is its headline. A desk's brief has
// a tenth of it.
const deciding = 64 << 10

// ToMarkdown makes Markdown whose visible text is plain, but for white space:
// everything that Markdown would take for markup is escaped, and a line break
// ends a paragraph unless the text is hard-wrapped near one measure. The
// headline becomes a heading of level 1 where it stands. title is the
// headline, "" where none could be told. A byte order mark at the beginning is
// dropped, and bytes that are not UTF-8 become U+FFFD.
func ToMarkdown(plain string) (markdown, title string) {
	plain = textOf(plain)
	plan := planOf(plain)
	markdown, _ = plan.convert(plain)
	return markdown, plan.head.title
}

// Beginning converts plain, which is the beginning of a longer text. Where
// more than 64 KB of it are whole lines, the result is the beginning of what
// ToMarkdown makes of the longer text, whatever follows: a last line that is
// not ended and a last paragraph that may go on are left out. Only where these
// are most of plain they are converted as they stand, and their last words can
// come out escaped in another way.
func Beginning(plain string) (markdown, title string) {
	plain = textOf(plain)
	plan := planOf(plain)
	if whole := plain[:wholeLines(plain)]; len(whole) > deciding && 2*len(whole) >= len(plain) {
		if converted, final := plan.convert(whole); 2*final >= len(converted) {
			return converted[:final], plan.head.title
		}
	}
	markdown, _ = plan.convert(plain)
	return markdown, plan.head.title
}

// Wrapped reports whether plain is hard-wrapped near one measure, so that its
// line breaks within paragraphs are wraps.
func Wrapped(plain string) bool {
	return planOf(textOf(plain)).measure > 0
}

// textOf is plain in UTF-8 and, where a byte order mark stands in front of all
// words, from the first word on.
func textOf(plain string) string {
	if !utf8.ValidString(plain) {
		plain = validUTF8(plain)
	}
	body := strings.TrimLeftFunc(plain, spaceOrMark)
	if strings.Contains(plain[:len(plain)-len(body)], "\ufeff") {
		return body
	}
	return plain
}

func spaceOrMark(r rune) bool { return r == '\ufeff' || unicode.IsSpace(r) }

// validUTF8 gives each byte that is not UTF-8 a U+FFFD of its own, as ranging
// over a string does.
func validUTF8(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for _, r := range text {
		b.WriteRune(r)
	}
	return b.String()
}

// A plan is what is guessed of a text before it is converted.
type plan struct {
	grouping
	head headline
}

// planOf guesses from the beginning of plain.
func planOf(plain string) plan {
	begun, more := plain, len(plain) > deciding
	if more {
		begun = plain[:wholeLines(plain[:deciding])]
	}
	lines := slices.Collect(linesOf(begun))
	group := groupingOf(lines)
	var first []paragraph
	for p := range group.paragraphs(slices.Values(lines)) {
		p.lines = slices.Clone(p.lines)
		if first = append(first, p); len(first) > 2*leading { // all that a headline is told from
			return plan{group, headlineOf(first, more)}
		}
	}
	if n := len(first); more && n > 0 && first[n-1].open {
		first = first[:n-1] // it may go on
	}
	return plan{group, headlineOf(first, more)}
}

// convert makes Markdown of plain. final is how much of it stays as it is if
// plain, which ends with a whole line then, goes on.
func (p plan) convert(plain string) (markdown string, final int) {
	var b strings.Builder
	b.Grow(len(plain) + strings.Count(plain, "\n") + len(plain)/64)
	n := 0
	for paragraph := range p.paragraphs(linesOf(plain)) {
		if n > 0 {
			b.WriteByte('\n')
		}
		if n == p.head.at {
			b.WriteString("# ")
			escapeHeading(&b, paragraph.joined(" "))
		} else {
			escapeParagraph(&b, paragraph.joined("\n"), n == 0)
		}
		b.WriteByte('\n')
		n++
		if !paragraph.open {
			final = b.Len()
		}
	}
	return b.String(), final
}
