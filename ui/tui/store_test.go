package tui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// broken is a desk whose store fails as long as err is set.
type broken struct {
	worker
	err *error
}

func (b broken) Tag(ctx context.Context, o *desk.Opened, t []desk.Tagging) (desk.Outcome, error) {
	if *b.err != nil {
		return desk.Outcome{}, *b.err
	}
	return b.worker.Tag(ctx, o, t)
}

func (b broken) Spans(ctx context.Context, o *desk.Opened) ([]model.MarkSpan, error) {
	if *b.err != nil {
		return nil, *b.err
	}
	return b.worker.Spans(ctx, o)
}

func (b broken) Marks(ctx context.Context, o *desk.Opened) (desk.Marks, error) {
	if *b.err != nil {
		return desk.Marks{}, *b.err
	}
	return b.worker.Marks(ctx, o)
}

func (b broken) Keep(ctx context.Context, o *desk.Opened) (*desk.Opened, error) {
	if *b.err != nil {
		return nil, *b.err
	}
	return b.worker.Keep(ctx, o)
}

// readBroken reads the brief with a store that fails with err, until it is set
// to nil.
func (w world) readBroken(err *error) *driver {
	d := w.desk("ada")
	return drive(w.t, broken{d, err}, Options{Opened: w.open(d), Theme: theme.Dark}, 100, 24)
}

func TestStoreThatFails(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	locked := errors.New("the store is held by another program: close it")
	failure := locked
	d := w.readBroken(&failure)
	d.shows("reading on, but nothing can be kept yet: the store is held by another program", "Grain convoys")
	d.press("3 G a").shows("not kept: the store is held by another program", ":w tries again", "1 change not kept", "A ▯")
	d.press("5 G o").shows("2 changes not kept", "O ▯") // what follows waits behind it
	if got := len(w.marks()); got != 0 {
		t.Fatalf("%d marks in the store", got)
	}
	d.press("u").shows("not kept yet")
	d.press("q").shows("Leave without 2 changes that could not be kept?", "y leave", "esc stay")
	if d.quit {
		t.Fatal("it left with marks that are not kept")
	}
	d.press("esc")
	failure = nil
	d.press(": w enter").lacks("not kept").shows("A ▌", "O ▌")
	if got := strings.Join(w.marks(), "\n"); !strings.HasPrefix(got, "attributed: The port") || !strings.Contains(got, "opinion: Shippers") {
		t.Errorf("in the store: %s", got)
	}
	d.press("q")
	if !d.quit {
		t.Error("q did not leave when all was kept")
	}
}

func TestLeaveWithoutWhatFailed(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	failure := errors.New("the disk is full: make room")
	d := w.readBroken(&failure)
	d.press("3 G a q y")
	if !d.quit {
		t.Error("y did not leave")
	}
}

func TestNextMarkTriesAgain(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	failure := errors.New("the store is held by another program")
	d := w.readBroken(&failure)
	d.press("3 G a")
	failure = nil
	d.press("o").lacks("not kept")
	if got := len(w.marks()); got != 2 {
		t.Errorf("%d marks in the store, want both", got)
	}
}

func TestWritesAgainByItself(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	failure := errors.New("the store is held by another program")
	d := w.readBroken(&failure)
	d.press("3 G a").shows("not kept: ").press("j")
	d.send(ticked{})
	d.shows("1 change not kept").lacks("not kept: ") // said once
	failure = nil
	d.send(ticked{})
	d.lacks("not kept").shows("A ▌")
	if got := len(w.marks()); got != 1 {
		t.Errorf("%d marks in the store", got)
	}
	failure = errors.New("the disk is full")
	d.press("6 G -").shows("not kept: the disk is full")
	failure = nil
	d.send(ticked{})
	d.shows("kept now").lacks("not kept")
}

// TestMarksReadAgain starts while the store cannot be read.
func TestMarksReadAgain(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 100, 24).press("3 G A ctrl+s q")
	failure := errors.New("the store is held by another program")
	d := w.readBroken(&failure)
	d.shows("the marks could not be read: the store is held").lacks("A ▌").press("3 G enter").shows("still reading the marks")
	failure = nil
	d.send(ticked{})
	d.shows("A ▌").press("3 G enter").shows("Speaker")
}

// TestHollowUntilDurable keeps the store's answers back: marks show at once,
// hollow, in the order of the keys; leaving waits.
func TestHollowUntilDurable(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 24)
	d.hold = func(msg tea.Msg) bool { _, ok := msg.(writeEnded); return ok }
	d.press("3 G a o k k x") // made, made, the first removed again
	d.shows("O ▯", "attributed 0", "opinion 1").lacks("O ▌")
	d.press("q")
	if d.quit {
		t.Fatal("it left while a mark was on its way")
	}
	d.release()
	if !d.quit {
		t.Error("it did not leave when all was written")
	}
	if got := w.marks(); len(got) != 1 || !strings.HasPrefix(got[0], "opinion: According") {
		t.Errorf("in the store: %q", got)
	}
}

func TestLeaveAtOnceDrains(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 24)
	d.hold = func(msg tea.Msg) bool { _, ok := msg.(writeEnded); return ok }
	d.press("3 G a o - ctrl+c")
	if !d.quit {
		t.Fatal("ctrl+c did not leave at once")
	}
	if err := d.app.writes.drain(); err != nil {
		t.Fatal(err)
	}
	if got := len(w.marks()); got != 3 {
		t.Errorf("%d marks in the store, want 3", got)
	}
}

func TestTwoAnalysts(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 100, 24).press("4 G a")
	d := w.read("bo", 100, 24)
	d.shows("a ▌", "attributed 1") // another analyst's glyph is small
	d.press("4 G x").shows("the mark here is ada's: keys change only your own")
	d.press("enter").shows("the mark here is ada's")
	d.press("o").shows("opinion 1", "attributed 1")
	d.press("4 G x").shows("removed analyst opinion", "attributed 1", "opinion 0")
}

// TestOtherWindow writes to the store while the reader is open, and looks.
func TestOtherWindow(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 24)
	look := func() {
		stamp, err := d.app.desk.Stamp()
		d.send(ticked{stamp, err})
	}
	look()
	w.read("bo", 100, 24).press("4 G a 6 G -")
	d.lacks("a ▌")
	look()
	d.shows("a ▌", "÷ ▌", "attributed 1", "÷ 1")
	if got := d.cursor(); got != "Grain convoys test the new harbour rules" {
		t.Errorf("the cursor moved to %q", got)
	}
}

func TestUndoAsksForEarlierSittings(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 100, 24).press("4 G a q")
	d := w.read("ada", 100, 24)
	d.press("6 G - u").shows("÷ 0", "attributed 1").press("u").shows("of an earlier sitting", "y undo it", "esc stay")
	d.press("esc").shows("attributed 1").press("u y").shows("attributed 0")
	if got := d.cursor(); !strings.HasPrefix(got, "According") {
		t.Errorf("undo shows %q, not the place", got)
	}
}

func TestExport(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 24)
	path := filepath.Join(t.TempDir(), "out.md")
	d.press("4 G a E").shows("export to: harbour.annotated.md").press("ctrl+u").write(path).press("enter")
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), "harbour master") {
		t.Fatalf("exported %q, %v", text, err)
	}
	d.shows("exported to ", " bytes")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("E ctrl+u").write(path).press("enter").shows("is there already. Replace it?").press("esc")
	if text, _ := os.ReadFile(path); string(text) != "mine" {
		t.Error("a file was replaced without a word")
	}
	d.press("E ctrl+u").write(path).press("enter y").shows("exported to ")
	if text, _ := os.ReadFile(path); string(text) == "mine" {
		t.Error("y did not replace the file")
	}
	d.press("E ctrl+u").write(filepath.Join(path, "no")).press("enter").shows("not exported: ")
}

// TestProvisionalNames holds removals to marks that had no name yet when the
// key was pressed.
func TestProvisionalNames(t *testing.T) {
	m := newMarks(nil, "")
	mark := model.Mark{Span: model.Span{Start: 3, End: 9}, Tag: model.Opinion, Analyst: "ada"}
	m.tagged(7, mark)
	var l ledger
	removal := l.add(&write{kind: writeMark, names: []model.MarkID{m.all[0].ID}})
	mark.ID = "0190-real"
	change := model.Change{Marks: []model.MarkChange{{After: &mark}}}
	l.rename(7, change)
	m.settle(7, change)
	if removal.names[0] != mark.ID || len(m.all) != 1 || m.all[0].ID != mark.ID || len(m.pending) != 0 {
		t.Errorf("removal of %q, marks %v, pending %v", removal.names, m.all, m.pending)
	}
}
