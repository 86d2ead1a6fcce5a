package desk_test

import (
	"context"
	"path/filepath"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// BenchmarkCompare compares two analysts with 10,000 marks each on a brief of
// 10 MB that is open, a third of them on the same words, a third on a part of
// them, a third elsewhere. Beside it reading those marks, and laying open the
// brief's whole visible text, which is done once while it is open.
func BenchmarkCompare(b *testing.B) {
	ctx := context.Background()
	path, db := bigBrief(b, "brief.md"), filepath.Join(b.TempDir(), "obelus.db")
	ines, ora := comparing(db, "ines"), comparing(db, "ora")
	o, err := ines.Open(ctx, path, nil)
	if err != nil {
		b.Fatal(err)
	}
	if o, err = ines.Keep(ctx, o); err != nil {
		b.Fatal(err)
	}
	units := o.Units()
	var mine, theirs []desk.Tagging
	for i := range 10_000 {
		u := units[i*(len(units)-2)/10_000].Span
		mine = append(mine, desk.Tagging{Span: u, Tag: model.Tags()[i%4]})
		switch i % 3 {
		case 1:
			u.Start += u.Len() / 3
		case 2:
			u = units[i*(len(units)-2)/10_000+1].Span
		}
		theirs = append(theirs, desk.Tagging{Span: u, Tag: model.Tags()[i%4+i%7/6]})
	}
	for d, taggings := range map[*desk.Desk][]desk.Tagging{ines: mine, ora: theirs} {
		if _, err := d.Tag(ctx, o, taggings); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("visible text", func(b *testing.B) {
		for b.Loop() {
			fresh, err := ines.Open(ctx, path, nil)
			if err != nil {
				b.Fatal(err)
			}
			_ = fresh.Doc.Visible()
		}
	})
	b.Run("marks", func(b *testing.B) {
		for b.Loop() {
			if _, err := ines.Marks(ctx, o); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("compare", func(b *testing.B) {
		var c desk.Comparison
		for b.Loop() {
			if c, err = ines.Compare(ctx, o, "ines", "ora"); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(len(c.Differences)), "differences")
		b.ReportMetric(float64(len(c.Agreements)), "agreements")
	})
}

func comparing(db string, who model.Analyst) *desk.Desk {
	return desk.New(desk.Config{Store: desk.Over(storage.New(db, storage.Options{})), Analyst: who})
}
