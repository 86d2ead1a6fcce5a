package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/google/go-cmp/cmp"

	"obelus/ui/theme"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// looksOf are the ways a golden screen is shown.
var looksOf = [...]struct {
	name    string
	theme   theme.Name
	profile colorprofile.Profile
}{{"dark", theme.Dark, colorprofile.TrueColor}, {"light", theme.Light, colorprofile.TrueColor}, {"no colour", theme.Dark, colorprofile.ASCII}}

// TestGolden holds what the parts of the screen look like at every size, on
// dark and light screens and without colour. A file holds the text once, and for
// each look which stretches of a row have which style: 12a3b is twelve cells of
// style a, then three of style b.
func TestGolden(t *testing.T) {
	screens := []struct {
		name string
		keys string
	}{
		{"reader", "3 G a o - S ctrl+s"},
		{"search", "3 G a / t h e enter"},
		{"select", "5 G v ; ;"},
		{"edges", "5 G a k v ,"},
		{"panel", "3 G a o - s p k"},
		{"form", "4 G A"},
		{"opinion form", "5 G O"},
		{"history", "4 G A ctrl+s k o k a k enter ctrl+u tab d ctrl+s enter"},
		{"help", "?"},
		{"deciding", "? tab"},
		{"palette", ": m a r k"},
		{"contents", "c"},
		{"bookmarks", "m a 3 G m b '"},
		{"differences", "d"},
		{"settled", "d j t k"},
		{"shelf", ""},
		{"finds", "/ h a r b o u r enter 1 5 j"},
	}
	for _, screen := range screens {
		for _, size := range sizes {
			name := fmt.Sprintf("%s %dx%d", screen.name, size.w, size.h)
			t.Run(name, func(t *testing.T) {
				var out strings.Builder
				for i, look := range looksOf {
					d := goldenDriver(t, screen.name, look.theme, size.w, size.h)
					d.send(tea.ColorProfileMsg{Profile: look.profile})
					d.press(screen.keys)
					if i == 0 {
						out.WriteString(d.screen() + "\n")
					}
					fmt.Fprintf(&out, "\n== %s ==\n%s", look.name, d.styles())
				}
				compareGolden(t, strings.ReplaceAll(name, " ", "-")+".txt", out.String())
			})
		}
	}
}

func goldenDriver(t *testing.T, screen string, name theme.Name, w, h int) *driver {
	t.Helper()
	world := newWorld(t, "harbour.md", harbour)
	world.now = func() time.Time { return time.Date(2025, 3, 4, 10, 0, 0, 0, time.UTC) } // the day is one in nearly all the world
	if screen == "differences" || screen == "settled" {
		world.twoAnalysts()
	}
	if screen != "shelf" && screen != "finds" {
		d := world.desk("ada")
		return drive(t, d, Options{Opened: world.open(d), Theme: name}, w, h)
	}
	entries := manyBriefs(12)
	for i := range entries {
		entries[i].Brief.Opened = time.Time{} // an age would change
	}
	if screen == "finds" {
		return drive(t, manyMarks{world.desk("ada"), indexOf(t, entries)}, Options{Entries: entries, Theme: name}, w, h)
	}
	return drive(t, world.desk("ada"), Options{Entries: entries, Theme: name}, w, h)
}

// styles is the screen's styles row by row, and below them what they are.
func (d *driver) styles() string {
	term := d.draw()
	letters, legend := map[string]rune{}, []string{}
	var out strings.Builder
	for y := range d.h {
		var row strings.Builder
		last, n := rune(0), 0
		flush := func() {
			if n > 0 {
				fmt.Fprintf(&row, "%d%c", n, last)
			}
		}
		for x := range d.w {
			c := term.CellAt(x, y)
			if c == nil {
				c = &uv.EmptyCell
			}
			style := c.Style.String()
			letter, known := letters[style]
			if !known {
				letter = rune('a' + len(letters))
				letters[style] = letter
				legend = append(legend, fmt.Sprintf("%c %s", letter, strings.ReplaceAll(style, "\x1b", "^")))
			}
			if letter != last {
				flush()
				last, n = letter, 0
			}
			n++
		}
		flush()
		out.WriteString(row.String() + "\n")
	}
	return out.String() + strings.Join(legend, "\n") + "\n"
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: go test ./ui/tui -run TestGolden -update writes it", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the screen differs from %s (-golden +now):\n%s", path, diff)
	}
}
