package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// held keeps the whole of a brief back.
func held(msg tea.Msg) bool { _, ok := msg.(wholeOpened); return ok }

// glimpse starts the program on the brief's beginning; the whole of it is kept
// back until it is released.
func (w world) glimpse(d worker, width, height int) *driver {
	w.t.Helper()
	o, ok, err := w.desk("ada").Glimpse(context.Background(), w.path, time.Second)
	if err != nil || !ok {
		w.t.Fatalf("no beginning of %s: %v", w.path, err)
	}
	return driveHolding(w.t, d, Options{Opened: o, Ref: w.path, Theme: theme.Dark}, width, height, held)
}

func TestOpeningKeepsThePlace(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.glimpse(w.desk("ada"), 100, 30)
	d.shows("Section 1", "1/…", "READ   1/…  …").lacks("opening")
	d.press("j j j space j") // within what is there: at once
	if got := d.cursor(); !strings.HasPrefix(got, "Nobody has counted") {
		t.Errorf("the cursor is on %q", got)
	}
	before, stance := d.screen(), d.app.reader.stance
	d.app.reader.moved = false // as if nothing but the reading had happened
	d.release()
	if d.app.reader.stance != stance {
		t.Errorf("the whole moved the reader from %v to %v", stance, d.app.reader.stance)
	}
	d.lacks("…")
	strip := func(screen string) string { // the text's columns, without the map
		var rows []string
		for _, row := range strings.Split(screen, "\n")[2:27] {
			letters := []rune(row)
			rows = append(rows, strings.TrimRight(string(letters[:min(len(letters), 94)]), " "))
		}
		return strings.Join(rows, "\n")
	}
	if got, want := strip(d.screen()), strip(before); got != want {
		t.Errorf("the text on the screen changed:\n%s\nwas\n%s", got, want)
	}
	if d.app.reader.opened.Partial() || !d.app.reader.units.ready {
		t.Error("the reader still shows the beginning")
	}
}

// Keys that need the whole wait for it, with all behind them, and find what
// they would have found there.
func TestKeysWaitForTheWhole(t *testing.T) {
	text := longBrief(300_000)
	for _, keys := range []string{
		"j j a o", "G a", "1 2 G a j k a", "j j v w w o - k k x", "2 0 space a", "j a u a",
		") a", "space space } a 2 - [ [ o", "9 9 9 9 9 j a", ": q esc a",
	} {
		plain := newWorld(t, "long.md", text)
		want := plain.read("ada", 100, 30).press(keys)
		w := newWorld(t, "long.md", text)
		d := w.glimpse(w.desk("ada"), 100, 30).press(keys)
		if len(w.marks()) > 0 {
			t.Fatalf("%s: marked before the whole was there", keys)
		}
		d.shows("still opening: keys wait")
		d.release()
		if got, want := strings.Join(w.marks(), "\n"), strings.Join(plain.marks(), "\n"); got != want || got == "" {
			t.Errorf("%s: the marks are\n%s\nwant\n%s", keys, got, want)
		}
		if got, want := d.cursor(), want.cursor(); got != want {
			t.Errorf("%s: the cursor is on %q, want %q", keys, got, want)
		}
	}
}

func TestLeaveWhileOpening(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	for _, keys := range []string{"q", "j space q", "a ctrl+c"} {
		d := w.glimpse(w.desk("ada"), 100, 30).press(keys)
		if !d.quit {
			t.Fatalf("%s did not leave", keys)
		}
		if !strings.Contains(d.app.parting, "left while it was opening") {
			t.Errorf("%s left with %q", keys, d.app.parting)
		}
	}
	d := w.glimpse(w.desk("ada"), 100, 30).press("a q") // behind a key that waits, q waits too
	if d.quit {
		t.Error("q left before the mark was made")
	}
	d.release()
	if !d.quit || len(w.marks()) != 1 {
		t.Errorf("left is %v, with marks %v", d.quit, w.marks())
	}
}

func TestOpeningAtADeepPlace(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.read("ada", 100, 30).press("2 0 0 0 G j")
	want := d.cursor()
	d.press("q")
	d = w.glimpse(w.desk("ada"), 100, 30)
	d.shows("Section 1", "opening …").lacks("Convoy 0")
	d.press("j space") // there is nothing to move over yet
	d.resize(120, 40)
	d.shows("opening …").press("k k")
	d.release()
	d.lacks("opening")
	d.press("b k") // the way back of the keys that waited: space k k, but for the j
	if d.row("Convoy 0") >= 0 {
		t.Error("it begins at the top")
	}
	d = w.glimpse(w.desk("ada"), 100, 30)
	d.release()
	if got := d.cursor(); got == "" || d.row("▸") < 0 {
		t.Errorf("it opened on %q, left on %q", got, want)
	}
	d.press("q") // nothing pressed: the very place it was left at
	d = w.glimpse(w.desk("ada"), 60, 20)
	d.release()
	if got := w.read("ada", 60, 20).cursor(); got != d.cursor() {
		t.Errorf("opened by its beginning the cursor is on %q, whole on %q", d.cursor(), got)
	}
}

func TestOpeningWhatHasChanged(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.glimpse(w.desk("ada"), 100, 30).press("j j j a a")
	if err := os.WriteFile(w.path, []byte("# Another brief\n\nIt says something else.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.held = nil // what was read before the change
	d.run(d.app.openWhole())
	d.release()
	d.shows("Another brief", "It says something else.", "the file has changed", "1/2")
	if len(w.marks()) > 0 {
		t.Errorf("keys for the old words marked %v", w.marks())
	}
	d.press("j a")
	if got := w.marks(); len(got) != 1 {
		t.Errorf("then marked %v", got)
	}
}

// torn is a desk that cannot read a file to its end.
type torn struct{ worker }

func (torn) Open(context.Context, string, io.Reader) (*desk.Opened, error) {
	return nil, errors.New("long.md cannot be read: input/output error")
}

func TestOpeningWhatCannotBeReadWhole(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.glimpse(torn{w.desk("ada")}, 100, 30).press("j a")
	d.shows("Section 1")
	d.release()
	if !d.quit || d.app.failed == nil || !strings.Contains(d.app.failed.Error(), "long.md cannot be read: input/output error") {
		t.Errorf("quit %v, failed %v", d.quit, d.app.failed)
	}
}

func TestMouseWhileOpening(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.glimpse(w.desk("ada"), 100, 30)
	d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown, X: 20, Y: 9})
	d.send(tea.MouseClickMsg{Button: tea.MouseLeft, X: 20, Y: d.row("Convoy 1 ")})
	if got := d.cursor(); !strings.HasPrefix(got, "Convoy 1 ") {
		t.Errorf("a click went to %q", got)
	}
	y := d.row("Convoy 2 ")
	d.press("2 G")
	d.send(tea.MouseClickMsg{Button: tea.MouseLeft, X: 20, Y: y}) // behind a key: its turn comes, on the letter it was made on
	d.press("a")
	d.release()
	if got := w.marks(); len(got) != 1 || !strings.HasPrefix(got[0], "attributed: Convoy 2 ") {
		t.Errorf("marked %v", got)
	}
}

// Closing a brief ends what its commands still do.
func TestClosedBriefEndsItsCommands(t *testing.T) {
	w := newWorld(t, "long.md", longBrief(300_000))
	d := w.glimpse(w.desk("ada"), 100, 30)
	ctx := d.app.reader.ctx
	d.release()
	if ctx.Err() != nil {
		t.Fatal("the reader's commands ended while it is open")
	}
	other := newWorld(t, "other.md", harbour)
	d.app.openReader(other.open(other.desk("ada")))
	if ctx.Err() == nil {
		t.Error("the commands of a brief that was replaced go on")
	}
	if o := d.app.reader.opened; o.Brief.Title != "Grain convoys test the new harbour rules" || o.Brief.ID == model.BriefID("") {
		t.Errorf("%q is open", o.Brief.Title)
	}
}

// TestKeysWaitForTheMarks: what has to do with marks waits until they were read,
// and all keys behind it, in their order.
func TestKeysWaitForTheMarks(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("ada", 100, 24).press("3 G a q")
	isMarks := func(msg tea.Msg) bool { _, is := msg.(marksRead); return is }
	own := w.desk("ada")
	d := driveHolding(t, own, Options{Opened: w.open(own), Theme: theme.Dark}, 100, 24, isMarks)
	d.press("3 G enter").shows("keys wait for it").lacks("Speaker")
	d.press("h e r ctrl+s").lacks("Speaker")
	d.release()
	d.shows("details of attributed kept")
	d.press("enter").shows("her")

	failed := driveHolding(t, own, Options{Opened: w.open(own), Theme: theme.Dark}, 100, 24, isMarks)
	failed.press("3 G x").shows("keys wait for it")
	failed.hold = nil
	failed.send(marksRead{reader: failed.app.reader.id, asked: failed.app.writes.last, err: errors.New("the store is held")})
	failed.shows("still reading the marks")
	if got := w.marks(); len(got) != 1 {
		t.Errorf("%d marks are left", len(got))
	}
}
