package page

import (
	"math/rand/v2"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// A painted cell is what a terminal makes of one cell.
type painted struct {
	text  string
	style uv.Style
	link  string
}

// read gives the cells of a painted row.
func read(row string) []painted {
	var out []painted
	var style uv.Style
	var link uv.Link
	parser := xansi.GetParser()
	defer xansi.PutParser(parser)
	var state byte
	for len(row) > 0 {
		seq, width, n, next := xansi.DecodeSequence(row, state, parser)
		state, row = next, row[n:]
		switch {
		case xansi.HasCsiPrefix(seq):
			uv.ReadStyle(parser.Params(), &style)
		case xansi.HasOscPrefix(seq):
			uv.ReadLink(parser.Data(), &link)
		case width > 0:
			out = append(out, painted{seq, style, link.URL})
		}
	}
	return out
}

// fill is a look that is told by its tint alone.
func fill(colour string) theme.Look { return theme.Look{Tint: lipgloss.Color(colour)} }

func TestPaintLaysHighlightsOver(t *testing.T) {
	p := newPage("one two three\n", 20)
	row := p.Lay(0).Rows[0]
	bold, red, blue := theme.Look{Bold: true}, fill("#ff0000"), fill("#0000ff")
	tests := []struct {
		name       string
		highlights []Highlight
		want       string // by cell: r red, b blue, capital where bold, a point for neither
	}{
		{"none", nil, ".............       "},
		{"one word", []Highlight{{model.Span{Start: 4, End: 7}, red}}, "....rrr......       "},
		{"the later wins", []Highlight{{model.Span{Start: 0, End: 7}, red}, {model.Span{Start: 4, End: 13}, blue}}, "rrrrbbbbbbbbb       "},
		{"the later wins, whatever its place", []Highlight{{model.Span{Start: 4, End: 13}, blue}, {model.Span{Start: 0, End: 7}, red}}, "rrrrrrrbbbbbb       "},
		{"what is unset stays", []Highlight{{model.Span{Start: 0, End: 7}, red}, {model.Span{Start: 4, End: 13}, bold}}, "rrrrRRR******       "},
		{"one inside the other", []Highlight{{model.Span{Start: 0, End: 13}, red}, {model.Span{Start: 4, End: 7}, blue}}, "rrrrbbbrrrrrr       "},
		{"elsewhere", []Highlight{{model.Span{Start: 40, End: 50}, red}}, ".............       "},
		{"beyond both ends", []Highlight{{model.Span{Start: -5, End: 50}, red}}, "rrrrrrrrrrrrr       "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			for _, c := range read(p.Paint(row, tt.highlights, 0)) {
				got.WriteString(letterOf(c))
			}
			if got.String() != tt.want {
				t.Errorf("painted %q, want %q", got.String(), tt.want)
			}
		})
	}
}

func letterOf(c painted) string {
	letter := "."
	if c.style.Fg == nil && c.style.Bg == nil && c.style.Attrs == 0 {
		letter = " "
	}
	if c.style.Bg != nil {
		switch r, _, b, _ := c.style.Bg.RGBA(); {
		case r > 0:
			letter = "r"
		case b > 0:
			letter = "b"
		}
	}
	if c.style.Attrs&uv.AttrBold == 0 {
		return letter
	}
	if letter == "." {
		return "*"
	}
	return strings.ToUpper(letter)
}

func TestPaintSetsLinksAndAttributes(t *testing.T) {
	th := theme.New(theme.Dark, false)
	p := newTestPage(markdown.New("a [b](https://example.org/x) c\n"), th, 12)
	row := p.Lay(0).Rows[0]
	cells := read(p.Paint(row, []Highlight{{model.Span{Start: 0, End: 30}, th.Mark(model.Attributed, false)}}, 0))
	if len(cells) != 12 {
		t.Fatalf("%d cells on a page of 12", len(cells))
	}
	for i, c := range cells {
		wantLink, wantLine := "", uv.UnderlineDotted
		if i == 2 {
			wantLink = "https://example.org/x"
		}
		if i >= 5 {
			wantLine = 0
		}
		if c.link != wantLink || c.style.Underline != wantLine {
			t.Errorf("cell %d %q: link %q, underline %v", i, c.text, c.link, c.style.Underline)
		}
	}
}

// A page without colours paints none.
func TestPaintWithoutColours(t *testing.T) {
	th := theme.New(theme.Dark, true)
	text := "# Head\n\nsome [link](https://example.org) and `code`\n\n> quote\n\n```go\nfunc x() {}\n```\n\n| a |\n|---|\n| b |\n"
	p := newTestPage(markdown.New(text), th, 60)
	for i := range p.Blocks() {
		for _, row := range p.Lay(i).Rows {
			for _, tag := range model.Tags() {
				for _, c := range read(p.Paint(row, []Highlight{{row.Span, th.Mark(tag, false)}}, 0)) {
					if c.style.Fg != nil || c.style.Bg != nil || c.style.UnderlineColor != nil {
						t.Fatalf("%q is painted in %v", c.text, c.style)
					}
				}
			}
		}
	}
}

// Graphemes stay whole: emoji, combining letters, right-to-left words.
func TestPaintKeepsGraphemesWhole(t *testing.T) {
	for _, text := range []string{"👩‍👩‍👧 und 日本語", "नमस्ते दुनिया", "שלום עולם", "مرحبا بالعالم", "e\u0301te\u0301", "1️⃣ 2️⃣"} {
		p := newPage(text, 12)
		var got strings.Builder
		for _, row := range p.Lay(0).Rows {
			line := p.Paint(row, []Highlight{{model.Span{Start: 0, End: len(text)}, fill("#ff0000")}}, 0)
			if w := xansi.StringWidth(line); w != 12 {
				t.Errorf("%q is %d cells wide", line, w)
			}
			got.WriteString(strings.TrimRight(xansi.Strip(line), " "))
		}
		if want := strings.ReplaceAll(text, " ", ""); strings.ReplaceAll(got.String(), " ", "") != want {
			t.Errorf("painted %q, want %q", got.String(), want)
		}
	}
}

func TestHighlightsFindWhatOverlaps(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		all := make([]Highlight, random.IntN(60))
		for i := range all {
			start := random.IntN(1000)
			all[i] = Highlight{model.Span{Start: start, End: start + random.IntN(1+random.IntN(400))}, theme.Look{Bold: i%2 == 0}}
		}
		index := NewHighlights(all)
		if index.Len() != len(all) {
			t.Fatalf("%d of %d highlights", index.Len(), len(all))
		}
		for range 50 {
			start := random.IntN(1000)
			span := model.Span{Start: start, End: start + random.IntN(100)}
			var want []Highlight
			for _, h := range all {
				if !span.Empty() && !h.Span.Empty() && h.Span.Overlaps(span) {
					want = append(want, h)
				}
			}
			if diff := cmp.Diff(want, index.Overlapping(span, nil)); diff != "" {
				t.Fatalf("overlapping %v (-want +got):\n%s", span, diff)
			}
		}
	}
	var none *Highlights
	if got := none.Overlapping(model.Span{Start: 0, End: 9}, nil); got != nil {
		t.Errorf("no index found %v", got)
	}
}

// Many highlights on one row cost no product with its cells, nor with each
// other.
func TestPaintTakesTenThousandHighlightsOnARow(t *testing.T) {
	p := newPage(strings.Repeat("abcdefghi ", 20), 200)
	row := p.Lay(0).Rows[0]
	all := make([]Highlight, 10_000)
	for i := range all {
		all[i] = Highlight{model.Span{Start: i % 150, End: i%150 + 1 + i%50}, fill("#ff0000")}
	}
	all[len(all)-1] = Highlight{model.Span{Start: 50, End: 60}, fill("#0000ff")}
	cells := read(p.Paint(row, all, 0))
	if letterOf(cells[49]) != "r" || letterOf(cells[50]) != "b" || letterOf(cells[60]) != "r" {
		t.Errorf("painted %s%s%s", letterOf(cells[49]), letterOf(cells[50]), letterOf(cells[60]))
	}
}
