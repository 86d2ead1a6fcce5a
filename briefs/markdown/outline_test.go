package markdown

import (
	"context"
	"slices"
	"testing"

	"obelus/model"
)

const noted = `# A *first* heading

Ships left[^a]. The ministry denied it.[^B] See [the notice](https://example.org/n) or
<https://example.org/m>, and ![a map](map.png).

Under
-----

> # quoted

- [mail](mailto:desk@example.org) [empty]()

[^a]: The *harbour* log.
[^b]: A note,
    on two lines.
`

func TestHeadings(t *testing.T) {
	d := New(noted)
	var got []string
	for _, h := range d.Headings(context.Background()) {
		got = append(got, string(rune('0'+h.Level))+h.Text+"|"+d.VisibleOf(h.Span))
	}
	if want := []string{"1A first heading|A first heading", "2Under|Under"}; !slices.Equal(got, want) {
		t.Errorf("headings %q, want %q", got, want)
	}
}

func TestLinks(t *testing.T) {
	d := New(noted)
	var got []string
	for _, l := range d.Links(context.Background()) {
		got = append(got, l.Text+"|"+l.Destination+"|"+d.VisibleOf(l.Span))
	}
	want := []string{
		"the notice|https://example.org/n|the notice", "https://example.org/m|https://example.org/m|https://example.org/m",
		"a map|map.png|a map", "mail|mailto:desk@example.org|mail",
	}
	if !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if d.Links(ended) != nil || d.Headings(ended) != nil {
		t.Error("what was given up gave something")
	}
}

func TestFootnotesBothWays(t *testing.T) {
	d := New(noted)
	spanOf := func(words string) model.Span { return d.Find(words)[0] }
	for _, test := range []struct{ unit, name, text string }{
		{"Ships left", "a", "The harbour log."}, {"The ministry denied it.", "B", "A note,\n\non two lines."},
	} {
		names := d.FootnotesIn(spanOf(test.unit))
		if !slices.Equal(names, []string{test.name}) {
			t.Fatalf("%q cites %q, want %q", test.unit, names, test.name)
		}
		text, span, ok := d.FootnoteText(names[0])
		if !ok || len(text) < 6 || text[:6] != test.text[:6] {
			t.Errorf("footnote %s says %q", test.name, text)
		}
		name, ok := d.FootnoteAt(span.Start)
		at, cited := d.CitedAt(name)
		if !ok || !cited || at < spanOf(test.unit).Start || at > spanOf(test.unit).End+1 {
			t.Errorf("footnote %q is cited at %d, want it in %v", name, at, spanOf(test.unit))
		}
	}
	if _, _, ok := d.FootnoteText("c"); ok {
		t.Error("a footnote that is not there was found")
	}
	if _, ok := d.FootnoteAt(3); ok {
		t.Error("a heading is a footnote")
	}
	if _, ok := d.CitedAt("c"); ok {
		t.Error("a footnote that is not cited was found")
	}
}
