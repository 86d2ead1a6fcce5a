package tui

import (
	"testing"
	"time"

	"obelus/model"
	"obelus/ui/theme"
)

// A brief's state is set with a key, kept, filtered by and undone.
func TestShelfStates(t *testing.T) {
	for _, size := range sizes {
		_, d := newShelfWorld(t, "Grain corridor", "Port security", "Ferry strike")
		s := drive(t, d, Options{Theme: theme.Dark}, size.w, size.h)
		s.press("o o g s").shows(`working: "Ferry strike"`).press("s").shows(`done: "Ferry strike"`)
		s.press("j s s s").shows(`sent: "Grain corridor"`)
		s.press("w w").shows("shown: working", "0/0").press("w").shows("only: done", "Ferry strike").lacks("Grain corridor")
		s.press("w").shows("only: sent", "Grain corridor").lacks("Ferry").press("esc").shows("Port security")
		s.press("g s").shows(`sent: "Ferry strike"`).press("u w w w").shows("only: done", "Ferry strike").press("esc")
		again := drive(t, d, Options{Theme: theme.Dark}, size.w, size.h)
		if size.w > 100 {
			again.shows("done", "sent", "new", "now")
		}
	}
}

// What was marked, and who says it, finds a brief.
func TestShelfFindsMarks(t *testing.T) {
	for _, size := range sizes {
		_, d := newShelfWorld(t, "Grain corridor", "Port security", "Ferry strike")
		s := drive(t, d, Options{Theme: theme.Dark}, size.w, size.h)
		s.press("/").write("ferry").press("enter g enter j A").write("the union").press("ctrl+s q")
		s.press("esc /").write("union").shows("Ferry strike").lacks("Grain", "Port security").press("enter esc")
		s.press("/").write("sentence stands").shows("Ferry strike").lacks("Grain").press("enter esc").shows("Grain")
	}
}

func TestDaysOfBriefs(t *testing.T) {
	arrived := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	for words, want := range map[string]string{
		"12 February 2024": "2024-02-12", "2024-02-12": "2024-02-12", "Feb 12, 2024": "2024-02-12", "February  2024": "2024-02-01",
		"last week": "2026-03-04", "": "2026-03-04",
	} {
		b := model.Brief{Date: words, Revisions: []model.Revision{{Arrived: arrived}}}
		if got := dayOf(b).Format(time.DateOnly); got != want {
			t.Errorf("%q is %s, want %s", words, got, want)
		}
	}
}

func TestAge(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Second: "now", 5 * time.Minute: "5 min", 30 * time.Hour: "30 h", 9 * 24 * time.Hour: "9 d", 300 * 24 * time.Hour: "10 mon",
	} {
		if got := age(d, false); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
