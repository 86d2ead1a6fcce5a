package search

import (
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

// eachText runs f over the briefs that the reader is measured by.
func eachText(b *testing.B, f func(b *testing.B, doc *markdown.Document)) {
	for _, text := range []struct {
		name string
		of   func(int) string
	}{{"brief", hardtext.Brief}, {"mixed", hardtext.Mixed}} {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"100kB", 100 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}} {
			b.Run(text.name+"/"+size.name, func(b *testing.B) { f(b, markdown.New(text.of(size.bytes))) })
		}
	}
}

// BenchmarkNew makes an index, beside the parsing of all blocks that is a part
// of it.
func BenchmarkNew(b *testing.B) {
	eachText(b, func(b *testing.B, doc *markdown.Document) {
		b.Run("index", func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			x, err := New(b.Context(), doc)
			runtime.GC()
			runtime.ReadMemStats(&after)
			for b.Loop() {
				x, err = New(b.Context(), doc)
			}
			if err != nil {
				b.Fatal(err)
			}
			if len(doc.Text()) > 8<<20 { // with a smaller one the parsed blocks count as much
				b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/float64(len(doc.Text())), "kept-B/B")
			}
			runtime.KeepAlive(x)
		})
		b.Run("parse only", func(b *testing.B) {
			for b.Loop() {
				for range doc.All() {
				}
			}
		})
	})
}

// BenchmarkFind asks for the first hit, for the number of all and for what of
// them is on a screen, beside what a regular expression takes for all.
func BenchmarkFind(b *testing.B) {
	eachText(b, func(b *testing.B, doc *markdown.Document) {
		x, err := New(b.Context(), doc)
		if err != nil {
			b.Fatal(err)
		}
		visible := doc.Visible()
		middle := len(doc.Text()) / 2
		screen := model.Span{Start: middle, End: min(len(doc.Text()), middle+12_000)}
		for _, query := range []struct{ name, words string }{
			{"letter", "e"}, {"common word", "the"}, {"rare word", "page 7 is"}, {"no word", "zymurgy"}, {"accent", "Ë"}, {"capitals", "THE"},
		} {
			b.Run(query.name+"/first", func(b *testing.B) {
				for b.Loop() {
					hits := x.Find(query.words)
					if at, ok := hits.Next(x.At(middle)); ok {
						hits.Span(at)
					}
				}
			})
			b.Run(query.name+"/all", func(b *testing.B) {
				total := 0
				for b.Loop() {
					hits, err := x.Find(query.words).Count(b.Context())
					if err != nil {
						b.Fatal(err)
					}
					total = hits.Total()
				}
				b.ReportMetric(float64(total), "hits")
			})
			b.Run(query.name+"/on screen", func(b *testing.B) {
				for b.Loop() {
					x.Find(query.words).Within(screen)
				}
			})
			b.Run(query.name+"/regexp", func(b *testing.B) {
				re := regexp.MustCompile("(?i)" + strings.ReplaceAll(query.words, " ", `\s+`))
				for b.Loop() {
					re.FindAllStringIndex(visible, -1)
				}
			})
		}
	})
}

// BenchmarkHard looks for the middle and the end of blocks that are large.
func BenchmarkHard(b *testing.B) {
	for _, text := range hardtext.Blocks() {
		doc := markdown.New(text.Full() + "\n\nthe very end\n")
		x, err := New(b.Context(), doc)
		if err != nil {
			b.Fatal(err)
		}
		hits, err := x.Find("e").Count(b.Context())
		if err != nil || hits.Total() == 0 {
			b.Fatal(fmt.Errorf("%d hits: %w", hits.Total(), err))
		}
		at, _ := hits.Nth(hits.Total() / 2)
		b.Run(text.Name+"/span", func(b *testing.B) {
			for b.Loop() {
				hits.Span(at)
			}
		})
		span := hits.Span(at)
		b.Run(text.Name+"/on screen", func(b *testing.B) {
			for b.Loop() {
				hits.Within(model.Span{Start: span.Start, End: span.Start + 5000})
			}
		})
	}
}
