package page

import (
	"fmt"
	"testing"
	"time"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
	"obelus/ui/theme"
)

// Hard texts keep every letter, with tables in records and sideways.
func TestHardTextsKeepEveryLetter(t *testing.T) {
	for _, text := range hardtext.Blocks() {
		t.Run(text.Name, func(t *testing.T) {
			small := text.Small(20)
			wantAudit(t, newPage(small, 80))
			p := sidewaysPage(small, 80)
			wantAudit(t, p)
			wantMap(t, p, 1+len(small)/2000)
		})
	}
}

// BenchmarkHardText measures what a jump to the first, the middle and the last
// piece of each hard text costs: parsing included, and standing in for it.
func BenchmarkHardText(b *testing.B) {
	th := theme.New(theme.Dark, false)
	for _, text := range hardtext.Blocks() {
		full := text.Full()
		for k, place := range []string{"first", "middle", "last"} {
			b.Run(fmt.Sprintf("%s/%s", text.Name, place), func(b *testing.B) {
				var screen, piece, peek time.Duration
				for b.Loop() {
					b.StopTimer()
					p := New(markdown.New(full), th, 200, Sideways())
					at := (p.Blocks() - 1) * k / 2
					b.StartTimer()
					start := time.Now()
					p.Peek(at)
					peek += time.Since(start)
					start = time.Now()
					p.Lay(at)
					piece += time.Since(start)
					layScreen(p, at, k == 2)
					screen += time.Since(start)
				}
				n := float64(b.N) * float64(time.Millisecond)
				b.ReportMetric(float64(peek)/n, "peek-ms")
				b.ReportMetric(float64(piece)/n, "piece-ms")
				b.ReportMetric(float64(screen)/n, "screen-ms")
			})
		}
	}
}

// layScreen lays out a screen of 60 rows from page block at on, or up to it.
func layScreen(p *Page, at int, up bool) {
	step := 1
	if up {
		step = -1
	}
	for rows := 0; rows < 60 && at >= 0 && at < p.Blocks(); at += step {
		rows += len(p.Lay(at).Rows)
	}
}
