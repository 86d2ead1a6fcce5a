package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A briefSubject is a brief whose own details are filled in.
type briefSubject struct {
	brief  model.Brief
	before model.Particulars                                         // as the form was opened
	opened func(ctx context.Context, w worker) (*desk.Opened, error) // the brief to change
	kind   writeKind
}

// describeBrief opens the details of the brief that is read.
func (a *app) describeBrief() tea.Cmd {
	if a.readOnly() {
		return nil
	}
	o := a.reader.opened
	_, cmd := a.openBriefForm(&briefSubject{brief: o.Brief, kind: writeMark,
		opened: func(context.Context, worker) (*desk.Opened, error) { return o, nil }})
	return cmd
}

// describeEntry opens the details of the brief that the shelf's cursor is on.
func (a *app) describeEntry() tea.Cmd {
	e, ok := a.shelf.entry()
	if !ok {
		a.say("no brief here")
		return nil
	}
	b := e.Brief
	_, cmd := a.openBriefForm(&briefSubject{brief: b, kind: writeShelf, opened: func(ctx context.Context, w worker) (*desk.Opened, error) {
		if b.Added.IsZero() { // a sample, or a file that was not read yet
			return w.Open(ctx, b.Path(), nil)
		}
		return w.OpenID(ctx, b.ID)
	}})
	return cmd
}

func (a *app) openBriefForm(s *briefSubject) (*form, tea.Cmd) {
	s.before = s.brief.Particulars()
	return a.openForm(s, briefFields(s.before))
}

// briefFields are the fields of a brief's own details.
func briefFields(p model.Particulars) []field {
	return []field{
		textField(fieldTitle, p.Title), textField(fieldOutlet, p.Outlet), textField(fieldAuthor, p.Author),
		textField(fieldDate, p.Date), textField(fieldAddress, p.URL), textField(fieldHandling, p.Handling),
	}
}

func (s *briefSubject) heading(*app) (title, words string) {
	return "The brief's own details", model.CleanLine(s.brief.Path())
}

func (*briefSubject) place(*app) spot { return centred }

// particulars are what the form says.
func (s *briefSubject) particulars(f *form) model.Particulars {
	p := s.before
	for i := range f.fields {
		v := f.fields[i].kept()
		switch f.fields[i].name {
		case fieldTitle:
			p.Title = v
		case fieldOutlet:
			p.Outlet = v
		case fieldAuthor:
			p.Author = v
		case fieldDate:
			p.Date = v
		case fieldAddress:
			p.URL = v
		case fieldHandling:
			p.Handling = v
		}
	}
	return p
}

// keep writes what the form says of the brief.
func (s *briefSubject) keep(a *app, f *form) tea.Cmd {
	after := s.particulars(f)
	a.pop()
	if after == s.before {
		a.say("nothing was changed")
		return nil
	}
	worker, last := a.desk, a.writes.last
	a.writes.again()
	w := a.writes.add(&write{kind: s.kind, what: "details of the brief kept", do: func(ctx context.Context) (desk.Outcome, error) {
		o, err := s.opened(ctx, worker)
		if err != nil {
			return desk.Outcome{}, err
		}
		return worker.Describe(ctx, o, s.before, after)
	}})
	a.writes.refusedTo(last, s.reopen(after))
	a.note = note{text: w.what, then: a.spell("{undo} undoes"), write: w.id}
	return nil
}

// reopen gives what happens where another window changed the brief's details
// meanwhile: the form comes back with what was typed, and the person decides.
func (s *briefSubject) reopen(after model.Particulars) func(a *app, err error) tea.Cmd {
	return func(a *app, err error) tea.Cmd {
		var meanwhile *desk.MeanwhileError
		if !errors.As(err, &meanwhile) || meanwhile.Brief == nil {
			return nil
		}
		again := *s
		again.brief.Describe(meanwhile.Brief.Particulars())
		mine, _ := after.Merge(s.before, meanwhile.Brief.Particulars())
		f, cmd := a.openBriefForm(&again)
		f.fill(briefFields(mine))
		names := f.contest(briefFields(s.before), briefFields(meanwhile.Brief.Particulars()))
		a.note = note{text: contested(names) + a.keymap.spell("{keep} keeps yours, {back} theirs", ModeForm), error: true}
		return cmd
	}
}

// described takes what a change says of the brief that is read.
func (r *reader) described(change model.Change) {
	for _, b := range change.Briefs {
		if b.After != nil {
			r.opened = r.opened.As(*b.After)
		}
	}
}
