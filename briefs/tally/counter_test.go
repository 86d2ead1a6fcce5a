package tally

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/model"
)

// marked makes a document and marks of it. In text, [tag words] stands for
// words that are under a mark.
func marked(t *testing.T, text string, marks map[string]model.Tag) (*Counter, []model.Mark) {
	t.Helper()
	doc := markdown.New(text)
	var out []model.Mark
	for quote, tag := range marks {
		found := doc.Find(quote)
		if len(found) != 1 {
			t.Fatalf("%q is found %d times", quote, len(found))
		}
		out = append(out, model.Mark{ID: model.MarkID(quote), Span: found[0], Tag: tag})
	}
	slices.SortFunc(out, model.CompareMarks)
	return NewCounter(doc, sentence.All(doc)), out
}

const brief = `# Port strike

Dockers stopped work on Monday. The union says it lasts a week.

The minister is weak & tired. Nothing moves.

    code here
`

func TestCount(t *testing.T) {
	for _, c := range []struct {
		name      string
		marks     map[string]model.Tag
		countable int
		read      string // by unit: r read, - unread
	}{
		{"no marks", nil, 4, "r----r"},
		{"a whole unit", map[string]model.Tag{"The union says it lasts a week.": model.Attributed}, 4, "r-r--r"},
		{"most of a unit", map[string]model.Tag{"union says it lasts": model.Attributed}, 4, "r-r--r"},
		{"too little of a unit", map[string]model.Tag{"it lasts": model.Attributed}, 4, "r----r"},
		{"two halves", map[string]model.Tag{"The union": model.Attributed, "a week": model.Opinion}, 4, "r-r--r"},
		{"exactly half of the letters", map[string]model.Tag{"Nothing": model.Opinion, "The union says it lasts a week. The": model.Attributed}, 4, "r-r-rr"},
		{"overlapping marks count once", map[string]model.Tag{"it lasts": model.Attributed, "lasts": model.Opinion}, 4, "r----r"},
		{"across units", map[string]model.Tag{"on Monday. The union says it lasts a week.": model.Unsourced}, 4, "r-r--r"},
		{"nonclaim is not counted", map[string]model.Tag{"Nothing moves.": model.Nonclaim}, 3, "r---rr"},
		{"half nonclaim is not counted", map[string]model.Tag{"Nothing": model.Nonclaim}, 3, "r---rr"},
		{"some nonclaim, the rest a claim", map[string]model.Tag{"The union": model.Nonclaim, "says it lasts": model.Attributed}, 4, "r-r--r"},
		{"a mark on a heading reads nothing more", map[string]model.Tag{"Port strike": model.Opinion}, 4, "r----r"},
	} {
		t.Run(c.name, func(t *testing.T) {
			counter, marks := marked(t, brief, c.marks)
			got := counter.Count(marks)
			var read strings.Builder
			for _, r := range got.Read {
				read.WriteString(map[bool]string{true: "r", false: "-"}[r])
			}
			if read.String() != c.read || got.Countable != c.countable || got.Unread() != strings.Count(c.read, "-") {
				t.Errorf("read %s, %d countable, %d unread; want %s, %d countable", &read, got.Countable, got.Unread(), c.read, c.countable)
			}
		})
	}
}

// TestFinding counts what the finding's sentence says.
func TestFinding(t *testing.T) {
	counter, marks := marked(t, brief, map[string]model.Tag{
		"Dockers stopped work on Monday.": model.Sourced, "The union says it lasts a week.": model.Attributed,
		"The minister is weak & tired.": model.Opinion, "Nothing moves.": model.Unsourced, "Port strike": model.Nonclaim,
	})
	got := counter.Count(marks)
	if got.Statements() != 4 || got.Unnamed != 1 || got.Hollow != 1 || got.Referenced() != 0 || got.Unread() != 0 || got.Coverage() != 1 {
		t.Errorf("%+v", got)
	}
	for i := range marks {
		marks[i].Details.Speaker = "the union"
		marks[i].Details.References = []model.Reference{{Title: "Port log"}}
	}
	got = counter.Count(marks)
	if got.Unnamed != 0 || got.Hollow != 0 || got.Referenced() != 1 {
		t.Errorf("%+v", got)
	}
}

func TestUnreadUnits(t *testing.T) {
	tally := Tally{Read: []bool{true, false, true, false, true}}
	for _, c := range []struct{ n, next, prev int }{{0, 2, 0}, {1, 2, 0}, {2, 4, 0}, {3, 4, 2}, {4, 0, 2}, {5, 0, 4}, {9, 0, 4}, {-3, 2, 0}} {
		if next, prev := tally.NextUnread(c.n), tally.PrevUnread(c.n); next != c.next || prev != c.prev {
			t.Errorf("from %d: next %d, previous %d; want %d, %d", c.n, next, prev, c.next, c.prev)
		}
	}
	if got := (Tally{}).Coverage(); got != 1 {
		t.Errorf("coverage of nothing is %v", got)
	}
}

// TestCountIsNaive holds Count to a count that asks for every letter whether
// some mark is over it.
func TestCountIsNaive(t *testing.T) {
	pieces := []string{"# A heading\n\n", "One *plain* sentence. And `code` &amp; more.\n\n", "- first item\n- second, 3 words\n\n", "| a | b |\n|---|---|\n| c d | e. F g |\n\n",
		"```\ncode block\n```\n\n", "> Quoted words, said she.\n\n", "Тест один. И два!\n\n", "\\* 彼は来た。終わり。\n\n", "[link words](http://example.org/x) end.\n\n", "Note[^1] here.\n\n[^1]: The note. Two.\n\n"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 6).Draw(t, "pieces"), "")
		doc := markdown.New(text)
		units := sentence.All(doc)
		var marks []model.Mark
		for i := range rapid.IntRange(0, 8).Draw(t, "marks") {
			start := rapid.IntRange(0, len(text)-1).Draw(t, "start")
			span, err := doc.Snap(model.Span{Start: start, End: rapid.IntRange(start+1, min(len(text), start+60)).Draw(t, "end")})
			if err == nil {
				marks = append(marks, model.Mark{ID: model.MarkID(fmt.Sprint(i)), Span: span, Tag: rapid.SampledFrom(model.Tags()).Draw(t, "tag")})
			}
		}
		slices.SortFunc(marks, model.CompareMarks)
		counter := NewCounter(doc, units)
		got := counter.Count(marks)
		if diff := cmp.Diff(naive(doc, units, marks), got); diff != "" {
			t.Fatalf("%s\n(-naive +got)", diff)
		}
		if again := counter.Count(marks); !cmp.Equal(got, again) {
			t.Fatal("a second count differs")
		}
	})
}

// naive counts letter by letter.
func naive(doc *markdown.Document, units []model.Unit, marks []model.Mark) Tally {
	var letters []model.Span
	for i := range doc.Blocks() {
		b := doc.Block(i)
		for at, r := range b.Visible {
			if isLetter(r) {
				letters = append(letters, b.SourceSpan(at, at+utf8.RuneLen(r)))
			}
		}
	}
	share := func(u model.Unit, only func(model.Tag) bool) (under, all int) {
		for _, l := range letters {
			if !l.Overlaps(u.Span) {
				continue
			}
			all++
			if slices.ContainsFunc(marks, func(m model.Mark) bool { return only(m.Tag) && m.Span.Overlaps(l) }) {
				under++
			}
		}
		return under, all
	}
	t := Tally{Tags: make(map[model.Tag]int)}
	for _, m := range marks {
		t.Tags[m.Tag]++
		if m.Tag == model.Attributed {
			t.Unnamed++
		}
		if m.Tag == model.Sourced {
			t.Hollow++
		}
	}
	for _, u := range units {
		under, all := share(u, func(model.Tag) bool { return true })
		nothing, _ := share(u, func(tag model.Tag) bool { return tag == model.Nonclaim })
		countable := u.Kind != model.Heading && u.Kind != model.Code && all > 0 && 2*nothing < all
		marked := countable && 2*under >= all
		if countable {
			t.Countable++
		}
		if marked {
			t.Marked++
		}
		t.Read = append(t.Read, marked || !countable)
	}
	return t
}

// BenchmarkCount counts 10,000 marks over 10,000 units: whole ones, halves, and
// some that overlap.
func BenchmarkCount(b *testing.B) {
	doc := markdown.New(strings.Repeat("The first of two sentences is here. The second one is, too.\n\n", 5000))
	units := sentence.All(doc)
	var marks []model.Mark
	for i, u := range units {
		span := u.Span
		if i%2 == 0 {
			span.End = span.Start + span.Len()/2 + i%5
		}
		marks = append(marks, model.Mark{Span: span, Tag: model.Tags()[i%5]})
	}
	counter := NewCounter(doc, units)
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			NewCounter(doc, units).Count(marks)
		}
	})
	b.Run("again", func(b *testing.B) {
		b.ReportMetric(float64(len(units)), "units")
		for b.Loop() {
			counter.Count(marks)
		}
	})
}
