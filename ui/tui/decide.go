package tui

import (
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// reopen gives what happens where another window changed the mark meanwhile:
// the form comes back with what was typed, and the person decides.
func (s *markSubject) reopen(a *app, details model.Details) func(a *app, err error) tea.Cmd {
	reader := a.reader.id
	return func(a *app, err error) tea.Cmd {
		var meanwhile *desk.MeanwhileError
		if a.reader == nil || a.reader.id != reader || !errors.As(err, &meanwhile) {
			return nil
		}
		again := *s
		again.goOn, again.seen, again.base, again.known = false, nil, s.base.Clone(), nil
		theirs, text := model.Details{Status: model.Open}, "the mark was removed in another window meanwhile: "+a.keymap.spell("{keep} makes it again, {back} leaves it so", ModeForm)
		mine := details.Clone()
		if meanwhile.Mark != nil {
			mark := meanwhile.Mark.Clone()
			again.seen, again.tag, theirs = &mark, mark.Tag, mark.Details
			mine, _ = details.Merge(s.seen.Details, theirs)
			text = fmt.Sprintf("its %s was changed in another window meanwhile: ", meanwhile.Field) + a.keymap.spell("{keep} keeps yours, {back} theirs", ModeForm)
		}
		again.base = theirs
		f, cmd := a.openMarkForm(&again, theirs)
		f.fill(fieldsFor(again.tag, mine))
		a.note = note{text: text, error: true}
		return cmd
	}
}

// fill puts the values of others into the form as if they had been typed: what
// differs from what it was opened with counts as changed.
func (f *form) fill(others []field) {
	var references []field
	for _, other := range others {
		switch fd := f.field(other.name); {
		case other.name == fieldReference || other.name == fieldOrigin:
			if other.value() != "" {
				other.before, other.initial = "", ""
				references = append(references, other)
			}
		case fd == nil:
		default:
			before, initial, given := fd.before, fd.initial, fd.offers
			*fd = other
			fd.before, fd.initial, fd.offers = before, initial, given
		}
	}
	f.replaceReferences(references)
	f.at = 0
	for i := range f.fields {
		if f.fields[i].touched() {
			f.at = i
			break
		}
	}
	f.arrange()
}

// replaceReferences puts references, each followed by its origin, in the place
// of those in the form, where they differ.
func (f *form) replaceReferences(references []field) {
	if slices.Equal(referenceValues(f.fields), referenceValues(references)) {
		return
	}
	var fields []field
	placed := false
	for _, fd := range f.fields {
		if fd.name != fieldReference && fd.name != fieldOrigin {
			fields = append(fields, fd)
			continue
		}
		if !placed {
			placed, fields = true, append(fields, references...)
			fields = append(fields, referenceField(model.Reference{}))
		}
	}
	f.fields, f.at = fields, 0
}

// referenceValues are what references and their origins say.
func referenceValues(fields []field) (all []string) {
	for i := range fields {
		if n := fields[i].name; (n == fieldReference || n == fieldOrigin) && fields[i].value() != "" {
			all = append(all, string(n)+" "+fields[i].value())
		}
	}
	return all
}
