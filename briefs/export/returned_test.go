package export_test

import (
	"regexp"
	"strings"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/export"
	"obelus/model"
)

// endOfLine matches white space at the end of a line.
var endOfLine = regexp.MustCompile(`(?m)[ \t]+$`)

// checkReturn reads out, an export of a, back, as it is and as it comes through
// systems and editors that tidy: text, marks and all details are as they were,
// and nothing counts as edited.
func checkReturn(tb checker, a export.Annotated, out string) {
	tb.Helper()
	for _, way := range []struct{ name, text string }{
		{"as it is", out},
		{"CRLF", strings.ReplaceAll(out, "\n", "\r\n")},
		{"a byte order mark", "\uFEFF" + out},
		{"ends of lines stripped", endOfLine.ReplaceAllString(out, "")},
		{"no last line end", strings.TrimRight(out, "\n")},
	} {
		back, err := export.ReadBack(way.text)
		if err != nil {
			tb.Fatalf("%s: %v\n%s", way.name, err, way.text)
		}
		if back.Text != a.Doc.Text() || back.Edited || back.Brief != a.Brief.ID {
			tb.Fatalf("%s: the text comes back as %q, want %q\n%s", way.name, back.Text, a.Doc.Text(), out)
		}
		if len(back.Refused) > 0 {
			tb.Fatalf("%s: %v is refused\n%s", way.name, back.Refused, out)
		}
		var got []model.Mark
		for _, in := range back.Marks {
			if len(in.Edited) > 0 {
				tb.Fatalf("%s: %s has an edited %v\n%s", way.name, in.Where, in.Edited, out)
			}
			if way.name == "ends of lines stripped" {
				in.Mark.Details.Note = endOfLine.ReplaceAllString(in.Mark.Details.Note, "")
			}
			got = append(got, in.Mark)
		}
		want := append(sorted(a.Marks), a.Orphans...)
		if way.name == "ends of lines stripped" {
			for i := range want {
				want[i].Details.Note = endOfLine.ReplaceAllString(want[i].Details.Note, "")
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			tb.Fatalf("%s: the marks do not come back (-want +got):\n%s\n%s", way.name, diff, out)
		}
	}
}
