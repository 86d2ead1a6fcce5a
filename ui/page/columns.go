package page

import (
	"slices"
	"sort"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
)

// Bounds of a table's columns.
const (
	sampleRows   = 64  // first rows of a table that its columns' widths are taken from
	spreadRows   = 192 // rows of the others, evenly spread, the last one among them
	narrowest    = 3   // no column is narrower, unless its words are
	widestWord   = 16  // a column is not kept wider than this for one long word
	widestColumn = 32  // of a table that goes on sideways
	unsampled    = 12  // of one whose sample has no words in a column
)

// A columnSample is what a sample of a table's rows says of each column's width.
type columnSample struct {
	header, body []int // the widest words on one line
	least        []int // the widest single word
}

// sampled lists the rows of n that the widths of columns are taken from: the
// first ones, and some all over the rest.
func sampled(n int) []int {
	first := min(n, sampleRows)
	spread := min(n-first, spreadRows)
	rows := make([]int, 0, first+spread)
	for r := range first {
		rows = append(rows, r)
	}
	for i := range spread {
		rows = append(rows, first+(i+1)*(n-first)/spread-1)
	}
	return rows
}

// sample measures rows of all of g, so that all pieces of a table agree.
func (f *flow) sample(g *grid) columnSample {
	n := len(g.rows[0])
	s := columnSample{make([]int, n), make([]int, n), make([]int, n)}
	for _, r := range sampled(len(g.rows)) {
		for i, c := range g.rows[r][:min(len(g.rows[r]), n)] {
			words := f.text(c)
			if r == 0 {
				s.header[i] = max(f.page.method.StringWidth(words), 1)
			} else {
				s.body[i] = max(s.body[i], f.page.method.StringWidth(words))
			}
			for word := range strings.FieldsSeq(words) {
				s.least[i] = max(s.least[i], min(f.page.method.StringWidth(word), widestWord))
			}
			s.least[i] = max(s.least[i], narrowest)
		}
	}
	return s
}

// columns is the widths that g's columns get in room, or nil where they do not
// fit and the page does not go on sideways. Where not all has room on one line,
// a header may take two.
func (f *flow) columns(g *grid, room int) []int {
	s := f.sample(g)
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
		if s.body[i] == 0 && len(g.rows) > sampleRows {
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
