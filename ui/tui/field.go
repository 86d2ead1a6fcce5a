package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// fieldName is the label of a field.
type fieldName string

// The fields that a form can have.
const (
	fieldSpeaker     fieldName = "Speaker"
	fieldQuotation   fieldName = "Quotation"
	fieldReference   fieldName = "Reference"
	fieldReliability fieldName = "Reliability"
	fieldCredibility fieldName = "Credibility"
	fieldBasis       fieldName = "Basis"
	fieldLikelihood  fieldName = "Likelihood"
	fieldConfidence  fieldName = "Confidence"
	fieldStatus      fieldName = "Status"
	fieldNote        fieldName = "Note"
)

// A field is one line of a form: text, or a choice among terms.
type field struct {
	name    fieldName
	in      textinput.Model
	terms   []model.Term // of a choice; nil for text
	chosen  int          // index in terms; -1 for none
	touched bool
}

// fieldsFor are the fields that fit a tag, filled from details.
func fieldsFor(tag model.Tag, d model.Details, width int) []field {
	text := func(name fieldName, value string) field { return field{name: name, in: newInput(value, width)} }
	choice := func(name fieldName, terms []model.Term, value string) field {
		at := slices.IndexFunc(terms, func(t model.Term) bool { return t.Value == value })
		return field{name: name, terms: terms, chosen: at}
	}
	var fields []field
	if tag == model.Attributed {
		fields = append(fields, text(fieldSpeaker, d.Speaker), choice(fieldQuotation, model.QuotationTerms(), string(d.Quotation)))
	}
	if tag == model.Attributed || tag == model.Sourced {
		for _, r := range d.References {
			fields = append(fields, text(fieldReference, r.String()))
		}
		fields = append(fields, text(fieldReference, ""),
			choice(fieldReliability, model.ReliabilityTerms(), string(d.Reliability)),
			choice(fieldCredibility, model.CredibilityTerms(), string(d.Credibility)))
	}
	if tag == model.Opinion {
		fields = append(fields, choice(fieldBasis, model.BasisTerms(), string(d.Basis)),
			choice(fieldLikelihood, model.LikelihoodTerms(), string(d.Likelihood)),
			choice(fieldConfidence, model.ConfidenceTerms(), string(d.Confidence)))
	}
	if tag != model.Nonclaim {
		status := d.Status
		if status == "" {
			status = model.Open
		}
		fields = append(fields, choice(fieldStatus, model.StatusTerms(), string(status)))
	}
	return append(fields, text(fieldNote, d.Note))
}

// press gives a key to the field: text is edited; a choice goes on and back,
// takes the letter or number of a term, and is emptied by backspace.
func (f *field) press(key tea.KeyPressMsg) {
	if f.terms == nil {
		before := f.in.Value()
		edit(&f.in, key)
		f.touched = f.touched || f.in.Value() != before
		return
	}
	before := f.chosen
	switch name := key.String(); name {
	case "right", "space", "l":
		f.chosen = min(f.chosen+1, len(f.terms)-1)
	case "left", "h":
		f.chosen = max(f.chosen-1, f.least())
	case "backspace", "delete", "0":
		f.chosen = f.least()
	default:
		f.choose(name)
	}
	f.touched = f.touched || f.chosen != before
}

// least is the lowest choice: none, but a status is always one of its terms.
func (f *field) least() int {
	if f.name == fieldStatus {
		return 0
	}
	return -1
}

// choose takes the next term that begins with letter.
func (f *field) choose(letter string) {
	for i := range f.terms {
		at := (f.chosen + 1 + i) % len(f.terms)
		if letter != "" && strings.HasPrefix(strings.ToLower(f.terms[at].Value), strings.ToLower(letter)) {
			f.chosen = at
			return
		}
	}
}

// paste gives pasted text to the field; a choice takes none.
func (f *field) paste(text string) bool {
	if f.terms != nil {
		return false
	}
	edit(&f.in, tea.PasteMsg{Content: text})
	f.touched = f.touched || text != ""
	return true
}

// value is what the field holds.
func (f *field) value() string {
	if f.terms == nil {
		return strings.TrimSpace(f.in.Value())
	}
	if f.chosen < 0 {
		return ""
	}
	return f.terms[f.chosen].Value
}

// into sets the field's detail.
func (f *field) into(d *model.Details) error {
	v := f.value()
	switch f.name {
	case fieldSpeaker:
		d.Speaker = v
	case fieldQuotation:
		d.Quotation = model.Quotation(v)
	case fieldReliability:
		d.Reliability = model.Reliability(v)
	case fieldCredibility:
		d.Credibility = model.Credibility(v)
	case fieldBasis:
		d.Basis = model.Basis(v)
	case fieldLikelihood:
		d.Likelihood = model.Likelihood(v)
	case fieldConfidence:
		d.Confidence = model.Confidence(v)
	case fieldStatus:
		d.Status = model.Status(v)
	case fieldNote:
		if f.touched { // a note of several lines stays as it is until it is edited
			d.Note = v
		}
	case fieldReference:
		if v == "" {
			return nil
		}
		r, err := model.ParseReference(v)
		if err != nil {
			return fmt.Errorf("reference: %w", err)
		}
		d.References = append(d.References, r)
	}
	return nil
}
