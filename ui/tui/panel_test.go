package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// sizes are the screens that every part of the program is looked at on.
var sizes = [...]struct{ w, h int }{{80, 24}, {120, 40}, {200, 60}}

// marked is harbour.md with marks on its first units, in the panel at w × h.
func marked(t *testing.T, w, h int) (world, *driver) {
	t.Helper()
	wo := newWorld(t, "harbour.md", harbour)
	d := wo.read("ada", w, h)
	return wo, d.press("g j a o - s")
}

func TestPanel(t *testing.T) {
	for _, size := range sizes {
		t.Run(fmt.Sprintf("%d×%d", size.w, size.h), func(t *testing.T) {
			w, d := marked(t, size.w, size.h)
			d.press("g p").shows("┌ Marks 4", "all · any state", "nobody named", "reference missing", "no likelihood worded", "x remove")
			rows := []int{d.row("a2 "), d.row("o3 "), d.row("÷4")}
			if rows[2] < 0 {
				rows[2] = d.row("u4")
			}
			if !slices.IsSorted(rows) || rows[0] < 0 {
				t.Errorf("the marks stand on rows %v:\n%s", rows, d.screen())
			}
			d.press("g j") // the text follows
			second := w.marks()[1]
			if got := d.cursor(); !strings.HasSuffix(second, got) {
				t.Errorf("the text is at %q, the panel at %q", got, second)
			}
			d.press("enter")
			if d.app.top().kind() != ModeReader || !strings.HasSuffix(second, d.cursor()) {
				t.Errorf("enter did not go to %q", second)
			}
			if beside := size.w >= besideFrom; beside != (d.row("┌ Marks") >= 0) {
				t.Errorf("beside the text: %v\n%s", beside, d.screen())
			}
		})
	}
}

func TestPanelFilters(t *testing.T) {
	for _, size := range sizes {
		_, d := marked(t, size.w, size.h)
		d.press("p t").shows("Marks 1 of 4", "sourced · any state", "reference missing").lacks("nobody named")
		d.press("t").shows("attributed · any state", "nobody named")
		d.press("esc").shows("Marks 4 ", "all · any state")
		d.press("w").shows("Marks 0 of 4", "to confirm").press("w").shows("Marks 2 of 4", "missing").press("esc c c").shows("checked", "no mark is like that: esc").press("esc")
		d.press("/").write("zzz").shows("Marks 0 of 4").press("enter esc").shows("Marks 4 ")
		if d.app.top().kind() != ModePanel {
			t.Errorf("the filter left the panel in mode %s", d.app.top().kind())
		}
	}
}

func TestPanelChangesMarks(t *testing.T) {
	for _, size := range sizes {
		w, d := marked(t, size.w, size.h)
		was := w.marks()
		d.press("p g o").shows("opinion")
		if got := w.marks(); len(got) != len(was) || got[0] != strings.Replace(was[0], "attributed", "opinion", 1) {
			t.Errorf("retagged: %q, was %q", got, was)
		}
		d.press("x").shows("removed", "Marks 3")
		if got := w.marks(); !slices.Equal(got, was[1:]) {
			t.Errorf("removed: %q", got)
		}
		d.press("u u")
		if got := w.marks(); !slices.Equal(got, was) {
			t.Errorf("undone: %q, was %q", got, was)
		}
		d.press("g e").shows("Speaker").press("esc").shows("┌ Marks")
	}
}

// tab goes from pane to pane, esc back to where the text was.
func TestPanes(t *testing.T) {
	_, d := marked(t, 120, 40)
	d.press("2 G")
	here := d.cursor()
	d.press("p G")
	if d.cursor() == here {
		t.Fatal("the text did not follow the panel")
	}
	d.press("esc")
	if d.cursor() != here || d.app.top().kind() != ModeReader {
		t.Errorf("esc went to %q, want %q", d.cursor(), here)
	}
	d.shows("┌ Marks 4", "tab gives the keys to the marks")
	d.press("tab j tab j").shows("┌ Marks")
	if d.app.top().kind() != ModeReader {
		t.Errorf("the keys are in mode %s", d.app.top().kind())
	}
	d.resize(100, 30)
	d.lacks("┌ Marks").press("p").shows("┌ Marks").press("p").lacks("┌ Marks")
	d.resize(150, 30)
	d.lacks("┌ Marks").press("p").shows("┌ Marks")
	d.resize(80, 24)
	d.shows("┌ Marks").press("q").lacks("┌ Marks").shows("READ")
	if d.quit {
		t.Error("q in the panel left the program")
	}
}

func TestPanelOfABriefWithoutMarks(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 80, 24)
	d.press("p").shows("Marks 0", "no marks yet").press("j k x enter").press("p").lacks("Marks 0")
}

// A click on a mark in the panel goes there; the wheel moves along the list.
func TestPanelMouse(t *testing.T) {
	for _, size := range sizes {
		w, d := marked(t, size.w, size.h)
		d.press("g p")
		y := d.row("÷4")
		if y < 0 {
			y = d.row("u4")
		}
		d.send(tea.MouseClickMsg{X: size.w - 20, Y: y, Button: tea.MouseLeft})
		if third := w.marks()[2]; !strings.HasSuffix(third, d.cursor()) {
			t.Errorf("%d×%d: the click went to %q, want %q\n%s", size.w, size.h, d.cursor(), third, d.screen())
		}
		d.send(tea.MouseWheelMsg{X: size.w - 20, Y: y, Button: tea.MouseWheelDown})
		if fourth := w.marks()[3]; !strings.HasSuffix(fourth, d.cursor()) {
			t.Errorf("%d×%d: the wheel went to %q, want %q", size.w, size.h, d.cursor(), fourth)
		}
	}
}

// Orphans stand in a section of their own, whatever the filter.
func TestPanelShowsOrphans(t *testing.T) {
	for _, size := range sizes {
		_, d := marked(t, size.w, size.h)
		r := d.app.reader
		old := r.marks.all[0].Clone()
		old.ID, old.Quote.Text = "old", "talks will resume in March"
		r.marks.orphans = []desk.MarkView{{Mark: old, Label: "a9", State: model.Orphaned}}
		d.press("p").shows("Orphans 1", "“talks will resume in March”")
		here := d.cursor()
		d.press("t t t G").shows("“talks will resume", "not in this text")
		if d.press("enter").shows("not in this text"); d.cursor() != here && d.app.top().kind() != ModePanel {
			t.Errorf("a mark without a place was jumped to")
		}
	}
}
