package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/model"
)

// newInput is a line of text that can be edited, with the cursor at its end.
func newInput(value string) textinput.Model {
	in := textinput.New()
	in.KeyMap.Paste = key.NewBinding() // the terminal pastes; asking for the clipboard would be I/O
	in.SetVirtualCursor(false)
	in.SetValue(model.CleanLine(value))
	in.CursorEnd()
	in.Focus()
	return in
}

// edit gives a message to a line of text; nothing of what is typed or pasted
// can reach the terminal as a control. The cursor goes by whole letters, as a
// person takes them (graphemes).
func edit(in *textinput.Model, msg tea.Msg) {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: model.CleanLine(paste.Content)}
	}
	for range letterRunes(in.Value(), in.Position(), msg) {
		next, _ := in.Update(msg)
		*in = next
	}
	if v := in.Value(); model.Clean(v) != v {
		behind := len([]rune(v)) - in.Position()
		in.SetValue(model.Clean(v))
		in.SetCursor(len([]rune(in.Value())) - behind)
	}
	in.SetCursor(letterEnd(in.Value(), in.Position()))
}

// letterRunes is how many runes the letter has that a key moves over or
// deletes, at the rune pos of text; 1 for every other message.
func letterRunes(text string, pos int, msg tea.Msg) int {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return 1
	}
	runes := []rune(text)
	pos = min(pos, len(runes))
	switch press.String() {
	case "left", "backspace", "ctrl+h", "ctrl+b":
		n := 1
		for g := graphemes.FromString(string(runes[:pos])); g.Next(); {
			n = len([]rune(g.Value()))
		}
		return n
	case "right", "delete", "ctrl+d", "ctrl+f":
		if g := graphemes.FromString(string(runes[pos:])); g.Next() {
			return len([]rune(g.Value()))
		}
	}
	return 1
}

// letterEnd is pos, in runes, where a letter ends or begins there, else the end
// of the letter that it stands in.
func letterEnd(text string, pos int) int {
	at := 0
	for g := graphemes.FromString(text); g.Next() && at < pos; {
		at += len([]rune(g.Value()))
	}
	return max(at, 0)
}

// cursorMark stands in a screen where the terminal's own cursor goes: an
// application command that no terminal knows and no width counts. View takes it
// out.
const cursorMark = "\x1b_obelus:cursor\x1b\\"

// takeCursor takes the marks of the cursor out of a screen, and says where the
// cursor goes; ok is false where it goes nowhere.
func (a *app) takeCursor(screen []string) (x, y int, ok bool) {
	for i, row := range screen {
		at := strings.Index(row, cursorMark)
		if at < 0 {
			continue
		}
		x, y, ok = a.wide(row[:at]), i, true
		screen[i] = strings.ReplaceAll(row, cursorMark, "")
	}
	switch a.top().kind() {
	case ModeForm, ModePrompt, ModePalette:
		return x, y, ok && x < a.frame.w
	}
	return 0, 0, false // a question lies over what is typed
}

// inputLine is as much of a line of text as fits width cells, around its
// cursor; an ellipsis stands for what is left out.
func (a *app) inputLine(in *textinput.Model, width int) string {
	width = max(4, width)
	var letters []string
	var cells []int
	at, runes, total := 0, 0, 0
	for g := graphemes.FromString(in.Value()); g.Next(); {
		letter := g.Value()
		if runes < in.Position() {
			at = len(letters) + 1
		}
		runes += len([]rune(letter))
		letters, cells = append(letters, letter), append(cells, a.wide(letter))
		total += cells[len(cells)-1]
	}
	first, room := 0, width
	if total >= width {
		first = firstShown(cells, at, width)
	}
	var b strings.Builder
	if first > 0 {
		b.WriteString("…")
		room--
	}
	for i := first; i <= len(letters); i++ {
		if i == at {
			b.WriteString(cursorMark)
		}
		if i == len(letters) {
			break
		}
		last := i == len(letters)-1
		if cells[i] > room || cells[i] == room && !last {
			b.WriteString("…")
			room--
			break
		}
		b.WriteString(letters[i])
		room -= cells[i]
	}
	return b.String() + strings.Repeat(" ", max(0, room))
}

// firstShown is the first letter that a line of width cells shows, so that the
// cursor before letter at stands in it, with some of what follows.
func firstShown(cells []int, at, width int) int {
	behind := 1 // the cursor itself, or the letter at it
	for i := at; i < len(cells) && (i == at || behind < width/4); i++ {
		behind += cells[i]
	}
	room := width - behind - 1 // an ellipsis before, and one behind
	first := at
	for first > 0 && cells[first-1] <= room {
		first--
		room -= cells[first]
	}
	if first == 1 && cells[0] <= 1 {
		return 0
	}
	return first
}
