package tui

import (
	"testing"

	"obelus/briefs/markdown/hardtext"
)

// G shows the end of a last unit that is longer than the screen, the cursor on
// it; g the beginning.
func TestEndOfALongUnit(t *testing.T) {
	d := newWorld(t, "code.md", "Before.\n\n"+hardtext.Code(400, "")).read("ada", 80, 24)
	d.press("G").shows("loaded at dock 398")
	if d.row("▸") < 0 {
		t.Errorf("the cursor is not on the screen:\n%s", d.screen())
	}
	d.press("a").press("g").shows("Before.", "attributed 1")
}
