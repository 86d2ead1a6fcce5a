package page

import (
	"slices"
	"sort"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
)

// Bounds of a table's columns.
const (
	sampleRows = 64 // rows that column widths are taken from
	narrowest  = 3  // no column is narrower, unless its words are
	widestWord = 16 // a column is not kept wider than this for one long word
)

// columns is the widths that g's columns get in room, or nil where they do not
// fit. They are taken from the first rows, so that all pieces of a table agree.
// Where not all has room on one line, a header may take two.
func (f *flow) columns(g *grid, room int) []int {
	n := len(g.rows[0])
	header, body, least := make([]int, n), make([]int, n), make([]int, n)
	for r, row := range g.rows[:min(len(g.rows), sampleRows)] {
		for i, c := range row[:min(len(row), n)] {
			words := f.text(c)
			if r == 0 {
				header[i] = max(f.page.method.StringWidth(words), 1)
			} else {
				body[i] = max(body[i], f.page.method.StringWidth(words))
			}
			for word := range strings.FieldsSeq(words) {
				least[i] = max(least[i], min(f.page.method.StringWidth(word), widestWord))
			}
			least[i] = max(least[i], narrowest)
		}
	}
	room -= (n - 1) * xansi.StringWidth(f.ruling().between())
	natural := make([]int, n)
	for i := range natural {
		natural[i] = max(header[i], body[i])
	}
	if sum(natural) > room {
		for i := range natural {
			natural[i] = max(least[i], (header[i]+1)/2, body[i])
		}
	}
	return shareWidth(natural, least, room)
}

// shareWidth gives every column what it asks for where it can; else the
// narrow ones keep theirs and the wide ones share the rest evenly, none below
// least. It is nil where that is too much.
func shareWidth(natural, least []int, room int) []int {
	within := func(level int) []int {
		widths := make([]int, len(natural))
		for i := range widths {
			widths[i] = min(natural[i], max(level, least[i]))
		}
		return widths
	}
	if sum(within(0)) > room {
		return nil
	}
	level := sort.Search(slices.Max(natural), func(level int) bool { return sum(within(level+1)) > room })
	widths := within(level)
	for i := range widths {
		if widths[i] == level && widths[i] < natural[i] && sum(widths) < room {
			widths[i]++
		}
	}
	return widths
}

func sum(ns []int) int {
	total := 0
	for _, n := range ns {
		total += n
	}
	return total
}
