package desk_test

import (
	"context"
	"errors"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

func TestUndoInThisSitting(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	early := o.desk("ines", "morning")
	b := o.keep(early, o.file("grain.md", briefText))
	other := o.keep(early, o.file("other.md", "# Other\n\nNobody said so.\n"))
	scope := desk.Scope{Brief: b.Brief.ID}
	if _, err := early.Undo(ctx, scope); !errors.Is(err, desk.ErrNothingToUndo) {
		t.Errorf("undo of opening a brief: %v", err)
	}
	o.tag(early, b, model.Attributed, said)

	late := o.desk("ines", "evening") // after a restart
	o.tag(late, b, model.Opinion, hopeful)
	o.tag(late, other, model.Unsourced, "Nobody said so.")
	o.tag(o.desk("ora", "evening"), b, model.Opinion, pledged)

	out := o.must(late.Undo(ctx, scope))
	o.want("message", out.Message, `undone: analyst opinion: "That is too hopeful."`)
	o.want("this sitting's, in this brief", o.marks(late, b), "ines a2 The, ora o4 A")
	if _, err := late.Undo(ctx, scope); !errors.Is(err, desk.ErrEarlier) {
		t.Errorf("undo further back: %v", err)
	}
	scope.Earlier = true
	o.must(late.Undo(ctx, scope))
	o.want("earlier", o.marks(late, b), "ora o4 A")
	if _, err := late.Undo(ctx, scope); !errors.Is(err, desk.ErrNothingToUndo) {
		t.Errorf("undo of nothing: %v", err)
	}
	o.must(late.Redo(ctx, scope))
	o.must(late.Redo(ctx, scope))
	o.want("redone", o.marks(late, b), "ines a2 The, ines o3 That, ora o4 A")
	if _, err := late.Redo(ctx, scope); !errors.Is(err, desk.ErrNothingToRedo) {
		t.Errorf("redo of nothing: %v", err)
	}
	o.must(late.Undo(ctx, scope))
	o.tag(late, b, model.Sourced, pledged)
	if _, err := late.Redo(ctx, scope); !errors.Is(err, desk.ErrNothingToRedo) {
		t.Errorf("redo after a new change: %v", err)
	}
}

func TestUndoOfTheWholeStore(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	whole := desk.Scope{Earlier: true}
	added, err := o.desk("ines", "1").Add(ctx, o.file("grain.md", briefText), nil, desk.AddOptions{})
	if err != nil || !added.NewBrief {
		t.Fatal(added, err)
	}
	id := added.Brief.ID
	o.tag(o.desk("ines", "2"), added.Opened, model.Opinion, hopeful)
	o.must(o.desk("ines", "3").Remove(ctx, id))
	on := func() int {
		entries, err := o.desk("ines", "x").Shelf(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		if entries[0].Sample {
			return 0
		}
		return len(entries)
	}
	if on() != 0 {
		t.Error("a removed brief is on the shelf")
	}
	o.must(o.desk("ines", "4").Undo(ctx, whole))
	if on() != 1 {
		t.Error("undo did not bring the brief back")
	}
	o.must(o.desk("ines", "5").Undo(ctx, whole))
	o.must(o.desk("ines", "6").Undo(ctx, whole))
	if on() != 0 {
		t.Error("undo of adding left the brief on the shelf")
	}
	d := o.desk("ines", "7")
	for range 2 {
		o.must(d.Redo(ctx, whole))
	}
	o.want("redone", o.marks(d, o.open(d, string(id))), "ines o3 That")
}

func TestUndoOfWhatChangedSince(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	one, two := o.desk("ines", "window 1"), o.desk("ines", "window 2")
	b := o.keep(one, o.file("grain.md", briefText))
	id := o.tag(one, b, model.Attributed, said).Change.Marks[0].After.ID
	o.must(two.Edit(ctx, id, desk.Edit{Revise: func(d *model.Details) { d.Note = "seen" }}))
	var since *desk.ChangedSinceError
	_, err := one.Undo(ctx, desk.Scope{Brief: b.Brief.ID})
	if !errors.As(err, &since) || since.Since.Verb != model.VerbEdit {
		t.Errorf("undo of what changed since: %v", err)
	}
	o.want("nothing happened", o.marks(one, b), "ines a2 The")
}

// TestUndoLeavesOthersTheBrief: a brief that came with a mark of mine stays on
// the shelf while there are marks of others on it.
func TestUndoLeavesOthersTheBrief(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	whole := desk.Scope{Earlier: true}
	ines, ora := o.desk("ines", "1"), o.desk("ora", "1")
	path := o.file("grain.md", briefText)
	o.tag(ines, o.open(ines, path), model.Attributed, said) // not kept before
	o.tag(ora, o.open(ora, path), model.Opinion, hopeful)
	shelved := func(want bool) {
		t.Helper()
		entries, err := ines.Shelf(ctx, "")
		if err != nil || entries[0].Sample == want {
			t.Errorf("the shelf is %+v (%v)", entries, err)
		}
	}
	o.must(ines.Undo(ctx, whole))
	shelved(true)
	o.want("the other's mark", o.marks(ora, o.open(ora, path)), "ora o3 That")
	o.must(ines.Redo(ctx, whole))
	o.want("both", o.marks(ora, o.open(ora, path)), "ines a2 The, ora o3 That")
	o.must(ines.Undo(ctx, whole))
	o.must(ora.Undo(ctx, whole))
	shelved(true) // its storing was taken back before, and is not again

	added, err := ines.Add(ctx, o.file("other.md", "# Other\n\nNobody said so.\n"), nil, desk.AddOptions{})
	if err != nil {
		t.Fatal(err)
	}
	o.tag(ora, added.Opened, model.Unsourced, "Nobody said so.")
	var since *desk.ChangedSinceError
	if _, err := ines.Undo(ctx, whole); !errors.As(err, &since) || since.Since.Analyst != "ora" {
		t.Errorf("undo of adding a brief that somebody marked: %v", err)
	}
}

// meddling is a store in which something happens before a write.
type meddling struct {
	desk.Store
	before func()
}

func (m *meddling) Write(ctx context.Context, do func(desk.WriteTx) error) error {
	if meddle := m.before; meddle != nil {
		m.before = nil
		meddle()
	}
	return m.Store.Write(ctx, do)
}

// TestUndoFarBack takes back what lies behind thousands of others' changes: the
// same as where it lies near, also where somebody changes something while it is
// looked for.
func TestUndoFarBack(t *testing.T) {
	o := newOffice(t)
	store := &meddling{Store: o.store}
	o.store = store
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	o.tag(d, b, model.Attributed, said)
	o.tag(d, b, model.Opinion, hopeful)
	others := func(n int) {
		t.Helper()
		m := model.Mark{ID: "theirs", Brief: b.Brief.ID, Revision: b.Revision.Hash, Span: o.span(b, pledged), Tag: model.Opinion, Analyst: "ora"}
		err := store.Write(ctx, func(tx desk.WriteTx) error {
			for range n {
				for _, c := range []model.MarkChange{{After: &m}, {Before: &m}} {
					if _, err := tx.Apply(model.Change{Analyst: "ora", Sitting: "2", Verb: model.VerbTag, Brief: m.Brief, Marks: []model.MarkChange{c}}); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	others(1500)
	o.must(d.Undo(ctx, desk.Scope{}))
	o.want("undone", o.marks(d, b), "ines a2 The")
	others(1500)
	o.must(d.Redo(ctx, desk.Scope{}))
	o.want("redone", o.marks(d, b), "ines a2 The, ines o3 That")
	others(1500)
	looked := 0
	store.before = func() { store.before = func() { looked++; o.tag(d, b, model.Unsourced, said) } } // once it was found
	o.must(d.Undo(ctx, desk.Scope{}))
	o.want("what was made meanwhile", o.marks(d, b), "ines a2 The, ines o3 That")
	others(1500)
	store.before = func() { store.before = func() { looked++; others(2) } }
	o.must(d.Undo(ctx, desk.Scope{}))
	o.want("others meanwhile", o.marks(d, b), "ines a2 The")
	if looked != 2 {
		t.Errorf("somebody meddled %d times, want twice", looked)
	}
	if _, err := o.desk("new", "3").Undo(ctx, desk.Scope{Earlier: true}); !errors.Is(err, desk.ErrNothingToUndo) {
		t.Errorf("undo by somebody who changed nothing: %v", err)
	}
}
