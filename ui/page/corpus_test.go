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
	for _, width := range []int{20, 40, 80, 120} {
		if testing.Short() && width != 40 {
			continue
		}
		var total audit
		for _, brief := range briefTexts(t) {
			p := New(markdown.New(brief.text), theme.New(theme.Dark, false), width)
			a := auditPage(p)
			m := mapLetters(p, 1)
			if len(a.problems)+len(a.notes)+len(m.problems) > 0 {
				t.Errorf("%s at %d: %q %q %q", brief.name, width, a.problems, a.notes, m.problems)
			}
			total.add(a)
		}
		once := float64(total.once) / float64(total.letters)
		faithful := float64(total.faithful) / float64(total.cells)
		t.Logf("width %d: %d letters, %.4f %% on the page once (%d lost, %d doubled); %d cells, %.4f %% show their source",
			width, total.letters, 100*once, total.lost, total.doubled, total.cells, 100*faithful)
		if total.once != total.letters || total.faithful != total.cells {
			t.Errorf("width %d: %d of %d letters on the page once, %d of %d cells faithful",
				width, total.once, total.letters, total.faithful, total.cells)
		}
		if len(total.notes) > 0 {
			t.Errorf("width %d: %d blocks are shown plainly: %s", width, len(total.notes), total.notes[0])
		}
	}
}
