package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// BenchmarkMarkIndex measures finding words in all marks of 10,000 briefs with
// ten marks each: reading the index from a store on disk, reading it again when
// nothing and when one mark changed, and answering what somebody types; beside
// them reading the briefs' marks once, which every question took without one.
func BenchmarkMarkIndex(b *testing.B) {
	ctx := context.Background()
	store := desk.Over(storage.New(filepath.Join(b.TempDir(), "obelus.db"), storage.Options{}))
	d := desk.New(desk.Config{Store: store, Analyst: "ines"})
	const briefs, each = 10_000, 10
	ids := bringMarked(b, store, briefs, each)
	read := func(b *testing.B, old *desk.MarkIndex) *desk.MarkIndex {
		index, err := d.MarkIndex(ctx, old)
		if err != nil {
			b.Fatal(err)
		}
		return index
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	index := read(b, nil)
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			read(b, nil)
		}
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	})
	b.Run("nothing changed", func(b *testing.B) {
		for b.Loop() {
			read(b, index)
		}
	})
	b.Run("one changed", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := d.SameSpeaker(ctx, fmt.Sprint("Speaker ", i), "Speaker 1"); err != nil {
				b.Fatal(err)
			}
			read(b, index)
		}
	})
	for _, words := range []string{"a", "harbour", "harbour 4711", "nowhere"} {
		b.Run("find/"+words, func(b *testing.B) {
			n := 0
			for b.Loop() {
				q := index.Query(words)
				var found []*desk.FoundMark
				for _, id := range ids {
					found, _ = q.In(id, "a brief", found)
				}
				n = len(found)
			}
			b.ReportMetric(float64(n), "marks")
		})
	}
	b.Run("without an index", func(b *testing.B) {
		for b.Loop() {
			if _, err := d.Shelf(ctx, "harbour 4711"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// bringMarked puts briefs with so many marks each into a store, and gives their
// ids.
func bringMarked(b *testing.B, store desk.Store, briefs, each int) (ids []model.BriefID) {
	b.Helper()
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for from := 0; from < briefs; from += 100 {
		err := store.Write(context.Background(), func(tx desk.WriteTx) error {
			for n := from; n < from+100; n++ {
				text := fmt.Sprintf("# Brief %d\n\nThe harbour stays shut, said somebody. Nobody knows for how long.\n", n)
				brief := model.Brief{ID: model.BriefID(model.HashOf(text)[:12]), Title: fmt.Sprint("Brief ", n), Added: at}
				brief.Revisions = []model.Revision{{Hash: model.HashOf(text), Bytes: len(text), Arrived: at}}
				ids = append(ids, brief.ID)
				if err := tx.PutText(text); err != nil {
					return err
				}
				c := model.Change{Time: at, Analyst: "ines", Verb: model.VerbAdd, Brief: brief.ID, Briefs: []model.BriefChange{{After: &brief}}}
				for i := range each {
					c.Marks = append(c.Marks, model.MarkChange{After: &model.Mark{
						ID: model.MarkID(fmt.Sprintf("%d-%d", n, i)), Brief: brief.ID, Revision: brief.Revisions[0].Hash, Tag: model.Attributed, Analyst: "ines", Created: at, Updated: at,
						Span:    model.Span{Start: 14 + i, End: 40 + i},
						Quote:   model.Quote{Text: fmt.Sprintf("The harbour of region %d stays shut until the inspection of berth %d, which nobody has ordered yet", n, i)},
						Details: model.Details{Speaker: fmt.Sprint("Speaker ", i), Note: "ask for the order"},
					}})
				}
				if _, err := tx.Apply(c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return ids
}
