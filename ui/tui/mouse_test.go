package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/ui/theme"
)

// at is where text begins on the screen.
func (d *driver) at(text string) tea.Mouse {
	d.t.Helper()
	for y, row := range strings.Split(d.screen(), "\n") {
		if i := strings.Index(row, text); i >= 0 {
			return tea.Mouse{X: len([]rune(row[:i])), Y: y, Button: tea.MouseLeft}
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
	return tea.Mouse{}
}

func TestMouse(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 100, 24)
	d.send(tea.MouseClickMsg(d.at("inspected")))
	if got := d.cursor(); got != "Nobody inspected the cargo of the Orsola." {
		t.Fatalf("a click went to %q", got)
	}
	d.send(tea.MouseClickMsg(d.at("eleven ships")))
	to := d.at("waited")
	to.X += len("waited") - 1
	d.send(tea.MouseMotionMsg(to))
	if got := d.cursor(); got != "eleven ships waited" {
		t.Fatalf("dragging selected %q", got)
	}
	d.shows("SELECT").press("a").shows("attributed 1", "READ")
	d.send(tea.MouseClickMsg(tea.Mouse{X: 2, Y: 1, Button: tea.MouseLeft}))
	d.send(tea.MouseClickMsg(tea.Mouse{X: 50, Y: 23, Button: tea.MouseRight}))
	d.shows("attributed 1")
}

func TestWheel(t *testing.T) {
	d := newWorld(t, "long.md", longBrief(20_000)).read("ada", 80, 24)
	for range 10 {
		d.send(tea.MouseWheelMsg(tea.Mouse{Button: tea.MouseWheelDown}))
	}
	d.lacks("Convoy 0 ")
	if !d.app.reader.onScreen(d.app.reader.cursor.Start) {
		t.Error("the wheel left the cursor behind")
	}
	for range 20 {
		d.send(tea.MouseWheelMsg(tea.Mouse{Button: tea.MouseWheelUp}))
	}
	d.shows("Convoy 0 ")
}

func TestShelfMouse(t *testing.T) {
	_, d := newShelfWorld(t, "Grain corridor", "Port security")
	s := drive(t, d, Options{Theme: theme.Dark}, 100, 24)
	other := s.app.shelf.shown[1].Brief.Title
	s.send(tea.MouseClickMsg(s.at(other)))
	if here, _ := s.app.shelf.entry(); here.Brief.Title != other {
		t.Errorf("a click went to %q, want %q", here.Brief.Title, other)
	}
	s.send(tea.MouseClickMsg(s.at(other)))
	s.shows("READ", other)
}

// TestStaleAnswers gives the program answers to questions of a reader that was
// closed, of a search that was followed by another, and of a write that it
// does not wait for.
func TestStaleAnswers(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 100, 24)
	d.press("3 G a")
	before := d.screen()
	id := d.app.reader.id
	for _, msg := range []tea.Msg{
		unitsCounted{reader: id + 1}, spansRead{reader: id + 1}, marksRead{reader: id + 1}, briefKept{reader: id + 1},
		hitFound{reader: id, asked: -1, ok: true}, hitsCounted{reader: id, asked: -1}, hitsLit{reader: id, asked: -1}, indexed{reader: id + 1}, writeEnded{id: 99, outcome: desk.Outcome{Message: "no"}}, briefOpened{asked: 7}, shelfRead{asked: 7},
		blocksLaid{nil}, spansRead{reader: id}, // the marks are known whole already
	} {
		d.send(msg)
		if after := d.screen(); after != before {
			t.Fatalf("%T changed the screen:\n%s", msg, after)
		}
	}
}

// TestMarksReadBeforeAWrite holds back what was read before a mark was made:
// the mark does not vanish.
func TestMarksReadBeforeAWrite(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	w.read("bo", 100, 24).press("6 G -")
	d := w.read("ada", 100, 24)
	d.hold = func(msg tea.Msg) bool { _, ok := msg.(marksRead); return ok }
	d.run(d.app.loadMarks())
	d.hold = nil
	d.press("3 G a")
	for _, msg := range d.held {
		d.send(msg)
	}
	d.shows("A ▌", "attributed 1", "÷ 1")
}

// A double click selects a word, a third click its unit; a click somewhere else
// the unit there.
func TestClicks(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "harbour.md", harbour).read("ada", size.w, size.h)
		on := tea.MouseClickMsg(d.at("inspected"))
		on.X += 3
		d.send(on)
		d.send(on)
		if got := d.cursor(); got != "inspected" {
			t.Errorf("a double click selected %q", got)
		}
		d.send(on)
		if got := d.cursor(); got != "Nobody inspected the cargo of the Orsola." {
			t.Errorf("a third click selected %q", got)
		}
		d.shows("SELECT").press("esc")
		d.send(on)
		d.send(tea.MouseClickMsg(d.at("Two tugs")))
		if got := d.cursor(); got != "Two tugs sold" {
			t.Errorf("two clicks on two places went to %q", got)
		}
		d.send(on)
		d.app.reader.clicks.at = d.app.reader.clicks.at.Add(-time.Second)
		d.send(on)
		if got := d.cursor(); got != "Nobody inspected the cargo of the Orsola." {
			t.Errorf("two slow clicks selected %q", got)
		}
	}
}

// A click on the map goes to that part of the brief; dragging beyond the last
// row scrolls.
func TestMouseBeyondTheText(t *testing.T) {
	for _, size := range sizes {
		d := newWorld(t, "long.md", longBrief(60_000)).read("ada", size.w, size.h)
		f := d.app.frame
		d.send(tea.MouseClickMsg{X: f.indent + f.gutter + f.measure + 1, Y: f.top + f.body/2, Button: tea.MouseLeft})
		if at, all := d.app.reader.cursor.Start, len(d.app.reader.opened.Doc.Text()); at < all/3 || at > all*2/3 {
			t.Errorf("a click on the middle of the map went to %d of %d", at, all)
		}
		d.send(tea.MouseClickMsg{X: f.indent + f.gutter, Y: f.top + f.body - 1, Button: tea.MouseLeft})
		top := d.app.reader.top
		for range 5 {
			d.send(tea.MouseMotionMsg{X: f.indent + f.gutter + 5, Y: f.top + f.body + 1, Button: tea.MouseLeft})
		}
		if d.app.reader.top == top || d.app.reader.sel == nil || d.app.reader.sel.span().Len() < 100 {
			t.Errorf("dragging beyond the last row selected %v", d.app.reader.target())
		}
	}
}
