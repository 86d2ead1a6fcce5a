package hardtext

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSizes(t *testing.T) {
	for _, size := range []int{1000, 10_000, 100_000, megabyte} {
		for name, text := range map[string]string{"mixed": Mixed(size), "brief": Brief(size)} {
			if len(text) < size-1000 || len(text) > size+1000 || !utf8.ValidString(text) {
				t.Errorf("%s of %d bytes has %d", name, size, len(text))
			}
		}
	}
}

func TestNamesAreTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range append(Blocks(), Pathological()...) {
		if text.Name == "" || seen[text.Name] {
			t.Errorf("the name %q is there twice, or empty", text.Name)
		}
		seen[text.Name] = true
		full, small := text.Full(), text.Small(100)
		if len(small) == 0 || len(full) < len(small) {
			t.Errorf("%s: %d bytes, in small %d", text.Name, len(full), len(small))
		}
		if again := text.Full(); again != full {
			t.Errorf("%s comes out otherwise the second time", text.Name)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		name, text, of string
		want           int
	}{
		{"table of 5,000 rows, its header and rule", Table(5000, 5), "|\n", 5002},
		{"Go code of 20,000 lines, its fences", Code(20_000, "go"), "\n", 20_002},
		{"list of 10,000 items", List(10_000), "- item ", 10_000},
		{"list of 200 levels", NestedList(200), "- level", 200},
		{"10,000 links, one of four by reference", Links(10_000), "https://example.org/", 7501},
		{"5,000 footnotes", Footnotes(5000), "]: Source", 5000},
	} {
		if n := strings.Count(c.text, c.of); n != c.want {
			t.Errorf("%s: %d, want %d", c.name, n, c.want)
		}
	}
	if n := strings.Count(Table(50, 500), "|"); n != 52*501 {
		t.Errorf("a table of 500 columns and 50 rows has %d bars", n)
	}
	if text := Unbroken(megabyte); strings.Trim(text, "0123456789abcdef") != "\n" || len(text) != megabyte+1 {
		t.Errorf("%d bytes without a space: %.80q", len(text), strings.Trim(text, "0123456789abcdef"))
	}
	for _, join := range []string{" ", "\n"} {
		if text := Paragraph(megabyte, join); len(text) < megabyte || strings.Contains(text, "\n\n") {
			t.Errorf("a paragraph of %d bytes", len(text))
		}
	}
}
