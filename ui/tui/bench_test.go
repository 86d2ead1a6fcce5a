package tui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
)

// longBrief is a brief of at least size bytes, of paragraphs, headings, lists
// and now and then a table.
func longBrief(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		if i%12 == 0 {
			fmt.Fprintf(&b, "## Section %d\n\n", i/12+1)
		}
		fmt.Fprintf(&b, "Convoy %d left the *northern* harbour on Monday, and the authority said that it would return. ", i)
		b.WriteString("Officials expect no delay before the spring, but the pilots doubt it. Nobody has counted the barges, which are moored along the eastern mole.\n\n")
		if i%9 == 0 {
			fmt.Fprintf(&b, "- the %dth tug was sold\n- its crew of 7 was paid off\n\n", i)
		}
		if i%40 == 0 {
			b.WriteString("| Berth | Ships |\n|---|---|\n| North | 11 |\n| South | 7 |\n\n")
		}
	}
	return b.String()
}

// longReader reads a brief of 1 MB with 10,000 marks at 200×60, all of it laid
// out near the cursor.
func longReader(b *testing.B, size, marks int) *driver {
	b.Helper()
	w := newWorld(b, "long.md", longBrief(size))
	d := w.desk("ada")
	o := w.open(d)
	units := o.Units()
	var taggings []desk.Tagging
	for i := 0; len(taggings) < marks && i < len(units); i++ {
		taggings = append(taggings, desk.Tagging{Span: units[i].Span, Tag: model.Tags()[i%5]})
	}
	if _, err := d.Tag(context.Background(), o, taggings); err != nil {
		b.Fatal(err)
	}
	dr := w.read("ada", 200, 60)
	if got := len(dr.app.reader.marks.all); got != len(taggings) {
		b.Fatalf("%d marks are shown, want %d", got, len(taggings))
	}
	b.ReportMetric(float64(len(w.open(d).Doc.Text()))/1e6, "MB")
	return dr
}

// BenchmarkKey measures Update and View together for one key press on a brief
// of 1 MB with 10,000 marks at 200×60, with the blocks around the cursor laid
// out; the 99th percentile is to stay below 5 ms.
func BenchmarkKey(b *testing.B) {
	keys := map[string]string{
		"walk": "j j j k j ] ] [ ) } {", "scroll": "space b ctrl+d ctrl+u ctrl+e ctrl+y", "mark": "a o - s", "select": "v w w ; h tab l esc",
		"jump": "G g 9 0 0 G ) (",
	}
	for _, name := range []string{"walk", "scroll", "select", "mark", "jump"} {
		b.Run(name, func(b *testing.B) {
			d := longReader(b, 1_000_000, 10_000)
			d.press("7 0 0 G")
			msgs := make([]time.Duration, 0, b.N)
			fields := strings.Fields(keys[name])
			b.ResetTimer()
			for i := range b.N {
				key := keyPress(b, fields[i%len(fields)])
				began := time.Now()
				_, cmd := d.app.Update(key)
				d.app.View()
				msgs = append(msgs, time.Since(began))
				b.StopTimer()
				d.run(cmd)
				b.StartTimer()
			}
			slices.Sort(msgs)
			b.ReportMetric(float64(msgs[len(msgs)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(float64(msgs[len(msgs)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(msgs[len(msgs)-1].Microseconds())/1000, "max-ms")
		})
	}
}
