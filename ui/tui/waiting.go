package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
	"obelus/ui/page"
)

// Keys that need what is not there yet (the rest of a brief, its marks, the
// numbers of its units, where the units of a huge block are) wait for it, and all keys behind
// them, so that each finds what it was meant for.

// A waiter is a key, a paste or a click that waits for its turn.
type waiter struct {
	count int // that was typed before it
	key   tea.KeyPressMsg
	do    func() tea.Cmd // what it does where it is no key; nil for a key
}

// wait puts w behind all that waits.
func (a *app) wait(w waiter) {
	a.waiting = append(a.waiting, w)
	if r := a.reader; r == nil || !r.search.asking {
		a.say("still opening: keys wait for it")
	}
}

// play gives what waited to whom it was meant for, as far as what it needs is
// there.
func (a *app) play() tea.Cmd {
	if a.opening != nil || len(a.waiting) == 0 {
		return nil
	}
	var cmds []tea.Cmd
	rest := a.waiting
	a.waiting = nil
	for i, w := range rest {
		a.note.pass()
		if a.writes.stepping() { // undo and redo go where they change something
			a.waiting = rest[i:]
			break
		}
		if w.do != nil {
			cmds = append(cmds, w.do())
			continue
		}
		if w.count > 0 {
			a.count = w.count
		}
		cmds = append(cmds, a.key(w.key))
		if len(a.waiting) > 0 { // it waits on, and all behind it with it
			a.waiting = append(a.waiting, rest[i+1:]...)
			break
		}
	}
	return tea.Batch(cmds...)
}

// tooEarly reports whether a key has to do with what is not there yet.
func (a *app) tooEarly(key tea.KeyPressMsg) bool {
	r, mode := a.reader, a.top().kind()
	if r == nil || mode != ModeReader && mode != ModeSelect {
		return false
	}
	if a.opening != nil {
		return true
	}
	if r.search.asking {
		return true
	}
	c, ok := a.keymap.find(mode, key.String())
	switch {
	case !ok || c.Action == "quit":
		return false
	case !r.loaded && !r.unread && c.Action.needsMarks():
		return true
	}
	return !r.units.ready && r.unknown(c.Action, a.count)
}

// needsMarks reports whether an action has to do with what marks say.
func (action Action) needsMarks() bool {
	switch action {
	case "details", "edit the note", "remove mark", "repeat the last mark", "confirm", "compare with another analyst":
		return true
	}
	return strings.HasSuffix(string(action), withDetails)
}

// early gives a key to a brief that is not known whole: what moves within what
// is there acts at once, and so does what leaves; all else waits.
func (a *app) early(key tea.KeyPressMsg) tea.Cmd {
	r, n := a.reader, a.count
	if c, ok := a.keymap.find(ModeReader, key.String()); ok && a.opening != nil && a.top().kind() == ModeReader {
		if c.Action == "quit" {
			return a.give(key)
		}
		if moves, _ := c.Action.walks(); moves && a.opening.place == nil {
			before := r.stance
			cmd := a.give(key)
			if r.stance != before && r.within(r.cursor.Start) {
				return cmd
			}
			r.stance = before
		}
	}
	a.wait(waiter{count: n, key: key})
	a.count = 0
	return nil
}

// walks reports whether an action moves from where the reader is by a few rows
// or units; scrolls that it does so by rows.
func (action Action) walks() (ok, scrolls bool) {
	switch action {
	case "page down", "page up", "half a page down", "half a page up", "row down", "row up", "to the right", "to the left":
		return true, true
	case "next unit", "previous unit", "next paragraph", "previous paragraph":
		return true, false
	}
	return false, false
}

// unknown reports whether the units that an action with a count is about are
// not known before all are counted: those of a huge block, or by their number.
func (r *reader) unknown(action Action, n int) bool {
	doc := r.opened.Doc
	switch _, scrolls := action.walks(); action {
	case "next unread unit", "previous unread unit":
		return true
	case "beginning":
		return n > 1 || !r.units.known(0)
	case "end":
		return n > 0 || !r.units.known(doc.Blocks()-1)
	default:
		if scrolls {
			return false
		}
	}
	at := doc.BlockAt(r.target().Start)
	for b := at - 1; b <= at+1; b++ {
		if !r.units.known(b) {
			return true
		}
	}
	return false
}

// A stance is where the reader is in the brief.
type stance struct {
	top    page.Pos   // the first row on the screen
	anchor anchor     // keeps top in place while rows above it change
	loose  bool       // the page was scrolled away from the cursor
	cursor model.Span // empty where there is nothing to stand on
	shift  int        // how far wide tables are moved sideways, in cells
}
