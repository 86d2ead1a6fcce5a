package main

import (
	"slices"
	"strings"
	"testing"

	"obelus/model"
)

// shown is a screen of the reader's with a text, a status and hints.
func shown(text, status, hints string) screen {
	return newScreen(strings.Join([]string{" River towns", "──────", text, "", "──────", status, hints}, "\n"), 7)
}

func TestPainted(t *testing.T) {
	t.Parallel()
	const status, hints = " READ  …  …", " s sourced  ? help"
	first := []string{"River", "towns"}
	for _, tt := range []struct {
		name string
		s    screen
		want bool
	}{
		{"whole", shown("▸ │ River towns weigh", status, hints), true},
		{"in capitals", shown("▸ │ RIVER TOWNS WEIGH", status, hints), true},
		{"the title only", shown("", status, hints), false},
		{"no status yet", shown("▸ │ River towns weigh", "", hints), false},
		{"no hints yet", shown("▸ │ River towns weigh", status, ""), false},
		{"nothing", newScreen("", 7), false},
	} {
		if got := tt.s.painted(first); got != tt.want {
			t.Errorf("%s: painted is %v", tt.name, got)
		}
	}
	if shown("", status, hints).painted(nil) || !shown("│ > >", status, hints).painted(nil) {
		t.Error("a frame without words to wait for is whole when there is any text")
	}
}

func TestStatusLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status                                  string
		counted, beginning, matched, attributed bool
	}{
		{status: " READ  …  …"},
		{status: " READ  1/…  …", beginning: true},
		{status: " READ   1/142  …", beginning: true},
		{status: " READ   1/142  sourced 0  attributed 0", counted: true, beginning: true},
		{status: " READ  12/142  /xylograph 1/…  sourced 0"},
		{status: " READ  12/142  /xylograph 1/1  sourced 0", counted: true, matched: true},
		{status: " READ  12/142  /xylograph 1/1", counted: true, matched: true},
		{status: " READ  12/142  sourced 0  attributed 1  opinion 0", counted: true, attributed: true},
		{status: " READ  12/142  § 0  " + model.Attributed.Glyph() + " 1", counted: true, attributed: true}, // on narrow screens
	} {
		s := shown("text", tt.status, "? help")
		if s.counted() != tt.counted || s.atBeginning() != tt.beginning || s.matched(rare) != tt.matched || s.attributed() != tt.attributed {
			t.Errorf("%q: counted %v, at the beginning %v, matched %v, attributed %v", tt.status, s.counted(), s.atBeginning(), s.matched(rare), s.attributed())
		}
	}
}

func TestFirstWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"\n\nThrough the presence":                     {"Through", "the"},
		"# **Ségou**\n\nText":                          {"Ségou"},
		"---\ntitle: None of it\n---\n\n> *A fact* so": {"A", "fact"},
		"---\n\nA rule above":                          {"A", "rule"},
		"```go\nfunc main":                             {"func", "main"},
		"| column 1 | column 2 |\n|---|---|":           {"column", "1"},
		"0123456789abcdef0123456789":                   {"0123456789ab"},
		strings.Repeat("> ", 1000) + "deep\n\nwords":   nil,
		" \n-\n": nil,
	} {
		if got := firstWords(text); !slices.Equal(got, want) {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	t.Parallel()
	counting, counted := shown("▸ │ River towns weigh   ▐", "", ""), shown("▸ │ River towns weigh   ▐░", "", "")
	other := shown("▸ │ River towns waive   ▐░", "", "")
	if a, b := counting.letters(), counted.letters(); !slices.Equal(a, b) {
		t.Errorf("%q and %q differ in the map only", a, b)
	}
	if a, b := counted.letters(), other.letters(); slices.Equal(a, b) {
		t.Errorf("%q is the same as %q", a, b)
	}
}
