package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// manyBriefs is a shelf of n made-up briefs with ten marks each.
func manyBriefs(n int) []desk.Entry {
	entries := make([]desk.Entry, n)
	for i := range entries {
		at := time.Date(2026, 1, 1, 0, i, 0, 0, time.UTC)
		entries[i] = desk.Entry{
			Brief: model.Brief{ID: model.BriefID(fmt.Sprintf("%012x", i)), Title: fmt.Sprintf("Brief %d on the harbour of %d", i*7919%n, i), Opened: at,
				Date: fmt.Sprintf("%d May 2024", 1+i%28), Paths: []string{fmt.Sprintf("/briefs/%d.md", i)}, Revisions: []model.Revision{{Words: 400 + i, Arrived: at}}},
			Tags:     map[model.Tag]int{model.Sourced: 2, model.Attributed: 3, model.Opinion: 4, model.Unsourced: 1},
			Coverage: float64(i%10) / 10, Unread: i % 30,
		}
	}
	return entries
}

// BenchmarkShelfKey measures Update and View together for a key on a shelf of
// 10,000 briefs with 100,000 marks at 200×60, beside one of ten, and an empty
// program's.
func BenchmarkShelfKey(b *testing.B) {
	b.Run("empty", func(b *testing.B) { keyed(b, blank{}, "j k", func(tea.Cmd) {}) })
	for _, n := range []int{10, 10_000} {
		for _, k := range []struct{ name, keys string }{{"walk", "j j k G k g space b"}, {"order", "o"}, {"state", "w"}} {
			b.Run(fmt.Sprintf("%d briefs/%s", n, k.name), func(b *testing.B) {
				w := newWorld(b, "harbour.md", harbour)
				a := newApp(context.Background(), w.desk("ada"), Options{Entries: manyBriefs(n), Theme: theme.Dark})
				a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
				keyed(b, a, k.keys, func(tea.Cmd) {})
			})
		}
	}
}
