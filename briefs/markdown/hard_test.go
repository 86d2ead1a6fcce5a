package markdown

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"obelus/briefs/markdown/hardtext"
)

// repeat gives about size bytes of s.
func repeat(s string, size int) string { return strings.Repeat(s, size/len(s)+1) }

// TestHardTexts reads what is made to be slow and logs the times of the
// slowest. What is quadratic takes minutes, and so runs into the test's own time
// limit.
func TestHardTexts(t *testing.T) {
	part := 40
	if testing.Short() {
		part = 100
	}
	for _, text := range hardtext.Pathological() {
		t.Run(text.Name, func(t *testing.T) {
			source := text.Small(part)
			start := time.Now()
			d := New(source)
			visible := d.Visible()
			read := time.Since(start)
			if !utf8.ValidString(visible) {
				t.Error("the visible text is not UTF-8")
			}
			middle := d.VisibleAt(len(source) / 2)
			_, _ = d.Snap(d.VisibleSpan(middle, middle+10))
			t.Logf("%d bytes: visible text in %v, %.2f s a megabyte, all in %v", len(source), read, perMegabyte(read, source), time.Since(start))
		})
	}
}

func perMegabyte(took time.Duration, source string) float64 {
	return took.Seconds() / float64(len(source)) * megabyte
}

// BenchmarkHardTexts reads a megabyte of each, which should take less than two
// seconds.
func BenchmarkHardTexts(b *testing.B) {
	for _, text := range append(hardtext.Pathological(), hardtext.Blocks()...) {
		b.Run(text.Name, func(b *testing.B) {
			source := text.Full()
			var took time.Duration
			for b.Loop() {
				start := time.Now()
				New(source).Visible()
				took += time.Since(start)
			}
			b.ReportMetric(perMegabyte(took, source)/float64(b.N), "s/MB")
		})
	}
}

// TestHardTextsAreComplete holds that what bounds the work loses no letter.
func TestHardTextsAreComplete(t *testing.T) {
	const size = 300_000
	for _, c := range []struct{ name, source, want string }{
		{"prose in pieces", repeat("plain **bold** and `code` (x) ", size), repeat("plain bold and code (x) ", size*24/30)},
		{"lines in pieces", repeat("plain *bold*\n[and](u) `code`\n", size), repeat("plain bold and code ", size*20/29)},
		{"one word", repeat("word", 5<<20), repeat("word", 5<<20)},
		{"quotes", strings.Repeat("> ", 1000) + "deep", strings.Repeat("> ", 1000-maxDepth) + "deep"},
		{"lists", strings.Repeat("* ", 1000) + "deep", strings.Repeat("* ", 1000-maxDepth/2) + "deep"},
		{"emphasis", strings.Repeat("*a ", 500) + "b" + strings.Repeat(" a*", 500), strings.Repeat("a ", 500) + "b" + strings.Repeat(" a", 500)},
		{"brackets", strings.Repeat("[", size) + "a" + strings.Repeat("]", size), strings.Repeat("[", size) + "a" + strings.Repeat("]", size)},
		{"definitions", repeat("[a]: b\n", 3*maxDefinitionLines*7), repeat("[a]: b ", 3*maxDefinitionLines*7)},
		{"wide table", "|" + strings.Repeat("a|", 9000) + "\n|" + strings.Repeat("-|", 9000) + "\n" + strings.Repeat("b\n", 500),
			"|" + strings.Repeat("a|", 9000) + " |" + strings.Repeat("-|", 9000) + strings.Repeat(" b", 500)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := New(c.source).Visible(); letters(got) != letters(c.want) {
				t.Errorf("%d letters of %d: %.80q … %.80q", len(letters(got)), len(letters(c.want)), got, got[max(0, len(got)-60):])
			}
		})
	}
}
