package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"obelus/ui/theme"
)

// textColumns is how many columns the longest row of text on the screen has.
func textColumns(d *driver) int {
	f, longest := d.app.frame, 0
	for _, row := range strings.Split(d.screen(), "\n")[f.top : f.top+f.body] {
		text := strings.TrimRight(ansi.Cut(row, f.indent+f.gutter, f.indent+f.gutter+f.measure), " ")
		longest = max(longest, ansi.StringWidth(text))
	}
	return longest
}

// TestSetMeasure sets the lines' length by keys and by name, in windows of several
// widths, and looks that the place and the map stay.
func TestSetMeasure(t *testing.T) {
	for _, tt := range []struct {
		name        string
		w           int
		width       int // that the program was started with
		keys        string
		want        int
		shows, says string
	}{
		{name: "usual", w: 140, want: UsualMeasure},
		{name: "asked for", w: 140, width: 60, want: 60},
		{name: "wider than usual", w: 140, width: 110, want: 110},
		{name: "wider than the window", w: 50, width: 110, want: 45},
		{name: "shorter", w: 140, keys: "_ _", want: 76, says: "lines of 76 columns"},
		{name: "shorter by a count", w: 140, keys: "5 _", want: 64, says: "lines of 64 columns"},
		{name: "longer", w: 140, keys: "+", want: 88, says: "lines of 88 columns"},
		{name: "back to the usual", w: 140, keys: "9 _ =", want: 84, says: "lines of 84 columns"},
		{name: "back to what was asked for", w: 140, width: 72, keys: "+ + =", want: 72, says: "lines of 72 columns"},
		{name: "shortest", w: 140, keys: "9 9 _", want: LeastMeasure, says: "lines of 20 columns"},
		{name: "no shorter", w: 140, keys: "9 9 _ _", want: LeastMeasure, says: "are the shortest"},
		{name: "longest", w: 100, keys: "9 9 +", want: 89, says: "lines of 89 columns"},
		{name: "no longer", w: 100, keys: "9 9 + +", want: 89, says: "as long as the window lets them be"},
		{name: "by name", w: 140, keys: ": w i d t h space 5 0 enter", want: 50, says: "lines of 50 columns"},
		{name: "asked for the width", w: 140, keys: ": w i d t h enter backspace 0 enter", want: 80, says: "lines of 80 columns"},
		{name: "no width", w: 140, keys: ": w i d t h enter x enter", want: 84, says: `"84x" is no number of columns`},
		{name: "in a small window", w: 40, keys: "_", want: 31, says: "lines of 31 columns"},
		{name: "in one that is too small", w: 22, keys: "_", want: 17},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, "harbour.md", harbour)
			a := w.desk("ada")
			d := drive(t, a, Options{Opened: w.open(a), Theme: theme.Dark, Width: tt.width}, tt.w, 24)
			d.press("5 G")
			place := d.cursor()
			d.press(tt.keys)
			d.shows("5/10")
			if tt.w >= 60 {
				d.shows(tt.says)
			}
			if got := d.app.frame.measure; got != tt.want || textColumns(d) > got || textColumns(d) < got*2/3 {
				t.Errorf("the measure is %d, the longest row %d, want %d", got, textColumns(d), tt.want)
			}
			if got := d.cursor(); got != place {
				t.Errorf("the cursor went from %q to %q", place, got)
			}
		})
	}
}

// TestShortLinesLeaveTheRestItsRoom: what stands around the text is not cut
// where the text's rows are short.
func TestShortLinesLeaveTheRestItsRoom(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 120, 24)
	before := strings.Split(d.screen(), "\n")
	d.press("9 9 _ j k")
	after := strings.Split(d.screen(), "\n")
	for _, line := range []int{0, 1, len(before) - 2, len(before) - 1} {
		if before[line] != after[line] {
			t.Errorf("row %d was\n%s\nand is\n%s", line, before[line], after[line])
		}
	}
	d.send(tea.MouseClickMsg(d.at("authority")))
	d.shows("3/10")
}

// TestMeasureStaysWhenTheWindowChanges as far as the window has room for it.
func TestMeasureStaysWhenTheWindowChanges(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 140, 24)
	d.press("5 +")
	for w, want := range map[int]int{60: 49, 140: 104, 400: 104, 80: 69} {
		d.resize(w, 30)
		if got := d.app.frame.measure; got != want {
			t.Errorf("in %d columns the text has %d, want %d", w, got, want)
		}
	}
}
