package desk_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// BenchmarkShelf lists a thousand briefs: from what was counted before, and
// after one of them changed.
func BenchmarkShelf(b *testing.B) {
	ctx := context.Background()
	store := storage.New(filepath.Join(b.TempDir(), "obelus.db"), storage.Options{})
	d := desk.New(desk.Config{Store: desk.Over(store), Analyst: "ines"})
	const briefs = 1000
	var last *desk.Opened
	for i := range briefs {
		text := fmt.Sprintf("# Brief %d\n\n%s", i, strings.Repeat("The ministry said so. Nobody else did.\n\n", 20))
		added, err := d.Add(ctx, "-", strings.NewReader(text), desk.AddOptions{})
		if err != nil {
			b.Fatal(err)
		}
		last = added.Opened
	}
	list := func(b *testing.B) {
		if entries, err := d.Shelf(ctx, ""); err != nil || len(entries) != briefs {
			b.Fatal(len(entries), err)
		}
	}
	list(b)
	b.Run("counted", func(b *testing.B) {
		for b.Loop() {
			list(b)
		}
	})
	b.Run("one changed", func(b *testing.B) {
		tags := []model.Tag{model.Opinion, model.Unsourced}
		for i := 0; b.Loop(); i++ {
			tagging := desk.Tagging{Span: last.Units()[1].Span, Tag: tags[i%2]}
			if _, err := d.Tag(ctx, last, []desk.Tagging{tagging}); err != nil {
				b.Fatal(err)
			}
			list(b)
		}
	})
}
