package markdown

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

// TestPoints holds Points to the visible text itself: what stands there is what
// the span's letters are, and a span without points holds no letter, or its
// letters are not one stretch.
func TestPoints(t *testing.T) {
	texts := []string{
		"", "\n\n", "one", "Grüße, 日本語 und 👩‍👩‍👧.\n\nAgain.\n", "a[^1] b\n\n[^1]: note of it\n\nc[^2]\n\n[^2]: end\n",
		"<!-- nothing -->\n\n# H\n\n<!-- nothing -->\n\n- a\n- b\n\n  c\n\n| x | y |\n|---|---|\n| é | &amp; |\n",
		hardtext.Brief(20 << 10), hardtext.Footnotes(50),
	}
	for _, e := range specExamples(t) {
		texts = append(texts, e.markdown)
	}
	for _, text := range corpusBriefs(t) {
		texts = append(texts, text)
	}
	counted, apart := 0, 0
	for i, text := range texts {
		d := New(text)
		r := rand.New(rand.NewPCG(uint64(i), 7))
		spans := []model.Span{{Start: 0, End: len(text)}, {}}
		for range 40 {
			start := letterAt(text, r.IntN(len(text)+1))
			spans = append(spans, model.Span{Start: start, End: letterAt(text, start+r.IntN(1+r.IntN(300)))})
		}
		c, a := checkPoints(t, d, spans)
		counted, apart = counted+c, apart+a
	}
	t.Logf("%d texts: %d spans counted, %d not one stretch", len(texts), counted, apart)
	if counted < len(texts) || apart == 0 {
		t.Error("hardly a span was counted, or none was apart")
	}
}

// letterAt is the first byte at or after at at which a letter begins.
func letterAt(text string, at int) int {
	for at < len(text) && !utf8.RuneStart(text[at]) {
		at++
	}
	return min(at, len(text))
}

func checkPoints(t *testing.T, d *Document, spans []model.Span) (counted, apart int) {
	t.Helper()
	visible := []rune(d.Visible())
	points := New(d.text).Points(spans) // nothing was parsed before; then everything was
	if again := d.Points(spans); !slices.Equal(again, points) {
		t.Fatalf("%q: %v, and once parsed %v", d.text, points, again)
	}
	for i, p := range points {
		words := d.VisibleOf(spans[i])
		switch {
		case !p.Empty():
			counted++
			if got := string(visible[p.Start:p.End]); got != words {
				t.Fatalf("%v of %q: the points %v are %q, want %q", spans[i], d.text, p, got, words)
			}
		case words != "" && !spans[i].Empty():
			apart++
			if strings.HasPrefix(d.Visible()[d.VisibleAt(spans[i].Start):], words) {
				t.Fatalf("%v of %q: %q has no points", spans[i], d.text, words)
			}
		}
	}
	return counted, apart
}

// BenchmarkPoints counts ten thousand spans of 10 MB; beside it what the visible
// text alone costs.
func BenchmarkPoints(b *testing.B) {
	text := hardtext.Brief(10 << 20)
	spans := make([]model.Span, 10_000)
	for i := range spans {
		at := i * (len(text) / len(spans))
		spans[i] = model.Span{Start: at, End: at + 60}
	}
	b.Run("10000 spans", func(b *testing.B) {
		for b.Loop() {
			New(text).Points(spans)
		}
	})
	d := New(text)
	d.Visible()
	b.Run("10000 spans of a text that was read", func(b *testing.B) {
		for b.Loop() {
			d.Points(spans)
		}
	})
	b.Run("the visible text", func(b *testing.B) {
		for b.Loop() {
			New(text).Visible()
		}
	})
}
