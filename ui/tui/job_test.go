package tui

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// harbour is a brief of our own writing with a sentence of every kind.
const harbour = `# Grain convoys test the new harbour rules

By the desk, 4 March

The port authority opened a second berth on Monday. According to the harbour master, eleven ships waited off the mole overnight.

Shippers say that the fees have doubled, and the queue will probably grow until the rules are eased. Nobody inspected the cargo of the Orsola.

The rules look like a favour to one carrier, as the ministry has promised to review them in May.

## More on shipping

- Ferry timetable for the spring
- Two tugs sold
`

func TestMainJob(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := w.read("ada", 100, 30)
	d.shows("Grain convoys test the new harbour rules", "READ", "1/", "sourced 0", "unread")

	d.press("j j j") // past the heading and the credit
	if got, want := d.cursor(), "According to the harbour master, eleven ships waited off the mole overnight."; got != want {
		t.Fatalf("the cursor is on %q, want %q", got, want)
	}
	d.press("a")
	d.shows("attributed: According to the harbour", "u undoes", "attributed 1", "A ▌")
	if got, want := d.cursor(), "Shippers say that the fees have doubled, and the queue will probably grow until the rules are eased."; got != want {
		t.Fatalf("after a the cursor is on %q, want %q", got, want)
	}
	d.press("v 2 ; a") // the first half, two clauses long
	if got, want := d.cursor(), "and the queue will probably grow until the rules are eased."; got != want {
		t.Fatalf("after half a unit the cursor is on %q, want what is left: %q", got, want)
	}
	d.press("o") // the other half
	d.press("-") // the inspection
	if got, want := d.cursor(), "The rules look like a favour to one carrier, as the ministry has promised to review them in May."; got != want {
		t.Fatalf("the cursor is on %q, want %q", got, want)
	}
	d.press("v ; o a")
	if got, want := d.cursor(), "Ferry timetable for the spring"; got != want {
		t.Fatalf("the cursor should have gone past the heading to %q, is on %q", want, got)
	}
	d.press("2 #").shows("no claim: 2 units", "2 unread: ( goes back")

	want := []string{
		"attributed: According to the harbour master, eleven ships waited off the mole overnight.",
		"attributed: Shippers say that the fees have doubled,",
		"opinion: and the queue will probably grow until the rules are eased.",
		"unsourced: Nobody inspected the cargo of the Orsola.",
		"opinion: The rules look like a favour to one carrier,",
		"attributed: as the ministry has promised to review them in May.",
		"nonclaim: Ferry timetable for the spring",
		"nonclaim: Two tugs sold",
	}
	if diff := cmp.Diff(want, w.marks()); diff != "" {
		t.Errorf("the store's marks (-want +got):\n%s", diff)
	}

	d.press("q")
	if !d.quit {
		t.Fatal("q did not leave")
	}
	const line = "8 marks kept, 2 unread · obelus export "
	if got := d.app.parting; !strings.Contains(got, line) || strings.Contains(got, "\n") {
		t.Errorf("it left with %q, want %q in it", got, line)
	}

	// Another day.
	again := w.read("ada", 100, 30)
	again.shows("attributed 3", "opinion 2", "÷ 1", "2 unread", "A ▌", "OA▌", "÷ ▌", "# ▌")
	if got, want := again.cursor(), "Two tugs sold"; got != want {
		t.Errorf("it opened at %q, want where it was left, %q", got, want)
	}
}
