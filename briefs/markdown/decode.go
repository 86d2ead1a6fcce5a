package markdown

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"obelus/model"
)

// A Syntax says how a stretch of source is read as visible text.
type Syntax uint8

// The syntaxes of a stretch of source. In all of them controls are neutralised.
const (
	Prose     Syntax = iota // escapes and entities decoded; a tab or newline is a space
	Literal                 // code spans and bare links: nothing decoded; a tab or newline is a space
	CodeLines               // code blocks: nothing decoded; tabs and newlines stay
	Markup                  // between the tags of an HTML block: entities decoded, no escapes
)

// SyntaxOf says how a text node is to be decoded.
func SyntaxOf(n *ast.Text) Syntax {
	if n.IsRaw() {
		return Literal
	}
	if p := n.Parent(); p != nil && p.Kind() == ast.KindCodeSpan {
		return Literal
	}
	return Prose
}

// Decode gives the visible text of a segment of source and its runs, whose
// Visible counts from 0 and whose Source is an index into source. The columns
// that a tab stands for in front of a line of code come as spaces, mapped to
// that tab.
func Decode(source []byte, segment text.Segment, syntax Syntax) (visible string, runs []Run) {
	d := decoder{source: source, syntax: syntax}
	d.segment(segment)
	return string(d.out), d.runs
}

// A decoder appends visible text and runs.
type decoder struct {
	source []byte
	base   int // added to the runs' sources
	syntax Syntax
	out    []byte
	runs   []Run
}

func (d *decoder) segment(seg text.Segment) {
	if seg.Padding > 0 && d.syntax == CodeLines && seg.Start > 0 && d.source[seg.Start-1] == '\t' {
		d.replace(strings.Repeat(" ", seg.Padding), seg.Start-1, 1)
	}
	for i := seg.Start; i < seg.Stop; {
		plain := i
		for i < seg.Stop && d.plain(d.source[i]) {
			i++
		}
		d.exact(plain, i)
		if i < seg.Stop {
			i += d.special(i, seg.Stop)
		}
	}
}

// plain reports whether a byte always stands for itself.
func (d *decoder) plain(c byte) bool {
	switch {
	case c == '\\':
		return d.syntax != Prose
	case c == '&':
		return d.syntax != Prose && d.syntax != Markup
	case c == '\t' || c == '\n':
		return d.syntax == CodeLines
	}
	return c >= ' ' && c < 0x7f
}

// spaces makes of the white space that an entity can stand for what it would be
// in running text.
var spaces = strings.NewReplacer("\t", " ", "\n", " ")

// special decodes what stands at i and tells how many bytes it took.
func (d *decoder) special(i, stop int) int {
	switch c := d.source[i]; c {
	case '\t', '\n':
		d.replace(" ", i, 1)
		return 1
	case '\\':
		if i+1 < stop && util.IsPunct(d.source[i+1]) {
			d.replace(string(d.source[i+1]), i, 2)
			return 2
		}
		d.exact(i, i+1)
		return 1
	case '&':
		if chars, size := entity(d.source[i:stop]); size > 0 {
			d.replace(spaces.Replace(model.Clean(chars)), i, size)
			return size
		}
		d.exact(i, i+1)
		return 1
	}
	r, size := utf8.DecodeRune(d.source[i:stop])
	if shown, ok := model.Neutral(r); ok && (r != utf8.RuneError || size == 1) {
		d.replace(shown, i, size)
	} else {
		d.exact(i, i+size)
	}
	return size
}

// exact appends source[start:stop] as it is.
func (d *decoder) exact(start, stop int) {
	if start == stop {
		return
	}
	at, n := len(d.out), stop-start
	d.out = append(d.out, d.source[start:stop]...)
	if len(d.runs) > 0 {
		last := &d.runs[len(d.runs)-1]
		if last.Exact && last.Source+last.M == d.base+start && last.Visible+last.N == at {
			last.N += n
			last.M += n
			return
		}
	}
	d.runs = append(d.runs, Run{Visible: at, N: n, Source: d.base + start, M: n, Exact: true})
}

// replace appends shown for the size bytes of source at i.
func (d *decoder) replace(shown string, i, size int) {
	if shown == "" {
		return
	}
	d.runs = append(d.runs, Run{Visible: len(d.out), N: len(shown), Source: d.base + i, M: size})
	d.out = append(d.out, shown...)
}

// entity reads an HTML entity at the beginning of text, which begins with '&',
// as CommonMark does; size is 0 where there is none. A code point that is no
// character comes as U+FFFD.
func entity(text []byte) (chars string, size int) {
	const longest = 40 // "&CounterClockwiseContourIntegral;" has 33 bytes
	semicolon := -1
	for i := 1; i < min(len(text), longest); i++ {
		if text[i] == ';' {
			semicolon = i
			break
		}
		if !util.IsAlphaNumeric(text[i]) && text[i] != '#' {
			return "", 0
		}
	}
	if semicolon < 2 {
		return "", 0
	}
	name := string(text[1:semicolon])
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), semicolon + 1
		}
		return "", 0
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) > most {
		return "", 0
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	return string(util.ToValidRune(rune(v))), semicolon + 1
}
