package tui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// What y copies goes to the terminal, and to a tmux that the program runs in.
func TestCopy(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "harbour.md", harbour).read("ada", size.w, size.h)
		var toTmux string
		d.app.copier = func(_ context.Context, text string) error { toTmux = text; return nil }
		d.press("4 G y").shows("copied: According to the harbour master")
		if want := "“According to the harbour master, eleven ships waited off the mole overnight.” (Grain convoys test the new harbour rules, unit 4)"; toTmux != want {
			t.Errorf("copied %q, want %q", toTmux, want)
		}
		d.press("v y")
		if !strings.HasPrefix(toTmux, "“According” (") {
			t.Errorf("a selection gave %q", toTmux)
		}
		toTmux = ""
		if d.app.toClipboard(strings.Repeat("x", mostCopied+1), "") != nil || toTmux != "" {
			t.Error("too much was copied")
		}
		d.press("esc").shows("READ")
	}
	if copierIn([]string{"TERM=xterm", "TMUX="}) != nil || copierIn([]string{"TMUX=/tmp/tmux-0/default,1,0"}) == nil {
		t.Error("tmux is not told from no tmux")
	}
}

// Hundreds of resizes between two keys lose neither the place nor a key, and
// leave nothing behind to be done.
func TestResizeStorm(t *testing.T) {
	d := newWorld(t, "long.md", longBrief(200_000)).read("ada", 120, 40)
	d.press("1 2 0 G a")
	here := d.cursor()
	var left tea.Cmd
	for i := range 400 {
		_, left = d.app.Update(tea.WindowSizeMsg{Width: 20 + i*7%380, Height: 5 + i*3%95})
		d.app.View()
	}
	d.run(left)
	d.resize(120, 40)
	if d.cursor() != here || d.row("▸") < 0 {
		t.Errorf("after the storm the cursor is on %q, was on %q\n%s", d.cursor(), here, d.screen())
	}
	if here, _ := d.app.reader.unready(); len(here) > 0 {
		t.Errorf("blocks %v of the screen are not laid out", here)
	}
	d.press("k").shows("attributed 1").press("x").shows("attributed 0")
}
