package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestEditByLetters goes over and deletes whole letters, however many runes
// they have.
func TestEditByLetters(t *testing.T) {
	const family = "👩‍👩‍👧"
	tests := []struct{ text, keys, want string }{
		{"a" + family, "backspace", "a|"},
		{"a" + family + "b", "left left backspace", "|" + family + "b"},
		{"e\u0301te\u0301", "left backspace", "e\u0301|e\u0301"},
		{family + "b", "home delete", "|b"},
		{family + "b", "home right", family + "|b"},
		{"one two", "ctrl+w", "one |"},
		{"one two", "left ctrl+u", "|o"},
		{"漢字かな", "home right delete", "漢|かな"},
		{"नमस्ते", "left backspace", "न|स्ते"},
		{"שלום", "left left delete", "של|ם"},
	}
	for _, tt := range tests {
		in := newInput(tt.text)
		for _, key := range strings.Fields(tt.keys) {
			msg := tea.KeyPressMsg{Code: tea.KeyDelete}
			if key != "delete" {
				msg = keyPress(t, key)
			}
			edit(&in, msg)
		}
		runes := []rune(in.Value())
		if got := string(runes[:in.Position()]) + "|" + string(runes[in.Position():]); got != tt.want {
			t.Errorf("%q, %s: %q, want %q", tt.text, tt.keys, got, tt.want)
		}
	}
	in := newInput("e")
	edit(&in, tea.KeyPressMsg{Code: 0x301, Text: "\u0301"}) // composed by an input method
	edit(&in, tea.PasteMsg{Content: "\x1b[2J\nx\u202e"})
	if got := in.Value(); got != "e\u0301␛[2J x⟨U+202E⟩" {
		t.Errorf("pasted: %q", got)
	}
}

// TestInputLine shows the letters around the cursor, in as many cells as there
// are, wherever the cursor stands.
func TestInputLine(t *testing.T) {
	a := newWorld(t, "harbour.md", harbour).read("ada", 80, 24).app
	for _, text := range []string{"", "short", strings.Repeat("abcdefghij", 9), strings.Repeat("漢字", 40), strings.Repeat("👩‍👩‍👧e\u0301", 30), "12345678901234567890"} {
		in := newInput(text)
		in.CursorStart()
		for last := -1; in.Position() != last; edit(&in, keyPress(t, "right")) {
			last = in.Position()
			for width := 4; width < 30; width += 5 {
				line := a.inputLine(&in, width)
				before, after, ok := strings.Cut(line, cursorMark)
				if !ok || a.wide(before) >= width || a.wide(before+after) != width {
					t.Fatalf("%q at %d in %d cells: %q", text, last, width, line)
				}
				runes := []rune(in.Value())
				if rest := string(runes[last:]); !strings.HasPrefix(strings.TrimRight(rest, " ")+" ", firstLetter(after)) && firstLetter(after) != "…" {
					t.Fatalf("%q at %d in %d cells: the cursor stands before %q", text, last, width, after)
				}
				if width > 9 && len(runes) > last && firstLetter(after) == "…" {
					t.Fatalf("%q at %d in %d cells: the letter at the cursor is hidden: %q", text, last, width, line)
				}
			}
		}
	}
}

// firstLetter is the first rune of text.
func firstLetter(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

// TestCursorIsTheTerminals stands where the next letter goes, so that input
// methods show there what is composed; not over what cannot be typed into.
func TestCursorIsTheTerminals(t *testing.T) {
	for _, size := range formSizes() {
		d := newWorld(t, "harbour.md", harbour).read("ada", size[0], size[1])
		if d.app.View().Cursor != nil {
			t.Error("a cursor while reading")
		}
		at := func(text string) {
			t.Helper()
			d.draw()
			view := d.app.View()
			if strings.Contains(view.Content, "obelus:cursor") {
				t.Error("the cursor's mark reached the terminal")
			}
			if view.Cursor == nil {
				t.Fatalf("no cursor:\n%s", d.screen())
			}
			row := strings.Split(d.screen(), "\n")[view.Cursor.Y]
			if i := strings.Index(row, text); i < 0 || d.app.wide(row[:i+len(text)]) != view.Cursor.X {
				t.Errorf("the cursor is at %d,%d, and %q is in %q", view.Cursor.X, view.Cursor.Y, text, row)
			}
		}
		d.press("4 G A ctrl+u").write("漢字")
		at("漢字")
		d.press("left")
		at("漢")
		d.press("tab")
		if d.app.View().Cursor != nil {
			t.Error("a cursor on a choice")
		}
		d.press("shift+tab shift+tab").write("no").press("ctrl+j").write("te 漢")
		at("te 漢")
		d.press("esc")
		if d.app.View().Cursor != nil {
			t.Error("a cursor behind a question")
		}
		d.press("y /").write("quay")
		at("/quay")
	}
}
