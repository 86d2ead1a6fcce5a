package page

import (
	"strconv"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"obelus/model"
)

// An inset is what stands before the lines of a container: a quote's bar, a
// list's sign and the room under it.
type inset struct {
	outer       *inset
	first, rest []Cell // before its first line, before the others
	used        bool   // the first line is past
	room        int    // what is left for words
	style       gansi.StylePrimitive
}

// minRoom is the room that nesting leaves for words; what is nested deeper is
// shown flat.
func minRoom(width int) int { return max(MinWidth, min(24, width/2)) }

func (in *inset) base() *inset {
	for in.outer != nil {
		in = in.outer
	}
	return in
}

// nest is in with a prefix of its own. Where there is no room for it, it takes
// the place of the innermost ones.
func (in *inset) nest(first, rest []Cell) *inset {
	floor, w := minRoom(in.base().room), widthOf(rest)
	outer := in
	for outer.outer != nil && outer.room-w < floor {
		outer = outer.outer
	}
	if outer.room-w < min(floor, MinWidth) {
		return in
	}
	return &inset{outer: outer, first: first, rest: rest, room: outer.room - w, style: in.style}
}

// block is in as a block of style leaves it: its looks, its indentation.
func (in *inset) block(style gansi.StyleBlock) *inset {
	in = in.styled(style.StylePrimitive)
	margin := orZero(style.Margin)
	n := orZero(style.Indent) + margin
	if n == 0 {
		return in
	}
	before := signCells(strings.Repeat(orText(style.IndentToken, " "), n), 0)
	if in.room-widthOf(before)-margin < minRoom(in.base().room) {
		return in
	}
	in = in.nest(before, before)
	in.room -= margin
	return in
}

// styled is in with p's looks over those that it has.
func (in *inset) styled(p gansi.StylePrimitive) *inset {
	style := cascade(in.style, looks(p))
	if style == in.style {
		return in
	}
	return &inset{outer: in, room: in.room, style: style}
}

// quote is in with a bar; the innermost one stands for all that have no room.
func (in *inset) quote(s *styles) *inset {
	quote := s.config.BlockQuote
	in = in.styled(quote.StylePrimitive)
	n := orZero(quote.Indent) + orZero(quote.Margin)
	bar := signCells(strings.Repeat(orText(quote.IndentToken, " "), n), s.frame)
	if in.room-widthOf(bar) < minRoom(in.base().room) {
		return in
	}
	return in.nest(bar, bar)
}

// item is in with a list's sign.
func (in *inset) item(sign []Cell) *inset { return in.nest(sign, spaces(widthOf(sign))) }

func (in *inset) indent(n int) *inset {
	if n <= 0 {
		return in
	}
	return in.nest(spaces(n), spaces(n))
}

// footnote is in with a footnote's name, as the references to it are shown.
func (in *inset) footnote(s *styles, name string) *inset {
	cells := signCells("["+model.CleanLine(name)+"] ", s.faint)
	if limit := in.room / 3; widthOf(cells) > limit {
		cells = append(fitCells(cells, max(1, limit-1)), spaces(1)...)
	}
	return in.nest(cells, spaces(widthOf(cells)))
}

// prefix appends what stands before the next line.
func (in *inset) prefix(to []Cell) []Cell {
	if in.outer != nil {
		to = in.outer.prefix(to)
	}
	if in.used {
		return append(to, in.rest...)
	}
	in.used = true
	return append(to, in.first...)
}

// again appends what stands before an empty line.
func (in *inset) again(to []Cell) []Cell {
	if in.outer != nil {
		to = in.outer.again(to)
	}
	return append(to, in.rest...)
}

func (in *inset) use() {
	for ; in != nil; in = in.outer {
		in.used = true
	}
}

// listSigns gives the signs of a list's items.
type listSigns struct {
	ordered bool
	number  int
	width   int // of the widest number
}

func newListSigns(list *ast.List) *listSigns {
	last := list.Start + list.ChildCount() - 1
	return &listSigns{ordered: list.IsOrdered(), number: list.Start, width: len(strconv.Itoa(last))}
}

// next is glamour's element for the sign of item, which follows the one that
// was asked for last, and the room before it that its number leaves.
func (l *listSigns) next(item ast.Node) (sign gansi.ElementRenderer, room int) {
	number := l.number
	l.number++
	if box := taskBox(item); box != nil {
		return &gansi.TaskElement{Checked: box.IsChecked}, 0
	}
	if l.ordered {
		room = max(0, l.width-len(strconv.Itoa(number)))
	}
	return &gansi.ItemElement{IsOrdered: l.ordered, Enumeration: uint(max(number, 0))}, room
}

func taskBox(item ast.Node) *east.TaskCheckBox {
	if item.FirstChild() == nil || item.FirstChild().FirstChild() == nil {
		return nil
	}
	box, _ := item.FirstChild().FirstChild().(*east.TaskCheckBox)
	return box
}

// signCells is text as cells that the page adds.
func signCells(text string, style StyleID) []Cell {
	var cells []Cell
	for clusters := graphemes.FromString(text); clusters.Next(); {
		cells = append(cells, signCell(clusters.Value(), xansi.StringWidth(clusters.Value()), style))
	}
	return cells
}

// spaces is n spaces that the page adds, in one cell.
func spaces(n int) []Cell {
	if n <= 0 {
		return nil
	}
	return []Cell{blanks(n)}
}

// blanks is n spaces, at least one, that the page adds.
func blanks(n int) Cell {
	if n <= len(someSpaces) {
		return signCell(someSpaces[:n], n, 0)
	}
	return signCell(strings.Repeat(" ", n), n, 0)
}

// someSpaces is what blanks gives a part of: tables are padded with thousands.
const someSpaces = "                                                                "

// fitCells cuts cells to width, with an ellipsis where something went.
func fitCells(cells []Cell, width int) []Cell {
	if widthOf(cells) <= width {
		return cells
	}
	used := 0
	for i, c := range cells {
		if used += c.Width(); used > width-1 {
			return append(cells[:i:i], signCell("…", 1, c.style))
		}
	}
	return cells
}
