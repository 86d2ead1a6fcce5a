package tui

import (
	"context"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// harbourAgain is harbour after a day: one sentence in other words, one in
// another place, one gone, one new.
const harbourAgain = `# Grain convoys test the new harbour rules

By the desk, 5 March

The rules look like a favour to one carrier, as the ministry has promised to review them in May.

The port authority opened a second berth on Tuesday. According to the harbour master, eleven ships waited off the mole overnight.

Shippers say that the fees have doubled, and the queue will probably grow until the rules are eased. A pilot was hurt.

## More on shipping

- Ferry timetable for the spring
- Two tugs sold
`

// rewrite gives the world's brief another text.
func (w world) rewrite(text string) {
	w.t.Helper()
	if err := os.WriteFile(w.path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// revised marks sentences of harbour and opens its next text.
func revised(t *testing.T, width, height int) (world, *driver) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", width, height)
	d.press("2 j s a a - o q") // berth, master, shippers, cargo, rules
	w.rewrite(harbourAgain)
	return w, w.read("ada", width, height)
}

// states are the states of ada's marks in the newest text, in document order,
// the orphans last.
func (w world) states() string {
	w.t.Helper()
	d := w.desk("ada")
	found, err := d.Marks(context.Background(), w.open(d))
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, v := range append(found.Here, found.Orphans...) {
		state := string(v.State)
		if v.Unsure() {
			state += "?"
		}
		if v.Left() {
			state += "!"
		}
		out = append(out, string(v.Tag)+" "+state)
	}
	return strings.Join(out, ", ")
}

func (w world) wantStates(want string) {
	w.t.Helper()
	if got := w.states(); got != want {
		w.t.Errorf("the marks are\n%s, want\n%s", got, want)
	}
}

const afterRevision = "opinion moved?, sourced changed?, attributed placed, attributed placed, unsourced orphaned"

func TestConfirmingAfterANewText(t *testing.T) {
	for _, size := range sizes {
		w, d := revised(t, size.w, size.h)
		w.wantStates(afterRevision)
		d.shows("2 to confirm", "1 orphan", "2 finds to confirm: r goes through them")
		d.press("r").shows("o3 moved here from another place", "?")
		if got, want := d.cursor(), "The rules look like a favour to one carrier, as the ministry has promised to review them in May."; got != want {
			t.Errorf("r went to %q, want %q", got, want)
		}
		d.press("r").shows("confirmed: o3", "1 to confirm")
		w.wantStates("opinion placed, sourced changed?, attributed placed, attributed placed, unsourced orphaned")
		if got, want := d.cursor(), "The port authority opened a second berth on Tuesday."; got != want {
			t.Errorf("after r the cursor is on %q, want %q", got, want)
		}
		d.press("j k").shows("s4 changed, was “The port")
		d.press("X").shows("not in this text:", "1 orphan").lacks("to confirm")
		w.wantStates("opinion placed, attributed placed, attributed placed, sourced orphaned!, unsourced orphaned")
		d.press("u").shows("undone", "1 to confirm")
		d.press("u").shows("2 to confirm")
		w.wantStates(afterRevision)
		d.press("ctrl+r").shows("1 to confirm")
		d.press("r r r").shows("1 mark not in this text").lacks("to confirm")
		w.wantStates("opinion placed, sourced placed, attributed placed, attributed placed, unsourced orphaned")
	}
}

// New details leave a mark as unsure as it was; its tag key makes it sure.
func TestDetailsDoNotConfirm(t *testing.T) {
	w, d := revised(t, 120, 40)
	d.press("4 G").shows("s4").press("enter").shows("Note").press("tab tab tab tab tab").write("ask again").press("ctrl+s").shows("2 to confirm")
	w.wantStates(afterRevision)
	d.press("s").shows("1 to confirm")
	w.wantStates("opinion moved?, sourced placed, attributed placed, attributed placed, unsourced orphaned")
	if got := w.marks()[1]; got != "sourced: The port authority opened a second berth on Tuesday." {
		t.Errorf("the mark is %q", got)
	}
}

func TestOrphans(t *testing.T) {
	for _, size := range sizes {
		w, d := revised(t, size.w, size.h)
		d.press("p G").shows("Orphans 1", "“Nobody inspected the cargo", "r gives it a place", "x removes it")
		if got := d.app.reader.farewell(""); !strings.Contains(got, "5 marks kept, 1 of them not in this text, ") {
			t.Errorf("in leaving it says %q", got)
		} else if whole, fits := strings.CutSuffix(got, " > annotated.md"); fits != (cells(whole+" > annotated.md") <= size.w) {
			t.Errorf("in leaving it says at %d columns %q", size.w, got)
		}
		d.press("X").shows("left out of this text")
		w.wantStates(afterRevision + "!")
		d.press("u r").shows("PLACE of u6", "go to its new place, then r puts it there · esc gives up")
		d.press("j").shows("r puts it here  v selects words  esc gives up").press("v").shows("PLACE of u6", "r puts it here").lacks("selects words")
		d.press("esc").shows("PLACE of u6").press("q").shows("it stays without a place").press("tab G r")
		d.press("esc").shows("it stays without a place").press("tab G r")
		d.press("g / p i l o t enter esc").shows("it stays without a place")
		d.press("tab G r g / p i l o t enter V r").shows("its place now: “A pilot was hurt.”").lacks("orphan", "PLACE")
		w.wantStates("opinion moved?, sourced changed?, attributed placed, attributed placed, unsourced placed")
		d.press("u").shows("1 orphan")
		d.press("tab G x").lacks("Orphans")
		w.wantStates("opinion moved?, sourced changed?, attributed placed, attributed placed")
		d.press("u").shows("Orphans 1")
	}
}

// An open brief whose file is written says so, and takes the new text when it is
// asked to, with the cursor in its place.
func TestTakingANewText(t *testing.T) {
	for _, size := range sizes {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size.w, size.h)
		d.press("2 j s a a - o k k")
		if got := d.cursor(); !strings.HasPrefix(got, "The rules look") {
			t.Fatalf("the cursor is on %q", got)
		}
		row := d.row("The rules look")
		d.press("T").shows("this is the newest text")
		w.rewrite(harbourAgain)
		r := d.app.reader
		d.send(textChanged{r.id, r.opened.FileStamp(), true})
		d.shows("new text: T takes it", "the file has a new text")
		d.press("T").shows("2 to confirm", "1 orphan", "5 March").lacks("new text: T")
		if got := d.cursor(); !strings.HasPrefix(got, "The rules look") {
			t.Errorf("in the new text the cursor is on %q", got)
		}
		if got := d.row("The rules look"); got > row {
			t.Errorf("the cursor is on row %d, was on %d", got, row)
		}
		w.wantStates(afterRevision)
		d.press("a").shows("attributed")
		if r.ctx.Err() == nil {
			t.Error("the old text's commands still run")
		}
	}
}

func TestOlderTexts(t *testing.T) {
	for _, size := range sizes {
		w, d := revised(t, size.w, size.h)
		d.press("r r") // one is confirmed
		was := w.states()
		d.press("4 G R").shows("Texts of this brief 2", "open").press("j enter")
		d.shows("OLDER TEXT", "on Monday", "Nobody inspected", "q goes back to the newest").lacks("to confirm", "orphan")
		if got, want := d.cursor(), "The port authority opened a second berth on Monday."; got != want {
			t.Errorf("the older text's cursor is on %q, want %q", got, want)
		}
		for _, key := range strings.Fields("s a o - # S . x enter e D u ctrl+r r X T") {
			if key == "T" {
				continue
			}
			d.press(key)
			if d.app.top().kind() != ModeReader {
				t.Errorf("%s opened %s on an older text", key, d.app.top().kind())
				d.press("esc")
			}
		}
		if got := w.states(); got != was {
			t.Errorf("keys on an older text changed %s to %s", was, got)
		}
		d.press("R j d").shows("Since ", "kept").press("esc")
		d.press("q").shows("on Tuesday", "READ").lacks("OLDER")
		if got, want := d.cursor(), "The port authority opened a second berth on Tuesday."; got != want {
			t.Errorf("back on the newest the cursor is on %q, want %q", got, want)
		}
		d.press("q")
		if !d.quit {
			t.Error("q did not leave the newest text")
		}
	}
}

func TestWhatChanged(t *testing.T) {
	_, d := revised(t, 120, 40)
	d.press("C").shows("kept 2, changed 1, gone 1, moved 1, new 2", "changed s4", "was “The port", "gone u6", "moved o3", "new 7 “A pilot was hurt.”")
	d.press("G enter")
	if got, want := d.cursor(), "A pilot was hurt."; got != want {
		t.Errorf("enter went to %q, want %q", got, want)
	}
	d.press("C j enter").shows("its words are not in this text").press("esc")
	one := newWorld(t, "harbour.md", harbour).read("ada", 120, 40)
	one.press("C").shows("has had no other text yet")
}

// A mark of another window's that is on this text's successor is told of.
func TestANewerTextInTheStore(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 120, 40)
	other := w.desk("ora")
	w.rewrite(harbourAgain)
	if _, err := other.Add(context.Background(), w.path, nil, desk.AddOptions{}); err != nil {
		t.Fatal(err)
	}
	d.run(d.app.loadMarks())
	d.shows("new text: T takes it").press("2 j s") // a mark on the text that is open still
	w.wantStates("sourced changed?")
	d.press("T").shows("1 to confirm", "on Tuesday")
	var hash model.Hash
	if hash = d.app.reader.opened.Revision.Hash; hash != w.open(other).Revision.Hash {
		t.Errorf("the text that was taken is %s", hash)
	}
}

// What waits for the store was made on the text that it was made on: it is not
// shown on the words that stand there in the next one.
func TestWaitingMarksStayOnTheirText(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 120, 40)
	d.hold = func(msg tea.Msg) bool {
		_, ended := msg.(writeEnded)
		return ended
	}
	d.press("2 j s") // its answer is on its way while the new text is taken
	w.rewrite(harbourAgain)
	d.press("T")
	for _, m := range d.app.reader.marks.all {
		if _, found := d.app.reader.marks.unsure[m.ID]; !found || d.app.reader.words(&m) != "The port authority opened a second berth on Tuesday." {
			t.Errorf("on the new text stands %q", d.app.reader.words(&m))
		}
	}
	d.release()
	w.wantStates("sourced changed?")
	d.shows("1 to confirm")
}

// Another analyst's finds are shown as such, and are not this one's to confirm.
func TestOthersFinds(t *testing.T) {
	w, _ := revised(t, 120, 40)
	d := w.read("ora", 120, 40)
	d.lacks("to confirm", "orphan").shows("?")
	d.press("4 G r").shows("the find here is ada's: only they confirm it").press("g X").lacks("only they").press("4 G X").shows("only they confirm it")
	d.press("g r").shows("nothing to confirm").press("p G").shows("Orphans 1", "ada")
	d.press("r").shows("keys change only your own").press("X").shows("keys change only your own").press("x").shows("keys change only your own")
	w.wantStates(afterRevision)
}
