package export_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/model"
)

// FuzzExport marks any text at random: what is exported gives the brief text
// and the marks back, and reads as the brief does.
func FuzzExport(f *testing.F) {
	for i, text := range ownTexts() {
		f.Add(text, uint64(i))
	}
	f.Add("*a **b*** c](d) [e][f] <g@h.i> `j` &#0; \\\n***\n| k |\n|-|\n", uint64(1))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if !utf8.ValidString(text) || strings.Contains(text, "\r") || len(text) > 1<<14 {
			t.Skip("no brief text, or a long one")
		}
		r := rand.New(rand.NewPCG(seed, 1))
		checkExport(t, annotate(text, randomMarks(r, markdown.New(text), 1+int(seed%8))))
	})
}

// FuzzHTML marks any text at random: the page says what the brief says, every
// mark on its words, and nothing on it does anything.
func FuzzHTML(f *testing.F) {
	for i, text := range append(ownTexts()[:26], hostileTexts()...) {
		f.Add(text, uint64(i))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		if !utf8.ValidString(text) || strings.Contains(text, "\r") || len(text) > 1<<13 {
			t.Skip("no brief text, or a long one")
		}
		r := rand.New(rand.NewPCG(seed, 1))
		checkPage(t, annotate(text, randomMarks(r, markdown.New(text), 1+int(seed%8))))
	})
}

// TestAnyMarkdown does the same with texts put together of what Markdown is
// made of.
func TestAnyMarkdown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		piece := rapid.SampledFrom([]string{
			"word ", "two words", ". ", "*", "**", "_", "__", "~~", "`", "``", "[", "]", "](https://x.org)", "](<a b> \"t\")", "[r]",
			"![", "<b>", "</b>", "<https://x.org>", "https://x.org/a", "www.x.org", "a@b.org", "&amp;", "\\*", "\\", "==", "[^a1]", "[^1]",
			"\n", "\n\n", "  \n", "- ", "1. ", "> ", "# ", "\n---\n", "\n===\n", "| a | b |\n|---|---|\n| ", " | ", "```\n", "    ", "\t", "<!-- ",
			" -->", "\n\n[r]: https://x.org/r\n\n", "\n\n[^1]: note\n\n", "日本", "é", "\"", "(", ")", "'", "÷", "↑ **A**",
		})
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(rt, "pieces"), "")
		doc := markdown.New(text)
		var marks []model.Mark
		for i := range rapid.IntRange(0, 6).Draw(rt, "marks") {
			size := len(doc.Visible())
			if size == 0 {
				break
			}
			start := rapid.IntRange(0, size-1).Draw(rt, "start")
			end := rapid.IntRange(start+1, size).Draw(rt, "end")
			span, err := doc.Snap(doc.VisibleSpan(start, end))
			if err != nil {
				continue
			}
			marks = append(marks, model.Mark{
				ID: model.MarkID(string(rune('a' + i))), Span: span, Analyst: "desk", Created: stamp, Updated: stamp,
				Tag: rapid.SampledFrom(model.Tags()).Draw(rt, "tag"), Details: model.Details{Status: model.Open},
			})
		}
		checkExport(rt, annotate(text, marks))
	})
}
