package desk

import (
	"fmt"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/model"
)

// TestRuler measures in letters that are seen: not in markup or bytes, and over
// footnotes, which are read last, in pieces.
func TestRuler(t *testing.T) {
	const text = "Grün &amp; *klug* war's.[^1] Ja.\n\n[^1]: Note.\n\n> Ende 🏴 gut.\n"
	doc := markdown.New(text)
	r := newRuler(doc)
	letters := []rune(doc.Visible())
	for _, c := range []struct{ from, to, want string }{
		{"Grün", "klug", `["Grün & klug"]`},
		{"&amp;", "&amp;", `["&"]`},
		{"Ja.", "Ja.", `["Ja."]`},
		{"Ja.", "Ende", `["Ja." "Note." "Ende"]`},
		{"Ende", "gut.", `["Ende 🏴 gut."]`},
		{"Note.", "Note.", `["Note."]`},
	} {
		var got []string
		for _, s := range r.spans(model.Span{Start: strings.Index(text, c.from), End: strings.Index(text, c.to) + len(c.to)}) {
			got = append(got, string(letters[s.Start:s.End]))
		}
		if fmt.Sprintf("%q", got) != c.want {
			t.Errorf("%s to %s: %q, want %s", c.from, c.to, got, c.want)
		}
	}
}
