package markdown

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	ghtml "github.com/yuin/goldmark/renderer/html"
)

var (
	silentHTML = regexp.MustCompile(`(?is)<!-->|<!--->|<!--.*?(-->|$)|<\?.*?(\?>|$)|<!\[CDATA\[.*?(\]\]>|$)|<![a-z][^>]*(>|$)|<script\b.*?(</script\s*>|$)|<style\b.*?(</style\s*>|$)`)
	imageAlt   = regexp.MustCompile(`(?s)<img[^>]*? alt="([^"]*)"[^>]*>`)
	anyTag     = regexp.MustCompile(`(?s)</?[a-zA-Z](?:"[^"]*"|'[^']*'|[^>"']|["'])*?(?:>|$)`)
)

// textOfHTML is the text of an HTML page, found by other means than ours.
func textOfHTML(page string) string {
	page = silentHTML.ReplaceAllString(page, "")
	page = imageAlt.ReplaceAllString(page, "$1")
	page = anyTag.ReplaceAllString(page, "")
	return html.UnescapeString(page)
}

// letters is text without white space.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// TestVisibleIsWhatHTMLShows compares the visible text with the text of
// goldmark's HTML and of the specifications' own.
func TestVisibleIsWhatHTMLShows(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(ghtml.WithUnsafe()))
	same, asSpecified := 0, 0
	causes := map[string]int{}
	examples := specExamples(t)
	for i, e := range examples {
		var page bytes.Buffer
		if err := md.Convert([]byte(e.markdown), &page); err != nil {
			t.Fatal(err)
		}
		d := New(e.markdown)
		got, want := letters(d.Visible()), letters(textOfHTML(page.String()))
		if letters(textOfHTML(e.html)) == got {
			asSpecified++
		}
		if got == want {
			same++
			continue
		}
		cause := whyNotHTML(d, e.markdown)
		if cause == "" {
			t.Errorf("example %d, %q: %q, HTML has %q", i, e.markdown, got, want)
		}
		causes[cause]++
	}
	t.Logf("%d of %d examples read as goldmark's HTML does, %d as the specifications' own; otherwise: %v", same, len(examples), asSpecified, causes)
}

// whyNotHTML names why a text reads otherwise than its HTML.
func whyNotHTML(d *Document, source string) string {
	switch {
	case !d.FrontMatter().Span.Empty():
		return "front matter is not shown"
	case strings.ContainsAny(d.Visible(), "␀␛⟨"):
		return "controls are made visible"
	case strings.Contains(source, "[^"):
		return "footnotes"
	case strings.Contains(source, "<style> <em>"):
		return "a tag in a paragraph hides nothing behind it"
	}
	return ""
}
