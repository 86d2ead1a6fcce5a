package search

import (
	"strings"
	"testing"

	"obelus/briefs/markdown"
)

// FuzzSearch holds the hits in any text to a search that looks at every letter.
func FuzzSearch(f *testing.F) {
	f.Add("The *harbour* master\nsaid no.[^1]\n\n[^1]: Noted.", "er no")
	f.Add("Straße, ﬃ, İ, Ωμέγας, क़", "ss")
	f.Add("| a | é |\n|---|---|\n| e\u0301 | E |\n", "é e")
	f.Add(strings.Repeat("a\u0301 b", 5000), "a\u0301")
	f.Add("aaaa&#27;&NotEqualTilde;\x00\xff", "\u2242\u0338")
	f.Fuzz(func(t *testing.T, text, words string) {
		if len(text) > 64<<10 || len(words) > 256 {
			t.Skip("too long to look at every letter")
		}
		text = strings.ToValidUTF8(text, "\ufffd")
		doc := markdown.New(text)
		x := indexed(t, text)
		want := naiveFind(signsOf(doc), words)
		hits, err := x.Find(words).Count(t.Context())
		if err != nil || hits.Total() != len(want) {
			t.Fatalf("%q: %d hits, want %d, %v", words, hits.Total(), len(want), err)
		}
		for n := 0; n < len(want); n += 1 + len(want)/64 {
			at, ok := hits.Nth(n)
			if !ok || hits.Span(at) != want[n] || hits.Rank(at) != n {
				t.Fatalf("%q: hit %d is %v, rank %d; want %v", words, n, hits.Span(at), hits.Rank(at), want[n])
			}
		}
	})
}
