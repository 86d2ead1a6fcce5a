package page

import (
	"strings"
	"testing"
	"time"
)

// One line of 5 MB is shown at once and laid out a piece at a time.
func TestOneLineOfFiveMegabytes(t *testing.T) {
	text := strings.Repeat("Some words that *go* on for a while, and never end; ", 5<<20/52)
	p := newPage(text, 80)
	start := time.Now()
	l := p.Peek(0)
	if took := time.Since(start); took > 100*time.Millisecond {
		t.Errorf("standing in took %v", took)
	}
	if l.Ready || len(l.Rows) > 400 {
		t.Errorf("ready %v, %d rows", l.Ready, len(l.Rows))
	}
	p.Lay(0) // parses the paragraph
	start = time.Now()
	const pieces = 20
	for i := range pieces {
		p.Lay(p.Blocks()/2 + i)
	}
	took := time.Since(start) / pieces
	t.Logf("%d pieces, %v a piece", p.Blocks(), took)
	if took > 150*time.Millisecond {
		t.Errorf("laying a piece out took %v", took)
	}
	for _, offset := range []int{0, len(text) / 3, len(text) / 2, len(text) - 10} {
		pos, col, found := p.Locate(offset)
		if back, ok := p.Offset(pos, col); !found || !ok || back > offset+2 || back < offset-2 {
			t.Errorf("%d is at %v, column %d, which is %d", offset, pos, col, back)
		}
	}
}
