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

	step   func(a *app, n int)  // moves along what is listed above; nil where nothing is
	chosen func(a *app) tea.Cmd // opens what step moved to
	moved  bool                 // something was chosen since the last letter
}

func (p *prompt) kind() Mode { return ModePrompt }

func (p *prompt) typed(a *app, key tea.KeyPressMsg) tea.Cmd { return p.edit(a, key) }

func (p *prompt) pasted(a *app, text string) tea.Cmd { return p.edit(a, tea.PasteMsg{Content: text}) }

func (p *prompt) edit(a *app, msg tea.Msg) tea.Cmd {
	edit(&p.in, msg)
	p.moved = false
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

// stepPrompt moves along what the prompt lists; enter then opens that.
func (a *app) stepPrompt(n int) {
	if p, ok := a.top().(*prompt); ok && p.step != nil {
		p.moved = true
		p.step(a, n)
	}
}

func promptCommands() []command {
	return []command{
		{Binding{Mode: ModePrompt, Action: "done", Keys: []string{"enter"}}, func(a *app, _ int) tea.Cmd {
			p, ok := a.top().(*prompt)
			if !ok {
				return nil
			}
			a.pop()
			if p.moved && p.chosen != nil {
				return p.chosen(a)
			}
			return p.done(a, strings.TrimSpace(p.in.Value()))
		}, nil},
		{Binding{Mode: ModePrompt, Action: "next", Keys: []string{"down", "ctrl+n"}}, func(a *app, _ int) tea.Cmd { a.stepPrompt(1); return nil }, nil},
		{Binding{Mode: ModePrompt, Action: "previous", Keys: []string{"up", "ctrl+p"}}, func(a *app, _ int) tea.Cmd { a.stepPrompt(-1); return nil }, nil},
		{Binding{Mode: ModePrompt, Action: "back", Keys: []string{"esc"}}, func(a *app, _ int) tea.Cmd {
			a.pop()
			return nil
		}, nil},
	}
}
