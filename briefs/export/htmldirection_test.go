package export_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestHTMLDirection: lists, quotations, tables and footnotes go the way that
// their words go, so that bullets, lines and columns stand on the right side.
func TestHTMLDirection(t *testing.T) {
	const arabic, hebrew = "قال المتحدث إن السفن ستبحر", "אמר הדובר"
	for name, c := range map[string]struct {
		text string
		want string // elements with their directions; "" is that around them
	}{
		"a list":                  {"- " + arabic + "\n- " + arabic, "ul=rtl li= li="},
		"a loose list":            {"1. " + arabic + "\n\n2. " + hebrew, "ol=rtl li= li="},
		"a list from three on":    {"3. " + arabic, "ol=rtl li="},
		"what is left to right":   {"- The ministry said so.\n\n> Nobody did.", "ul= li= blockquote="},
		"an item that goes on":    {"- " + arabic + "\n- The ministry said so.", "ul=rtl li= li=ltr"},
		"a quotation":             {"> 1. " + arabic, "blockquote=rtl ol= li="},
		"after what has no way":   {"> 12, 13:\n>\n> " + arabic, "blockquote=rtl"},
		"emphasis":                {"- **" + arabic + "** and more", "ul=rtl li="},
		"an entity":               {"- &#1488; and more", "ul=rtl li="},
		"a table":                 {"| " + arabic + " | 2 |\n| --- | --- |\n| 1 | 2 |", "div=rtl"},
		"a footnote":              {"The ministry.[^1]\n\n[^1]: " + arabic, "div=rtl"},
		"code":                    {"- `" + arabic + "`", "ul=rtl li="},
		"a task, left in a right": {"> " + arabic + "\n>\n> - [ ] the task\n>   - " + hebrew, "blockquote=rtl ul=ltr li= ul=rtl li="},
	} {
		root := parsed(t, pageOf(t, annotate(c.text+"\n", nil)))
		article := elementsIn(root, func(n *html.Node) bool { return n.Data == "article" })[0]
		var got []string
		for _, n := range elementsIn(article, func(n *html.Node) bool {
			return n.Data == "ul" || n.Data == "ol" || n.Data == "li" || n.Data == "blockquote" || n.Data == "div"
		}) {
			got = append(got, n.Data+"="+attribute(n, "dir"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, " "), c.want)
		}
	}
}
