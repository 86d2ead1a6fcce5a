package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// A table is rows of cells under a head, written as Markdown.
type table struct {
	head []string
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write pads each column to its widest cell; numbers stand at the right.
func (t *table) write(w io.Writer) error {
	widths := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			fill := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				cell += fill
			} else {
				cell = fill + cell
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
	}
	line(t.head)
	for i, width := range widths {
		b.WriteString("|" + map[bool]string{true: ":", false: "-"}[i == 0] + strings.Repeat("-", width) + map[bool]string{true: "-", false: ":"}[i == 0])
	}
	b.WriteString("|\n")
	for _, row := range t.rows {
		line(row)
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}

// A report collects what was measured.
type report struct{ paints, costs table }

func newReport() *report {
	return &report{
		paints: table{head: []string{"text", "size", "program", "median ms", "min", "p90", "× empty", "more ms", "allowed", "kept", "MiB"}},
		costs: table{head: []string{
			"text", "size", "first paint", "complete", "counted", "MiB", "key p50", "p99", "page p50", "p99", "empty p50", "p99", "end", "back", "match", "all", "mark", "search at once", "MiB after", "peak",
		}},
	}
}

// paint adds the first paints of one text; the first program is the empty one,
// the second the reader.
func (r *report) paint(b brief, all []painting) {
	empty := median(all[0].times)
	for i, p := range all {
		mid := median(p.times)
		row := []string{b.text, sizeName(b.size), p.program, ms(mid), ms(quantile(p.times, 0)), ms(quantile(p.times, 0.9)), "", "", "", "", mib(median(p.held))}
		if i > 0 {
			row[6], row[7] = fmt.Sprintf("%.2f", float64(mid)/float64(empty)), ms(mid-empty)
		}
		if i == 1 {
			row[8], row[9] = ms(allowed(empty)), map[bool]string{true: "yes", false: "no"}[mid <= allowed(empty)]
		}
		r.paints.add(row...)
	}
}

// cost adds the sittings with one text, beside its first paints.
func (r *report) cost(b brief, reader painting, s *sittings) {
	r.costs.add(b.text, sizeName(b.size), ms(median(reader.times)), ms(median(s.complete)), ms(median(s.counted)), mib(median(reader.held)),
		ms(median(s.keys)), ms(quantile(s.keys, 0.99)), ms(median(s.pages)), ms(quantile(s.pages, 0.99)), ms(median(s.emptyKey)), ms(quantile(s.emptyKey, 0.99)),
		ms(median(s.end)), ms(median(s.back)), ms(median(s.found)), ms(median(s.tallied)), ms(median(s.marked)), ms(median(s.atOnce)), mib(median(s.held)), mib(quantile(s.peak, 1)))
}

// legend says what the columns are.
const legend = `First paint is from just before the start until the whole first frame was read from
the terminal: medians, the least, and what nine of ten kept to, of programs started in turn.
Allowed is 1.3 times the empty program's or 15 ms more, whichever is larger. MiB is what was
resident at that moment.

Below, complete is when the text on the screen had its last form, counted when the status line
had all its numbers, both from the start; a key press (j) is timed to the last of what it drew,
in frames of 60 a second, and so is a page down or up, beside a key in the empty program; end and
back are G and g; match and all are from enter until a word of the last sentence is on the screen
and counted; mark is from a to its count, at the end; search at once is from the start to the
answer of a search typed at the first frame. MiB after is what was resident after all that but
the mark, peak the most at any time. All times are in ms.`

func (r *report) write(w io.Writer) error {
	if err := r.paints.write(w); err != nil || len(r.costs.rows) == 0 {
		return err
	}
	return r.costs.write(w)
}

// ms is d in milliseconds; a dash for what there was none of, as no later
// frame where all was in the first.
func ms(d time.Duration) string {
	if d == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond))
}

// mib is bytes in MiB; a dash where they are not known.
func mib(bytes int64) string {
	if bytes == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", float64(bytes)/(1<<20))
}
