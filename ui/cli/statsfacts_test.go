package cli

import (
	"strings"
	"testing"
)

// TestWrappedNumbers: how many there are of something stands on the line that
// says of what.
func TestWrappedNumbers(t *testing.T) {
	const text = "A completely reliable 1, B usually reliable 1, C fairly reliable 12, F reliability cannot be judged 1, 6 truth cannot be judged 1, not graded 7, 94 %"
	for width := minFlex + 8; width < 90; width++ {
		lines := wrapped(text, width)
		for _, l := range lines[1:] {
			if first, _, _ := strings.Cut(l, " "); first == "%" || first == "1," || first == "12," {
				t.Errorf("in %d cells a line begins with %q", width, first)
			}
		}
		for _, l := range lines {
			if strings.HasSuffix(l, " 6") || strings.HasSuffix(l, ", C") || strings.HasSuffix(l, " 94") {
				t.Errorf("in %d cells a line ends before what its number is about: %q", width, l)
			}
		}
		if got := strings.Join(lines, " "); got != text {
			t.Errorf("in %d cells %q", width, got)
		}
	}
}
