package cli

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"obelus/model"
)

func TestTableFitsItsWidth(t *testing.T) {
	tab := &table{columns: []column{{head: "ID"}, {head: "TITLE", flex: true}, {head: "N", right: true}}}
	tab.add("a1", "A title that is rather long for the place it has", "7")
	tab.add("a22", "鋼の価格が上がる理由とその後の見通しについて", "1234")
	tab.add("a3", "two\nlines\x1b[31m", "0")
	for _, width := range []int{0, 20, 30, 40, 60, 100} {
		lines := strings.Split(strings.TrimRight(tab.render(width), "\n"), "\n")
		if len(lines) != 4 {
			t.Fatalf("width %d: %d lines, want 4", width, len(lines))
		}
		for _, l := range lines {
			if w := ansi.StringWidth(l); width > 0 && w > width {
				t.Errorf("width %d: a line of %d cells: %q", width, w, l)
			}
		}
	}
	want := "" +
		"ID   TITLE                                                N\n" +
		"a1   A title that is rather long for the place it has     7\n" +
		"a22  鋼の価格が上がる理由とその後の見通しについて      1234\n" +
		"a3   two lines␛[31m                                       0\n"
	if got := tab.render(0); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (&table{columns: tab.columns}).render(80); got != "" {
		t.Errorf("a table without rows is %q", got)
	}
}

func TestTableLeavesOutWhatItCanSpare(t *testing.T) {
	tab := &table{columns: []column{{head: "TITLE", flex: true}, {head: "DATE", spare: true}, {head: "N", right: true}}}
	tab.add("A title that is long", "12 February 2024", "7")
	for width, want := range map[int]string{
		33: "TITLE         DATE              N\nA title tha…  12 February 2024  7\n",
		30: "TITLE                 N\nA title that is long  7\n",
		15: "TITLE         N\nA title tha…  7\n",
	} {
		if got := tab.render(width); got != want {
			t.Errorf("width %d: got\n%swant\n%s", width, got, want)
		}
	}
}

func TestFileNamesStayInTheirFolder(t *testing.T) {
	for in, want := range map[string]string{
		"Grain corridor: what now?":  "grain-corridor-what-now",
		"../../etc/passwd":           "etc-passwd",
		"..":                         "untitled",
		"":                           "untitled",
		"/":                          "untitled",
		`C:\Windows\system32`:        "c-windows-system32",
		".hidden":                    "hidden",
		"a\x00b\x1b[2J":              "a-b-2j",
		"Über Mäntel":                "über-mäntel",
		"マリで力を増す":                    "マリで力を増す",
		"\u202etxt.exe":              "txt-exe",
		strings.Repeat("é", 80):      strings.Repeat("é", 49),
		"the -o flag, and --others ": "the-o-flag-and-others",
	} {
		got := fileName(in)
		if got != want {
			t.Errorf("fileName(%q) = %q, want %q", in, got, want)
		}
		if name := got + ".annotated.md"; filepath.Base(name) != name || !filepath.IsLocal(name) {
			t.Errorf("fileName(%q) = %q leaves its folder", in, got)
		}
	}
}

func TestJSONHoldsNoControls(t *testing.T) {
	in := "a\x1b[2J\x7f\u009b31m\u202e\u2028\ufffd ö <&>"
	encoded, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	out := escapeControls(string(encoded))
	if model.Clean(strings.ReplaceAll(out, "\ufffd", "")) != strings.ReplaceAll(out, "\ufffd", "") {
		t.Errorf("%q holds controls", out)
	}
	var back string
	if err := json.Unmarshal([]byte(out), &back); err != nil || back != in {
		t.Errorf("%q came back as %q, %v", in, back, err)
	}
}

func TestRoffEscapes(t *testing.T) {
	for in, want := range map[string]string{
		".SH x":   `\&.SH x`,
		"'quote":  `\&'quote`,
		`a\fB`:    `a\efB`,
		"--json":  `\-\-json`,
		"71 % ok": "71 % ok",
		"a\nb":    "a b",
		"÷ †":     `\[u00F7] \[u2020]`,
	} {
		if got := roffText(in); got != want {
			t.Errorf("roffText(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCandidatesAreFewAndShort(t *testing.T) {
	err := choiceError{errors.New("two fit"), slices.Repeat([]string{strings.Repeat("word ", 200)}, 30)}
	var b strings.Builder
	report(&b, err)
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 1+maxCandidates {
		t.Errorf("%d lines, want %d", len(lines), 1+maxCandidates)
	}
	for _, l := range lines {
		if w := ansi.StringWidth(l); w > candidateCells+2 {
			t.Errorf("%d cells, want at most %d: %s", w, candidateCells+2, l)
		}
	}
}
