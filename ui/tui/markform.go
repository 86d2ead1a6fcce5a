package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A markSubject is a mark whose details are filled in.
type markSubject struct {
	span  model.Span
	tag   model.Tag
	seen  *model.Mark   // the mark as it was when the form was opened; nil where there is none yet
	base  model.Details // what the form began with, before what was offered
	known []model.Reference
	goOn  bool // a new mark is made: the cursor goes on when it is kept

	theirs model.Tag // that another window gave the mark meanwhile; "" where it is no other
}

// openDetails opens the details of the mark at the cursor; the same key again
// those of the next one.
func (a *app) openDetails() tea.Cmd {
	mark, ok := a.markHere()
	if !ok {
		return nil
	}
	return a.openMark(mark)
}

// openMark opens the details of mark, which nothing else holds.
func (a *app) openMark(mark model.Mark) tea.Cmd {
	if a.readOnly() {
		return nil
	}
	s := &markSubject{span: mark.Span, tag: mark.Tag, seen: &mark, base: mark.Details}
	_, cmd := a.openMarkForm(s, mark.Details)
	return cmd
}

// markHere is my mark at the cursor, the next one each time; where there is
// none it says why.
func (a *app) markHere() (model.Mark, bool) {
	r := a.reader
	if !r.loaded {
		a.say("still reading the marks")
		return model.Mark{}, false
	}
	n := 0
	if r.cycle.cursor == r.target() {
		n = r.cycle.next
	}
	mark, ok, others := a.mine(n)
	if !ok {
		a.noMark(others)
		return mark, false
	}
	r.cycle = cycle{r.target(), n + 1}
	return mark.Clone(), true
}

// markWithDetails opens the details of a mark that is made when they are kept,
// with what the text offers for them.
func (a *app) markWithDetails(tag model.Tag) tea.Cmd {
	r := a.reader
	if a.readOnly() {
		return nil
	}
	if !r.loaded {
		a.say("still reading the marks")
		return nil
	}
	if a.moveEdges(tag) {
		if a.note.error {
			return nil
		}
		a.endSelecting()
	}
	spans, err := r.spans(1)
	if err != nil {
		a.complain(err)
		return nil
	}
	details := r.preview(desk.Tagging{Span: spans[0], Tag: tag}, a.now()).Details.Clone()
	s := &markSubject{span: spans[0], tag: tag, base: details.Clone(), goOn: true}
	if mark, ok := r.marks.exact(spans[0], r.analyst); ok {
		mark = mark.Clone()
		s.seen = &mark
	}
	if tag == model.Attributed && details.Speaker == "" {
		details.Speaker = offerSpeaker(r.opened.Doc.VisibleOf(spans[0]))
	}
	if tag == model.Sourced && len(details.References) == 0 {
		details.References = offerReferences(r.opened.Doc, spans[0])
	}
	_, cmd := a.openMarkForm(s, details)
	return cmd
}

// openMarkForm shows the fields that fit a mark's tag, filled from details.
func (a *app) openMarkForm(s *markSubject, details model.Details) (*form, tea.Cmd) {
	r := a.reader
	text := desk.Used{References: offerReferences(r.opened.Doc, s.span)}
	if speaker := offerSpeaker(r.opened.Doc.VisibleOf(s.span)); speaker != "" {
		text.Speakers = []string{speaker}
	}
	s.known = append(slices.Clone(s.base.References), text.References...)
	f, cmd := a.openForm(s, fieldsFor(s.tag, details), usedFrom{text, fromText}, usedFrom{desk.UsedIn(r.marks.newest()), fromBrief})
	if s.seen != nil {
		cmd = tea.Batch(cmd, a.readHistory(f.id, s.seen.Brief, s.seen.ID))
	}
	return f, cmd
}

// fieldsFor are the fields that fit a tag, filled from details.
func fieldsFor(tag model.Tag, d model.Details) []field {
	var fields []field
	if tag == model.Attributed {
		fields = append(fields, textField(fieldSpeaker, d.Speaker), choiceField(fieldQuotation, model.QuotationTerms(), string(d.Quotation)))
	}
	if tag == model.Attributed || tag == model.Sourced {
		for _, r := range d.References {
			fields = append(fields, referenceField(r), textField(fieldOrigin, r.Origin))
		}
		fields = append(fields, referenceField(model.Reference{}),
			choiceField(fieldReliability, model.ReliabilityTerms(), string(d.Reliability)),
			choiceField(fieldCredibility, model.CredibilityTerms(), string(d.Credibility)))
	}
	if tag == model.Opinion {
		fields = append(fields, choiceField(fieldBasis, model.BasisTerms(), string(d.Basis)),
			choiceField(fieldLikelihood, model.LikelihoodTerms(), string(d.Likelihood)),
			choiceField(fieldConfidence, model.ConfidenceTerms(), string(d.Confidence)))
	}
	if tag != model.Nonclaim {
		status := d.Status
		if status == "" {
			status = model.Open
		}
		fields = append(fields, choiceField(fieldStatus, model.StatusTerms(), string(status)))
	}
	return append(fields, noteField(d.Note))
}

func (s *markSubject) heading(a *app) (title, words string) {
	r := a.reader
	title = s.tag.Words()
	if unit, ok := r.units.at(s.span.Start); ok && unit.N > 0 {
		title = s.tag.Letter() + itoa(unit.N) + " " + title
	}
	if s.theirs != "" {
		title += " · theirs: " + s.theirs.Words()
	}
	return title, "“" + model.CleanLine(r.opened.Doc.VisibleOf(s.span)) + "”"
}

// place is the half of the screen that the claim is not in.
func (s *markSubject) place(a *app) spot { return a.awayFrom(s.span) }

// details are what the form says, with what it does not show as it was.
func (s *markSubject) details(f *form, r *reader) model.Details {
	details := s.base.Clone()
	referenced := false
	var references []model.Reference
	for i := range f.fields {
		fd := &f.fields[i]
		switch fd.name {
		case fieldReference:
			referenced = true
			if fd.value() != "" {
				references = append(references, s.reference(fd, r))
			}
		case fieldOrigin:
			if n := len(references); n > 0 && i > 0 && f.fields[i-1].value() != "" {
				references[n-1].Origin = fd.kept()
			}
		default:
			fd.into(&details)
		}
	}
	if referenced {
		details.References = references
	}
	return details
}

// reference is what a field says. It is added by whoever added it where its
// words did not change, and by the analyst else.
func (s *markSubject) reference(fd *field, reader *reader) model.Reference {
	if !fd.touched() {
		return fd.ref
	}
	r, err := model.ParseReference(fd.value())
	if err != nil {
		return fd.ref // the form is not kept so
	}
	r.AddedBy = reader.analyst
	words := r.String()
	same := func(k model.Reference) bool { return k.Title == r.Title && k.String() == words }
	i := slices.IndexFunc(s.known, same)
	if i >= 0 {
		r.AddedBy = s.known[i].AddedBy
		return r
	}
	for n := range reader.marks.all {
		references := reader.marks.all[n].Details.References
		if i := slices.IndexFunc(references, same); i >= 0 {
			r.AddedBy = references[i].AddedBy
			return r
		}
	}
	return r
}

// into sets the field's detail.
func (f *field) into(d *model.Details) {
	v := f.kept()
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
		d.Note = v
	}
}

// keep makes or changes the mark as the form says.
func (s *markSubject) keep(a *app, f *form) tea.Cmd {
	details := s.details(f, a.reader)
	a.pop()
	tagging := desk.Tagging{Span: s.span, Tag: s.tag, Details: &details, Seen: s.begun(), Only: s.seen != nil && !s.goOn}
	last := a.writes.last
	if s.goOn {
		cmd := a.markAll([]desk.Tagging{tagging})
		a.endSelecting()
		a.writes.refusedTo(last, s.reopen(a, details))
		return cmd
	}
	if a.reader.nothingNew([]desk.Tagging{tagging}) {
		a.say("nothing was changed")
		return nil
	}
	a.change([]desk.Tagging{tagging}, "details of "+s.tag.Words()+" kept")
	a.writes.refusedTo(last, s.reopen(a, details))
	a.reader.remember(tagging)
	return nil
}
