package tui

import (
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// most is the largest count that can be typed.
const most = 99_999

// press gives a key to the mode on top: digits count, keys of the table act,
// everything else is typed.
func (a *app) press(key tea.KeyPressMsg) tea.Cmd {
	a.note.pass()
	if a.reader != nil {
		a.reader.laps = 0
	}
	name := key.String()
	switch name { // in every mode, whatever else it does
	case "ctrl+c":
		return a.leaveAtOnce()
	case "ctrl+z":
		return tea.Suspend
	}
	if c, ok := a.keymap.find(a.modes[0].kind(), name); a.frame.tiny && (!ok || c.Action != "quit") {
		return nil
	}
	if len(a.waiting) > 0 {
		a.wait(waiter{key: key})
		return nil
	}
	return a.key(key)
}

// key takes a digit of a count, and gives every other key to the mode on top
// if what it needs is there.
func (a *app) key(key tea.KeyPressMsg) tea.Cmd {
	switch {
	case counts(a.top().kind()) && a.digit(key.String()):
		return nil
	case a.tooEarly(key):
		return a.early(key)
	}
	return a.give(key)
}

// give gives a key to the mode on top.
func (a *app) give(key tea.KeyPressMsg) tea.Cmd {
	mode, name := a.top().kind(), key.String()
	if a.reader != nil {
		a.reader.moved = true
	}
	n := a.count
	a.count = 0
	if c, ok := a.keymap.find(mode, name); ok && c.do != nil {
		return c.do(a, n)
	}
	return a.top().typed(a, key)
}

// counts reports whether digits are counts in mode.
func counts(mode Mode) bool {
	return mode == ModeReader || mode == ModeSelect || mode == ModePanel || mode == ModeCompare || mode == ModeList || mode == ModeShelf
}

// digit takes a digit of a count. A 0 that begins none is a key.
func (a *app) digit(name string) bool {
	c, size := utf8.DecodeRuneInString(name)
	if size != len(name) || c < '0' || c > '9' || c == '0' && a.count == 0 {
		return false
	}
	a.count = min(a.count*10+int(c-'0'), most)
	return true
}

// times is a count as a number of steps: 1 where none was typed.
func times(n int) int { return max(n, 1) }

// typing is the part of a mode that takes no text.
type typing struct{}

func (typing) typed(*app, tea.KeyPressMsg) tea.Cmd { return nil }
func (typing) pasted(a *app, _ string) tea.Cmd {
	a.say("what was pasted was not taken for keys")
	return nil
}

// A note is what the bottom line says instead of the hints.
type note struct {
	text  string
	then  string // what can be done now: it is shown whole, the text gives way
	error bool
	marks bool // it says that the marks could not be read
	waits bool // it says that a change could not be kept yet
	write int  // the write that it speaks of, 0 for none
}

// pass forgets the note: a key was pressed since.
func (n *note) pass() { *n = note{} }

// say puts a message in the bottom line, until the next key.
func (a *app) say(text string) { a.note = note{text: text} }

// sayThen is say with what can be done now.
func (a *app) sayThen(text, then string) { a.note = note{text: text, then: then} }

// noMarks says why the marks could not be read, until they are.
func (a *app) noMarks(err error) {
	a.note = note{text: "the marks could not be read: " + model.CleanLine(err.Error()), error: true, marks: true}
}

// complain puts an error in the bottom line, until the next key.
func (a *app) complain(err error) {
	if err != nil {
		a.note = note{text: err.Error(), error: true}
	}
}
