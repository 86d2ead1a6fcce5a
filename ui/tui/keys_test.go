package tui

import (
	"strings"
	"testing"

	"obelus/model"
)

// TestKeys presses keys on the harbour brief and says where the cursor is then
// and what the screen shows.
func TestKeys(t *testing.T) {
	const (
		title    = "Grain convoys test the new harbour rules"
		credit   = "By the desk, 4 March"
		berth    = "The port authority opened a second berth on Monday."
		waited   = "According to the harbour master, eleven ships waited off the mole overnight."
		shippers = "Shippers say that the fees have doubled, and the queue will probably grow until the rules are eased."
		cargo    = "Nobody inspected the cargo of the Orsola."
		favour   = "The rules look like a favour to one carrier, as the ministry has promised to review them in May."
		more     = "More on shipping"
		tugs     = "Two tugs sold"
	)
	tests := []struct {
		name, keys, cursor string
		shows              []string
		lacks              []string
	}{
		{name: "at the start", cursor: title, shows: []string{"1/10", "? help"}},
		{name: "next unit", keys: "j j", cursor: berth, shows: []string{"3/10"}},
		{name: "arrow keys", keys: "down down up", cursor: credit},
		{name: "a count repeats", keys: "3 j", cursor: waited},
		{name: "a count is shown", keys: "1 2", cursor: title, shows: []string{"12\n"}},
		{name: "the beginning is said", keys: "k", cursor: title, shows: []string{"the beginning of the brief"}},
		{name: "the end is said", keys: "G j", cursor: tugs, shows: []string{"the end of the brief", "10/10"}},
		{name: "unit by number", keys: "5 G", cursor: shippers},
		{name: "a number too large", keys: "9 9 9 G", cursor: tugs, shows: []string{"unit 10 is the last one"}},
		{name: "ends", keys: "G g", cursor: title},
		{name: "paragraphs", keys: "} } }", cursor: shippers},
		{name: "paragraphs back", keys: "6 G {", cursor: shippers},
		{name: "paragraphs further back", keys: "6 G { {", cursor: berth},
		{name: "marking goes on", keys: "3 G a", cursor: waited, shows: []string{"attributed 1", "attributed: The port authority", "u undoes"}},
		{name: "marking goes past headings", keys: "7 G o", cursor: "Ferry timetable for the spring"},
		{name: "marking goes past what claims nothing", keys: "4 G # 3 G a", cursor: shippers},
		{name: "the same tag again moves on", keys: "3 G a 3 G a", cursor: waited, shows: []string{"already attributed", "attributed 1"}},
		{name: "another tag retags", keys: "3 G a 3 G o", cursor: waited, shows: []string{"attributed 0", "opinion 1"}},
		{name: "a count marks units", keys: "3 G 3 -", cursor: cargo, shows: []string{"unsourced: 3 units", "÷ 3"}},
		{name: "a counted mark is one step", keys: "3 G 3 - u", cursor: berth, shows: []string{"÷ 0", "ctrl+r redoes"}},
		{name: "undo and redo", keys: "3 G a o u u ctrl+r", cursor: berth, shows: []string{"attributed 1", "opinion 0"}},
		{name: "undo is counted", keys: "3 G a o - 3 u", shows: []string{"attributed 0", "opinion 0", "÷ 0"}, cursor: berth},
		{name: "what was undone is said with what can be done", keys: "3 G v e e e e e e e o u", cursor: "The port authority opened a second berth on", shows: []string{"undone: ", "· ctrl+r redoes"}},
		{name: "the end with something unread", keys: "G a", cursor: tugs, shows: []string{"u undoes · 7 unread: ( goes back"}},
		{name: "the end with nothing unread", keys: "2 G 9 -", cursor: tugs, shows: []string{"u undoes · nothing unread: E exports"}},
		{name: "a key of select mode", keys: ";", cursor: title, shows: []string{"; is for a selection", "v begins one"}},
		{name: "a key that does nothing", keys: "Z", cursor: title, shows: []string{"Z does nothing here: ? shows the keys"}},
		{name: "one letter", keys: "2 G v h", cursor: "B", shows: []string{"SELECT 1 letter "}},
		{name: "a short command is what enter does", keys: ": w", cursor: title, shows: []string{"▸ write what is not kept yet"}},
		{name: "a number is a place", keys: ": 5", cursor: title, shows: []string{"▸ go to unit 5"}},
		{name: "a sheet says its own keys", keys: "3 G A", cursor: berth, lacks: []string{"v select"}},
		{name: "two marks that begin on a row", keys: "3 G v e e e o -", cursor: waited, shows: []string{"▸ O÷▌"}},
		{name: "nothing to undo", keys: "u", cursor: title, shows: []string{"nothing left to undo"}},
		{name: "nothing to redo", keys: "ctrl+r", cursor: title, shows: []string{"nothing to do again"}},
		{name: "repeat", keys: "3 G - .", cursor: shippers, shows: []string{"÷ 2"}},
		{name: "nothing to repeat", keys: ".", cursor: title, shows: []string{"no mark to repeat yet"}},
		{name: "remove", keys: "3 G a k x", cursor: berth, shows: []string{"removed attributed", "attributed 0"}},
		{name: "nothing to remove", keys: "x", cursor: title, shows: []string{"no mark here"}},
		{name: "remove takes the exact span first", keys: "3 G a k v n o k x", cursor: berth, shows: []string{"removed attributed", "attributed 0", "opinion 1"}},
		{name: "remove again takes the next", keys: "3 G a k v n o k x x", cursor: berth, shows: []string{"removed analyst opinion: The", "attributed 0", "opinion 0"}},
		{name: "remove takes the smallest where none is exact", keys: "3 G v V j a 3 G v w o 3 G x", cursor: berth, shows: []string{"removed analyst opinion: The port", "attributed 1"}},
		{name: "next mark", keys: "3 G a 6 G - g ]", cursor: berth},
		{name: "next mark wraps", keys: "3 G a 6 G - G ]", cursor: berth, shows: []string{"went on from the beginning"}},
		{name: "previous mark", keys: "3 G a 6 G - 7 G [", cursor: cargo},
		{name: "no marks to go to", keys: "]", cursor: title, shows: []string{"no marks yet"}},
		{name: "next unread", keys: "3 G 4 - 3 G )", cursor: favour},
		{name: "unread wraps", keys: "1 0 G )", cursor: credit, shows: []string{"went on from the beginning"}},
		{name: "unread back", keys: "3 G 4 - 7 G (", cursor: credit},
		{name: "nothing is unread", keys: "2 G 8 # )", cursor: tugs, shows: []string{"nothing is unread", "100 % marked, 0 unread"}},
		{name: "unknown keys do nothing", keys: "Z j k", cursor: title, shows: []string{"? help"}},
		{name: "select starts on a word", keys: "4 G v", cursor: "According", shows: []string{"SELECT 9 letters", "esc leave"}},
		{name: "select words", keys: "4 G v w w", cursor: "According to the"},
		{name: "select a word less", keys: "4 G v w w b", cursor: "According to"},
		{name: "select letters", keys: "4 G v l l", cursor: "According t"},
		{name: "select a letter less", keys: "4 G v h", cursor: "Accordin"},
		{name: "select a clause", keys: "7 G v ;", cursor: "The rules look like a favour to one carrier,"},
		{name: "select clauses back", keys: "7 G v $ ,", cursor: "The rules look like a favour to one carrier,"},
		{name: "select to the end", keys: "7 G v $", cursor: favour},
		{name: "select from the other end", keys: "7 G v $ tab ;", cursor: "as the ministry has promised to review them in May."},
		{name: "select from the other end by words", keys: "4 G v $ tab 3 w", cursor: "harbour master, eleven ships waited off the mole overnight."},
		{name: "select back to the start", keys: "7 G v $ tab ; 0", cursor: favour},
		{name: "select rows", keys: "3 G v j", cursor: berth + " According to the harbour master, ele"},
		{name: "select whole units", keys: "3 G v V j", cursor: berth + " " + waited},
		{name: "select whole units back", keys: "3 G v V j k", cursor: berth},
		{name: "select to the end of the brief", keys: "9 G v G", cursor: "Ferry timetable for the spring\n" + tugs},
		{name: "leave select mode", keys: "3 G v w esc", cursor: berth, shows: []string{"READ"}, lacks: []string{"SELECT"}},
		{name: "a part is marked", keys: "7 G v ; o", cursor: "as the ministry has promised to review them in May.", shows: []string{"opinion 1"}},
		{name: "the second part first", keys: "7 G v $ tab ; a", cursor: "The rules look like a favour to one carrier,"},
		{name: "both parts", keys: "7 G v ; o a", cursor: "Ferry timetable for the spring", shows: []string{"opinion 1", "attributed 1"}},
		{name: "several units in one mark", keys: "3 G v V j a", cursor: shippers, shows: []string{"attributed 1"}},
		{name: "on a part, back is the unit", keys: "7 G v ; o k", cursor: favour},
		{name: "select on a mark of a part", keys: "7 G v ; o [ v", cursor: "The rules look like a favour to one carrier,"},
		{name: "palette goes to a unit", keys: ": 5 enter", cursor: shippers},
		{name: "palette keeps", keys: ": w enter", cursor: title, shows: []string{"already kept"}},
		{name: "palette by name", keys: ": n e x t space u n i t enter", cursor: credit},
		{name: "palette knows no such", keys: ": z z enter", cursor: title, shows: []string{`no command "zz"`}},
		{name: "search", keys: "/ m a y enter", cursor: favour, shows: []string{"/may 1/1"}},
		{name: "search again", keys: "/ t h e enter n n", cursor: berth, shows: []string{"/the 3/14"}},
		{name: "search with a capital", keys: "/ T h e enter", cursor: berth, shows: []string{"/The 1/2"}},
		{name: "select on a match", keys: "/ c a r g o enter v", cursor: "cargo"},
		{name: "searched in vain", keys: "/ z z z enter", cursor: title, shows: []string{`"zzz" is not in this brief`}},
		{name: "esc clears a search", keys: "/ m a y enter esc", cursor: favour, lacks: []string{"/may"}},
		{name: "sourced without a reference", keys: "3 G s", cursor: waited, shows: []string{"sourced 1", "reference missing", "S ▯"}},
		{name: "copying says so", keys: "6 G y", cursor: cargo, shows: []string{"copied: Nobody inspected"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newWorld(t, "harbour.md", harbour).read("ada", 100, 24)
			d.press(tt.keys)
			if got := strings.Join(strings.Fields(d.cursor()), " "); got != strings.Join(strings.Fields(tt.cursor), " ") {
				t.Errorf("the cursor is on %q, want %q", got, tt.cursor)
			}
			d.shows(tt.shows...).lacks(tt.lacks...)
		})
	}
}

// TestTable holds the key table to what is made from it.
func TestTable(t *testing.T) {
	for _, c := range commands() {
		if len(c.Keys) > 0 && c.do == nil || len(c.Keys) == 0 && c.Shown == "" && c.Category != "" {
			t.Errorf("%s %q has keys %q and no deed, or nothing to press", c.Mode, c.Action, c.Keys)
		}
		if c.Category != "" && c.Help == "" {
			t.Errorf("%s %q has a place in help and no words for it", c.Mode, c.Action)
		}
		if c.Hint != "" && c.Label() == "" {
			t.Errorf("%s %q is hinted at without a key", c.Mode, c.Action)
		}
	}
	seen := map[string]Action{}
	for _, b := range Keys() {
		for _, key := range b.Keys {
			if other, twice := seen[string(b.Mode)+key]; twice {
				t.Errorf("%s: %q means %q and %q", b.Mode, key, other, b.Action)
			}
			seen[string(b.Mode)+key] = b.Action
		}
	}
	for _, tag := range model.Tags() {
		if seen[string(ModeReader)+tag.Key()] != Action("mark "+tag.Words()) {
			t.Errorf("%q does not mark %s", tag.Key(), tag)
		}
	}
}

func TestHelpFits(t *testing.T) {
	for _, start := range []string{"", "v"} {
		d := newWorld(t, "harbour.md", harbour).read("ada", 80, 24)
		d.press(start + " ?")
		for _, b := range Keys() {
			if b.Mode == ModeReader && b.Category != "" {
				d.shows(b.Help)
				d.shows(strings.Fields(b.Label())...)
			}
		}
		d.shows("┌ Keys", "└ tab how to decide").lacks("…")
		d.press("tab").shows("How to decide", "Half and half: v, and split. Headings, credits, teasers: #.").lacks("…")
		d.press("q").lacks("How to decide")
		if d.quit {
			t.Error("q left the program, not help")
		}
	}
}

func TestHintsAreOfTheTable(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 120, 24)
	for _, b := range Keys() {
		if b.Mode == ModeReader && b.Hint != "" && b.Action != "details" && b.Action != "confirm" && b.Action != "remove mark" && b.Action != "to the right" {
			d.shows(b.Hint)
		}
	}
	d.lacks("x remove").press("3 G a k").press("j k").shows("x remove", "enter details")
}
