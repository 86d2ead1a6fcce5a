package export_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"obelus/model"
)

// TestHTMLReferenceParts: each part of a reference goes its own way: an Arabic
// title does not turn round who added it.
func TestHTMLReferenceParts(t *testing.T) {
	a := onUnits("The ministry said so.\n")
	a.Marks[0].Tag = model.Sourced
	a.Marks[0].Details.References = []model.Reference{
		{Title: "النص العربي", URL: "https://example.org/a", Date: "2024-01-02", Origin: "وزارة", AddedBy: "maria"},
		{Title: "A file", URL: "file:///a"},
	}
	root := parsed(t, pageOf(t, a))
	var got []string
	for _, n := range elementsIn(root, func(n *html.Node) bool {
		return attribute(n, "dir") == "auto" && n.Data == "span" && (n.Parent.Data == "dd" || n.Parent.Data == "td")
	}) {
		got = append(got, wordsOf(n))
		if up := attribute(n.Parent, "dir"); up != "" {
			t.Errorf("what %q stands in goes %q", wordsOf(n), up)
		}
	}
	const want = "النص العربي|2024-01-02|وزارة|maria|A file|file:///a|النص العربي|A file"
	if strings.Join(got, "|") != want {
		t.Errorf("parts by themselves: %q, want %q", got, want)
	}
}
