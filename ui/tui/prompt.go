package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// newInput is a line of text that can be edited; its cursor is drawn by us.
func newInput(value string, width int) textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.KeyMap.Paste = key.NewBinding() // the terminal pastes; asking for the clipboard would be I/O
	styles := textinput.Styles{}
	styles.Cursor.Blink = false
	in.SetStyles(styles)
	in.SetWidth(max(4, width))
	in.SetValue(model.CleanLine(value))
	in.CursorEnd()
	in.Focus()
	return in
}

// resizeInput shows width cells of a line of text, those around its cursor.
func resizeInput(in *textinput.Model, width int) {
	in.SetWidth(max(4, width))
	in.SetCursor(in.Position())
}

// edit gives a message to a line of text; nothing of what is typed or pasted
// can reach the terminal as a control.
func edit(in *textinput.Model, msg tea.Msg) {
	if paste, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: model.CleanLine(paste.Content)}
	}
	next, _ := in.Update(msg)
	*in = next
	if v := in.Value(); model.Clean(v) != v {
		at := in.Position()
		in.SetValue(model.Clean(v))
		in.SetCursor(at)
	}
}

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
	resizeInput(&p.in, a.frame.inner-a.wide(p.label)-2)
	screen[len(screen)-1] = a.pad(a.theme.Strong.Render(p.label) + p.in.View())
	return screen
}

// openPrompt asks for a line of text.
func (a *app) openPrompt(label, value string, done func(a *app, text string) tea.Cmd) *prompt {
	p := &prompt{label: label, in: newInput(value, a.frame.inner), done: done}
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
