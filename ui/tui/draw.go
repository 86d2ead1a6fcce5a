package tui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"obelus/model"
	"obelus/ui/theme"
)

// inks are the styles of glyphs, and the glyphs painted once a theme.
type inks struct {
	tags   map[model.Tag]lipgloss.Style
	glyphs map[model.Tag]tagGlyphs
	sign   string // the cursor's first row
	on     string // the cursor's other rows
	none   string // the bar of rows without a mark
	unsure string // a mark that was found and not confirmed
	unread string // on the map
	view   string // on the map
}

// tagGlyphs are a tag's painted signs.
type tagGlyphs struct {
	mine, other string // in the gutter and on the map; another analyst's is a small letter
	bar, hollow string
}

func newInks(th theme.Theme) inks {
	i := inks{
		tags: make(map[model.Tag]lipgloss.Style, 5), glyphs: make(map[model.Tag]tagGlyphs, 5),
		sign: th.Strong.Render(signCursor), on: th.Strong.Render(signOn), none: th.Frame.Render(barNone),
		unsure: th.Error.Render(barUnsure), unread: th.Frame.Render(chartUnread), view: th.Frame.Render(chartView),
	}
	for _, tag := range model.Tags() {
		style := lipgloss.NewStyle().Bold(true)
		if ink := th.Tags[tag].Ink; ink != nil {
			style = style.Foreground(ink)
		}
		i.tags[tag] = style
		i.glyphs[tag] = tagGlyphs{
			mine: style.Render(tag.Glyph()), other: style.Render(strings.ToLower(tag.Glyph())),
			bar: style.Render(barMark), hollow: style.Render(barHollow),
		}
	}
	return i
}

func (i inks) tag(tag model.Tag) lipgloss.Style { return i.tags[tag] }

// cut is text, which may hold styles, no wider than width; an ellipsis stands
// for what is left out.
func cut(text string, width int) string { return ansi.Truncate(text, max(0, width), "…") }

// padTo is text filled up with spaces to width.
func padTo(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}

// cut, padTo and wide are for what may hold words of a brief: they measure as
// the terminal does.
//
// By code points a row of joined emoji is wider than what cuts it takes it to
// be: then more is cut off.
func (a *app) cut(text string, width int) string {
	width = max(0, width)
	out := a.method.Truncate(text, width, "…")
	for room := width; room > 0 && a.wide(out) > width; {
		room = max(0, room-(a.wide(out)-width))
		out = a.method.Truncate(text, room, "…")
	}
	return out
}

// laidOver is under, a row of the screen, with row over its columns from x on;
// row is that many columns wide. A letter that is half covered is a space.
func (a *app) laidOver(under, row string, x, width int) string {
	under = a.padTo(under, a.frame.w)
	left := a.method.Truncate(under, x, "")
	for n := x - 1; n >= 0 && a.wide(left) > x; n-- {
		left = a.method.Truncate(under, n, "")
	}
	room := max(0, a.frame.w-x-width)
	right := a.method.TruncateLeft(under, x+width, "")
	for n := x + width + 1; n <= a.frame.w && a.wide(right) > room; n++ {
		right = a.method.TruncateLeft(under, n, "")
	}
	gap := strings.Repeat(" ", max(0, room-a.wide(right)))
	return a.padTo(left, x) + "\x1b[m" + row + "\x1b[m" + gap + right
}

func (a *app) padTo(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-a.wide(text)))
}

func (a *app) wide(text string) int { return a.method.StringWidth(text) }

// fit is a line of the frame: cut or filled to its width, and set where the
// frame begins.
func (a *app) fit(line string) string {
	return strings.Repeat(" ", a.frame.left) + a.cut(line, a.frame.inner)
}

// pad is fit for what scrolls by itself.
func (a *app) pad(line string) string {
	return strings.Repeat(" ", a.frame.left) + line
}

// hint is a key with its word.
func (a *app) hint(key, word string) string {
	return a.theme.Strong.Render(key) + " " + a.theme.Faint.Render(word)
}

// choice is a line of a list: its name, and something faint at its right end.
func (a *app) choice(chosen bool, name, right string, width int) string {
	sign, style := "  ", lipgloss.NewStyle()
	if chosen {
		sign, style = "▸ ", a.theme.Strong
	}
	space := max(1, width-2-a.wide(name)-a.wide(right))
	return a.cut(style.Render(sign+name)+strings.Repeat(" ", space)+a.theme.Faint.Render(right), width)
}

// A box is a framed sheet that lies over the screen.
type box struct {
	title string
	lines []string
	foot  string
	width int // with its frame
}

// A spot says where a box lies.
type spot uint8

const (
	centred spot = iota
	atTop
	atFoot
)

// overlay lays a box over the screen, beside the panel where there is room for
// it. A box that is higher than the screen keeps its beginning.
func (a *app) overlay(screen []string, b box, where spot) []string {
	width := max(8, min(b.width, a.frame.w))
	rows := a.boxRows(b, width, len(screen))
	y := (len(screen) - len(rows)) / 2
	switch where {
	case atTop:
		y = min(a.frame.top, len(screen)-len(rows))
	case atFoot:
		y = max(0, len(screen)-len(rows)-1)
	}
	room := a.frame.w - a.frame.side
	if width > room {
		room = a.frame.w
	}
	x := (room - width) / 2
	for i, row := range rows {
		screen[y+i] = a.laidOver(screen[y+i], row, x, width)
	}
	return screen
}

// boxRows draws a box of at most height rows.
func (a *app) boxRows(b box, width, height int) []string {
	frame := a.theme.Frame
	inner := width - 4
	lines := b.lines[:min(len(b.lines), max(1, height-2))]
	rows := []string{frame.Render("┌ ") + a.theme.Title.Render(a.cut(b.title, inner)) + frame.Render(" "+strings.Repeat("─", max(0, inner-a.wide(b.title)-1))+"─┐")}
	rows[0] = a.cut(rows[0], width)
	for _, line := range lines {
		rows = append(rows, frame.Render("│ ")+a.padTo(a.cut(line, inner), inner)+frame.Render(" │"))
	}
	foot := a.cut(b.foot, inner-1)
	return append(rows, frame.Render("└ ")+a.theme.Faint.Render(foot)+frame.Render(" "+strings.Repeat("─", max(0, inner-a.wide(foot)-1))+"─┘"))
}

// plural is "1 mark", "2 marks".
func plural(n int, what string) string {
	if n == 1 {
		return fmt.Sprintf("1 %s", what)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func itoa(n int) string { return strconv.Itoa(n) }
