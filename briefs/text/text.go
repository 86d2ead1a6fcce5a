// Package text makes a brief text (Markdown) of plain text, as desks save it
// from web pages, mails and agency feeds.
//
// Three things have to be guessed, each in a file of its own: which line
// breaks are only wraps (wrap.go), where paragraphs end (paragraph.go), and
// which paragraph is the headline (headline.go). Nothing is guessed of the
// words: whatever Markdown would take for markup is escaped (escape.go), so
// that the visible text of the result is the input but for white space. List
// bullets and numbers are words here and stay visible.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Version names this converter in a revision; it changes when its results do.
const Version = "text/1"

// lineEnds are the line ends of Unicode's newline guidelines (The Unicode
// Standard, section 5.8) beside LF.
var lineEnds = strings.NewReplacer(
	"\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n",
)

// ToMarkdown makes Markdown whose visible text is plain, but for white space:
// everything that Markdown would take for markup is escaped, and a line break
// ends a paragraph unless the text is hard-wrapped near one measure. The
// headline becomes a heading of level 1 where it stands. title is the
// headline, "" where none could be told. A byte order mark at the beginning is
// dropped, and bytes that are not UTF-8 become U+FFFD.
func ToMarkdown(plain string) (markdown, title string) {
	lines := splitLines(plain)
	paragraphs := paragraphsOf(lines, measureOf(lines))
	head := headlineOf(paragraphs)

	var b strings.Builder
	b.Grow(len(plain) + len(plain)/16)
	for i, p := range paragraphs {
		if i > 0 {
			b.WriteString("\n")
		}
		if i == head.at {
			b.WriteString("# ")
			escapeHeading(&b, p.joined(" "))
		} else {
			escapeParagraph(&b, p.joined("\n"), i == 0)
		}
		b.WriteByte('\n')
	}
	return b.String(), head.title
}

// Wrapped reports whether plain is hard-wrapped near one measure, so that its
// line breaks within paragraphs are wraps.
func Wrapped(plain string) bool {
	return measureOf(splitLines(plain)) > 0
}

// A line is one line of the plain text without the white space at its ends.
type line struct {
	text   string
	indent int // columns of white space before text, tab stops every 8
	width  int // columns from the margin to the end, at most tooWide
}

func (l line) blank() bool { return l.text == "" }

// splitLines cuts plain at every line end of Unicode.
func splitLines(plain string) []line {
	if !utf8.ValidString(plain) {
		plain = validUTF8(plain)
	}
	if body := strings.TrimLeftFunc(plain, spaceOrMark); strings.Contains(plain[:len(plain)-len(body)], "\ufeff") {
		plain = body // in front of all words a byte order mark is none of them
	}
	if strings.ContainsAny(plain, "\r\v\f\u0085\u2028\u2029") {
		plain = lineEnds.Replace(plain)
	}
	lines := make([]line, 0, strings.Count(plain, "\n")+1)
	for raw := range strings.SplitSeq(plain, "\n") {
		lines = append(lines, newLine(raw))
	}
	return lines
}

func spaceOrMark(r rune) bool { return r == '\ufeff' || unicode.IsSpace(r) }

func newLine(raw string) line {
	indent := 0
	for i := 0; i < len(raw) && (raw[i] == ' ' || raw[i] == '\t'); i++ {
		if raw[i] == '\t' {
			indent += 8 - indent%8
		} else {
			indent++
		}
	}
	text := strings.Trim(raw, " \t")
	if strings.TrimSpace(text) == "" {
		return line{}
	}
	return line{text: text, indent: indent, width: min(tooWide, indent+widthOf(text))}
}

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
