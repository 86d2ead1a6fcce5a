package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"charm.land/glamour/v2"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// largeBrief is a brief of about size bytes, with what briefs have.
func largeBrief(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Part %d: the situation along the river\n\n", i)
		for j := range 6 {
			fmt.Fprintf(&b, "According to the ministry, convoy %d of part %d reached the town on Monday[^n%d]. "+
				"It would *likely* be followed by another one, [an official](https://example.org/%d/%d) said; "+
				"the **second** crossing was closed &amp; guarded. Nobody was named for the deliveries of wheat, "+
				"oil products and fertilisers that had been announced in the spring of the year before.\n\n", j, i, i, i, j)
		}
		fmt.Fprintf(&b, "> \"We shall see,\" the spokesman said of part %d.\n\n", i)
		fmt.Fprintf(&b, "- first, the corridor\n- second, the *port*\n  - and its cranes\n\n")
		fmt.Fprintf(&b, "| Place | Ships | Date |\n|:--|--:|---|\n| Port %d | %d | Monday |\n| Bay | 7 | Friday |\n\n", i, i*3)
		fmt.Fprintf(&b, "[^n%d]: Press service, statement %d.\n\n", i, i)
	}
	return b.String()
}

// firstFrame is what the reader does before it shows anything.
func firstFrame(text string, width, rows int) int {
	p := New(markdown.New(text), theme.New(theme.Dark, false), width)
	bytes, row := 0, 0
	for i := 0; row < rows && i < p.Blocks(); i++ {
		for _, r := range p.Lay(i).Rows {
			bytes += len(p.Paint(r, nil, 0))
			row++
		}
	}
	return bytes
}

// wholeWithGlamour is how long glamour takes for all of text.
func wholeWithGlamour(b *testing.B, text string, style glamour.TermRendererOption, width int) time.Duration {
	b.Helper()
	renderer, err := glamour.NewTermRenderer(style, glamour.WithWordWrap(width))
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	if _, err := renderer.RenderBytes([]byte(text)); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// BenchmarkFirstFrame compares the first screen of a 1 MB brief with glamour
// rendering the brief whole in the same run: in our style, and in its own.
func BenchmarkFirstFrame(b *testing.B) {
	text := largeBrief(1 << 20)
	const width, rows = 200, 60
	plain := wholeWithGlamour(b, text, glamour.WithStyles(theme.New(theme.Dark, false).Glamour()), width)
	usual := wholeWithGlamour(b, text, glamour.WithStandardStyle("dark"), width)
	b.ResetTimer()
	for b.Loop() {
		firstFrame(text, width, rows)
	}
	frame := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(plain.Microseconds())/1000, "glamour-ms")
	b.ReportMetric(float64(frame.Microseconds())/1000, "frame-ms")
	b.ReportMetric(float64(plain)/float64(frame), "times-faster")
	b.ReportMetric(float64(usual)/float64(frame), "times-faster-than-its-dark-style")
}

// BenchmarkPaint paints a screen of 200×60 in the middle of a 1 MB brief that
// has 10,000 highlights.
func BenchmarkPaint(b *testing.B) {
	text := largeBrief(1 << 20)
	th := theme.New(theme.Dark, false)
	p := New(markdown.New(text), th, 200)
	var all []Highlight
	for i := range 10_000 {
		start := i * (len(text) / 10_000)
		tag := model.Tags()[i%5]
		all = append(all, Highlight{model.Span{Start: start, End: start + 60 + i%200}, th.Mark(tag, i%7 == 0)})
	}
	index := NewHighlights(all)
	top := Pos{Block: p.Blocks() / 2}
	for i := range 80 {
		p.Lay(top.Block + i)
	}
	var buffer []Highlight
	b.ResetTimer()
	for b.Loop() {
		pos := top
		for range 60 {
			row := p.Peek(pos.Block).Rows[pos.Row]
			buffer = index.Overlapping(row.Span, buffer[:0])
			p.Paint(row, buffer, 0)
			pos = p.Move(pos, 1)
		}
	}
}

// BenchmarkLay lays blocks of each kind out, by the kilobyte.
func BenchmarkLay(b *testing.B) {
	kinds := map[string]string{
		"paragraph": strings.Repeat("Some words that *go* on for a while, and end. ", 160),
		"list":      strings.Repeat("- an item of a list, with a few words\n", 200),
		"table":     "| a | b | c |\n|---|---|---|\n" + strings.Repeat("| some words | more | 12 |\n", 280),
		"code":      "```go\n" + strings.Repeat("x := f(y) // why\n", 450) + "```\n",
	}
	for name, text := range kinds {
		b.Run(name, func(b *testing.B) {
			doc := markdown.New(text)
			th := theme.New(theme.Dark, false)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				New(doc, th, 80).Lay(0)
			}
		})
	}
}

// BenchmarkPeek stands in for blocks that are not ready.
func BenchmarkPeek(b *testing.B) {
	doc := markdown.New(strings.Repeat("Some words that *go* on for a while, and end. ", 170))
	th := theme.New(theme.Dark, false)
	for b.Loop() {
		New(doc, th, 80).Peek(0)
	}
}

func TestPaintAllocatesLittle(t *testing.T) {
	p := newPage(largeBrief(4000), 80)
	row := p.Lay(1).Rows[0]
	if n := testing.AllocsPerRun(100, func() { p.Paint(row, nil, 0) }); n > 4 {
		t.Errorf("painting a row allocates %v times", n)
	}
	if painted := p.Paint(row, nil, 0); !bytes.Contains([]byte(painted), []byte("ministry")) {
		t.Errorf("painted %q", painted)
	}
}
