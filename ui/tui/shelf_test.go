package tui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// newShelfWorld is a store with briefs of these titles, and a desk on it.
func newShelfWorld(t *testing.T, titles ...string) (world, *desk.Desk) {
	t.Helper()
	w := newWorld(t, "first.md", "# "+titles[0]+"\n\nThe first one says so. It has two units.\n")
	d := w.desk("ada")
	for i, title := range titles {
		path := filepath.Join(filepath.Dir(w.path), string(rune('a'+i))+".md")
		text := "# " + title + "\n\n" + strings.Repeat("A sentence stands here. ", i+1) + "\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Add(context.Background(), path, strings.NewReader(""), desk.AddOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	return w, d
}

func TestShelf(t *testing.T) {
	_, d := newShelfWorld(t, "Grain corridor", "Port security", "Ferry strike")
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	s.shows("Obelus", "3 briefs · 0 claims", "Grain corridor", "Port security", "Ferry strike", "unread", "SHELF", "1/3", "enter open", "/ filter", "? help", "q leave")
	s.press("/").write("port").shows("Port security", "filter: port").lacks("Grain", "Ferry")
	s.press("enter").shows("Port security").lacks("Grain").press("esc").shows("Grain corridor")
	s.press("/").write("zzz").shows(`no brief holds "zzz"`).press("esc esc")
	s.press("o").shows("in order of: date").press("o").shows("in order of: title")
	if a, b, c := s.row("Ferry"), s.row("Grain"), s.row("Port"); a > b || b > c {
		t.Errorf("not in order of titles: rows %d %d %d", a, b, c)
	}
	s.press("g j enter").shows("Grain corridor", "READ", "sourced 0")
	s.press("j a q").shows("Obelus", "a1", "▸", "3 briefs · 1 claim")
	if s.quit {
		t.Fatal("leaving the brief left the shelf")
	}
	if here, _ := s.app.shelf.entry(); here.Brief.Title != "Grain corridor" {
		t.Errorf("back on the shelf the cursor is on %q", here.Brief.Title)
	}
	s.press("x").shows("2 briefs", "off the shelf").press("g").lacks("Grain corridor").press("u").shows("Grain corridor", "a1")
	s.press("?").shows("┌ Keys", "take the brief off the shelf", "order: opened, date, title, marked").press("q")
	s.press(": h e l p enter").shows("┌ Keys").press("q q")
	if !s.quit {
		t.Error("q did not leave the shelf")
	}
}

func TestShelfAdds(t *testing.T) {
	w, d := newShelfWorld(t, "Grain corridor")
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	path := filepath.Join(filepath.Dir(w.path), "new.md")
	if err := os.WriteFile(path, []byte("# Tug sold\n\nThe tug was sold.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.press("A").shows("add:").write(path).press("enter").shows("2 briefs", "Tug sold")
	s.press("A").write("/no/such/file.md").press("enter").shows("no brief").shows("2 briefs")
}

func TestShelfOfSamples(t *testing.T) {
	w := newWorld(t, "x.md", "x")
	s := drive(t, w.desk("ada"), Options{Theme: theme.Dark}, 100, 24)
	s.shows("sample", "These are samples to try the keys on", "A adds a brief of yours")
	s.press("x").shows("nothing to take off")
	s.press("enter").shows("READ", "s sourced")
	s.press("q").shows("These are samples") // looking at a sample does not store it
	s.press("enter j j j a q")
	s.lacks("These are samples").shows("a1")
}

func TestShelfOfFolder(t *testing.T) {
	w, d := newShelfWorld(t, "Grain corridor", "Port security")
	entries, _, err := d.Folder(context.Background(), filepath.Dir(w.path))
	if err != nil {
		t.Fatal(err)
	}
	s := drive(t, d, Options{Entries: entries, Theme: theme.Dark}, 100, 24)
	s.shows("Grain corridor", "Port security", "3 briefs").press("/").write("port").lacks("Grain").press("enter x").shows("the files of a folder")
	s.press("enter").shows("READ", "Port security").press("q").shows("SHELF")
}

func TestEmptyShelf(t *testing.T) {
	s := drive(t, newWorld(t, "x.md", "x").desk("ada"), Options{Entries: []desk.Entry{}, Theme: theme.Dark}, 80, 24)
	s.shows("No briefs yet", "A adds a file").press("enter j k x G g o / q esc")
	s.shows("SHELF")
}

// TestShelfSizes draws a shelf at many sizes, with a title that means harm.
func TestShelfSizes(t *testing.T) {
	var entries []desk.Entry
	for i := range 40 {
		entries = append(entries, desk.Entry{Brief: model.Brief{ID: model.BriefID(rune('a' + i)), Title: strings.Repeat("港 \x1b[31mtitle ", i), Date: "4 March", Opened: time.Unix(int64(i), 0),
			Revisions: []model.Revision{{Words: i * 100}}}, Coverage: 0.5, Orphans: i % 2, Tags: map[model.Tag]int{model.Attributed: i}})
	}
	s := drive(t, newWorld(t, "x.md", "x").desk("ada"), Options{Entries: entries, Theme: theme.Dark}, 100, 24)
	for _, w := range []int{20, 30, 40, 60, 80, 100, 200} {
		for _, h := range []int{5, 8, 12, 24, 60} {
			s.resize(w, h)
			s.press("G j k g space b")
			content := s.app.View().Content
			if strings.Contains(content, "\x1b[31mtitle") {
				t.Fatal("an escape of a title reached the terminal")
			}
			for y, row := range strings.Split(content, "\n") {
				if got := uv.NewStyledString(row).Bounds().Dx(); got > w || y >= h {
					t.Fatalf("at %d×%d row %d is %d wide: %q", w, h, y, got, row)
				}
			}
		}
	}
}
