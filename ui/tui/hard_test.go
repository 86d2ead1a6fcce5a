package tui

import (
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
	"obelus/ui/page"
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
			if long() {
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
			marksInside(t, w, d)
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

// marksInside marks a unit in the middle of the hard block, and looks for the
// mark in the store and for its words and its bar on the screen.
func marksInside(t *testing.T, w world, d *driver) {
	t.Helper()
	middle := strings.Join(strings.Split(strconv.Itoa(max(2, len(d.app.reader.units.all)/2)), ""), " ") + " G"
	d.press("esc " + middle)
	unit, ok := d.app.reader.unit()
	want := d.cursor()
	if !ok || strings.Contains(want, needle) || strings.Contains(want, "The first words") {
		t.Errorf("no unit in the middle: %.60q", want)
		return
	}
	d.press("o " + middle)
	if found, ok := d.app.reader.marks.exact(unit.Span, "ada"); !ok || found.Tag != model.Opinion {
		t.Errorf("unit %v has no mark after o", unit.Span)
	}
	if got := w.marks(); len(got) != 2 || got[0] != "opinion: "+want {
		t.Errorf("%d marks, the first %.80q, want one of %.80q", len(got), got[0], want)
	}
	letters := map[int]string{}
	d.app.reader.eachRow(func(_ int, _ page.Pos, row page.Row) {
		for i := range row.Cells {
			if at := row.Cells[i].Source(); unit.Span.Covers(at) && at.Start >= 0 {
				letters[at.Start] = row.Cells[i].Text
			}
		}
	})
	var shown strings.Builder
	for _, at := range slices.Sorted(maps.Keys(letters)) {
		shown.WriteString(letters[at])
	}
	got, words := strings.Join(strings.Fields(shown.String()), ""), strings.Join(strings.Fields(want), "")
	if got == "" || !strings.HasPrefix(words, got) || len(words) < 500 && got != words {
		t.Errorf("the marked letters on the screen are %.80q, want %.80q", got, words)
	}
	if _, has := leads(d.app, unit.Span); !has {
		t.Errorf("no row on the screen begins the mark on %.60q:\n%s", want, d.screen())
	}
}

// leads is the row of the screen on which the mark on span begins.
func leads(a *app, span model.Span) (line int, ok bool) {
	a.reader.eachRow(func(n int, _ page.Pos, row page.Row) {
		if m, begins := leader(row, marksOn(row, a.reader.marks.overlapping(span))); begins && m.Span == span {
			line, ok = n, true
		}
	})
	return line, ok
}

// scrollsBothWays scrolls down until the end shows, and back: each screen goes
// on where the one before it was, and on the way back they are the same.
func scrollsBothWays(t *testing.T, d *driver) {
	t.Helper()
	d.press("g")
	half := max(1, d.app.frame.body/2)
	screens := []string{body(d)}
	for range screensOf() {
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

// long reports whether the hard texts are read in full size.
func long() bool { return os.Getenv("OBELUS_LONG") == "1" }

// screensOf is how many half screens of a hard text are gone both ways: all of
// them, and a part where it is in full size.
func screensOf() int {
	if long() {
		return 400
	}
	return 2000
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
