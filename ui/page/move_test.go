package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMove(t *testing.T) {
	p := newPage("one\n\ntwo three\n\nfour\n", 8) // rows by block: 2, 3, 1
	lines(p)
	for _, tt := range []struct {
		from Pos
		n    int
		want Pos
	}{
		{Pos{0, 0}, 0, Pos{0, 0}},
		{Pos{0, 0}, 1, Pos{0, 1}},
		{Pos{0, 0}, 2, Pos{1, 0}},
		{Pos{0, 1}, 4, Pos{2, 0}},
		{Pos{2, 0}, -1, Pos{1, 2}},
		{Pos{2, 0}, -4, Pos{0, 1}},
		{Pos{1, 1}, -99, Pos{0, 0}},
		{Pos{1, 1}, 99, Pos{2, 0}},
		{Pos{-3, 7}, 0, Pos{0, 1}},
		{Pos{9, 9}, 0, Pos{2, 0}},
	} {
		if got := p.Move(tt.from, tt.n); got != tt.want {
			t.Errorf("Move(%v, %d) = %v, want %v", tt.from, tt.n, got, tt.want)
		}
	}
	if got := p.Last(); got != (Pos{2, 0}) {
		t.Errorf("Last() = %v", got)
	}
}

func TestAnEmptyPage(t *testing.T) {
	p := newPage("", 40)
	if p.Blocks() != 0 || p.BlockAt(0) != -1 || p.Move(Pos{1, 1}, 3) != (Pos{}) || p.Last() != (Pos{}) {
		t.Error("an empty page has blocks or positions")
	}
	if _, _, found := p.Locate(0); found {
		t.Error("an empty page shows a letter")
	}
	if _, ok := p.Offset(Pos{}, 0); ok {
		t.Error("an empty page has an offset")
	}
	for _, l := range []*Layout{p.Lay(0), p.Peek(0)} {
		if len(l.Rows) != 0 {
			t.Errorf("an empty page has %d rows", len(l.Rows))
		}
	}
}

func TestPeekStandsInWithExactOffsets(t *testing.T) {
	text := "# Head\n\nSome *words* &amp; more of them, 日本語.\n"
	p := newPage(text, 16)
	var got []string
	for i := range p.Blocks() {
		l := p.Peek(i)
		if l.Ready {
			t.Errorf("block %d is ready", i)
		}
		for _, row := range l.Rows {
			got = append(got, textOf(row))
		}
		checkStandin(t, p, i)
	}
	want := []string{"# Head", "", "Some *words*", "&amp; more of", "them, 日本語."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stand-in (-want +got):\n%s", diff)
	}
	pos, col, found := p.Locate(strings.Index(text, "more"))
	if pos != (Pos{1, 1}) || col != 6 || !found {
		t.Errorf("in the stand-in, the word is at %v, column %d (%v)", pos, col, found)
	}
	p.Lay(1)
	if l := p.Peek(1); !l.Ready || textOf(l.Rows[0]) != "Some words &" {
		t.Errorf("laid out, the row is %q (ready %v)", textOf(l.Rows[0]), l.Ready)
	}
	pos, col, found = p.Locate(strings.Index(text, "more"))
	if pos != (Pos{1, 1}) || col != 0 || !found {
		t.Errorf("laid out, the word is at %v, column %d (%v)", pos, col, found)
	}
}

// What New does is not laying out: nothing is cached after it.
func TestNewLaysNothingOut(t *testing.T) {
	p := newPage(largeBrief(50_000), 80)
	if p.ready.order.Len()+p.standins.order.Len() != 0 {
		t.Error("a new page holds layouts")
	}
}

func TestTheCacheIsBoundedAndKeepsWhatWasUsed(t *testing.T) {
	c := newCache(100, 0)
	for i := range 10 {
		c.put(i, &Layout{cells: 30})
		c.get(0)
	}
	if c.cells > 100 || c.get(0) == nil || c.get(9) == nil || c.get(5) != nil {
		t.Errorf("%d cells; 0 %v, 5 %v, 9 %v", c.cells, c.get(0), c.get(5), c.get(9))
	}
	c.put(0, &Layout{cells: 10})
	if c.cells != 70 {
		t.Errorf("%d cells after a layout was replaced", c.cells)
	}
	c.put(77, &Layout{cells: 1000})
	if c.get(77) == nil {
		t.Error("a layout above the bound is not kept while it is the only one")
	}
}

func TestAPageStaysWithinItsBounds(t *testing.T) {
	p := newPage(largeBrief(100_000), 80)
	const limit = 20_000
	p.ready = newCache(limit, 0)
	for i := range p.Blocks() {
		p.Lay(i)
		if p.ready.cells > limit {
			t.Fatalf("%d cells are kept after block %d", p.ready.cells, i)
		}
	}
	if p.ready.cells < limit/2 {
		t.Errorf("only %d cells are kept", p.ready.cells)
	}
}

// Page blocks and the document's are numbered apart where blocks are large.
func TestPagesNumberLargeBlocks(t *testing.T) {
	large := strings.Repeat("word ", 5000)
	text := "one\n\n" + large + "\n\ntwo\n\n" + large + "\n\nthree\n"
	p := newPage(text, 80)
	if p.Blocks() <= p.doc.Blocks() {
		t.Fatalf("%d page blocks of %d", p.Blocks(), p.doc.Blocks())
	}
	end := 0
	for i := range p.Blocks() {
		span := p.pieces.get(p.doc, i).span
		if strings.TrimSpace(text[end:span.Start]) != "" || span.Start < end {
			t.Errorf("page block %d begins at %d, after %d", i, span.Start, end)
		}
		for _, offset := range []int{span.Start, (span.Start + span.End) / 2, span.End - 1} {
			if got := p.BlockAt(offset); got != i {
				t.Errorf("offset %d is in page block %d, want %d", offset, got, i)
			}
		}
		end = span.End
	}
	for _, word := range []string{"one", "two", "three"} {
		pos, col, found := p.Locate(strings.Index(text, word))
		if line := textOf(p.Peek(pos.Block).Rows[pos.Row]); line != word || col != 0 || !found {
			t.Errorf("%q is at %v, column %d: %q", word, pos, col, line)
		}
	}
}

func TestLocateInATable(t *testing.T) {
	text := "| Name | Words |\n|---|---|\n| a | some words that wrap in their cell |\n| b | x |\n"
	p := newPage(text, 20)
	lines(p)
	var got []string
	for _, word := range []string{"Name", "some", "wrap", "cell", "| b"} {
		pos, col, found := p.Locate(strings.Index(text, word))
		got = append(got, fmt.Sprint(word, " ", pos.Row, " ", col, " ", found))
	}
	want := []string{"Name 0 0 true", "some 2 7 true", "wrap 3 12 true", "cell 4 13 true", "| b 5 0 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s\n%s", diff, strings.Join(lines(p), "\n"))
	}
}
