package export_test

import (
	"slices"
	"strings"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

func sorted(marks []model.Mark) []model.Mark {
	return slices.SortedStableFunc(slices.Values(marks), model.CompareMarks)
}

// readsAlike reads an annotated file as Markdown, drops every visible letter
// whose source bytes are not the brief's, and reports whether what is left is
// the brief's visible text, block by block. Which bytes are the brief's it
// finds by itself: the marked text holds the brief text as a subsequence, and
// all else in it must be one of the marks' signs.
func readsAlike(doc *markdown.Document, out string, tb checker) bool {
	tb.Helper()
	text := doc.Text()
	spans := export.BriefBytes(out)
	marked := markdown.New(out)
	var got []string
	for i := range marked.Blocks() {
		b := marked.Block(i)
		if kept, any := keep(b, spans); any {
			got = append(got, kept)
		}
	}
	want := shown(doc)
	if slices.Equal(got, want) {
		return true
	}
	// A last line of hyphens behind a list item is read in two ways, by whether
	// it has an end: in the file, what follows ends it.
	if markdown.New(text+"\n").Visible() != doc.Visible() {
		return true
	}
	tb.Errorf("the marked file reads otherwise\nbrief text: %q\nwant %q\ngot  %q\n%s", text, want, got, out)
	return false
}

// shown is what each block of a document shows.
func shown(doc *markdown.Document) (all []string) {
	for i := range doc.Blocks() {
		if v := doc.Block(i).Visible; v != "" {
			all = append(all, v)
		}
	}
	return all
}

// keep is what a block shows of the brief's own bytes.
func keep(b *markdown.Block, spans []model.Span) (string, bool) {
	var out strings.Builder
	at, any := 0, false
	gap := func(to int) {
		out.WriteString(b.Visible[at:to]) // what joins parts
		at = to
	}
	for _, r := range b.Runs() {
		gap(r.Visible)
		for i := 0; i < r.N; i++ {
			source := r.Source
			if r.Exact {
				source += i
			}
			if inSpans(spans, source) {
				out.WriteByte(b.Visible[r.Visible+i])
				any = true
			}
		}
		at = r.Visible + r.N
	}
	gap(len(b.Visible))
	return out.String(), any
}

func inSpans(spans []model.Span, at int) bool {
	i, found := slices.BinarySearchFunc(spans, at, func(s model.Span, at int) int { return s.Start - at })
	if found {
		return !spans[i].Empty()
	}
	return i > 0 && spans[i-1].Contains(at)
}
