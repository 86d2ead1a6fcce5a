package page

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/text"
	"obelus/ui/theme"
)

const corpus = "../../../shared/corpus"

// A namedText is one brief text to be laid out.
type namedText struct{ name, text string }

// briefTexts is the samples and every .md and .txt brief of the corpus.
func briefTexts(t testing.TB) []namedText {
	t.Helper()
	var texts []namedText
	for _, s := range samples.All() {
		texts = append(texts, namedText{s.Path, s.Text})
	}
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus is not there: ", err)
	}
	err := filepath.WalkDir(filepath.Join(corpus, "briefs"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch filepath.Ext(path) {
		case ".md":
			texts = append(texts, namedText{path, normal(string(data))})
		case ".txt":
			md, _ := text.ToMarkdown(normal(string(data)))
			texts = append(texts, namedText{path, md})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// normal is what the desk makes of a file's bytes before anything reads them.
func normal(s string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD")
}

// Every letter of every brief is on the page once, knows its bytes, and is found
// from there and back.
func TestEveryLetterKnowsItsSource(t *testing.T) {
	t.Parallel()
	widths := []int{20, 40, 80, 120}
	if testing.Short() {
		widths = widths[1:2]
	}
	totals := make([]audit, len(widths))
	for _, brief := range briefTexts(t) {
		doc := markdown.New(brief.text)
		for i, width := range widths {
			p := newTestPage(doc, theme.New(theme.Dark, false), width)
			a := auditPage(p)
			m := mapLetters(p, 1)
			if len(a.problems)+len(a.notes)+len(m.problems) > 0 {
				t.Errorf("%s at %d: %q %q %q", brief.name, width, a.problems, a.notes, m.problems)
			}
			totals[i].add(a)
		}
	}
	for i, total := range totals {
		t.Logf("width %d: %d letters, %d on the page once (%d lost, %d doubled); %d cells, %d show their source",
			widths[i], total.letters, total.once, total.lost, total.doubled, total.cells, total.faithful)
		if total.letters == 0 || total.once != total.letters || total.faithful != total.cells {
			t.Errorf("width %d: %d of %d letters on the page once, %d of %d cells faithful",
				widths[i], total.once, total.letters, total.faithful, total.cells)
		}
	}
}
