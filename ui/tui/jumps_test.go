package tui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/ui/theme"
)

// sections is a brief with headings, links and footnotes.
const sections = `# Harbour report

Two convoys left at dawn.[^log] The ministry denied it.

## Fuel

Prices rose, see [the notice](https://example.org/n). Nobody explained why.

### Diesel

Diesel is scarce. Write to [the desk](mailto:desk@example.org), or [run](javascript:alert).

## Crews

The crews wait for pay.[^nobody]

[^log]: Harbour log, page 4.
`

func TestContents(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "sections.md", sections).read("ada", size.w, size.h)
		d.press("/").write("scarce").press("enter s c")
		d.shows("┌ Contents 4", "▸     Diesel", "1 unread", "  Fuel", "Crews")
		d.press("j enter")
		if got := d.cursor(); got != "Crews" {
			t.Errorf("the contents went to %q", got)
		}
		d.press("c /").write("die").shows("Contents 1 of 4").press("enter enter")
		if got := d.cursor(); got != "Diesel" {
			t.Errorf("the filtered contents went to %q", got)
		}
		d.press("c esc").lacks("Contents")
	}
	d := newWorld(t, "plain.md", "No heading here.\n").read("ada", 80, 24)
	d.press("c").shows("this brief has no headings").press("enter j q").shows("READ")
}

func TestBookmarks(t *testing.T) {
	for _, size := range sizes {
		w := newWorld(t, "sections.md", sections)
		d := w.read("ada", size.w, size.h)
		d.press("'").shows("no bookmarks yet: m").press("esc")
		d.press("3 G m a").shows("bookmark a: ").press("G m z g m A").shows("a letter from a to z")
		d.press("' a")
		if got := d.cursor(); got != "The ministry denied it." {
			t.Errorf("' a went to %q", got)
		}
		d.press("'").shows("Bookmarks", "a The ministry", "z Harbour", "where you were").press("esc q")
		again := w.read("ada", size.w, size.h)
		again.press("' a")
		if got := again.cursor(); got != "The ministry denied it." {
			t.Errorf("in the next sitting ' a went to %q", got)
		}
		again.press("G ' '") // back to where one was
		if got := again.cursor(); got != "The ministry denied it." {
			t.Errorf("' ' went to %q", got)
		}
	}
}

func TestJumpList(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "sections.md", sections).read("ada", size.w, size.h)
		d.press("<").shows("no earlier place")
		d.press("2 G").press("/").write("scarce").press("enter G")
		want := []string{d.cursor()}
		for range 3 {
			d.press("<").shows("place ")
			want = append(want, d.cursor())
		}
		if want[1] != "Diesel is scarce." || want[2] != "Two convoys left at dawn." || want[3] != "Harbour report" {
			t.Errorf("< went to %q", want)
		}
		d.press("<").shows("no earlier place").press(">")
		if d.cursor() != want[2] {
			t.Errorf("> went to %q", d.cursor())
		}
		d.press("2 >")
		if d.cursor() != want[0] {
			t.Errorf("2 > went to %q", d.cursor())
		}
		d.press(">").shows("no later place")
	}
}

func TestFootnoteKeys(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "sections.md", sections).read("ada", size.w, size.h)
		d.press("2 G").shows("[log] Harbour log, page 4.", "^ goes there").press("^")
		if got := d.cursor(); got != "Harbour log, page 4." {
			t.Errorf("^ went to %q", got)
		}
		d.shows("footnote log", "< comes back").press("^")
		if got := d.cursor(); got != "Two convoys left at dawn." {
			t.Errorf("^ in the footnote went to %q", got)
		}
		d.press("j").lacks("^ goes there").press("^").shows("no footnote is cited here")
	}
}

func TestLinkList(t *testing.T) {
	for _, size := range sizes {
		w := newWorld(t, "sections.md", sections)
		d := w.read("ada", size.w, size.h)
		var opened []string
		d.app.opener = func(_ context.Context, link string) error {
			opened = append(opened, link)
			return errors.New("nothing here opens links")
		}
		d.press("L").shows("┌ Links 2", "the notice", "https://example.org/n", "mailto:desk@example.org").lacks("javascript")
		d.press("o").shows("nothing here opens links", "y in the list")
		if len(opened) != 1 || opened[0] != "https://example.org/n" {
			t.Errorf("opened %q", opened)
		}
		d.press("L j enter")
		if got := d.cursor(); !strings.HasPrefix(got, "Write to the desk") {
			t.Errorf("enter went to %q", got)
		}
		d.press("L y").shows("copied: mailto:desk@example.org")
	}
}

// The system's opener is given nothing that it could take for an option, and
// its lack is said.
func TestStartOpenerWithoutOne(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if err := startOpener(context.Background(), "https://example.org"); err == nil || !strings.Contains(err.Error(), "missing") {
		t.Errorf("without an opener: %v", err)
	}
}

// What was asked for by a sheet that is closed is forgotten.
func TestListsForgetWhatCameTooLate(t *testing.T) {
	w := newWorld(t, "sections.md", sections)
	a := w.desk("ada")
	d := driveHolding(t, a, Options{Opened: w.open(a), Theme: theme.Dark}, 80, 24, func(msg tea.Msg) bool {
		_, late := msg.(headingsRead)
		return late
	})
	d.press("c").shows("Contents", "…").press("esc L").shows("Links 2")
	d.release()
	d.shows("Links 2").lacks("Contents")
}
