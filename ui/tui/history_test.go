package tui

import (
	"strings"
	"testing"
	"time"
)

// TestHistoryOfMark shows in the details who made what of a mark, the newest
// first, and all of it on a sheet of its own.
func TestHistoryOfMark(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("4 G A").lacks("made attributed", "ctrl+o") // a new mark has none
		d.press("ctrl+o").shows("nothing is known of what this").press("ctrl+s k o u 4 G S").write("Log <https://port.example>").press("ctrl+s")
		d.press("k enter tab tab tab tab tab tab").write("half a note, and words enough to fill more than a row of the narrowest screen that there is").press("ctrl+s enter")
		if size[1] >= 24 {
			d.shows("ada  note half a note", "ctrl+o all 5")
		}
		if size[1] >= 40 {
			d.shows("ada  attributed → sourced, references Log <https://port.example>",
				"ada  undo: analyst opinion → attributed", "ada  attributed → analyst opinion", "ada  made attributed, speaker the harbour master")
			if first, last := d.row("half a note, and"), d.row("made attributed"); first > last {
				t.Errorf("the newest change stands on row %d, the oldest on %d", first, last)
			}
		}
		d.press("ctrl+o").shows("History", "note: none → half a note", time.Now().Format("2006-01-02")).lacks("Reliability")
		if size[0] >= 80 {
			d.shows("tag: attributed → sourced", "speaker: none → the harbour master", "retag", "undo")
		} else {
			d.press("G").shows("speaker: none")
		}
		d.press("enter").shows("History").press("/ t a g enter").shows("tag: ").lacks("note: ").press("esc esc").lacks("History: ").press("tab").shows("Reliability")
	}
}

// TestWhen spells times as short as they are clear.
func TestWhen(t *testing.T) {
	now := time.Date(2025, 9, 20, 15, 0, 0, 0, time.Local)
	tests := map[string]time.Time{
		"14:02":        time.Date(2025, 9, 20, 14, 2, 0, 0, time.Local),
		"19 Sep 23:59": time.Date(2025, 9, 19, 23, 59, 0, 0, time.Local),
		"2024-12-31":   time.Date(2024, 12, 31, 9, 0, 0, 0, time.Local),
	}
	for want, at := range tests {
		if got := when(at.UTC(), now); got != want {
			t.Errorf("%v is %q, want %q", at, got, want)
		}
	}
}

// TestHistoryIsNeutral: what a name or a note holds reaches no terminal.
func TestHistoryIsNeutral(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada\x1b[31m", 100, 40)
	d.press("4 G a k enter tab tab tab tab tab tab").write("x").press("ctrl+s enter").shows("ctrl+o all 2")
	if view := d.app.View().Content; strings.Contains(view, "ada\x1b[31m") {
		t.Error("an escape of a name reached the screen")
	}
}
