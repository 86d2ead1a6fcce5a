package samples_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/sentence"
	"obelus/model"
)

func TestSamplesLookLikeBriefs(t *testing.T) {
	table := regexp.MustCompile(`(?m)^\|.*\|\n\|[-:| ]+\|$`)
	hedges := regexp.MustCompile(`\b(likely|unlikely|probably|reportedly|might|may)\b`)
	for _, s := range samples.All() {
		t.Run(s.Path, func(t *testing.T) {
			doc := markdown.New(s.Text)
			front := doc.FrontMatter()
			if front.Title == "" || front.Date == "" || front.Author == "" {
				t.Errorf("front matter says %+v", front)
			}
			if doc.Title() != front.Title {
				t.Errorf("title %q, want %q", doc.Title(), front.Title)
			}
			if !strings.HasPrefix(front.Handling, "TLP:") {
				t.Errorf("handling %q is no TLP label", front.Handling)
			}
			if n := len(strings.Fields(doc.Visible())); n < 400 || n > 900 {
				t.Errorf("%d words, want 400 to 900", n)
			}
			for what, pattern := range map[string]*regexp.Regexp{
				"headings": regexp.MustCompile(`(?m)^## `), "a table": table, "quotations": regexp.MustCompile(`["“«「]`),
				"hedges": hedges, "footnotes": regexp.MustCompile(`(?m)^\[\^\w+\]: `), "links": regexp.MustCompile(`\]\(https://`),
			} {
				if !pattern.MatchString(s.Text) {
					t.Errorf("no %s in it", what)
				}
			}
			if s.Text != model.Clean(s.Text) {
				t.Error("it holds controls")
			}
		})
	}
}

func TestPathsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range samples.All() {
		if !strings.HasPrefix(s.Path, samples.Prefix) || seen[s.Path] {
			t.Errorf("path %q", s.Path)
		}
		seen[s.Path] = true
	}
}

func TestFootnotesResolve(t *testing.T) {
	cited := regexp.MustCompile(`\[\^(\w+)\]`)
	for _, s := range samples.All() {
		for _, m := range cited.FindAllStringSubmatch(s.Text, -1) {
			if n := strings.Count(s.Text, "[^"+m[1]+"]: "); n != 1 {
				t.Errorf("%s: footnote %s is defined %d times", s.Path, m[1], n)
			}
			if n := strings.Count(s.Text, "[^"+m[1]+"]"); n < 2 {
				t.Errorf("%s: footnote %s is never cited", s.Path, m[1])
			}
		}
		if left := regexp.MustCompile(`\[\^`).FindString(markdown.New(s.Text).Visible()); left != "" {
			t.Errorf("%s: a footnote is shown as it is written", s.Path)
		}
	}
}

// lessons are the keys that the first sample's notes teach, in order, each
// with the beginning of the sentence it is tried on.
var lessons = []struct{ keys, sentence string }{
	{"j s", "The Security Council ended"},
	{"a A enter", "In September 2021 the prime minister"},
	{"o", "Losing both missions"},
	{"minus", "Russian instructors"},
	{"v semicolon a o", "Bamako says it chose"},
	{"parenthesis E ?", ""},
}

func TestFirstSampleTeaches(t *testing.T) {
	s := samples.All()[0]
	if len(s.Marks) != len(lessons) {
		t.Fatalf("%d notes, want %d", len(s.Marks), len(lessons))
	}
	doc := markdown.New(s.Text)
	units := sentence.All(doc)
	for i, mark := range s.Marks {
		found := doc.Find(mark.Quote)
		if len(found) != 1 || mark.Tag != model.Nonclaim {
			t.Fatalf("note %q: tagged %s and found %d times", mark.Quote, mark.Tag, len(found))
		}
		for key := range strings.FieldsSeq(lessons[i].keys) {
			if !strings.Contains(mark.Quote, key) {
				t.Errorf("note %q does not speak of %q", mark.Quote, key)
			}
		}
		next := slices.IndexFunc(units, func(u model.Unit) bool { return u.Span.Start >= found[0].End })
		if got := doc.VisibleOf(units[next].Span); !strings.HasPrefix(got, lessons[i].sentence) {
			t.Errorf("after note %q stands %q", mark.Quote, got)
		}
	}
	if first := units[0]; s.Marks[0].Quote != doc.VisibleOf(first.Span) {
		t.Error("the first note is not the first unit: one j must reach the sentence below it")
	}
}

// v ; a must take exactly the first half of the sentence of two halves.
func TestTwoHalves(t *testing.T) {
	const first, second = "Bamako says it chose its partners freely, ", "but with the French gone and the United Nations leaving it had few others to choose from."
	doc := markdown.New(samples.All()[0].Text)
	if len(doc.Find(first+second)) != 1 {
		t.Fatal("the sentence is not in the first sample")
	}
	clauses := sentence.Clauses(first + second)
	if len(clauses) < 2 || clauses[0] != 0 || clauses[1] != len(first) {
		t.Errorf("clauses begin at %v, want 0 and %d", clauses, len(first))
	}
}
