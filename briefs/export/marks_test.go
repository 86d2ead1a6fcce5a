package export_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// markedText is what stands in an annotated file between our two comments.
func markedText(t *testing.T, out string) string {
	t.Helper()
	_, rest, _ := strings.Cut(out, "<!-- obelus:brief ")
	_, rest, _ = strings.Cut(rest, "-->\n\n")
	marked, _, found := strings.Cut(rest, "\n\n<!-- obelus:end -->")
	if !found {
		t.Fatalf("there is no marked text in\n%s", out)
	}
	return marked
}

// markQuotes marks quotes of a brief, as sourced and attributed in turn.
func markQuotes(t *testing.T, text string, quotes ...string) export.Annotated {
	t.Helper()
	doc := markdown.New(text)
	var marks []model.Mark
	for i, q := range quotes {
		found := doc.Find(q)
		if len(found) == 0 {
			t.Fatalf("%q is not in %q", q, text)
		}
		marks = append(marks, model.Mark{
			ID: model.MarkID(rune('a' + i)), Span: found[0], Tag: model.Tags()[i%2], Analyst: "desk", Created: stamp, Updated: stamp,
			Details: model.Details{Status: model.Open},
		})
	}
	return annotate(text, marks)
}

// TestMarksStand: where the signs of marks stand, in each style.
func TestMarksStand(t *testing.T) {
	s, a, end := `<mark class="sourced">`, `<mark class="attributed">`, "</mark>"
	for _, c := range []struct {
		name, text string
		quotes     []string
		want       map[export.MarksStyle]string
	}{
		{"nested", "One two three.\n", []string{"One two three.", "two"}, map[export.MarksStyle]string{
			export.MarksHighlight: "==One ==two== **A**[^a1] three.== **S**[^s1]",
			export.MarksHTML:      s + "One" + end + " " + a + "two" + end + " **A**[^a1] " + s + "three." + end + " **S**[^s1]",
			export.MarksCritic:    "{==One==} {==two==} **A**[^a1] {==three.==} **S**[^s1]",
			export.MarksNone:      "One two **A**[^a1] three. **S**[^s1]",
		}},
		{"crossing", "One two three.\n", []string{"One two", "two three."}, map[export.MarksStyle]string{
			export.MarksHTML:   s + "One" + end + " " + a + "two" + end + " **S**[^s1] " + a + "three." + end + " **A**[^a1]",
			export.MarksCritic: "{==One==} {==two==} **S**[^s1] {==three.==} **A**[^a1]",
			export.MarksNone:   "One two **S**[^s1] three. **A**[^a1]",
		}},
		{"the same words twice", "One two.\n", []string{"One two.", "One two."}, map[export.MarksStyle]string{
			export.MarksHTML:   a + "One two." + end + " **A**[^a1] **S**[^s1]",
			export.MarksCritic: "{==One two.==} **A**[^a1] **S**[^s1]",
		}},
		{"half in an emphasis", "One *two three* four.\n", []string{"three four."}, map[export.MarksStyle]string{
			export.MarksHTML:   "One *two " + s + "three" + end + "* " + s + "four." + end + " **S**[^s1]",
			export.MarksCritic: "One *two {==three==}* {==four.==} **S**[^s1]",
		}},
		{"out of a link", "One [two three](https://example.org) four.\n", []string{"One two"}, map[export.MarksStyle]string{
			export.MarksHTML: s + "One" + end + " [" + s + "two" + end + " three](https://example.org) **S**[^s1] four.",
			export.MarksNone: "One [two three](https://example.org) **S**[^s1] four.",
		}},
		{"between raw tags", "One <b>two</b> three.\n", []string{"One two three."}, map[export.MarksStyle]string{
			export.MarksHTML: s + "One" + end + " <b>" + s + "two" + end + "</b> " + s + "three." + end + " **S**[^s1]",
		}},
		{"around an emphasis", "*One* two.\n", []string{"One two."}, map[export.MarksStyle]string{
			export.MarksHTML:   s + "*One* two." + end + " **S**[^s1]",
			export.MarksCritic: "{==*One* two.==} **S**[^s1]",
		}},
		{"code", "One `two three` four.\n", []string{"two three"}, map[export.MarksStyle]string{
			export.MarksHTML:   "One " + s + "`two three`" + end + " **S**[^s1] four.",
			export.MarksCritic: "One {==`two three`==} **S**[^s1] four.",
		}},
		{"half in code", "One `two three` four.\n", []string{"three four."}, map[export.MarksStyle]string{
			export.MarksHTML: "One `two three` four.\n\n↑ **S**[^s1]",
			export.MarksNone: "One `two three` four.\n\n↑ **S**[^s1]",
		}},
		{"a bare address", "See https://example.org/a now.\n", []string{"https://example.org/a"}, map[export.MarksStyle]string{
			export.MarksHTML: "See " + s + "https://example.org/a" + end + " **S**[^s1] now.",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for style, want := range c.want {
				got := strings.TrimRight(markedText(t, exportedIn(t, markQuotes(t, c.text, c.quotes...), style)), "\n")
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", style, diff)
				}
			}
		})
	}
}

// elements matches the tags of an HTML page.
var elements = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)[^>]*?(/?)>`)

// voids are elements that no tag closes.
var voids = []string{"br", "hr", "img", "input"}

// nestingOf is the first tag of a page that closes what another one opened,
// and "" where all elements stand whole within one another.
func nestingOf(page string) string {
	var open []string
	for _, m := range elements.FindAllStringSubmatch(page, -1) {
		switch {
		case m[3] != "" || slices.Contains(voids, m[2]):
		case m[1] == "":
			open = append(open, m[2])
		case len(open) == 0 || open[len(open)-1] != m[2]:
			return m[0]
		default:
			open = open[:len(open)-1]
		}
	}
	return strings.Join(open, " ")
}

// TestElementsNest: in the pages that are made of the marked text, every
// element stands whole within another.
func TestElementsNest(t *testing.T) {
	t.Parallel()
	page := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	texts := slices.Concat(ownTexts(), specExamples(t))
	looked, marked := 0, 0
	for i, text := range texts {
		var plain bytes.Buffer
		if err := page.Convert([]byte(text), &plain); err != nil || nestingOf(plain.String()) != "" || strings.Contains(text, "<!") {
			continue // the brief's own tags do not nest, or are no tags
		}
		looked++
		r := rand.New(rand.NewPCG(uint64(i), 7))
		out := markedText(t, exportedIn(t, annotate(text, randomMarks(r, markdown.New(text), 8)), export.MarksHTML))
		marked += strings.Count(out, "<mark class=")
		var got bytes.Buffer
		if err := page.Convert([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		if wrong := nestingOf(got.String()); wrong != "" {
			t.Errorf("%q: %s closes what it did not open in\n%s", text, wrong, got.String())
		}
	}
	t.Logf("%d elements in %d texts nest", marked, looked)
	if looked < len(texts)*3/4 || marked < looked {
		t.Errorf("only %d texts and %d elements were looked at", looked, marked)
	}
}

// TestUnknownStyle is refused, and nothing is written.
func TestUnknownStyle(t *testing.T) {
	var b bytes.Buffer
	err := export.Markdown(&b, markQuotes(t, "One.\n", "One."), export.Options{Marks: "blink"})
	if err == nil || !strings.Contains(err.Error(), "highlight, html, critic or none") || b.Len() > 0 {
		t.Errorf("%v, and %d bytes", err, b.Len())
	}
	if err := export.Markdown(io.Discard, markQuotes(t, "One.\n", "One."), export.Options{}); err != nil {
		t.Error(err)
	}
}
