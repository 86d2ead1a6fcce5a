package page

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// specExamples is the Markdown of the examples in the CommonMark and GFM
// specifications, each once, and cmark's benchmark samples.
func specExamples(t *testing.T) []string {
	t.Helper()
	var examples []string
	seen := map[string]bool{} // most stand in both
	for _, name := range []string{"commonmark/spec.txt", "cmark-gfm/spec.txt"} {
		data, err := os.ReadFile(filepath.Join(corpus, "markdown", name))
		if err != nil {
			t.Skip("the corpus is not there: ", err)
		}
		found := regexp.MustCompile("(?ms)^`{32} example[^\n]*\n(.*?)^\\.$").FindAllStringSubmatch(string(data), -1)
		if len(found) < 600 {
			t.Fatalf("%s has %d examples", name, len(found))
		}
		for _, example := range found {
			if text := strings.ReplaceAll(example[1], "→", "\t"); !seen[text] {
				seen[text] = true
				examples = append(examples, text)
			}
		}
	}
	samples, err := filepath.Glob(filepath.Join(corpus, "markdown", "cmark", "bench", "samples", "*.md"))
	if err != nil || len(samples) < 20 {
		t.Fatal("cmark's samples: ", len(samples), err)
	}
	for _, path := range samples {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		examples = append(examples, normal(string(data)))
	}
	return examples
}

// Every example of the specifications keeps every letter, at any width, and
// every letter is found where it stands and leads back.
func TestSpecificationExamples(t *testing.T) {
	t.Parallel()
	widths := [...]int{9, 20, 40, 80, 120}
	var totals [len(widths)]audit
	var followed [len(widths)]int
	examples := specExamples(t)
	for _, example := range examples {
		doc := markdown.New(example)
		for i, width := range widths {
			p := newTestPage(doc, theme.New(theme.Dark, false), width)
			a, m := auditPage(p), mapLetters(p, 1)
			if len(a.problems)+len(a.notes)+len(m.problems) > 0 {
				t.Errorf("width %d, %.200q: %q %q %q", width, example, a.problems, a.notes, m.problems)
			}
			totals[i].add(a)
			followed[i] += m.letters
		}
	}
	for i, total := range totals {
		t.Logf("width %d: %d examples, %d letters, %d once on the page, %d of %d cells faithful, %d followed both ways",
			widths[i], len(examples), total.letters, total.once, total.faithful, total.cells, followed[i])
	}
}
