package page

import (
	"slices"

	xansi "github.com/charmbracelet/x/ansi"
)

// A spacing says what wrapping does with white space where a line ends.
type spacing bool

const (
	dropSpaces spacing = false
	keepSpaces spacing = true
)

// wrapCells breaks cells into lines of at most width: behind white space or
// hyphens and between East Asian letters where it can, else before the letter
// that does not fit. It gives at least one line.
func wrapCells(cells []Cell, width int, sp spacing) [][]Cell {
	cells = splitWide(cells, width)
	var lines [][]Cell
	for start := 0; ; {
		end, next := breakLine(cells, start, width, sp)
		lines = append(lines, cells[start:end:end])
		if next >= len(cells) {
			return lines
		}
		start = next
	}
}

// splitWide is cells with those that are wider than width taken apart into code
// points, which is how a terminal shows them that knows no graphemes: only there
// is a letter wider than any room.
func splitWide(cells []Cell, width int) []Cell {
	isWide := func(c Cell) bool { return c.Width() > max(width, 2) && c.mapped() }
	if !slices.ContainsFunc(cells, isWide) {
		return cells
	}
	var out []Cell
	for _, c := range cells {
		if !isWide(c) {
			out = append(out, c)
			continue
		}
		first := len(out)
		for _, r := range c.Text {
			part := c
			part.Text, part.width = string(r), int32(xansi.WcWidth.StringWidth(string(r)))
			if part.width == 0 && len(out) > first {
				out[len(out)-1].Text += part.Text
				continue
			}
			out = append(out, part)
		}
	}
	return out
}

// breakLine is the end of the line that begins at start, and where the next
// one begins.
func breakLine(cells []Cell, start, width int, sp spacing) (end, next int) {
	used, fits := 0, start
	for i := start; i < len(cells); i++ {
		if cells[i].Text == "\n" {
			return trimLine(cells, start, i, sp), i + 1
		}
		used += cells[i].Width()
		if used > width && i > start && !(cells[i].blank() && sp == dropSpaces) {
			if fits == start || sp == keepSpaces {
				fits = i
			}
			return trimLine(cells, start, fits, sp), fits
		}
		if i+1 < len(cells) && mayBreak(&cells[i], &cells[i+1]) {
			fits = i + 1
		}
	}
	return trimLine(cells, start, len(cells), sp), len(cells)
}

func trimLine(cells []Cell, start, end int, sp spacing) int {
	for sp == dropSpaces && end > start && cells[end-1].blank() {
		end--
	}
	return end
}

// mayBreak reports whether a line may end between a and b.
func mayBreak(a, b *Cell) bool {
	switch {
	case b.blank():
		return false
	case a.blank(), a.Text == "-", a.Text == "—", a.Text == "/":
		return true
	}
	return breaksEastAsian(a.Text, b.Text)
}

// trimBlank takes the lines without a cell off both ends.
func trimBlank(lines [][]Cell) [][]Cell {
	for len(lines) > 0 && len(lines[0]) == 0 {
		lines = lines[1:]
	}
	for len(lines) > 0 && len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}
