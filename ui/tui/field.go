package tui

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// fieldName is the label of a field.
type fieldName string

// The fields that a form can have: those of a mark, then a brief's own.
const (
	fieldSpeaker     fieldName = "Speaker"
	fieldQuotation   fieldName = "Quotation"
	fieldReference   fieldName = "Reference"
	fieldOrigin      fieldName = "  from"
	fieldReliability fieldName = "Reliability"
	fieldCredibility fieldName = "Credibility"
	fieldBasis       fieldName = "Basis"
	fieldLikelihood  fieldName = "Likelihood"
	fieldConfidence  fieldName = "Confidence"
	fieldStatus      fieldName = "Status"
	fieldNote        fieldName = "Note"

	fieldTitle    fieldName = "Title"
	fieldOutlet   fieldName = "Outlet"
	fieldAuthor   fieldName = "Author"
	fieldDate     fieldName = "Date"
	fieldAddress  fieldName = "URL"
	fieldHandling fieldName = "Handling"
)

// A field is one row of a form: a line of text, a note of several lines, or a
// choice among terms.
type field struct {
	name    fieldName
	in      textinput.Model
	note    *textarea.Model // of a note; nil else
	terms   []model.Term    // of a choice; nil for text
	chosen  int             // index in terms; -1 for none
	initial string          // its value when the form was opened, as it was stored
	before  string          // the same as the field shows it
	ref     model.Reference // of a reference, as it came
	offers  offers
	theirs  string // what another window made of it meanwhile, to be shown; "" where that is nothing else
	focused bool   // while the form is arranged anew
}

func textField(name fieldName, value string) field {
	f := field{name: name, in: newInput(value), initial: value}
	f.before = f.value()
	return f
}

func choiceField(name fieldName, terms []model.Term, value string) field {
	f := field{name: name, terms: terms, chosen: -1, initial: value}
	for i, t := range terms {
		if t.Value == value {
			f.chosen = i
		}
	}
	f.before = f.value()
	return f
}

func noteField(value string) field {
	f := field{name: fieldNote, note: newNote(value), initial: value}
	f.before = f.value()
	return f
}

func referenceField(r model.Reference) field {
	f := textField(fieldReference, r.String())
	f.ref = r
	return f
}

// called is the field's name within a sentence, as the desk calls it too.
func (f *field) called() string { return strings.ToLower(string(f.name)) }

// touched reports whether the field says something else than when the form was
// opened.
func (f *field) touched() bool { return f.value() != f.before }

// press gives a key to the field: text is edited; a choice goes on and back,
// takes the letter or number of a term, and is emptied by backspace.
func (f *field) press(key tea.KeyPressMsg) {
	switch {
	case f.note != nil:
		editNote(f.note, key)
	case f.terms == nil:
		was := f.in.Value()
		edit(&f.in, key)
		if f.in.Value() != was {
			f.offers.typed(f.in.Value())
		}
	default:
		f.choose(key.String())
	}
}

// choose goes to another term.
func (f *field) choose(name string) {
	switch name {
	case "right", "space":
		f.chosen = min(f.chosen+1, len(f.terms)-1)
		return
	case "left":
		f.chosen = max(f.chosen-1, f.least())
		return
	case "backspace", "delete", "0":
		f.chosen = f.least()
		return
	}
	if utf8.RuneCountInString(name) != 1 {
		return
	}
	for i := range f.terms { // the next one that begins with the letter
		at := (f.chosen + 1 + i) % len(f.terms)
		if strings.HasPrefix(strings.ToLower(f.terms[at].Value), strings.ToLower(name)) {
			f.chosen = at
			return
		}
	}
	if n := int(name[0] - '0'); name[0] >= '1' && n <= len(f.terms) {
		f.chosen = n - 1
	}
}

// least is the lowest choice: none, but a status is always one of its terms.
func (f *field) least() int {
	if f.name == fieldStatus {
		return 0
	}
	return -1
}

// paste gives pasted text to the field; a choice takes none.
func (f *field) paste(text string) bool {
	switch {
	case f.note != nil:
		editNote(f.note, tea.PasteMsg{Content: text})
	case f.terms == nil:
		edit(&f.in, tea.PasteMsg{Content: text})
		f.offers.typed(f.in.Value())
	default:
		return false
	}
	return true
}

// set puts value into a field of text, as if it had been typed.
func (f *field) set(value string) {
	f.in.SetValue(model.CleanLine(value))
	f.in.CursorEnd()
}

// value is what the field holds.
func (f *field) value() string {
	switch {
	case f.note != nil:
		return strings.TrimSpace(f.note.Value())
	case f.terms == nil:
		return strings.TrimSpace(f.in.Value())
	case f.chosen < 0:
		return ""
	}
	return f.terms[f.chosen].Value
}

// kept is what is stored: what came stays letter by letter until it is edited.
func (f *field) kept() string {
	if !f.touched() {
		return f.initial
	}
	return f.value()
}

// A problem is what is wrong with a value that was typed.
type problem struct {
	text string
	bars bool // it cannot be kept so
}

// problem looks at the value as it stands now.
func (f *field) problem() problem {
	v := f.value()
	if f.name == fieldTitle && v == "" {
		return problem{"a brief needs a title", true}
	}
	if !f.touched() || v == "" {
		return problem{}
	}
	switch f.name {
	case fieldReference:
		return referenceProblem(v)
	case fieldAddress:
		return addressProblem(v)
	case fieldDate:
		if !model.ReadsAsDate(v) {
			return problem{text: "reads like no date; kept as it is"}
		}
	}
	return problem{}
}

// addressProblem says why text is no address of the web.
func addressProblem(text string) problem {
	if err := model.CheckAddress(text); err != nil {
		return problem{err.Error(), true}
	}
	return problem{}
}

// referenceProblem says why text cannot be kept as a reference.
func referenceProblem(text string) problem {
	r, err := model.ParseReference(text)
	switch {
	case err != nil:
		return problem{"needs a title or an address", true}
	case strings.Contains(text, "<") && !strings.Contains(text, ">"):
		return problem{"> closes the address", true}
	case r.URL != "":
		if p := addressProblem(r.URL); p.text != "" {
			return p
		}
	case model.LooksLikeAddress(r.Title):
		return problem{text: "taken as a title; https:// makes an address"}
	}
	if r.Date != "" && !model.ReadsAsDate(r.Date) {
		return problem{"no such date: " + r.Date, true}
	}
	return problem{}
}
