package tui

import (
	"cmp"
	"errors"
	"slices"
	"strings"

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
		if meanwhile.Mark == nil {
			theirs := model.Details{Status: model.Open}
			again.base = theirs
			f, cmd := a.openMarkForm(&again, theirs)
			f.fill(fieldsFor(again.tag, details))
			a.note = note{text: a.keymap.spell("removed in another window: {keep} makes it again, {back} leaves it so", ModeForm), error: true}
			return cmd
		}
		mark := meanwhile.Mark.Clone()
		again.seen, again.base = &mark, mark.Details
		again.tag, again.theirs = s.tagOver(mark.Tag, meanwhile.Field)
		base := s.begun()
		mine, _ := details.Merge(base.Details, mark.Details)
		f, cmd := a.openMarkForm(&again, mark.Details)
		f.fill(fieldsFor(again.tag, mine))
		names := f.contest(fieldsFor(again.tag, base.Details), fieldsFor(again.tag, mark.Details))
		if again.theirs != "" && s.tag != base.Tag {
			names = append([]string{"tag"}, names...)
		}
		a.note = note{text: contested(names) + a.keymap.spell("{keep} keeps yours, {back} theirs", ModeForm), error: true}
		return cmd
	}
}

// tagOver is the tag of a form that is filled in again while another window
// made the mark theirs; clash is that tag where it is another one. It is
// theirs, unless both sides changed the tag, or what both changed is a detail
// that does not show with theirs.
func (s *markSubject) tagOver(theirs model.Tag, changed string) (tag, clash model.Tag) {
	was := s.begun().Tag
	hidden := changed != "tag" && !slices.ContainsFunc(fieldsFor(theirs, model.Details{}), func(f field) bool { return f.called() == changed })
	switch {
	case s.tag == theirs, s.tag == was && !hidden:
		return theirs, ""
	case was == theirs:
		return s.tag, ""
	}
	return s.tag, theirs
}

// begun is the mark that the form was opened on; one without an ID where there
// was none.
func (s *markSubject) begun() *model.Mark {
	if s.seen != nil {
		return s.seen
	}
	return &model.Mark{Details: model.Details{Status: model.Open}}
}

// contest shows beside the fields that both sides changed, each to something
// else, what the other made of them, and gives their names; base is what they
// were. References are told of at the first one.
func (f *form) contest(base, theirs []field) (names []string) {
	was, other := referenceLine(base), referenceLine(theirs)
	contested := was != other && referenceLine(f.fields) != other
	for i := range f.fields {
		fd := &f.fields[i]
		switch fd.name {
		case fieldReference:
			if contested {
				fd.theirs, contested = orDash(other), false
				names = append(names, "reference")
			}
		case fieldOrigin:
		default:
			b, t := fieldNamed(base, fd.name), fieldNamed(theirs, fd.name)
			if b == nil || t == nil || b.value() == t.value() || fd.value() == t.value() {
				continue
			}
			fd.theirs = orDash(t.value())
			names = append(names, fd.called())
		}
	}
	for i := range f.fields {
		if f.fields[i].theirs != "" {
			f.at = i
			break
		}
	}
	f.arrange()
	return names
}

// orDash is text on one line, a dash for none.
func orDash(text string) string { return cmp.Or(model.CleanLine(strings.TrimSpace(text)), "—") }

// referenceLine is what references and their origins say, in one line.
func referenceLine(fields []field) string {
	var parts []string
	for i := range fields {
		v := fields[i].value()
		switch {
		case v == "":
		case fields[i].name == fieldReference:
			parts = append(parts, v)
		case fields[i].name == fieldOrigin && len(parts) > 0:
			parts[len(parts)-1] += " from " + v
		}
	}
	return strings.Join(parts, "; ")
}

// contested says what both sides changed: one thing, two, or how many.
func contested(names []string) string {
	what := "its details"
	switch len(names) {
	case 0:
	case 1:
		what = "its " + names[0]
	case 2:
		what = "its " + names[0] + " and " + names[1]
	default:
		what = itoa(len(names)) + " things of it"
	}
	return "both windows changed " + what + ": "
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
