package tui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// A form shows the details of something, to be filled in: a mark's that fit its
// tag, or a brief's own.
type form struct {
	id      int
	subject subject
	fields  []field
	at      int
	used    []usedFrom // what fields are offered, the nearest first
}

// A subject is what a form is about.
type subject interface {
	// heading is the form's title, and the words that it is about.
	heading(a *app) (title, words string)
	// place is where the form lies, so that what it is about stays in sight.
	place(a *app) spot
	// keep stores what the form says. It closes the form.
	keep(a *app, f *form) tea.Cmd
}

func (*form) kind() Mode { return ModeForm }

// openForm shows a form, and asks the store what it could offer.
func (a *app) openForm(s subject, fields []field, used ...usedFrom) (*form, tea.Cmd) {
	f := &form{id: a.newID(), subject: s, fields: fields, used: used}
	f.arrange()
	f.offer()
	a.push(f)
	return f, a.readUsed(f.id)
}

// typed gives a key to the field that the form stands on.
func (f *form) typed(_ *app, key tea.KeyPressMsg) tea.Cmd {
	f.fields[f.at].press(key)
	f.arrange()
	return nil
}

func (f *form) pasted(a *app, text string) tea.Cmd {
	if !f.fields[f.at].paste(text) {
		a.say("what was pasted was not taken for keys")
	}
	f.arrange()
	return nil
}

// changed reports whether something was filled in since the form was opened.
func (f *form) changed() bool {
	for i := range f.fields {
		if f.fields[i].touched() {
			return true
		}
	}
	return false
}

// field is the first field of that name; nil where the form has none.
func (f *form) field(name fieldName) *field {
	for i := range f.fields {
		if f.fields[i].name == name {
			return &f.fields[i]
		}
	}
	return nil
}

// arrange keeps the references in order: below each that says something the
// field for where it has it from, and one empty line at the end for another. An
// empty one that the form does not stand on goes.
func (f *form) arrange() {
	if f.field(fieldReference) == nil {
		return
	}
	f.fields[f.at].focused = true
	var fields []field
	var last *field // the reference that the origin at hand belongs to
	end := 0        // behind the last reference
	for i := 0; i < len(f.fields); i++ {
		fd := f.fields[i]
		switch fd.name {
		case fieldReference:
			if fd.value() == "" && !fd.focused && !f.originFocused(i) {
				for i+1 < len(f.fields) && f.fields[i+1].name == fieldOrigin {
					i++
				}
				end = len(fields)
				continue
			}
			fields = append(fields, fd)
			last, end = &fd, len(fields)
			if fd.value() != "" && (i+1 == len(f.fields) || f.fields[i+1].name != fieldOrigin) {
				fields = append(fields, textField(fieldOrigin, fd.ref.Origin))
				end = len(fields)
			}
		case fieldOrigin:
			if last != nil && last.value() == "" && !fd.focused && fd.value() == "" {
				continue
			}
			fields = append(fields, fd)
			end = len(fields)
		default:
			fields = append(fields, fd)
		}
	}
	if end == 0 || fields[end-1].name != fieldReference || fields[end-1].value() != "" {
		empty := referenceField(model.Reference{})
		fields = append(fields[:end:end], append([]field{empty}, fields[end:]...)...)
	}
	f.fields = fields
	f.at = 0
	for i := range f.fields {
		if f.fields[i].focused {
			f.at, f.fields[i].focused = i, false
		}
	}
	f.offer()
}

// originFocused reports whether the form stands on the origin of the reference
// at i.
func (f *form) originFocused(i int) bool {
	return i+1 < len(f.fields) && f.fields[i+1].name == fieldOrigin && f.fields[i+1].focused
}

// valid goes to the first field that cannot be kept as it is.
func (f *form) valid() error {
	for i := range f.fields {
		if p := f.fields[i].problem(); p.bars {
			f.at = i
			return errors.New(strings.ToLower(strings.TrimSpace(string(f.fields[i].name))) + ": " + p.text)
		}
	}
	return nil
}

// keep stores what the form says.
func (f *form) keep(a *app) tea.Cmd {
	if err := f.valid(); err != nil {
		a.complain(err)
		return nil
	}
	return f.subject.keep(a, f)
}

// next goes a field on, and keeps behind the last one.
func (f *form) next(a *app) tea.Cmd {
	if f.at == len(f.fields)-1 {
		return f.keep(a)
	}
	f.move(1)
	return nil
}

// move goes n fields on (back), round.
func (f *form) move(n int) {
	f.at = (f.at + n + len(f.fields)) % len(f.fields)
	f.arrange()
}

// take puts an offer into the field that the form stands on.
func (f *form) take(a *app, n int) {
	fd := &f.fields[f.at]
	taken, ok := fd.take(n)
	if !ok {
		a.say("nothing is offered here")
		return
	}
	if fd.name == fieldReference {
		fd.ref.Origin = taken.origin
		if next := f.at + 1; next < len(f.fields) && f.fields[next].name == fieldOrigin {
			f.fields[next].set(taken.origin)
		}
	}
	f.arrange()
}

// close leaves the form, and asks first where something was typed.
func (f *form) close(a *app) tea.Cmd {
	if !f.changed() {
		a.pop()
		return nil
	}
	a.ask("Throw away what you typed?", "throw away", func(a *app) tea.Cmd {
		a.pop()
		return nil
	})
	return nil
}

func formCommands() []command {
	in := func(action Action, shown, help, hint string, do func(a *app, f *form) tea.Cmd, keys ...string) command {
		category := CategoryForm
		if help == "" {
			category = ""
		}
		return command{Binding{Mode: ModeForm, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint, Category: category},
			func(a *app, _ int) tea.Cmd {
				f, ok := a.top().(*form)
				if !ok {
					return nil
				}
				return do(a, f)
			}, nil}
	}
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
		in("back", "esc", "back", "back", func(a *app, f *form) tea.Cmd { return f.close(a) }, "esc"),
	}
}

// rowKey is the key that goes a row up or down.
func rowKey(name string) tea.KeyPressMsg {
	if name == "up" {
		return tea.KeyPressMsg{Code: tea.KeyUp}
	}
	return tea.KeyPressMsg{Code: tea.KeyDown}
}
