package tui

import (
	tea "charm.land/bubbletea/v2"
)

// A question stands in the bottom line until it is answered: y does what it
// asks for, esc or n leaves everything as it is.
type question struct {
	typing
	text, yes string
	do        func(a *app) tea.Cmd
}

func (question) kind() Mode { return ModeAsk }

func (q question) draw(a *app, screen []string) []string {
	answers := a.hint(a.keymap.key("yes", ModeAsk), q.yes) + "  " + a.hint(a.keymap.key("no", ModeAsk), "stay")
	text := a.cut(q.text, a.frame.inner-a.wide(answers)-3)
	screen[len(screen)-1] = a.fit(" " + a.theme.Error.Render(text) + "  " + answers)
	return screen
}

// ask puts a question; do is what y does.
func (a *app) ask(text, yes string, do func(a *app) tea.Cmd) {
	a.push(question{text: text, yes: yes, do: do})
}

func askCommands() []command {
	return []command{
		{Binding{Mode: ModeAsk, Action: "yes", Keys: []string{"y", "Y", "enter"}}, func(a *app, _ int) tea.Cmd {
			q, ok := a.top().(question)
			if !ok {
				return nil
			}
			a.pop()
			return q.do(a)
		}, nil},
		{Binding{Mode: ModeAsk, Action: "no", Keys: []string{"esc", "n", "N", "q"}}, func(a *app, _ int) tea.Cmd {
			a.pop()
			return nil
		}, nil},
	}
}
