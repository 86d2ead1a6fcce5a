package tui

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// A prompt is one line of input in the bottom line.
type prompt struct {
	label string
	in    textinput.Model
	done  func(a *app, text string) tea.Cmd
	each  func(a *app, text string) tea.Cmd // after every key; nil for none
}

func (p *prompt) kind() Mode { return ModePrompt }

func (p *prompt) typed(a *app, key tea.KeyPressMsg) tea.Cmd { return p.edit(a, key) }

func (p *prompt) pasted(a *app, text string) tea.Cmd { return p.edit(a, tea.PasteMsg{Content: text}) }

func (p *prompt) edit(a *app, msg tea.Msg) tea.Cmd {
	edit(&p.in, msg)
	if p.each == nil {
		return nil
	}
	return p.each(a, p.in.Value())
}

func (p *prompt) draw(a *app, screen []string) []string {
	screen[len(screen)-1] = a.pad(a.theme.Strong.Render(p.label) + a.inputLine(&p.in, a.frame.inner-a.wide(p.label)-2))
	return screen
}

// openPrompt asks for a line of text.
func (a *app) openPrompt(label, value string, done func(a *app, text string) tea.Cmd) *prompt {
	p := &prompt{label: label, in: newInput(value), done: done}
	a.push(p)
	return p
}

func promptCommands() []command {
	return []command{
		{Binding{Mode: ModePrompt, Action: "done", Keys: []string{"enter"}}, func(a *app, _ int) tea.Cmd {
			p, ok := a.top().(*prompt)
			if !ok {
				return nil
			}
			a.pop()
			return p.done(a, strings.TrimSpace(p.in.Value()))
		}, nil},
		{Binding{Mode: ModePrompt, Action: "back", Keys: []string{"esc"}}, func(a *app, _ int) tea.Cmd {
			a.pop()
			return nil
		}, nil},
	}
}
