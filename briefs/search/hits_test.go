package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
)

// indexed is the index of a text.
func indexed(t testing.TB, text string) *Index {
	t.Helper()
	x, err := New(t.Context(), markdown.New(text))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// found lists what of the brief text words hit.
func found(t testing.TB, x *Index, words string) []string {
	t.Helper()
	hits, err := x.Find(words).Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range hits.Total() {
		at, ok := hits.Nth(n)
		if !ok || hits.Rank(at) != n {
			t.Fatalf("hit %d of %q is at %d (%v), rank %d", n, words, at, ok, hits.Rank(at))
		}
		span := hits.Span(at)
		out = append(out, x.doc.Text()[span.Start:span.End])
	}
	return out
}

func TestFind(t *testing.T) {
	const greek, turkish, german = "Ο λόγος του ΛΌΓΟΥ, λογοσ.", "İstanbul, Istanbul, istanbul, ışık", "Straße STRASSE strasse STRAẞE"
	for _, c := range []struct {
		name, text, words string
		want              []string
	}{
		{"nothing asked", "words", "", nil},
		{"white space asked", "words here", " \t ", nil},
		{"nothing there", "", "words", nil},
		{"small letters find all", "Port, port, PORT", "port", []string{"Port", "port", "PORT"}},
		{"a capital finds the same capitals", "Port, port, PORT", "Port", []string{"Port"}},
		{"all capitals", "Port, port, PORT", "PORT", []string{"PORT"}},
		{"no accents find all", "café cafe CAFÉ cafe\u0301", "cafe", []string{"café", "cafe", "CAFÉ", "cafe\u0301"}},
		{"an accent finds itself", "café cafe CAFÉ cafe\u0301 cafè", "café", []string{"café", "CAFÉ", "cafe\u0301"}},
		{"an accent elsewhere", "résumé resumé", "resumé", []string{"resumé"}},
		{"an accent that is nowhere", "résumé", "resume\u0330", nil},
		{"accent and capital", "École école Ecole", "École", []string{"École"}},
		{"across emphasis and a line's end", "the **northern\nbasin** is", "n basin i", []string{"n\nbasin** i"}},
		{"across paragraphs", "one two\n\nthree", "two three", []string{"two\n\nthree"}},
		{"across list items", "- one\n- two", "one two", []string{"one\n- two"}},
		{"in a cell", "| a | b |\n|---|---|\n| grain | none |", "a b grain", []string{"a | b |\n|---|---|\n| grain"}},
		{"in a footnote, in source order", "note[^1] a\n\n[^1]: note b\n\nnote c", "note", []string{"note", "note", "note"}},
		{"an entity", "R&amp;D &eacute;t&eacute;", "r&d ete", []string{"R&amp;D &eacute;t&eacute;"}},
		{"of itself", "aaaaa", "aa", []string{"aa", "aa"}},
		{"ideographs", "東京都と京都", "京都", []string{"京都", "京都"}},
		{"kana keep their marks", "が か か\u3099", "か", []string{"か"}},
		{"kana with marks", "が か か\u3099", "が", []string{"が", "か\u3099"}},
		{"Hangul in pieces", "한국 \u1112\u1161\u11ab국 하국", "한국", []string{"한국", "\u1112\u1161\u11ab국"}},
		{"a syllable is not its beginning", "한", "하", nil},
		{"Cyrillic", "Йод ёлка", "йод", []string{"Йод"}},
		{"Cyrillic without breve", "Йод, иод", "иод", []string{"Йод", "иод"}},
		{"Greek, last sigma", greek, "λογοσ", []string{"λόγος", "λογοσ"}},
		{"Greek, capitals", greek, "ΛΟΓΟΥ", []string{"ΛΌΓΟΥ"}},
		{"Arabic without harakat", "كَتَبَ كتب أحمد", "كتب", []string{"كَتَبَ", "كتب"}},
		{"Arabic with harakat", "كَتَبَ كتب", "كَتَبَ", []string{"كَتَبَ"}},
		{"alef without hamza", "أحمد", "احمد", []string{"أحمد"}},
		{"tatweel", "كـتب", "كتب", []string{"كـتب"}},
		{"Hebrew points", "שָׁלוֹם", "שלום", []string{"שָׁלוֹם"}},
		{"Devanagari signs are letters", "कुल कल", "कल", []string{"कल"}},
		{"dotted capital I", turkish, "istanbul", []string{"İstanbul", "Istanbul", "istanbul"}},
		{"dotless i", turkish, "ışık", []string{"ışık"}},
		{"ss is sharp s", german, "strasse", []string{"Straße", "STRASSE", "strasse", "STRAẞE"}},
		{"sharp s is itself", german, "straße", []string{"Straße", "STRAẞE"}},
		{"half of a sharp s", "ß", "s", []string{"ß"}},
		{"strokes", "Łódź Łodz lodz", "lodz", []string{"Łódź", "Łodz", "lodz"}},
		{"a stroke is meant", "Søren Soren", "søren", []string{"Søren"}},
		{"ligatures", "eﬃcient", "efficient", []string{"eﬃcient"}},
		{"letters of a ligature", "eﬃcient", "f", []string{"ﬃ"}},
		{"a ligature asked", "efficient", "ﬃ", []string{"ffi"}},
		{"wide letters", "ＡＢＣ", "abc", []string{"ＡＢＣ"}},
		{"a soft hyphen", "co\u00adoperate", "cooperate", []string{"co\u00adoperate"}},
		{"curly quotes", "don’t “go”", `don't "go"`, []string{"don’t “go”"}},
		{"long s and Kelvin", "Waſſer 3 K", "wasser 3 k", []string{"Waſſer 3 K"}},
		{"a keycap and its variation", "1\ufe0f\u20e3 1", "1", []string{"1\ufe0f\u20e3", "1"}},
		{"neutralised", "a&#27;b", "a␛b", []string{"a&#27;b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, found(t, indexed(t, c.text), c.words)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
