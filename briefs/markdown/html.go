package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// html writes the text between the tags of an HTML block: one part for what
// stands between two tags that end a line (<p>, <td>, <br> …), joined by a
// newline. Inside such a part a newline of the source is a space.
func (w *writer) html(n *ast.HTMLBlock) {
	h := htmlText{w: w}
	for i := range n.Lines().Len() {
		h.add(n.Lines().At(i))
	}
	if n.HasClosure() {
		h.add(n.ClosureLine)
	}
	w.begin(HTMLPart, 0)
	h.write()
	w.end()
}

// htmlText is an HTML block's lines put together, without what its containers
// write before each of them.
type htmlText struct {
	w     *writer
	lines []text.Segment
	at    []int // where each line begins in all
	all   []byte
}

func (h *htmlText) add(seg text.Segment) {
	h.at = append(h.at, len(h.all))
	h.lines = append(h.lines, seg)
	h.all = append(h.all, h.w.source[seg.Start:seg.Stop]...)
}

func (h *htmlText) write() {
	for i := 0; i < len(h.all); {
		if h.all[i] != '<' {
			next := len(h.all)
			if j := bytes.IndexByte(h.all[i:], '<'); j >= 0 {
				next = i + j
			}
			h.letters(i, next)
			i = next
			continue
		}
		size, ends := htmlMarkup(h.all[i:])
		if size == 0 {
			h.letters(i, i+1)
			i++
			continue
		}
		if ends && h.w.written {
			h.w.end()
			h.w.begin(HTMLPart, 0)
			h.w.join = append(h.w.join[:0], '\n')
		}
		i += size
	}
}

// letters writes all[from:to], which holds no tag, line by line.
func (h *htmlText) letters(from, to int) {
	for k := h.lineOf(from); k < len(h.lines) && h.at[k] < to; k++ {
		seg := h.lines[k]
		lo, hi := max(from, h.at[k]), min(to, h.at[k]+seg.Stop-seg.Start)
		piece := text.NewSegment(seg.Start+lo-h.at[k], seg.Start+hi-h.at[k])
		if lo == h.at[k] { // indentation
			for piece.Start < piece.Stop && (h.w.source[piece.Start] == ' ' || h.w.source[piece.Start] == '\t') {
				piece.Start++
			}
		}
		h.w.text(piece, Markup)
	}
}

func (h *htmlText) lineOf(at int) int {
	lo, hi := 0, len(h.at)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; h.at[mid] <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// htmlMarkup measures the comment, declaration or tag that text begins with
// and says whether it ends a line of text. size is 0 where the '<' is a letter;
// what is not closed takes everything.
func htmlMarkup(text []byte) (size int, ends bool) {
	for _, c := range []struct{ open, close string }{
		{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<!", ">"}, {"<?", "?>"},
	} {
		if bytes.HasPrefix(text, []byte(c.open)) {
			return closedBy(text, len(c.open), c.close), false
		}
	}
	name, closing := tagName(text)
	if name == "" {
		return 0, false
	}
	size = tagSize(text)
	if !closing && (name == "script" || name == "style") {
		return endTag(text, size, name), true
	}
	return size, endsLine(name)
}

// endTag is where the next end tag of that name begins, at or after from.
func endTag(text []byte, from int, name string) int {
	for i := from; ; i += 2 {
		j := bytes.Index(text[i:], []byte("</"))
		if j < 0 {
			return len(text)
		}
		i += j
		if found, _ := tagName(text[i:min(len(text), i+len(name)+3)]); found == name {
			return i
		}
	}
}

func closedBy(text []byte, from int, closer string) int {
	if i := bytes.Index(text[from:], []byte(closer)); i >= 0 {
		return from + i + len(closer)
	}
	return len(text)
}

// tagName reads `<name` or `</name` at the beginning of text; the name comes
// in lower case, "" where it is no tag.
func tagName(text []byte) (name string, closing bool) {
	i := 1
	if len(text) > 1 && text[1] == '/' {
		i, closing = 2, true
	}
	start := i
	for i < len(text) && (isLetter(text[i]) || i > start && (text[i] >= '0' && text[i] <= '9' || text[i] == '-')) {
		i++
	}
	return strings.ToLower(string(text[start:i])), closing
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// tagSize is the length of the tag that text begins with, its quoted values
// minded; all of text where it is not closed.
func tagSize(text []byte) int {
	var quote byte
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case (c == '"' || c == '\'') && text[i-1] == '=':
			quote = c
		}
	}
	return len(text)
}

// endsLine reports whether a browser breaks the line at a tag of that name.
func endsLine(name string) bool {
	switch name {
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
		"img", "ins", "kbd", "label", "mark", "meter", "output", "progress", "q", "ruby", "rb", "rp", "rt", "rtc",
		"s", "samp", "small", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var", "wbr":
		return false
	}
	return true
}
