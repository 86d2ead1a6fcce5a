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
	l := p.Peek(0)
	if l.Ready || len(l.Rows) > 400 {
		t.Errorf("ready %v, %d rows", l.Ready, len(l.Rows))
	}
	p.Lay(0) // parses the paragraph
	start := time.Now()
	const pieces = 20
	for i := range pieces {
		p.Lay(p.Blocks()/2 + i)
	}
	t.Logf("%d pieces, %v a piece", p.Blocks(), time.Since(start)/pieces)
	if p.Blocks() < 5<<20/(16<<10) {
		t.Errorf("%d pieces of 5 MB are too few to be laid out within a frame each", p.Blocks())
	}
	for _, offset := range []int{0, len(text) / 3, len(text) / 2, len(text) - 10} {
		pos, col, found := p.Locate(offset)
		if back, ok := p.Offset(pos, col); !found || !ok || back > offset+2 || back < offset-2 {
			t.Errorf("%d is at %v, column %d, which is %d", offset, pos, col, back)
		}
	}
}
