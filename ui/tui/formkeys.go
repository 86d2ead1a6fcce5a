package tui

import (
	tea "charm.land/bubbletea/v2"
)

func formCommands() []command {
	// move goes to another field, but inside a note to another row.
	move := func(n int, row string) func(*app, *form) tea.Cmd {
		return func(a *app, f *form) tea.Cmd {
			if fd := &f.fields[f.at]; row != "" && fd.noteMoves(row) {
				return f.typed(a, rowKey(row))
			}
			f.move(n)
			return nil
		}
	}
	take := func(n int) func(*app, *form) tea.Cmd {
		return func(a *app, f *form) tea.Cmd { f.take(a, n); return nil }
	}
	in := formCommand
	return []command{
		in("next field", "enter", "on; keeps at the end", "on, keeps at the end", func(a *app, f *form) tea.Cmd { return f.next(a) }, "enter"),
		in("keep", "^s", "keep", "keep", func(a *app, f *form) tea.Cmd { return f.keep(a) }, "ctrl+s"),
		in("tab on", "tab", "next field", "", move(1, ""), "tab"),
		in("down", "", "", "", move(1, "down"), "down"),
		in("tab back", "", "", "", move(-1, ""), "shift+tab"),
		in("up", "", "", "", move(-1, "up"), "up"),
		in("take", "^n ^p", "take what is offered", "", take(1), "ctrl+n"),
		in("take back", "", "", "", take(-1), "ctrl+p"),
		{Binding: Binding{Mode: ModeForm, Action: "choose", Shown: "← →", Help: "another choice; or its letter, or its number", Category: CategoryForm}},
		in("new line", "^j", "a new line in a note", "", func(a *app, f *form) tea.Cmd { return f.typed(a, newLine()) }, "ctrl+j", "alt+enter", "shift+enter"),
		in("its history", "^o", "all that became of the mark", "", func(a *app, f *form) tea.Cmd { return a.openHistory(f) }, "ctrl+o"),
		in("back", "esc", "back", "back", func(a *app, f *form) tea.Cmd { return f.close(a) }, "esc"),
	}
}

// formCommand is a command of the form on top. Without words for help it is
// not in help.
func formCommand(action Action, shown, help, hint string, do func(a *app, f *form) tea.Cmd, keys ...string) command {
	b := Binding{Mode: ModeForm, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint}
	if help != "" {
		b.Category = CategoryForm
	}
	return command{b, func(a *app, _ int) tea.Cmd {
		f, ok := a.top().(*form)
		if !ok {
			return nil
		}
		return do(a, f)
	}, nil}
}

// rowKey is the key that goes a row up or down.
func rowKey(name string) tea.KeyPressMsg {
	if name == "up" {
		return tea.KeyPressMsg{Code: tea.KeyUp}
	}
	return tea.KeyPressMsg{Code: tea.KeyDown}
}
