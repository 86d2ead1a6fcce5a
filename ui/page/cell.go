package page

import (
	"strings"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"

	"obelus/model"
)

// A Cell is one grapheme on the page, or several that the page added. It is
// kept small, for a page keeps a few hundred thousand of them: offsets fit 32
// bits because a brief is at most 64 MB.
type Cell struct {
	Text     string // neutralised; one grapheme, or a row of signs where the page adds it
	from, to int32  // its source bytes; from is -1 for what the page added
	width    int32
	link     linkID
	style    StyleID
}

// newCell is text as a cell that shows the bytes source of the brief text.
func newCell(text string, width int, style StyleID, source model.Span) Cell {
	return Cell{Text: text, width: int32(width), style: style, from: int32(source.Start), to: int32(source.End)}
}

// signCell is text as a cell that the page adds.
func signCell(text string, width int, style StyleID) Cell {
	return newCell(text, width, style, added())
}

// ascii is what kept gives a part of, for letters of one byte.
const ascii = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f" +
	"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"

// kept is text for a cell that outlives the text it was read from: of one byte
// it holds on to nothing else.
func kept(text string) string {
	if len(text) == 1 && text[0] < utf8.RuneSelf {
		return ascii[text[0] : text[0]+1]
	}
	return text
}

// added is the source of a cell that the brief has no letter for.
func added() model.Span { return model.Span{Start: -1, End: -1} }

// Width is how many of the terminal's cells c takes.
func (c *Cell) Width() int { return int(c.width) }

// Source is the bytes of the brief text that c shows; it starts at -1 for what
// the page added.
func (c *Cell) Source() model.Span { return model.Span{Start: int(c.from), End: int(c.to)} }

// mapped reports whether c shows a letter of the brief.
func (c *Cell) mapped() bool { return c.from >= 0 }

// blank reports whether c shows white space.
func (c *Cell) blank() bool { return c.Text == " " || !c.mapped() && strings.HasPrefix(c.Text, "  ") }

// joinMeasured is how long a cell's text is at most that is measured again when
// a letter joins it: what joins a longer one changes nothing any more.
const joinMeasured = 64

// joins reports whether a letter that is width cells wide shares the last of
// cells: it has no width of its own, or that one has none, which is then the
// first of its line.
func joins(cells []Cell, width int) bool {
	n := len(cells) - 1
	return n >= 0 && cells[n].Text != "\n" && (width == 0 || cells[n].width == 0)
}

// join sets text, a letter without a width of its own that stands for source,
// on c. A sign may become an emoji by it, and wider.
func (c *Cell) join(text string, source model.Span, method xansi.Method) {
	c.Text += text
	if len(c.Text) <= joinMeasured {
		c.width = int32(method.StringWidth(c.Text))
	}
	switch {
	case source.Start < 0:
	case !c.mapped():
		c.from, c.to = int32(source.Start), int32(source.End)
	default:
		c.to = max(c.to, int32(source.End))
	}
}

// spanOf is from the smallest to the largest offset that cells show.
func spanOf(cells []Cell) model.Span {
	from, to := int32(-1), int32(-1)
	for i := range cells {
		c := &cells[i]
		switch {
		case !c.mapped():
		case from < 0:
			from, to = c.from, c.to
		default:
			from, to = min(from, c.from), max(to, c.to)
		}
	}
	if from < 0 {
		return model.Span{}
	}
	return model.Span{Start: int(from), End: int(to)}
}

func widthOf(cells []Cell) int {
	w := 0
	for i := range cells {
		w += cells[i].Width()
	}
	return w
}

// widthIn is how wide method takes text to be. It finds out itself for what is
// all printable ASCII, as most cells of a table are.
func widthIn(method xansi.Method, text string) int {
	for i := range len(text) {
		if text[i] < ' ' || text[i] >= 0x7f {
			return method.StringWidth(text)
		}
	}
	return len(text)
}

// A linkID numbers the links of one layout from 1; 0 is none.
type linkID uint16

// links gathers the links of one layout.
type links struct{ list []string }

// id numbers link. What a linkID cannot number leads nowhere.
func (l *links) id(link string) linkID {
	n := len(l.list)
	switch {
	case link == "":
		return 0
	case n > 0 && l.list[n-1] == link:
		return linkID(n)
	case n == int(^linkID(0)):
		return 0
	}
	l.list = append(l.list, link)
	return linkID(n + 1)
}
