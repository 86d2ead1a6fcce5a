package tally

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/model"
)

// TestUpdate holds a Progress that follows marks as they come, go and change to
// a count from the beginning.
func TestUpdate(t *testing.T) {
	doc := markdown.New(strings.Repeat(brief+"\n- an item; &amp; more\n\n", 4))
	counter := NewCounter(doc, sentence.All(doc))
	rapid.Check(t, func(t *rapid.T) {
		p := counter.Progress()
		var marks []model.Mark
		for step := range rapid.IntRange(1, 12).Draw(t, "steps") {
			for n := range rapid.IntRange(0, 4).Draw(t, "changes") {
				switch what := rapid.IntRange(0, 3).Draw(t, "change"); {
				case what == 0 && len(marks) > 0:
					i := rapid.IntRange(0, len(marks)-1).Draw(t, "gone")
					marks = slices.Delete(marks, i, i+1)
				case what == 1 && len(marks) > 0:
					marks[rapid.IntRange(0, len(marks)-1).Draw(t, "retagged")].Tag = rapid.SampledFrom(model.Tags()).Draw(t, "tag")
				default:
					start := rapid.IntRange(0, len(doc.Text())-1).Draw(t, "start")
					span := model.Span{Start: start, End: start + rapid.IntRange(0, 120).Draw(t, "length")}
					marks = append(marks, model.Mark{ID: model.MarkID(fmt.Sprint(step, n)), Span: span, Tag: rapid.SampledFrom(model.Tags()).Draw(t, "tag")})
				}
			}
			slices.SortFunc(marks, model.CompareMarks)
			p.Update(marks)
			want := counter.Count(marks)
			if p.Countable() != want.Countable || p.Marked() != want.Marked || p.Unread() != want.Unread() {
				t.Fatalf("%d countable, %d marked; want %d, %d", p.Countable(), p.Marked(), want.Countable, want.Marked)
			}
			var read []bool
			for n := range want.Read {
				read = append(read, p.Read(n+1))
			}
			if diff := cmp.Diff(want.Read, read); diff != "" {
				t.Fatalf("(-want +got)\n%s", diff)
			}
		}
	})
}

func TestProgressHasNoOtherUnits(t *testing.T) {
	doc := markdown.New("One. Two.")
	p := NewCounter(doc, sentence.All(doc)).Progress()
	for _, n := range []int{-1, 0, 1, 2, 3} {
		if p.Read(n) {
			t.Errorf("unit %d of nothing marked is read", n)
		}
	}
}

// BenchmarkUpdate adds a mark to 10,000 marks in a brief of 10 MB and takes it
// away again, beside a count of all.
func BenchmarkUpdate(b *testing.B) {
	const line = "The first of two sentences of this paragraph is here, and it has a clause. The second one is here, too, and it is as long as that.\n\n"
	doc := markdown.New(strings.Repeat(line, 10<<20/len(line)))
	units := sentence.All(doc)
	var marks []model.Mark
	for i := range 10_000 {
		span := units[i*len(units)/10_000].Span
		if i%2 == 0 {
			span.End = span.Start + span.Len()/2 + i%5
		}
		marks = append(marks, model.Mark{ID: model.MarkID(fmt.Sprint(i)), Span: span, Tag: model.Tags()[i%5]})
	}
	counter := NewCounter(doc, units)
	for _, where := range []struct {
		name string
		unit int
	}{{"first", 1}, {"middle", len(units) / 2}, {"last", len(units) - 1}} {
		b.Run("one more mark/"+where.name, func(b *testing.B) {
			extra := model.Mark{ID: "extra", Span: units[where.unit].Span, Tag: model.Opinion}
			more := append(slices.Clone(marks), extra)
			slices.SortFunc(more, model.CompareMarks)
			p := counter.Progress()
			p.Update(marks)
			b.ReportMetric(float64(len(units)), "units")
			for i := 0; b.Loop(); i++ {
				if i%2 == 0 {
					p.Update(more)
				} else {
					p.Update(marks)
				}
			}
		})
	}
	b.Run("all again", func(b *testing.B) {
		for b.Loop() {
			counter.Count(marks)
		}
	})
}
