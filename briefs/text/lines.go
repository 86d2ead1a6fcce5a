package text

import (
	"iter"
	"strings"
)

// A line is one line of the plain text without the white space at its ends.
type line struct {
	text   string
	indent int // columns of white space before text, tab stops every 8
}

func (l line) blank() bool { return l.text == "" }

// width is how many columns the line takes from the margin to its end, at most
// tooWide.
func (l line) width() int { return min(tooWide, l.indent+widthOf(l.text)) }

// linesOf yields the lines of text, of which a line end at the end begins no
// other.
func linesOf(text string) iter.Seq[line] {
	return func(yield func(line) bool) {
		for len(text) > 0 {
			end, next := lineEnd(text)
			if !yield(newLine(text[:end])) {
				return
			}
			text = text[next:]
		}
	}
}

// lineEnd finds where the first line of text ends and the next begins. The line
// ends are those of Unicode's newline guidelines (The Unicode Standard, section
// 5.8): LF, CR, CR LF, VT, FF, NEL, LS, PS.
func lineEnd(text string) (end, next int) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < 0x80 || c > 0xe2: // most letters
		case c == '\n' || c == '\v' || c == '\f':
			return i, i + 1
		case c == '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				return i, i + 2
			}
			return i, i + 1
		case c == 0xc2 && strings.HasPrefix(text[i:], "\u0085"):
			return i, i + 2
		case c == 0xe2 && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i, i + 3
		}
	}
	return len(text), len(text)
}

// wholeLines is how many bytes of text are lines with their ends.
func wholeLines(text string) int {
	for at := 0; ; {
		end, next := lineEnd(text[at:])
		if end == next {
			return at
		}
		at += next
	}
}

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
	return line{text: text, indent: indent}
}
