package tui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown/hardtext"
)

// BenchmarkSearch is the way from enter to the first match on the screen, and
// that of n to the next, at 10 MB and 200 × 60, beside a key that moves the
// cursor by a unit.
func BenchmarkSearch(b *testing.B) {
	for _, text := range []struct {
		name string
		of   func(int) string
	}{{"brief", hardtext.Brief}, {"mixed", hardtext.Mixed}} {
		w := newWorld(b, "large.md", text.of(10<<20))
		for _, words := range []string{"e", "the", "port"} {
			b.Run(text.name+"/"+words, func(b *testing.B) {
				d := w.read("ada", 200, 60)
				counted := func(msg tea.Msg) bool { _, ok := msg.(hitsCounted); return ok }
				b.Run("first", func(b *testing.B) {
					for b.Loop() {
						d.press("g /").write(words)
						d.hold = counted
						d.press("enter")
						d.hold, d.held = nil, nil
						if d.app.reader.search.hits == nil {
							b.Fatal("nothing was found")
						}
					}
				})
				d.press("esc /").write(words).press("enter")
				for name, key := range map[string]string{"next": "n", "previous": "N", "one unit on": "j"} {
					b.Run(name, func(b *testing.B) {
						for b.Loop() {
							d.press(key)
						}
					})
				}
			})
		}
	}
}
