package anchor

import (
	"fmt"
	"strings"
	"testing"

	"obelus/model"
)

// prose is n made-up sentences, no two of them the same, and where they stand.
func prose(n int) (string, []model.Span) {
	words := strings.Fields("harbour convoy ministry grain frontier audit pipeline ballot garrison treaty report observer warehouse permit ferry quota signal envoy tariff border")
	var b strings.Builder
	spans := make([]model.Span, n)
	seed := uint32(1)
	for i := range n {
		start := b.Len()
		fmt.Fprintf(&b, "Notice %d says", i)
		for range 12 {
			seed = seed*1664525 + 1013904223
			b.WriteString(" " + words[seed>>16%uint32(len(words))])
		}
		b.WriteString(".")
		spans[i] = model.Span{Start: start, End: b.Len()}
		b.WriteString(" ")
	}
	return b.String(), spans
}

// edited is text with every third of its sentences changed by a word, and some
// left out.
func edited(text string, spans []model.Span) string {
	var b strings.Builder
	for i, s := range spans {
		sentence := text[s.Start:s.End]
		switch {
		case i%17 == 0:
			continue
		case i%3 == 0:
			sentence = strings.Replace(sentence, " says ", " reported on Monday ", 1)
		}
		b.WriteString(sentence + " ")
	}
	return b.String()
}

// BenchmarkFind finds marks on every sentence again, in the same text and in
// one of which a third was edited.
func BenchmarkFind(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		text, spans := prose(n)
		for _, c := range []struct{ name, text string }{{"same", text}, {"edited", edited(text, spans)}} {
			b.Run(fmt.Sprintf("%s/%d marks in %d kB", c.name, n, len(text)/1000), func(b *testing.B) {
				for b.Loop() {
					Find(text, c.text, spans)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/mark")
			})
		}
	}
}
