package markdown

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const corpus = "../../../shared/corpus"

// corpusFile reads a file of the test material that is kept beside the
// repository; the test is skipped where it is not there.
func corpusFile(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(corpus, path))
	if err != nil {
		t.Skipf("the corpus is not here: %v", err)
	}
	return string(data)
}

// corpusBriefs are the corpus' Markdown and plain texts, by path.
func corpusBriefs(t testing.TB) map[string]string {
	t.Helper()
	briefs := map[string]string{}
	for _, dir := range []string{"briefs", "markdown", "revisions"} {
		_ = filepath.WalkDir(filepath.Join(corpus, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".md" && filepath.Ext(path) != ".txt" {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil {
				briefs[path] = strings.ReplaceAll(string(data), "\r\n", "\n")
			}
			return err
		})
	}
	if len(briefs) == 0 {
		t.Skip("the corpus is not here")
	}
	return briefs
}

// An example is one of a specification's: Markdown and the HTML it means.
type example struct{ markdown, html string }

// specExamples are the examples of the CommonMark and GFM specifications.
func specExamples(t testing.TB) []example {
	t.Helper()
	fence := strings.Repeat("`", 32)
	var examples []example
	for _, path := range []string{"markdown/commonmark/spec.txt", "markdown/cmark-gfm/spec.txt"} {
		parts := strings.Split("\n"+corpusFile(t, path), "\n"+fence)
		for _, p := range parts {
			if !strings.HasPrefix(p, " example") {
				continue
			}
			_, body, _ := strings.Cut(p, "\n")
			md, html, ok := strings.Cut(body+"\n", "\n.\n")
			if !ok { // an example that begins with the dot
				md, html = "", strings.TrimPrefix(body, ".\n")
			}
			examples = append(examples, example{tabs(md) + "\n", tabs(html)})
		}
	}
	if len(examples) < 1200 {
		t.Fatalf("only %d examples found", len(examples))
	}
	return examples
}

func tabs(s string) string { return strings.ReplaceAll(s, "→", "\t") }
