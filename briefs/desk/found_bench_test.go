package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

// convoys is a brief of n sentences, ten to a paragraph; of a later edition every
// third one is edited and every seventeenth is gone.
func convoys(n int, later bool) string {
	words := strings.Fields("harbour convoy ministry grain frontier audit pipeline ballot garrison treaty report observer warehouse permit ferry quota")
	var b strings.Builder
	seed := uint32(1)
	for i := range n {
		verb := "says"
		if later && i%3 == 0 {
			verb = "reported on Monday"
		}
		sentence := fmt.Sprintf("Notice %d %s", i, verb)
		for range 12 {
			seed = seed*1664525 + 1013904223
			sentence += " " + words[seed>>16%uint32(len(words))]
		}
		if !later || i%17 != 0 {
			b.WriteString(sentence + ". ")
		}
		if i%10 == 9 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

// BenchmarkFoundAgain reads the marks on every sentence of a brief: on the text
// that they were made on, and on a later one, where they are looked for; a second
// time in one sitting; and makes one mark more there.
func BenchmarkFoundAgain(b *testing.B) {
	ctx := context.Background()
	for _, n := range []int{100, 1000, 10_000} {
		path := filepath.Join(b.TempDir(), "brief.md")
		d := sittingAt(filepath.Join(b.TempDir(), "obelus.db"))
		old := written(b, d, path, convoys(n, false))
		taggings := make([]desk.Tagging, n)
		for i, u := range old.Units()[:n] {
			taggings[i] = desk.Tagging{Span: u.Span, Tag: model.Unsourced}
		}
		if _, err := d.Tag(ctx, old, taggings); err != nil {
			b.Fatal(err)
		}
		read := func(b *testing.B, o *desk.Opened) desk.Marks {
			marks, err := d.Marks(ctx, o)
			if err != nil || len(marks.Here)+len(marks.Orphans) < n {
				b.Fatal(len(marks.Here), err)
			}
			return marks
		}
		size := fmt.Sprintf("%d marks in %d kB", n, len(old.Doc.Text())/1000)
		b.Run("their own text/"+size, func(b *testing.B) {
			for b.Loop() {
				read(b, opened(b, d, path))
			}
		})
		later := written(b, d, path, convoys(n, true))
		b.Run("a later text/"+size, func(b *testing.B) {
			for b.Loop() {
				read(b, opened(b, d, path))
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/mark")
		})
		read(b, later)
		b.Run("once more/"+size, func(b *testing.B) {
			for b.Loop() {
				read(b, later)
			}
		})
		b.Run("one mark there/"+size, func(b *testing.B) {
			tags := []model.Tag{model.Opinion, model.Unsourced}
			for i := 0; b.Loop(); i++ {
				if _, err := d.Tag(ctx, later, []desk.Tagging{{Span: later.Units()[3].Span, Tag: tags[i%2]}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// opened opens the brief at path, as a reader does that has not seen it.
func opened(b *testing.B, d *desk.Desk, path string) *desk.Opened {
	b.Helper()
	o, err := d.Open(context.Background(), path, nil)
	if err != nil {
		b.Fatal(err)
	}
	return o
}

// written keeps text as the newest of the brief at path.
func written(b *testing.B, d *desk.Desk, path, text string) *desk.Opened {
	b.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	kept, err := d.Keep(context.Background(), opened(b, d, path))
	if err != nil {
		b.Fatal(err)
	}
	return kept
}
