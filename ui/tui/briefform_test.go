package tui

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// brief is what the store says of the brief.
func (w world) brief() model.Brief {
	w.t.Helper()
	return w.open(w.desk("reader")).Brief
}

func TestBriefsOwnDetails(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press(":").write("brief's details").press("enter").shows("The brief's own details", "Title")
		d.press("ctrl+u").write("Convoys 漢字").press("tab").write("The Wire").press("tab").write("Jo").press("tab").write("4 March 2024").
			press("tab").write("https://wire.example/1").press("tab").write("amber").press("ctrl+n").shows("TLP:AMBER")
		d.press("enter").shows("Convoys 漢字", "TLP:AMBER", "u undoes").lacks("own details")
		want := model.Particulars{Title: "Convoys 漢字", Outlet: "The Wire", Author: "Jo", Date: "4 March 2024", URL: "https://wire.example/1", Handling: "TLP:AMBER"}
		if got := w.brief().Particulars(); got != want {
			t.Errorf("%v: kept %+v", size, got)
		}
		var out bytes.Buffer
		if err := w.desk("ada").Export(context.Background(), &out, d.app.reader.opened); err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{"**TLP:AMBER**", "Convoys 漢字", "The Wire", "by Jo", "4 March 2024", "<https://wire.example/1>"} {
			if !strings.Contains(out.String(), words) {
				t.Errorf("%q is not in the export:\n%.400s", words, out.String())
			}
		}
		d.press("4 G a u u").shows("undone: new title").lacks("TLP:AMBER")
		d.press("ctrl+r").shows("Convoys 漢字", "TLP:AMBER")
		d.press("D ctrl+s").shows("nothing was changed")
		d.press("D tab tab").write("x").press("esc").shows("y throw away").press("y").lacks("own details")
	}
}

func TestBriefsDetailsAreChecked(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("D ctrl+u").shows("!").press("ctrl+s").shows("title: a brief needs a title", "▸ Title")
		d.write("T").press("tab tab tab").write("last week").shows("!").press("tab").write("wire.example").shows("!").press("ctrl+s").shows("▸ URL")
		if size[0] >= 80 {
			d.shows("! reads like no date; kept as it is", "! begins with neither http:// nor https://")
		}
		d.press("home").write("https://").press("ctrl+s").lacks("┌")
		if got := w.brief().Particulars(); got.Date != "last week" || got.URL != "https://wire.example" || got.Title != "T" {
			t.Errorf("kept %+v", got)
		}
	}
}

func TestBriefsDetailsOnShelf(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		w.read("ada", 100, 30).press("4 G a")
		d := drive(t, w.desk("ada"), Options{Theme: theme.Dark}, size[0], size[1])
		d.press("D").shows("▸ Title", "harbour rules").press("ctrl+u").write("Convoys").press("tab").write("Wire").press("ctrl+s").shows("new title:", "Convoys").lacks("┌", "Grain")
		if got := w.brief(); got.Title != "Convoys" || got.Outlet != "Wire" {
			t.Errorf("%v: kept %+v", size, got.Particulars())
		}
		d.press("u").shows("Grain convoys")
	}
	// A sample is stored with what is said of it.
	w := newWorld(t, "harbour.md", harbour)
	d := drive(t, w.desk("ada"), Options{Theme: theme.Dark}, 100, 30)
	d.shows("sample").press("D ctrl+u").write("My sample").press("ctrl+s").shows("My sample")
	entries, err := w.desk("ada").Shelf(context.Background(), "")
	if err != nil || len(entries) != 1 || entries[0].Brief.Title != "My sample" {
		t.Errorf("%v: %+v", err, entries)
	}
}

// TestBriefsDetailsWhileAnotherWindowWrites keeps what was typed where the
// store refuses it.
func TestBriefsDetailsWhileAnotherWindowWrites(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.press("D tab").write("Wire")
	set := func(p model.Particulars) {
		t.Helper()
		other := w.desk("ada")
		if _, err := other.Describe(context.Background(), w.open(other), w.brief().Particulars(), p); err != nil {
			t.Fatal(err)
		}
	}
	p := w.brief().Particulars()
	p.Author = "Jo"
	set(p)
	d.press("ctrl+s").lacks("own details")
	if got := w.brief(); got.Outlet != "Wire" || got.Author != "Jo" {
		t.Errorf("kept %+v", got.Particulars())
	}
	d.press("D tab ctrl+u").write("Post")
	p.Outlet = "Gazette"
	set(p)
	d.press("ctrl+s").shows("both windows changed its outlet: ctrl+s keeps yours, esc theirs", "Post", "theirs: Gazette")
	if got := w.brief().Outlet; got != "Gazette" {
		t.Errorf("overwritten without a word: %q", got)
	}
	if _, err := w.desk("ada").Undo(context.Background(), desk.Scope{Brief: "none"}); !errors.Is(err, desk.ErrNothingToUndo) {
		t.Error(err)
	}
	d.press("ctrl+s").lacks("own details")
	if got := w.brief().Outlet; got != "Post" {
		t.Errorf("decided, the outlet is %q", got)
	}
}
