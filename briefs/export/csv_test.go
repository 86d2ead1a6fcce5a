package export_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
	"obelus/model"
)

// table is what encoding/csv reads of the CSV of briefs.
func table(tb checker, briefs ...export.Annotated) (heads []string, rows []map[string]string) {
	tb.Helper()
	var b bytes.Buffer
	if err := export.CSV(&b, briefs...); err != nil {
		tb.Fatalf("%v", err)
	}
	if bare := strings.ReplaceAll(b.String(), "\r\n", ""); strings.ContainsAny(bare, "\r\n") {
		tb.Errorf("a line does not end with CRLF: %q", b.String())
	}
	r := csv.NewReader(&b) // every row has as many cells as the heads, or it fails
	records, err := r.ReadAll()
	if err != nil {
		tb.Fatalf("it cannot be read: %v", err)
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return records[0], rows
}

// TestCSV reads the table of the golden brief back.
func TestCSV(t *testing.T) {
	a := goldenBrief(t)
	a.Marks[0], a.Marks[3] = a.Marks[3], a.Marks[0] // the table sorts
	heads, rows := table(t, a, annotate("Nothing is marked.\n", nil), a)
	if diff := cmp.Diff(export.CSVColumns(), heads); diff != "" {
		t.Error(diff)
	}
	if want := 2 * (len(a.Marks) + len(a.Orphans)); len(rows) != want {
		t.Fatalf("%d rows, want %d", len(rows), want)
	}
	var labels, states []string
	for _, r := range rows[:len(rows)/2] {
		labels, states = append(labels, r["label"]), append(states, r["state"])
	}
	want := []string{"n1", "u2", "s3", "s3b", "a4", "a5", "o6", "u10", "a16", "u17", ""}
	if diff := cmp.Diff(want, labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if got := strings.Join(states, " "); strings.Count(got, "placed") != 8 || strings.Count(got, "moved") != 1 || strings.Count(got, "changed") != 1 || !strings.HasSuffix(got, "orphaned") {
		t.Errorf("states %s", got)
	}
	s := rows[2]
	for column, want := range map[string]string{
		"tag": "sourced", "text": "According to the harbour authority, eleven ships are waiting off the coast.",
		"references":  "Daily notice <https://example.org/notice> 11 March 2026; from harbour authority\nTraffic | map <> layer 2; from Harbour Authority; added by maria",
		"reliability": "B", "credibility": "2", "status": "checked", "analyst": "maria", "created": "2026-03-04T05:06:07.000000089Z", "title": a.Brief.Title,
	} {
		if s[column] != want {
			t.Errorf("%s is %q, want %q", column, s[column], want)
		}
	}
	if note := rows[4]["note"]; note != a.Marks[4].Details.Note {
		t.Errorf("the note is %q", note)
	}
}

// TestCSVCellsAreInert: no cell begins as a formula, and a text comes back when
// the apostrophe is taken off.
func TestCSVCellsAreInert(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "",
		"plain":                   "plain",
		"=1+1":                    "'=1+1",
		"+49":                     "'+49",
		"-2":                      "'-2",
		"@sum":                    "'@sum",
		"\tx":                     "'\tx",
		"\rx":                     "␍x",
		"\r=x":                    "␍=x",
		"a=b":                     "a=b",
		" =1":                     "' =1",
		"\n\u00a0=1":              "'\n\u00a0=1",
		"\"=1\"":                  "'\"=1\"",
		"' \"\t@x":                "'' \"\t@x",
		"“=HYPERLINK(\"//x\")”":   "'“=HYPERLINK(\"//x\")”",
		"＝1+1":                    "'＝1+1",
		"=cmd|' /C calc'!A0":      "'=cmd|' /C calc'!A0",
		"esc\x1b[2J":              "esc␛[2J",
		"\u202eright":             "⟨U+202E⟩right",
		"two\nlines ö":            "two\nlines ö",
		"x\",\"=1\"\n\"=2":        "x\",\"=1\"\n\"=2",
		"\u3000\u201c \u2018-5":   "'\u3000\u201c \u2018-5",
		strings.Repeat(" ", 1000): strings.Repeat(" ", 1000),
	} {
		a := annotate("Text.\n", []model.Mark{{ID: "m", Span: model.Span{Start: 0, End: 4}, Tag: model.Attributed, Details: model.Details{Speaker: in}}})
		_, rows := table(t, a)
		got := rows[0]["speaker"]
		if got != want {
			t.Errorf("%q is written as %q, want %q", in, got, want)
		}
	}
}

// TestCSVHostile: whatever stands in marks, the table has its shape, no cell
// begins as a formula, and two are the same.
func TestCSVHostile(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, text := range append(ownTexts(), "=1+1 and \"=2\"\n\n-3 @x, +y\n") {
		a := annotate(text, randomMarks(r, markdown.New(text), 12))
		a.Brief.Title = "=" + a.Brief.Title
		_, rows := table(t, a)
		if len(rows) != len(a.Marks) {
			t.Fatalf("%d rows of %d marks", len(rows), len(a.Marks))
		}
		for _, row := range rows {
			for column, cell := range row {
				bare := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
				if bare != "" && strings.ContainsRune("=+-@\t\r", rune(bare[0])) {
					t.Errorf("%s begins as a formula: %q", column, cell)
				}
			}
		}
		var first, second bytes.Buffer
		if export.CSV(&first, a) != nil || export.CSV(&second, a) != nil || first.String() != second.String() {
			t.Error("two tables of the same marks differ")
		}
	}
}
