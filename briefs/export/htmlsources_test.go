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

// TestHTMLSingleOrigins: statements that rest on one origin are called as
// everywhere on the page, and lead to their entries.
func TestHTMLSingleOrigins(t *testing.T) {
	root := parsed(t, pageOf(t, onUnits("The ministry said so. Ships sailed.\n")))
	section := elementsIn(root, func(n *html.Node) bool { return attribute(n, "id") == "sources" })[0]
	words := elementsIn(section, func(n *html.Node) bool { return n.Data == "p" })[0]
	links := elementsIn(words, func(n *html.Node) bool { return n.Data == "a" })
	if len(links) != 2 || wordsOf(links[0]) != "S1" || attribute(links[1], "href") != "#c-a2" {
		t.Errorf("%q with %d links", wordsOf(words), len(links))
	}
	if want := "2 references in 2 statements, from 1 distinct origin. 2 statements rest on one origin alone: S1, A2."; wordsOf(words) != want {
		t.Errorf("%q, want %q", wordsOf(words), want)
	}
}
