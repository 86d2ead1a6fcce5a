package page

import (
	"strings"
	"testing"
	"unicode/utf8"

	xansi "github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// sidewaysPage is a page of text whose wide tables go on sideways.
func sidewaysPage(text string, width int) *Page {
	return newTestPage(markdown.New(text), theme.New(theme.Dark, false), width, Sideways())
}

const wideTable = "| Name | Place of birth | Rank | Words |\n|---|---|--:|---|\n" +
	"| Anna Berg | Bamako | 1 | 日本語の文 and more |\n| Ole | Gao, on the river | 22 | a cell of many words that has to be wrapped in its column |\n"

// shownRows is what p paints of every row at shift.
func shownRows(p *Page, shift int) []string {
	var out []string
	for i := range p.Blocks() {
		for _, row := range p.Lay(i).Rows {
			out = append(out, strings.TrimRight(xansi.Strip(p.Paint(row, nil, shift)), " "))
		}
	}
	return out
}

func TestWideTablesGoOnSideways(t *testing.T) {
	p := sidewaysPage("Before the table.\n\n"+wideTable, 24)
	for _, tt := range []struct {
		shift int
		want  []string
	}{
		{0, []string{
			"Before the table.",
			"",
			"Name      │ Place of bi›",
			"──────────┼────────────›",
			"Anna Berg │ Bamako     ›",
			"Ole       │ Gao, on the›",
			"          │            ›",
		}},
		{33, []string{
			"Before the table.",
			"",
			"‹nk │ Words            ›",
			"‹───┼──────────────────›",
			"‹ 1 │ 日本語の文 and mo›",
			"‹22 │ a cell of many wo›",
			"‹   │ be wrapped in its›",
		}},
		{39, []string{ // a letter of two cells is not cut in half
			"Before the table.",
			"",
			"‹ords                  ›",
			"‹──────────────────────›",
			"‹ 本語の文 and more    ›",
			"‹ cell of many words th›",
			"‹e wrapped in its colum›",
		}},
		{999, []string{
			"Before the table.",
			"",
			"‹",
			"‹───────────────────────",
			"‹  and more",
			"‹ many words that has to",
			"‹d in its column",
		}},
	} {
		got := shownRows(p, tt.shift)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("shift %d (-want +got):\n%s", tt.shift, diff)
		}
	}
}

func TestTablesWithoutRoomStayRecordsUnlessAsked(t *testing.T) {
	for _, row := range newPage(wideTable, 24).Lay(0).Rows {
		if row.table != nil && row.table.widths != nil || widthOf(row.Cells) > 24 {
			t.Errorf("%q is of a table in columns", textOf(row))
		}
	}
}

// Every letter can be brought into view by the shift that Shift gives, and is
// painted then where Locate says.
func TestShiftBringsLettersIntoView(t *testing.T) {
	text := "> " + strings.ReplaceAll(strings.TrimSuffix(wideTable, "\n"), "\n", "\n> ") + "\n\nAfter.\n"
	for _, width := range []int{8, 24, 60} {
		p := sidewaysPage(text, width)
		lines(p)
		shift := 0
		b := p.doc.Block(0)
		for at, r := range b.Visible {
			if strings.ContainsRune(" \n\t", r) {
				continue
			}
			span := b.SourceSpan(at, at+utf8.RuneLen(r))
			pos, col, shown := p.Locate(span.Start)
			row := p.Lay(pos.Block).Rows[pos.Row]
			if !shown || !row.Shows(span) {
				t.Fatalf("width %d: %q at %d is not on row %v", width, b.Visible[at:], span.Start, pos)
			}
			shift = p.Shift(span.Start, shift)
			if again := p.Shift(span.Start, shift); again != shift {
				t.Fatalf("width %d: shift %d becomes %d for the same letter", width, shift, again)
			}
			want := text[span.Start:span.End]
			painted := xansi.Cut(p.Paint(row, nil, shift), col-shift, col-shift+xansi.StringWidth(want))
			if got := xansi.Strip(painted); got != want {
				t.Fatalf("width %d, shift %d: %q stands at column %d, want %q: %q", width, shift, got, col, want,
					xansi.Strip(p.Paint(row, nil, shift)))
			}
			if widest := p.WidestShift([]Row{row}); shift > widest {
				t.Fatalf("shift %d is beyond %d", shift, widest)
			}
		}
		if got := p.Shift(strings.Index(text, "After"), 5); got != 5 {
			t.Errorf("a letter on a row that fits shifts to %d", got)
		}
	}
}

// Shift shows the whole table cell, and moves no further than it has to.
func TestShiftShowsTheWholeCell(t *testing.T) {
	p := sidewaysPage(wideTable, 24)
	lines(p)
	for _, tt := range []struct {
		word        string
		shift, want int
	}{
		{"Anna", 0, 0},
		{"Bamako", 0, 6},   // to the end of its column, and the sign behind it
		{"Bamako", 20, 11}, // back to its beginning, and the sign before it
		{"Bamako", 8, 8},
		{"Ole", 30, 0},
		{"many", 0, 27}, // a column that is wider than the page: the letter
	} {
		if got := p.Shift(strings.Index(wideTable, tt.word), tt.shift); got != tt.want {
			t.Errorf("%q from %d: shift %d, want %d", tt.word, tt.shift, got, tt.want)
		}
	}
}
