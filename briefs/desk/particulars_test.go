package desk_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

const frontText = "---\nauthor: Ines\ndate: 4 March 2024\n---\n# Grain\n\nPrices fell.\n"

func TestDescribeBrief(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	path := o.file("grain.md", frontText)
	b := o.keep(d, path)
	was := b.Brief.Particulars()
	next := was
	next.Title, next.Outlet, next.Author, next.URL, next.Handling = "Grain and ports", " The\nWire ", "", "https://wire.example/1", "TLP:GREEN"
	out := o.must(d.Describe(ctx, b, was, next))
	o.want("message", out.Message, "new title: \"Grain and ports\"")
	now := b.As(*out.Change.Briefs[0].After).Brief
	o.want("outlet", now.Outlet, "The Wire")
	o.want("kept", o.open(d, path).Brief.Outlet+" "+o.open(d, path).Brief.Title, "The Wire Grain and ports")

	// Undo in the brief takes it back, and redo gives it again.
	scope := desk.Scope{Brief: b.Brief.ID}
	o.want("undone", o.must(d.Undo(ctx, scope)).Message, "undone: new title: \"Grain and ports\"")
	o.want("as before", o.open(d, path).Brief.Author+" "+o.open(d, path).Brief.Title, "Ines Grain")
	o.must(d.Redo(ctx, scope))
	o.want("again", o.open(d, path).Brief.Title, "Grain and ports")
	if _, err := d.Undo(ctx, desk.Scope{Brief: "another"}); !errors.Is(err, desk.ErrNothingToUndo) {
		t.Errorf("undo in another brief: %v", err)
	}

	// A new text changes what the text itself said, and nothing that was set.
	if err := os.WriteFile(path, []byte("---\nauthor: Jo\ndate: 5 March 2024\nurl: https://other.example\n---\n# Grain again\n\nPrices rose.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, b := range []*desk.Opened{o.open(d, path), o.keep(d, path)} {
		want := now.Particulars()
		want.Date = "5 March 2024"
		if got := b.Brief.Particulars(); got != want {
			t.Errorf("with a new text: %+v\nwant %+v", got, want)
		}
	}
}

func TestDescribeMeanwhile(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.open(d, o.file("grain.md", frontText)) // not kept: Describe does
	was := b.Brief.Particulars()
	next := was
	next.Title = " "
	if _, err := d.Describe(ctx, b, was, next); !errors.Is(err, desk.ErrNoTitle) {
		t.Errorf("without a title: %v", err)
	}
	next = was
	next.Outlet = "Wire"
	o.must(d.Describe(ctx, b, was, next))
	o.want("nothing", o.must(d.Describe(ctx, b, next, next)).Message, "nothing to change")
	next = was
	next.Author = "Jo" // seen before the outlet was set: that stays
	o.must(d.Describe(ctx, b, was, next))
	again := o.open(d, b.Path()).Brief
	o.want("both", again.Outlet+" "+again.Author, "Wire Jo")
	next.Outlet, next.Author = "Post", was.Author
	if _, err := d.Describe(ctx, b, was, next); !errors.Is(err, model.ErrConflict) {
		t.Errorf("both changed the outlet: %v", err)
	}
	o.must(d.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	o.must(d.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	o.want("as it was", o.open(d, b.Path()).Brief.Outlet, "")
}

func TestDescribeSample(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	shelf, err := d.Shelf(ctx, "")
	if err != nil || len(shelf) == 0 {
		t.Fatal(err)
	}
	b := o.open(d, shelf[0].Brief.Path())
	next := b.Brief.Particulars()
	next.Author = "Jo"
	out := o.must(d.Describe(ctx, b, b.Brief.Particulars(), next))
	o.wantPrefix("message", out.Message, "details of ")
	if shelf, _ = d.Shelf(ctx, ""); len(shelf) != 1 || shelf[0].Sample || shelf[0].Brief.Author != "Jo" {
		t.Errorf("on the shelf: %+v", shelf)
	}
}
