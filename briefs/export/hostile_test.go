package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/model"
)

// shape lists the top-level blocks of a file and the tables' rows.
func shape(out string) []string {
	doc := markdown.New(out)
	var list []string
	for i := range doc.Blocks() {
		n := doc.Block(i).Node
		kind := n.Kind().String()
		if kind == "Table" {
			kind = fmt.Sprint(kind, n.ChildCount())
		}
		list = append(list, kind)
	}
	return list
}

// TestHostileWords: titles, names, references and notes change nothing of how
// the file is built, and nothing of what the brief says.
func TestHostileWords(t *testing.T) {
	t.Parallel()
	const text = "One claim is [here] and [^x] is no note. Another claim.\n\n[^z9]: of the brief\n"
	with := func(word, note string) string {
		a := annotate(text, nil)
		a.Brief.Title, a.Brief.Outlet, a.Brief.Author, a.Brief.Date, a.Brief.URL, a.Brief.Handling = "T"+word, "o"+word, "a"+word, "d"+word, "u"+word, "h"+word
		a.Brief.Paths = []string{"/x/f" + word}
		var marks []model.Mark
		for i, tag := range model.Tags() {
			span := a.Doc.Find("claim")[i%2]
			marks = append(marks, model.Mark{
				ID: model.MarkID("id" + word + fmt.Sprint(i)), Span: span, Tag: tag, Analyst: model.Analyst("n" + word), Created: stamp, Updated: stamp,
				Details: model.Details{
					Speaker: "s" + word, Quotation: "q", Note: note, Status: model.Open,
					References: []model.Reference{{Title: "t" + word, URL: "https://x.org/" + word, Date: "d" + word, Locator: "l" + word, Origin: "o" + word, AddedBy: model.Analyst("b" + word)}},
				},
			})
		}
		b := annotate(text, marks)
		b.Brief = a.Brief
		orphan := marks[0].Clone()
		orphan.ID, orphan.Quote = "old", model.Quote{Text: "old" + word}
		b.Orphans = []model.Mark{orphan}
		if !checkExport(t, b) {
			t.Errorf("with %q the brief reads otherwise", word)
		}
		return exported(t, b)
	}
	want := shape(with("harmless", "harmless"))
	for _, word := range words {
		out := with(word, "harmless")
		if diff := cmp.Diff(want, shape(out)); diff != "" {
			t.Errorf("%q changes the file's shape (-want +got):\n%s", word, diff)
		}
		if strings.ContainsRune(out, 0x1b) {
			t.Errorf("%q brings an escape into the file", word)
		}
	}
	for _, note := range notes[1:] {
		if diff := cmp.Diff(want, shape(with("harmless", note))); diff != "" {
			t.Errorf("the note %q changes the file's shape (-want +got):\n%s", note, diff)
		}
	}
}
