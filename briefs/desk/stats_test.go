package desk_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
)

// The sections of a brief, whatever they hold, come to the brief, and the briefs
// to their total.
func TestStatsAddUp(t *testing.T) {
	ctx := context.Background()
	pieces := []string{"# One\n\n", "### Three\n\n", "Words said so. More words, and no end.\n\n", "- item one\n- item two\n\n", "    code\n\n", "> # Not a section\n\n", "Note[^1].\n\n[^1]: A note. Two.\n\n"}
	rapid.Check(t, func(r *rapid.T) {
		o := newOffice(t)
		d := o.desk("ines", "1")
		total := desk.NewStatsTotal(model.Speakers{})
		var sum desk.Stats
		tags := map[model.Tag]int{}
		for n := range 2 {
			text := fmt.Sprintf("Brief %d begins. ", n)
			for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6).Draw(r, "pieces") {
				text += p
			}
			b := o.keep(d, o.file(fmt.Sprint(n, ".md"), text+"\n"))
			for _, u := range b.Units() {
				if tag := rapid.SampledFrom(append(model.Tags(), "")).Draw(r, "tag"); tag != "" {
					details := model.Details{Speaker: rapid.SampledFrom([]string{"", "A", "B"}).Draw(r, "speaker")}
					if _, err := d.Tag(ctx, b, []desk.Tagging{{Span: u.Span, Tag: tag, Details: &details}}); err != nil {
						r.Fatal(err)
					}
				}
			}
		}
		for s, err := range d.Stats(ctx, nil, "") {
			if err != nil {
				r.Fatal(err)
			}
			total.Add(s)
			countable, marked, attributed := 0, 0, s.Unnamed
			inSections := map[model.Tag]int{}
			for _, in := range s.Sections {
				countable, marked = countable+in.Countable, marked+in.Marked
				for tag, n := range in.Tags {
					inSections[tag] += n
					tags[tag] += n
				}
			}
			for _, u := range s.Speakers {
				attributed += u.Claims
			}
			if countable != s.Countable || marked != s.Marked || fmt.Sprint(inSections) != fmt.Sprint(s.Tags) || attributed != s.Tags[model.Attributed] {
				r.Fatalf("sections come to %d of %d and %v, the brief to %d of %d and %v; %d attributed", marked, countable, inSections, s.Marked, s.Countable, s.Tags, attributed)
			}
			sum.Countable, sum.Marked = sum.Countable+countable, sum.Marked+marked
		}
		entries, err := d.Shelf(ctx, "")
		if got := total.Sum(); err != nil || got.Briefs != len(entries) || got.Countable != sum.Countable || got.Marked != sum.Marked || fmt.Sprint(got.Tags) != fmt.Sprint(tags) {
			r.Fatalf("%v: the total is %+v", err, got)
		}
	})
}
