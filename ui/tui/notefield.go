package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// newNote is a text of several lines that can be edited. Enter is the form's,
// so that a new line is made by another key.
func newNote(value string) *textarea.Model {
	ta := textarea.New()
	ta.Prompt, ta.ShowLineNumbers = "", false
	ta.CharLimit, ta.MaxHeight, ta.MaxWidth = 0, 0, 0
	ta.SetStyles(textarea.Styles{})
	ta.SetVirtualCursor(false)
	ta.KeyMap.InsertNewline = key.NewBinding(key.WithKeys(newLine().String()))
	ta.KeyMap.Paste, ta.KeyMap.CopySelection = key.NewBinding(), key.NewBinding() // the clipboard is the terminal's
	ta.SetValue(model.Clean(value))
	ta.Focus()
	return &ta
}

// newLine is the key that makes a new line in a note: a line feed, which every
// terminal can send.
func newLine() tea.KeyPressMsg { return tea.KeyPressMsg{Code: 'j', Mod: tea.ModCtrl} }

// editNote gives a message to a note; nothing of it can reach the terminal as a
// control.
func editNote(ta *textarea.Model, msg tea.Msg) {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: model.Clean(strings.ReplaceAll(paste.Content, "\r\n", "\n"))}
	}
	line, _, _ := strings.Cut(tail(ta.Value(), ta.Line()), "\n")
	for range letterRunes(line, ta.Column(), msg) {
		next, _ := ta.Update(msg)
		*ta = next
	}
	line, _, _ = strings.Cut(tail(ta.Value(), ta.Line()), "\n")
	if end := letterEnd(line, ta.Column()); end != ta.Column() {
		ta.SetCursorColumn(end)
	}
}

// tail is text from line n on, counted from 0.
func tail(text string, n int) string {
	for ; n > 0; n-- {
		_, rest, ok := strings.Cut(text, "\n")
		if !ok {
			return ""
		}
		text = rest
	}
	return text
}

// noteMoves reports whether a key moves the cursor inside a note of several
// rows, so that it is not the form's: up but on the first row, down but on the
// last.
func (f *field) noteMoves(name string) bool {
	if f.note == nil {
		return false
	}
	info := f.note.LineInfo()
	switch name {
	case "up":
		return f.note.Line() > 0 || info.RowOffset > 0
	case "down":
		return f.note.Line() < f.note.LineCount()-1 || info.RowOffset < info.Height-1
	}
	return false
}

// noteRows are the rows of a note that is edited, the cursor in them.
func (a *app) noteRows(ta *textarea.Model, width, height int) []string {
	ta.SetWidth(max(4, width))
	ta.SetHeight(max(1, height))
	rows := strings.Split(ta.View(), "\n")
	rows = rows[:min(len(rows), height)]
	c := ta.Cursor()
	if c == nil {
		return rows
	}
	for i := range rows {
		rows[i] = a.cut(rows[i], width)
	}
	if c.Y >= 0 && c.Y < len(rows) {
		x := min(c.X, width-1)
		row := a.padTo(rows[c.Y], width)
		rows[c.Y] = a.method.Truncate(row, x, "") + cursorMark + a.method.TruncateLeft(row, x, "")
	}
	return rows
}
