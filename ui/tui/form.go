package tui

import (
	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A form shows a mark's details, those that fit its tag, to be filled in.
type form struct {
	span    model.Span
	tag     model.Tag
	before  model.Details // as the form was opened
	offered model.Details // what was found in the text
	fields  []field
	at      int
	goOn    bool // a new mark is made: the cursor goes on when it is kept
}

func (*form) kind() Mode { return ModeForm }

// openDetails opens the details of the mark at the cursor; the same key again
// those of the next one.
func (a *app) openDetails() tea.Cmd {
	r := a.reader
	if !r.loaded {
		a.say("still reading the marks")
		return nil
	}
	n := 0
	if r.cycle.cursor == r.target() {
		n = r.cycle.next
	}
	mark, ok, others := a.mine(n)
	if !ok {
		a.noMark(others)
		return nil
	}
	r.cycle = cycle{r.target(), n + 1}
	a.push(a.newForm(mark.Span, mark.Tag, mark.Details, model.Details{}))
	return nil
}

// markWithDetails opens the details of a mark that is made when they are kept,
// with what the text offers for them.
func (a *app) markWithDetails(tag model.Tag) tea.Cmd {
	r := a.reader
	if !r.loaded {
		a.say("still reading the marks")
		return nil
	}
	spans, err := r.spans(1)
	if err != nil {
		a.complain(err)
		return nil
	}
	mark := r.preview(desk.Tagging{Span: spans[0], Tag: tag}, a.now())
	var offered model.Details
	switch tag {
	case model.Attributed:
		offered.Speaker = offerSpeaker(r.opened.Doc.VisibleOf(spans[0]))
	case model.Sourced:
		offered.References = offerReferences(r.opened.Doc, spans[0])
	}
	f := a.newForm(spans[0], tag, mark.Details, offered)
	f.goOn = true
	a.push(f)
	return nil
}

func (a *app) newForm(span model.Span, tag model.Tag, details, offered model.Details) *form {
	f := &form{span: span, tag: tag, before: details.Clone(), offered: offered}
	if details.Speaker == "" {
		details.Speaker = offered.Speaker
	}
	if len(details.References) == 0 {
		details.References = offered.References
	}
	f.fields = fieldsFor(tag, details, a.boxWidth()-19)
	return f
}

// boxWidth is how wide a sheet over the reader is.
func (a *app) boxWidth() int { return min(78, a.frame.w) }

// typed gives a key to the field that the form stands on.
func (f *form) typed(_ *app, key tea.KeyPressMsg) tea.Cmd {
	f.fields[f.at].press(key)
	return nil
}

func (f *form) pasted(a *app, text string) tea.Cmd {
	if !f.fields[f.at].paste(text) {
		a.say("what was pasted was not taken for keys")
	}
	return nil
}

// changed reports whether something was filled in since the form was opened.
func (f *form) changed() bool {
	for i := range f.fields {
		if f.fields[i].touched {
			return true
		}
	}
	return false
}

// details are what the form says; err names the field that cannot be read.
func (f *form) details(analyst model.Analyst) (model.Details, error) {
	details := f.before.Clone()
	details.References = nil
	referenced := false
	for i := range f.fields {
		referenced = referenced || f.fields[i].name == fieldReference
		if err := f.fields[i].into(&details); err != nil {
			f.at = i
			return details, err
		}
	}
	if !referenced {
		details.References = f.before.References
	}
	known := append(append([]model.Reference(nil), f.before.References...), f.offered.References...)
	for i := range details.References {
		details.References[i] = sourceOfReference(details.References[i], known, analyst)
	}
	return details, nil
}

// sourceOfReference says who added r: it stays what it was where its words
// did not change, and is the analyst's own otherwise.
func sourceOfReference(r model.Reference, known []model.Reference, analyst model.Analyst) model.Reference {
	for _, k := range known {
		if k.String() == r.String() {
			return k
		}
	}
	r.AddedBy = analyst
	return r
}

// keep makes or changes the mark as the form says.
func (f *form) keep(a *app) tea.Cmd {
	details, err := f.details(a.reader.analyst)
	if err != nil {
		a.complain(err)
		return nil
	}
	a.pop()
	tagging := desk.Tagging{Span: f.span, Tag: f.tag, Details: &details}
	if f.goOn {
		cmd := a.markAll([]desk.Tagging{tagging})
		a.endSelecting()
		return cmd
	}
	if a.reader.nothingNew([]desk.Tagging{tagging}) {
		a.say("nothing was changed")
		return nil
	}
	a.change([]desk.Tagging{tagging}, "details of "+f.tag.Words()+" kept")
	a.reader.remember(tagging)
	return nil
}

// next goes a field on, and keeps behind the last one.
func (f *form) next(a *app) tea.Cmd {
	if f.at == len(f.fields)-1 {
		return f.keep(a)
	}
	f.at++
	return nil
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
		return command{Binding{Mode: ModeForm, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint, Category: CategoryForm},
			func(a *app, _ int) tea.Cmd {
				f, ok := a.top().(*form)
				if !ok {
					return nil
				}
				return do(a, f)
			}, nil}
	}
	move := func(n int) func(*app, *form) tea.Cmd {
		return func(_ *app, f *form) tea.Cmd {
			f.at = (f.at + n + len(f.fields)) % len(f.fields)
			return nil
		}
	}
	return []command{
		in("next field", "enter", "on; keeps at the end", "on, keeps at the end", func(a *app, f *form) tea.Cmd { return f.next(a) }, "enter"),
		in("keep", "^s", "keep", "keep", func(a *app, f *form) tea.Cmd { return f.keep(a) }, "ctrl+s"),
		in("down", "tab", "next field", "", move(1), "tab", "down"),
		in("up", "", "previous field", "", move(-1), "shift+tab", "up"),
		{Binding: Binding{Mode: ModeForm, Action: "choose", Shown: "← →", Help: "another choice; or its letter", Hint: "choose", Category: CategoryForm}},
		in("back", "esc", "back", "back", func(a *app, f *form) tea.Cmd { return f.close(a) }, "esc"),
	}
}
