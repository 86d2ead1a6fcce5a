package page

import (
	"slices"

	xansi "github.com/charmbracelet/x/ansi"
)

// recordLabel is the widest that the name of a column gets in a record.
const recordLabel = 24

// records lays rows out one below the other, each cell on lines of its own
// beside the name of its column; the header comes first, on one line.
func (f *flow) records(rows []gridRow, cells [][][]Cell, labels []string, in *inset) {
	column := 0
	for _, label := range labels {
		column = max(column, xansi.StringWidth(label))
	}
	column = min(column, recordLabel, in.room/3)
	for r, row := range rows {
		if row.header {
			f.emit(wrapCells(joinCells(cells[r], signCells(" · ", f.page.styles.frame)), in.room, dropSpaces), in, false)
			continue
		}
		f.gap = in
		for i, words := range cells[r] {
			if len(words) == 0 {
				continue
			}
			label := ""
			if i < len(labels) {
				label = labels[i]
			}
			f.emit(f.record(label, column, words, in.room), in, false)
		}
	}
}

// joinCells puts words one behind the other, those that are empty left out.
func joinCells(words [][]Cell, between []Cell) []Cell {
	var line []Cell
	for _, w := range words {
		if len(w) > 0 && len(line) > 0 {
			line = append(line, between...)
		}
		line = append(line, w...)
	}
	return line
}

// record is one cell of a row, beside its column's name.
func (f *flow) record(label string, column int, words []Cell, room int) [][]Cell {
	name := fitCells(signCells(label, f.page.styles.faint), column)
	first := append(slices.Clip(name), spaces(column-widthOf(name)+2)...)
	rest := spaces(column + 2)
	var lines [][]Cell
	for i, line := range wrapCells(words, max(1, room-column-2), dropSpaces) {
		before := rest
		if i == 0 {
			before = first
		}
		lines = append(lines, append(slices.Clone(before), line...))
	}
	return lines
}
