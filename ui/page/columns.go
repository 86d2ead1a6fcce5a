package page

import (
	"slices"
	"sort"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
	east "github.com/yuin/goldmark/extension/ast"
)

// Bounds of a table's columns.
const (
	sampleRows   = 64   // first rows of a table that its columns' widths are taken from
	spreadRows   = 192  // about how many of the others, evenly spread, the last one among them
	sampleCells  = 4096 // fewer of a table of many columns: as many first rows as hold this many cells
	leastSample  = 8
	narrowest    = 3  // no column is narrower, unless its words are
	widestWord   = 16 // a column is not kept wider than this for one long word
	widestColumn = 32 // of a table that goes on sideways
	unsampled    = 12 // of one whose sample has no words in a column
)

// A columnSample is what a sample of a table's rows says of each column's width.
type columnSample struct {
	header, body []int // the widest words on one line
	least        []int // the widest single word
}

// sampled reads the rows of t that the widths of columns are taken from, the
// header first: those at its beginning, and some all over the rest. The more
// columns there are, the fewer rows.
func (f *flow) sampled(t *east.Table) []gridRow {
	first := min(max(sampleCells/t.FirstChild().ChildCount(), leastSample), sampleRows)
	spread := max(1, (t.ChildCount()-first)/(spreadRows*first/sampleRows))
	var rows []gridRow
	r := 0
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		if r < first || (r-first+1)%spread == 0 || row.NextSibling() == nil {
			rows = append(rows, f.gridRow(row))
		}
		r++
	}
	return rows
}

// sample measures rows.
func (f *flow) sample(rows []gridRow) columnSample {
	n := len(rows[0].cells)
	s := columnSample{make([]int, n), make([]int, n), make([]int, n)}
	for _, row := range rows {
		for i, c := range row.cells[:min(len(row.cells), n)] {
			words := f.text(c)
			if row.header {
				s.header[i] = max(widthIn(f.page.method, words), 1)
			} else {
				s.body[i] = max(s.body[i], widthIn(f.page.method, words))
			}
			for word := range strings.FieldsSeq(words) {
				s.least[i] = max(s.least[i], min(widthIn(f.page.method, word), widestWord))
			}
			s.least[i] = max(s.least[i], narrowest)
		}
	}
	return s
}

// columns is the widths that columns get in room by a sample of their rows, or
// nil where they do not fit and the page does not go on sideways. Where not all
// has room on one line, a header may take two.
func (f *flow) columns(s columnSample, room int) []int {
	n := len(s.header)
	natural := make([]int, n)
	for i := range natural {
		natural[i] = max(s.header[i], s.body[i])
	}
	room -= (n - 1) * xansi.StringWidth(f.ruling().between())
	shared := natural
	if sum(natural) > room {
		shared = make([]int, n)
		for i := range shared {
			shared[i] = max(s.least[i], (s.header[i]+1)/2, s.body[i])
		}
	}
	if widths := shareWidth(shared, s.least, room); widths != nil || !f.page.sideways {
		return widths
	}
	for i := range natural {
		if s.body[i] == 0 {
			natural[i] = max(natural[i], unsampled)
		}
		natural[i] = min(max(natural[i], narrowest), widestColumn)
	}
	return natural
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
