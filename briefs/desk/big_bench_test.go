package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// bigBrief writes a brief of 10 MB, plain text or Markdown by its name.
func bigBrief(b *testing.B, name string) string {
	b.Helper()
	var text strings.Builder
	for i := 0; text.Len() < 10_000_000; i++ {
		fmt.Fprintf(&text, "Sentence %d says that the port stays shut, and names *nobody* who said so. Prices rose by %d per cent, a trader said. Why?\n\n", i, i%40)
	}
	path := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

func sittingAt(path string) *desk.Desk {
	store := storage.New(path, storage.Options{})
	return desk.New(desk.Config{Store: desk.Over(store), Analyst: "ada"})
}

// report gives a benchmark a time that it took once a round.
func report(b *testing.B, what string, total time.Duration) {
	b.ReportMetric(float64(total.Microseconds())/1000/float64(b.N), what+"-ms")
}

// BenchmarkBigBrief opens a brief of 10 MB: its beginning, the whole, and what
// a machine needs at least for that, to read the file and to hash it. Then it
// keeps it, while a mark is made.
func BenchmarkBigBrief(b *testing.B) {
	ctx := context.Background()
	for _, name := range []string{"brief.txt", "brief.md"} {
		path := bigBrief(b, name)
		b.Run("glimpse "+name, func(b *testing.B) {
			b.ReportAllocs()
			d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
			for b.Loop() {
				if _, ok, err := d.Glimpse(ctx, path, time.Second); err != nil || !ok {
					b.Fatal(ok, err)
				}
			}
		})
		b.Run("open "+name, func(b *testing.B) {
			b.ReportAllocs()
			d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
			for b.Loop() {
				if _, err := d.Open(ctx, path, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("read and hash "+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				raw, err := os.ReadFile(path)
				if err != nil || model.HashOf(string(raw)) == "" {
					b.Fatal(err)
				}
			}
		})
		b.Run("keep "+name, func(b *testing.B) { benchmarkKeep(b, path) })
	}
}

// benchmarkKeep keeps a brief and marks it at the same time, as the reader
// does, each time in a new store.
func benchmarkKeep(b *testing.B, path string) {
	ctx := context.Background()
	var kept, marked time.Duration
	var before, after runtime.MemStats
	for b.Loop() {
		d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
		o, err := d.Open(ctx, path, nil)
		if err != nil {
			b.Fatal(err)
		}
		runtime.ReadMemStats(&before)
		began := time.Now()
		done := make(chan error, 1)
		go func() {
			_, err := d.Keep(ctx, o)
			kept += time.Since(began)
			done <- err
		}()
		time.Sleep(10 * time.Millisecond) // so that Keep comes first
		at := strings.Index(o.Doc.Text(), "the port")
		if _, err := d.Tag(ctx, o, []desk.Tagging{{Span: model.Span{Start: at, End: at + 8}, Tag: model.Opinion}}); err != nil {
			b.Fatal(err)
		}
		marked += time.Since(began)
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		runtime.ReadMemStats(&after)
	}
	report(b, "kept", kept)
	report(b, "marked", marked)
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/1e6, "MB-allocated")
}

// BenchmarkManyMarks opens a brief of 10 MB that the store knows with 10,000
// marks, up to where the spans of the marks are there.
func BenchmarkManyMarks(b *testing.B) {
	ctx := context.Background()
	path := bigBrief(b, "brief.txt")
	db := filepath.Join(b.TempDir(), "obelus.db")
	d := sittingAt(db)
	o, err := d.Open(ctx, path, nil)
	if err != nil {
		b.Fatal(err)
	}
	var taggings []desk.Tagging
	for i, u := range o.Units() {
		if i%15 == 0 && len(taggings) < 10_000 {
			taggings = append(taggings, desk.Tagging{Span: u.Span, Tag: model.Unsourced})
		}
	}
	if _, err := d.Tag(ctx, o, taggings); err != nil {
		b.Fatal(err)
	}
	var spans time.Duration
	for b.Loop() {
		d := sittingAt(db)
		o, err := d.Open(ctx, path, nil)
		if err != nil || !o.Stored {
			b.Fatal(err)
		}
		began := time.Now()
		found, err := d.Spans(ctx, o)
		if err != nil || len(found) != len(taggings) || len(found) != 10_000 {
			b.Fatal(len(found), err)
		}
		spans += time.Since(began)
	}
	report(b, "spans", spans)
}
