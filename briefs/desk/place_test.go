package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
)

// A place and its bookmarks are found again in the next revision.
func TestPlaceOnANewRevision(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "b.md")
	d := desk.New(desk.Config{Store: desk.Over(storagetest.NewMemory()), Analyst: "ada", Sitting: "one"})
	open := func(text string) *desk.Opened {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o, err := d.Open(ctx, path, strings.NewReader(""))
		if err == nil {
			o, err = d.Keep(ctx, o)
		}
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	first := open("Two convoys left the port at dawn.\n\nThe *ministry* said nothing about the third. Fuel is dear.\n")
	find := func(o *desk.Opened, words string) model.Span { return o.Doc.Find(words)[0] }
	place := model.Place{Revision: first.Revision.Hash, Cursor: find(first, "The ministry said nothing about the third."),
		Bookmarks: []model.Bookmark{{Name: "a", Span: find(first, "Two convoys left the port at dawn.")}, {Name: "z", Span: find(first, "Fuel is dear.")}}}
	if err := d.SetPlace(ctx, first.Brief.ID, place); err != nil {
		t.Fatal(err)
	}
	if p, ok, err := d.PlaceOn(ctx, first); err != nil || !ok || !p.Equal(place) {
		t.Errorf("on its own text the place is %+v %v %v", p, ok, err)
	}
	second := open("A note by the editor, who was away.\n\nTwo convoys left the port at dusk.\n\nThe *ministry* said nothing about the third.\n")
	p, ok, err := d.PlaceOn(ctx, second)
	if err != nil || !ok || p.Revision != second.Revision.Hash {
		t.Fatalf("%+v %v %v", p, ok, err)
	}
	if got := second.Doc.VisibleOf(p.Cursor); got != "The ministry said nothing about the third." {
		t.Errorf("the cursor is on %q", got)
	}
	if len(p.Bookmarks) != 1 || p.Bookmarks[0].Name != "a" || second.Doc.VisibleOf(p.Bookmarks[0].Span) != "Two convoys left the port at dusk." {
		t.Errorf("the bookmarks are %+v", p.Bookmarks)
	}

	// Where the sentence is gone the cursor stands on what is nearest to where it was.
	third := open("A note by the editor, who was away.\n\nTwo convoys left the port at dawn.\n\nFuel is dear.\n")
	carried, ok := d.Carry(first, third, place)
	if got := third.Doc.VisibleOf(carried.Cursor); !ok || got != "Fuel is dear." {
		t.Errorf("the cursor was carried to %q", got)
	}
	if len(carried.Bookmarks) != 2 {
		t.Errorf("the bookmarks are %+v", carried.Bookmarks)
	}
}
