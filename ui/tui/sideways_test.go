package tui

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown/hardtext"
)

// wideBrief has a paragraph, a table of 500 columns, and a page of words below.
func wideBrief() string {
	return "The table follows here.\n\n" + hardtext.Table(3, 500) + "\n" + strings.Repeat("Below the table nothing is wide.\n\n", 60)
}

func TestSideways(t *testing.T) {
	for _, width := range []int{40, 80, 200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			d := newWorld(t, "wide.md", wideBrief()).read("ada", width, 24)
			d.shows("›").lacks("‹")
			if width >= 120 {
				d.shows("sideways")
			}
			r := d.app.reader
			d.press("right")
			if r.shift != r.frame.sideStep() {
				t.Errorf("one step is %d cells", r.shift)
			}
			d.shows("‹", "›", "The table follows here.").press("2 left").lacks("‹")
			d.press("left").shows("the left end of the table")
			d.press("9 9 9 9 9 right").shows("‹").lacks("›").press("right").shows("the right end of the table")
			d.send(tea.MouseWheelMsg{Button: tea.MouseWheelLeft})
			d.shows("‹", "›")
			d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown, Mod: tea.ModShift})
			d.shows("‹").lacks("›")
			d.press("2 0 space") // to where nothing is wide
			d.lacks("‹", "›", "sideways")
			if r.shift != 0 {
				t.Errorf("with no table on the screen the page stands at %d", r.shift)
			}
			d.press("right").shows("no table here is wider than the page")
		})
	}
}

// The cursor on a cell brings it into view; a mark that was made off the
// screen, and a click through the shift, are on the words that show.
func TestMarksOffTheScreen(t *testing.T) {
	for _, width := range []int{40, 80, 200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			w := newWorld(t, "wide.md", wideBrief())
			d := w.read("ada", width, 24)
			r := d.app.reader
			d.press("4 0 0 G")
			if got := d.row("▸"); got < 0 || r.shift == 0 {
				t.Fatalf("unit 400 is on row %d, at shift %d", got, r.shift)
			}
			want := d.cursor()
			first := strings.Fields(want)[0]
			d.shows(first)
			d.press("9 9 9 9 9 left a") // it is marked where it does not show
			if got := w.marks(); len(got) != 1 || got[0] != "attributed: "+want {
				t.Fatalf("marked %q, want %q", got, want)
			}
			d.press("[").shows(first)
			cell := d.cell(first)
			if cell.Style.Fg == nil && cell.Style.Bg == nil && cell.Style.Underline == 0 {
				t.Errorf("the mark does not show on %q", first)
			}
			d.press("3 j right")
			y := d.row("▸")
			for x := r.frame.left + r.frame.gutter + 1; x < r.frame.left+r.frame.gutter+r.frame.measure-1; x += 3 {
				cell := d.draw().CellAt(x, y)
				if cell == nil || strings.TrimSpace(cell.Content) == "" || strings.Contains("│‹›", cell.Content) {
					continue
				}
				before := r.shift
				offset, ok := d.app.pointed(tea.Mouse{X: x, Y: y})
				if letter := r.opened.Doc.Text()[offset:]; !ok || !strings.HasPrefix(letter, cell.Content) {
					t.Errorf("at %d shows %q, a click there means %.8q", x, cell.Content, letter)
				}
				if r.shift != before {
					t.Fatal("pointing moved the page")
				}
			}
		})
	}
}
