package tui

import (
	"os"
	"strings"
	"testing"

	"obelus/briefs/markdown/hardtext"
)

// needle is what a search finds at the end of every hard text.
const needle = "quincunx"

// TestHardBlocksByKeys reads every hard text by keys: to the end and back with
// no row lost, a search for what stands at the end, a mark on the right words,
// and a resize that keeps the place. OBELUS_LONG=1 has it take them in full
// size.
func TestHardBlocksByKeys(t *testing.T) {
	for _, text := range hardtext.Blocks() {
		t.Run(text.Name, func(t *testing.T) {
			source := text.Small(40)
			if os.Getenv("OBELUS_LONG") == "1" {
				source = text.Full()
			}
			w := newWorld(t, "hard.md", "The first words.\n\n"+source+"\n\nThe "+needle+" is last of all.\n")
			d := w.read("ada", 100, 30)
			d.press("G")
			d.shows(needle)
			foot := d.app.reader.top
			d.press("g")
			d.shows("The first words.")
			if d.press("j j j space ctrl+d b ctrl+u k k k"); d.row("▸") < 0 {
				t.Errorf("the cursor is not on the screen:\n%s", d.screen())
			}
			d.press("/").write(needle).press("enter").shows(needle, "1/1")
			if d.app.reader.top != foot && d.row("last of all") < 0 {
				t.Errorf("the search did not go to the end:\n%s", d.screen())
			}
			want := d.cursor()
			d.press("a")
			if got := w.marks(); len(got) != 1 || got[0] != "attributed: "+want || !strings.Contains(want, needle) {
				t.Errorf("marked %q at %q", got, want)
			}
			d.press("esc 2 0 G")
			here := d.cursor()
			d.resize(60, 24)
			d.resize(200, 60)
			if d.cursor() != here || d.row("▸") < 0 {
				t.Errorf("resized, the cursor is on %.60q, was on %.60q", d.cursor(), here)
			}
			scrollsBothWays(t, d)
		})
	}
}

// scrollsBothWays scrolls down until the end shows, and back: each screen goes
// on where the one before it was, and on the way back they are the same.
func scrollsBothWays(t *testing.T, d *driver) {
	t.Helper()
	d.press("g")
	half := max(1, d.app.frame.body/2)
	screens := []string{body(d)}
	for range 12 {
		d.press("ctrl+d")
		next := body(d)
		if strings.Contains(next, needle) {
			d.press("g " + strings.Repeat("ctrl+d ", len(screens)-1)) // the last step was a shorter one
			break
		}
		was, is := strings.Split(screens[len(screens)-1], "\n"), strings.Split(next, "\n")
		if lost, want := strings.Join(is[:len(is)-half], "\n"), strings.Join(was[half:], "\n"); lost != want {
			t.Errorf("half a screen down begins with\n%s\nwant\n%s", lost, want)
			return
		}
		screens = append(screens, next)
	}
	for i := len(screens) - 2; i >= 0; i-- {
		d.press("ctrl+u")
		if got := body(d); got != screens[i] {
			t.Errorf("back on screen %d:\n%s\nit was\n%s", i, got, screens[i])
			return
		}
	}
}

// body is the text's columns on the screen.
func body(d *driver) string {
	f, term := d.app.frame, d.draw()
	var rows []string
	for y := f.top; y < f.top+f.body; y++ {
		var row strings.Builder
		for x := f.left + f.gutter; x < f.left+f.gutter+f.measure; x++ {
			if cell := term.CellAt(x, y); cell != nil && cell.Width > 0 {
				row.WriteString(cell.Content)
			}
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	return strings.Join(rows, "\n")
}
