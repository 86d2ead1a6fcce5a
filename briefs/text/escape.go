package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// escapeHeading writes text, one line, as the content of an ATX heading.
func escapeHeading(b *strings.Builder, text string) {
	e := newEscaper(text)
	if body := strings.TrimRight(text, "#"); body == "" || strings.HasSuffix(body, " ") || strings.HasSuffix(body, "\t") {
		e.force = len(body) // it would be the heading's closing sequence
	}
	e.write(b, 0, len(text))
}

// escapeParagraph writes text, whose lines have no white space at their ends,
// as one paragraph. first says that it begins the document, where front matter
// would stand.
func escapeParagraph(b *strings.Builder, text string, first bool) {
	e := newEscaper(text)
	for start := 0; start <= len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		if at := blockStart(text[start:end], start == 0); at >= 0 {
			e.force = start + at
		} else if first && start == 0 && frontMatter().MatchString(text[start:end]) || start == 0 && e.definition() {
			e.force = start
		}
		e.write(b, start, end)
		if end < len(text) {
			b.WriteByte('\n')
		}
		start = end + 1
	}
}

// frontMatter fences a document's head in the dialects that know one; "---" is
// a thematic break and needs no rule here.
var frontMatter = pattern(`^(?:\+\+\+|;;;)[ \t]*$`)

var (
	thematic  = pattern(`^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	underline = pattern(`^(?:=+|[-|: \t]*-[-|: \t]*)$`) // setext, or a table's second row
	listStart = pattern(`^(?:[-+*:]|[0-9]{1,9}[.)])(?:[ \t]|$)`)
	atxStart  = pattern(`^#{1,6}(?:[ \t]|$)`)
	fence     = pattern("^(?:```|~~~)")
)

// blockStart is the offset in a line of the byte to escape so that the line
// begins no block but a paragraph, or goes on with one; -1 where nothing has
// to be. first says that the line is its paragraph's first.
func blockStart(line string, first bool) int {
	switch line[:min(1, len(line))] {
	case "":
		return -1
	case ">":
		return 0
	case "#":
		return at(0, atxStart().MatchString(line))
	case "`", "~":
		return at(0, fence().MatchString(line))
	case "=", "|":
		return at(0, !first && underline().MatchString(line))
	case "-", "+", "*", "_", ":":
		// A table's second row may begin with a colon, a list item with a dash.
		return at(0, listStart().MatchString(line) || thematic().MatchString(line) || !first && underline().MatchString(line))
	}
	if line[0] >= '0' && line[0] <= '9' {
		if m := listStart().FindString(line); m != "" && (first || onlyOne(m)) {
			return strings.IndexAny(m, ".)")
		}
	}
	return -1
}

func at(offset int, ok bool) int {
	if ok {
		return offset
	}
	return -1
}

// onlyOne reports whether a list number is 1: no other can begin a list within
// a paragraph (CommonMark 0.31, section 5.3).
func onlyOne(item string) bool {
	return strings.TrimLeft(item[:strings.IndexAny(item, ".)")], "0") == "1"
}

// An escaper writes inline text so that none of it is markup. What it escapes
// depends on the whole paragraph: an asterisk is one as long as nothing closes
// what it opens.
type escaper struct {
	text   string
	ticks  map[int]int           // lengths of runs of backticks → how many there are; nil without any
	runs   int                   // how many runs of backticks there are
	pairs  [len(delimiters)]bool // of which a pair could be made
	force  int                   // an offset to escape in any case, or -1
	opened bool                  // a bracket stands open
}

const (
	// delimiters can be emphasis, in pairs.
	delimiters = "*_~"
	// signs are all that can be markup within a line.
	signs = delimiters + "`[]\\<&"
)

func newEscaper(text string) *escaper {
	e := &escaper{text: text, force: -1}
	var opens [len(delimiters)]bool
	for i := nextOf(text, 0, "`"+delimiters); i < len(text); i = nextOf(text, i, "`"+delimiters) {
		c, end := text[i], e.run(i)
		if c == '`' {
			if e.ticks == nil {
				e.ticks = map[int]int{}
			}
			e.ticks[end-i]++
			e.runs++
		} else {
			kind := strings.IndexByte(delimiters, c)
			open, shut := e.flanks(i, end)
			e.pairs[kind] = e.pairs[kind] || shut && opens[kind]
			opens[kind] = opens[kind] || open
		}
		i = end
	}
	return e
}

// nextOf is the first offset from i on of one of chars, else text's end.
func nextOf(text string, i int, chars string) int {
	if n := strings.IndexAny(text[i:], chars); n >= 0 {
		return i + n
	}
	return len(text)
}

// run is the end of the run of one byte that begins at i.
func (e *escaper) run(i int) int {
	end := i + 1
	for end < len(e.text) && e.text[end] == e.text[i] {
		end++
	}
	return end
}

// flanks reports whether the delimiters [start, end) might open or close
// emphasis. It says yes oftener than CommonMark's flanking rules do.
func (e *escaper) flanks(start, end int) (open, shut bool) {
	before, _ := utf8.DecodeLastRuneInString(e.text[:start])
	after, _ := utf8.DecodeRuneInString(e.text[end:])
	open = end < len(e.text) && !unicode.IsSpace(after)
	shut = start > 0 && !unicode.IsSpace(before)
	if e.text[start] == '_' && open && shut && wordy(before) && wordy(after) {
		return false, false
	}
	return open, shut
}

func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// definition reports whether the paragraph begins like a link definition.
func (e *escaper) definition() bool {
	return strings.HasPrefix(e.text, "[") && strings.Contains(e.text, "]:")
}

// write writes text[start:end], which lies within one line.
func (e *escaper) write(b *strings.Builder, start, end int) {
	for i := start; i < end; {
		sign := nextOf(e.text[:end], i, signs)
		if e.force >= i && e.force < sign {
			sign = e.force
		}
		b.WriteString(e.text[i:sign])
		if i = sign; i == end {
			break
		}
		switch e.text[i] {
		case '`', '*', '_', '~':
			next := e.run(i)
			e.writeRun(b, i, next)
			i = next
			continue
		case '[':
			e.opened = true
		}
		if i == e.force || e.markup(i) {
			b.WriteByte('\\')
		}
		b.WriteByte(e.text[i])
		i++
	}
}

// writeRun writes a run of delimiters, all of it escaped or nothing: a part
// would be a run of another length. In code a backslash escapes nothing, so an
// escaped backtick can still close what a single one opens.
func (e *escaper) writeRun(b *strings.Builder, start, end int) {
	escape := start == e.force
	if c := e.text[start]; c == '`' {
		escape = escape || e.ticks[end-start] > 1 || end-start == 1 && e.runs > 1
	} else if e.pairs[strings.IndexByte(delimiters, c)] {
		open, shut := e.flanks(start, end)
		escape = escape || open || shut
	}
	for i := start; i < end; i++ {
		if escape {
			b.WriteByte('\\')
		}
		b.WriteByte(e.text[i])
	}
}

var entity = pattern(`^&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,40});`)

// markup reports whether the byte at i, no delimiter of emphasis or code,
// would begin or complete markup.
func (e *escaper) markup(i int) bool {
	rest := e.text[i+1:]
	switch e.text[i] {
	case '\\': // an escape, or a hard break
		return rest != "" && (isPunct(rest[0]) || rest[0] == '\n')
	case '<': // a tag, a comment, an autolink
		return rest != "" && (isLetter(rest[0]) || strings.IndexByte("/!?", rest[0]) >= 0)
	case '&':
		return entity().MatchString(e.text[i:])
	case '[': // a footnote; a link needs "](", and there are no definitions
		return strings.HasPrefix(rest, "^")
	case ']':
		return e.opened && strings.HasPrefix(rest, "(")
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isPunct(c byte) bool {
	return c > ' ' && c < 0x7f && !isLetter(c) && (c < '0' || c > '9')
}
