package main_test

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
)

// The measures of the picture, in pixels.
const (
	cellWidth, cellHeight = 8.4, 19.0
	margin                = 14.0
	baseline              = 14.0 // from a row's top
)

// The picture's own colours, for what the program leaves to the terminal.
const (
	paper = "#14171c"
	ink   = "#d0d4db"
)

// svg draws the cells. Cells that look the same and touch are one text.
func (s *screen) svg() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b bytes.Buffer
	w, h := columns*cellWidth+2*margin, rows*cellHeight+2*margin
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" height="%.0f" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<title>Obelus: a brief with its claims marked</title>`+"\n"+`<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	for y := range rows {
		for x := 0; x < columns; {
			end, text := s.stretch(x, y)
			drawStretch(&b, x, y, end-x, text, s.emu.CellAt(x, y))
			x = end
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// stretch is how far cells from (x, y) on look like the first, and their text.
func (s *screen) stretch(x, y int) (end int, text string) {
	first := s.emu.CellAt(x, y)
	var b strings.Builder
	for end = x; end < columns; {
		c := s.emu.CellAt(end, y)
		if c == nil || first == nil || !c.Style.Equal(&first.Style) {
			break
		}
		if c.Content == "" {
			b.WriteByte(' ')
		}
		b.WriteString(c.Content)
		end += max(1, c.Width)
	}
	return max(end, x+1), b.String()
}

func drawStretch(b *bytes.Buffer, x, y, n int, text string, c *uv.Cell) {
	if c == nil {
		return
	}
	left, top, width := margin+float64(x)*cellWidth, margin+float64(y)*cellHeight, float64(n)*cellWidth
	fg, bg := hex(c.Style.Fg, ink), hex(c.Style.Bg, "")
	if c.Style.Attrs&uv.AttrReverse != 0 {
		fg, bg = or(bg, paper), fg
	}
	if bg != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", left, top, width, cellHeight, bg)
	}
	if trimmed := strings.TrimRight(text, " "); trimmed != "" {
		indent := len(trimmed) - len(strings.TrimLeft(trimmed, " "))
		trailing := len(text) - len(trimmed)
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" fill="%s"%s>%s</text>`+"\n", left+float64(indent)*cellWidth, top+baseline,
			float64(n-indent-trailing)*cellWidth, fg, letterStyle(c.Style.Attrs), html.EscapeString(trimmed[indent:]))
	}
	if c.Style.Underline != uv.UnderlineNone {
		fmt.Fprintf(b, `<path d="M%.1f %.1f%s" fill="none" stroke="%s"%s/>`+"\n", left, top+baseline+2.5, stroke(c.Style.Underline, n), hex(c.Style.UnderlineColor, fg), dashes(c.Style.Underline))
	}
}

func letterStyle(attrs uint8) string {
	var b strings.Builder
	for _, a := range []struct {
		bit   uint8
		style string
	}{{uv.AttrBold, ` font-weight="bold"`}, {uv.AttrItalic, ` font-style="italic"`}, {uv.AttrFaint, ` opacity="0.6"`}} {
		if attrs&a.bit != 0 {
			b.WriteString(a.style)
		}
	}
	return b.String()
}

// stroke is the path of an underline of n cells: a wave, or a line.
func stroke(u uv.Underline, n int) string {
	if u == uv.UnderlineCurly {
		return strings.Repeat("q1.05 -2 2.1 0t2.1 0t2.1 0t2.1 0", n)
	}
	return fmt.Sprintf("h%.1f", float64(n)*cellWidth)
}

func dashes(u uv.Underline) string {
	switch u {
	case uv.UnderlineDotted:
		return ` stroke-dasharray="1.4 2.8" stroke-width="1.4"`
	case uv.UnderlineDashed:
		return ` stroke-dasharray="5.6 2.8"`
	}
	return ""
}

// hex is c as SVG writes it, or none where c is nil.
func hex(c color.Color, none string) string {
	if c == nil {
		return none
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
