package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
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

// BenchmarkShelfFilter measures Update and View together for a key that is typed
// into the filter of a shelf of 10,000 briefs with 100,000 marks at 200×60,
// beside one of ten briefs: what is found is looked for in commands, whose time
// is reported as found-ms.
func BenchmarkShelfFilter(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		b.Run(fmt.Sprintf("%d briefs", n), func(b *testing.B) {
			w := newWorld(b, "harbour.md", harbour)
			entries := manyBriefs(n)
			d := manyMarks{w.desk("ada"), indexOf(b, entries)}
			a := newApp(context.Background(), d, Options{Entries: entries, Theme: theme.Dark})
			a.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
			_, cmd := a.Update(keyPress(b, "/"))
			var looking time.Duration
			found := 0
			follow := func(cmd tea.Cmd) {
				began := time.Now()
				for _, msg := range answers(cmd) {
					if _, ok := msg.(labelsRead); !ok {
						a.Update(msg)
					}
				}
				looking += time.Since(began)
				found++
			}
			follow(cmd)
			looking, found = 0, 0
			keyed(b, a, "h a r b o u r space 7 backspace backspace backspace backspace backspace backspace backspace backspace backspace", follow)
			b.ReportMetric(float64(looking.Milliseconds())/float64(found), "found-ms")
		})
	}
}

// answers runs a command and what it is made of.
func answers(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	cmds, ok := several(msg)
	if !ok {
		return []tea.Msg{msg}
	}
	var all []tea.Msg
	for _, c := range cmds {
		all = append(all, answers(c)...)
	}
	return all
}

// indexOf is the index of a store with those briefs, ten marks each.
func indexOf(b testing.TB, entries []desk.Entry) *desk.MarkIndex {
	b.Helper()
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	store := desk.Over(storage.New(filepath.Join(b.TempDir(), "obelus.db"), storage.Options{})) // one in memory is slow with so many
	err := store.Write(context.Background(), func(tx desk.WriteTx) error {
		for n := range entries {
			brief := entries[n].Brief.Clone()
			c := model.Change{Time: at, Verb: model.VerbAdd, Brief: brief.ID, Briefs: []model.BriefChange{{After: &brief}}}
			for i := range 10 {
				c.Marks = append(c.Marks, model.MarkChange{After: &model.Mark{
					ID: model.MarkID(fmt.Sprintf("%d-%d", n, i)), Brief: brief.ID, Tag: model.Tags()[i%5], Span: model.Span{Start: i, End: i + 9},
					Quote:   model.Quote{Text: fmt.Sprintf("The harbour of region %d stays shut until the inspection of berth %d, which nobody has ordered yet", n, i)},
					Details: model.Details{Speaker: fmt.Sprint("Speaker ", i)},
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
	index, err := desk.New(desk.Config{Store: store, Analyst: "ada"}).MarkIndex(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	return index
}
