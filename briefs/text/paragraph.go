package text

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A paragraph is a run of lines that belong together.
type paragraph struct {
	lines []line
	apart bool // a blank line, or the end, follows
	open  bool // the text ends with it, and it would go on with another line
}

// joined is the paragraph's text with wraps as sep; between two letters of a
// script without spaces a wrap is nothing.
func (p paragraph) joined(sep string) string {
	if len(p.lines) == 1 {
		return p.lines[0].text
	}
	var b strings.Builder
	for i, l := range p.lines {
		if i > 0 && !seamless(p.lines[i-1].text, l.text) {
			b.WriteString(sep)
		}
		b.WriteString(l.text)
	}
	return b.String()
}

func seamless(above, below string) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	return unspaced(last) && unspaced(first)
}

// A grouping says how lines make paragraphs.
type grouping struct {
	measure int  // the columns that lines are wrapped near; 0 makes each line a paragraph
	cased   bool // the text has small letters
}

func groupingOf(lines []line) grouping {
	return grouping{
		measure: measureOf(lines),
		cased:   slices.ContainsFunc(lines, func(l line) bool { return strings.ContainsFunc(l.text, unicode.IsLower) }),
	}
}

// paragraphs groups lines. A paragraph's lines are good until the next one is
// asked for.
func (g grouping) paragraphs(lines iter.Seq[line]) iter.Seq[paragraph] {
	return func(yield func(paragraph) bool) {
		var p paragraph
		n := 0
		for next := range lines {
			if len(p.lines) > 0 {
				p.apart = next.blank()
				if p.apart || g.measure == 0 || p.endsBefore(next, g.measure) && !(g.cased && n < leading && p.capitals(next)) {
					if !yield(p) {
						return
					}
					n++
					p.lines = p.lines[:0]
				}
			}
			if !next.blank() {
				p.lines = append(p.lines, next)
			}
		}
		if len(p.lines) > 0 {
			p.apart, p.open = true, g.measure > 0
			yield(p)
		}
	}
}

// marker is what begins an item of a list in plain text: a bullet, or a
// number or letter with a stop or in parentheses.
var marker = pattern(`^(?:[-*+•‣◦▪●○■□–—·]|\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])[ \t]+`)

// endsBefore reports whether next, which follows p's last line without a blank
// one in a text wrapped at measure, begins a paragraph.
func (p paragraph) endsBefore(next line, measure int) bool {
	first, last := p.lines[0], p.lines[len(p.lines)-1]
	item := marker().FindString(first.text)
	full := last.full(next, measure)
	switch {
	case tabular(last.text) || tabular(next.text):
		return true
	case item != "" && next.indent == first.indent && marker().MatchString(next.text):
		return true // the next item of the same list
	case strings.HasSuffix(last.text, ":") && marker().MatchString(next.text):
		return true // the list's first item
	case startsLower(next.text):
		return !full && stops(last.text)
	case !full:
		return true // the next word would have fitted: the break is meant
	case next.indent > last.indent:
		hanging := item != "" && len(p.lines) == 1 && next.indent <= first.indent+widthOf(item)
		return !hanging // the first line of a paragraph is set in
	}
	return false
}

// capitals reports whether p and next are the lines of a headline in capitals,
// which people break by sense and not at the measure.
func (p paragraph) capitals(next line) bool {
	return len(p.lines) == 1 && isUpper(p.lines[0].text) && isUpper(next.text) && !fieldOrMarking(p.lines[0].text) && !fieldOrMarking(next.text)
}

func startsUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// stops reports whether text ends as a sentence does, closing quotes and
// parentheses aside.
func stops(text string) bool {
	text = strings.TrimRight(text, closers)
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？｡।॥؟۔։።", r)
}

// closers may stand behind the stop of a sentence.
const closers = "\"'”’»›«“)]）」』】〉》"
