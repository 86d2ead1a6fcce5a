package model

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestParseTag(t *testing.T) {
	for _, tag := range Tags() {
		for _, spelling := range []string{string(tag), tag.Words(), tag.Key(), tag.Letter(), tag.Glyph(), strings.ToUpper(string(tag)), " " + string(tag) + " "} {
			got, err := ParseTag(spelling)
			if err != nil || got != tag {
				t.Errorf("ParseTag(%q) = %q, %v; want %q", spelling, got, err, tag)
			}
		}
	}
	for _, bad := range []string{"", "fact", "so", "÷÷"} {
		if got, err := ParseTag(bad); err == nil {
			t.Errorf("ParseTag(%q) = %q, want an error", bad, got)
		}
	}
	if Tag("fact").Valid() || !Opinion.Claim() || Unsourced.Claim() || Nonclaim.Claim() {
		t.Error("only the five tags are valid, and only three are claims")
	}
}

func TestParseTerm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"likely", "likely"}, {"Probable", "likely"}, {" nearly certain ", "almost certain"}, {"REMOTE", "almost no chance"},
	} {
		if got, err := ParseTerm("likelihood", LikelihoodTerms(), c.in); err != nil || got != c.want {
			t.Errorf("ParseTerm(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
	if _, err := ParseTerm("reliability", ReliabilityTerms(), "G"); err == nil || !strings.Contains(err.Error(), "A, B, C, D, E, F") {
		t.Errorf("a wrong letter must be answered with the right ones, got %v", err)
	}
}

func TestSpan(t *testing.T) {
	s := Span{10, 20}
	for _, c := range []struct {
		o                Span
		overlaps, covers bool
	}{
		{Span{20, 30}, false, false}, {Span{0, 10}, false, false}, {Span{19, 30}, true, false},
		{Span{12, 15}, true, true}, {Span{10, 20}, true, true}, {Span{5, 25}, true, false},
	} {
		if s.Overlaps(c.o) != c.overlaps || s.Covers(c.o) != c.covers {
			t.Errorf("%v with %v: overlaps %v, covers %v", s, c.o, s.Overlaps(c.o), s.Covers(c.o))
		}
		if c.overlaps == s.Intersect(c.o).Empty() {
			t.Errorf("%v ∩ %v = %v", s, c.o, s.Intersect(c.o))
		}
	}
	if got, err := ParseSpan(s.String()); err != nil || got != s {
		t.Errorf("ParseSpan(%q) = %v, %v", s.String(), got, err)
	}
	for _, bad := range []string{"", "4", "5:4", "4:4", "-1:4", "a:b"} {
		if _, err := ParseSpan(bad); err == nil {
			t.Errorf("ParseSpan(%q) passed", bad)
		}
	}
}

func TestMarksStandInReadingOrder(t *testing.T) {
	at := func(start, end, minute int, id MarkID) Mark {
		return Mark{ID: id, Span: Span{start, end}, Created: time.Unix(int64(minute*60), 0)}
	}
	marks := []Mark{at(5, 9, 0, "e"), at(0, 4, 2, "c"), at(0, 4, 1, "d"), at(0, 9, 3, "a"), at(0, 4, 1, "b")}
	slices.SortFunc(marks, CompareMarks)
	var got string
	for _, m := range marks {
		got += string(m.ID)
	}
	if got != "abdce" {
		t.Errorf("order %s, want abdce: by start, the longer first, then the older", got)
	}
}

func TestLabels(t *testing.T) {
	mark := func(id MarkID, tag Tag, start int) Mark { return Mark{ID: id, Tag: tag, Span: Span{start, start + 1}} }
	marks := []Mark{mark("1", Attributed, 10), mark("2", Attributed, 10), mark("3", Opinion, 10), mark("4", Unsourced, 20), mark("5", Attributed, 10)}
	labels := Labels(marks, func(offset int) int { return offset / 10 }, func(l Label) bool { return l == "a1b" || l == "u2" })
	want := map[MarkID]Label{"1": "a1", "2": "a1c", "3": "o1", "4": "u2b", "5": "a1d"}
	for id, l := range want {
		if labels[id] != l {
			t.Errorf("mark %s is %q, want %q", id, labels[id], l)
		}
	}
}

func TestLabelsNeverRepeat(t *testing.T) {
	marks := make([]Mark, 2000)
	for i := range marks {
		marks[i] = Mark{ID: MarkID(strings.Repeat("x", i)), Tag: Opinion}
	}
	seen := map[Label]bool{}
	for _, l := range Labels(marks, func(int) int { return 7 }, func(Label) bool { return false }) {
		if seen[l] {
			t.Fatalf("label %q given twice", l)
		}
		seen[l] = true
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain\ttext\n", "plain\ttext\n"},
		{"\x1b[31mred", "␛[31mred"},
		{"\x00\x07\x7f\r", "␀␇␡␍"},
		{"a\u202eb\u2066c", "a⟨U+202E⟩b⟨U+2066⟩c"},
		{"\u009b31m", "⟨U+009B⟩31m"},
		{"bad \xff byte", "bad \uFFFD byte"},
		{"عربي\u200f עברית", "عربي\u200f עברית"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
		}
	}
	if got := CleanLine(" a\n\tb\x1b "); got != "a b␛" {
		t.Errorf("CleanLine = %q", got)
	}
}

func TestCleanLeavesNoControl(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		clean := Clean(text)
		if !utf8.ValidString(clean) || Clean(clean) != clean {
			t.Fatalf("Clean(%q) = %q is not clean", text, clean)
		}
		for _, r := range clean {
			if (r < 0x20 && r != '\n' && r != '\t') || (r >= 0x7f && r < 0xa0) || isBidi(r) {
				t.Fatalf("Clean(%q) keeps %U", text, r)
			}
		}
	})
}
