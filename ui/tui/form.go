package tui

import (
	"errors"
	"slices"
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
	used    []usedFrom     // what fields are offered, the nearest first
	history []model.Change // of what it is about, the newest first
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
func (f *form) field(name fieldName) *field { return fieldNamed(f.fields, name) }

func fieldNamed(fields []field, name fieldName) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

// arrange brings the fields up to what they say now, and stays on the one that
// it stands on.
func (f *form) arrange() {
	f.fields[f.at].focused = true
	f.fields = arrangeReferences(f.fields)
	f.at = slices.IndexFunc(f.fields, func(fd field) bool { return fd.focused })
	f.fields[f.at].focused = false
	f.offer()
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
