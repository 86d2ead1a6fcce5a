package export

import (
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// readFootnote reads back what writeFootnote wrote of a mark: its tag, its
// details and whose it is.
func readFootnote(line string, refs, note []string) model.Mark {
	m := model.Mark{Details: model.Details{Status: model.Open}}
	readHead(line, &m)
	for _, ref := range refs {
		m.Details.References = append(m.Details.References, readReference(ref))
	}
	m.Details.Note = strings.Join(note, "\n")
	return m
}

// readHead reads a line of details into m.
func readHead(line string, m *model.Mark) {
	d := &m.Details
	for _, part := range strings.Split(line, separator) {
		if tag, err := model.ParseTag(part); err == nil && part == tag.Words() {
			m.Tag = tag
			continue
		}
		for _, f := range []struct {
			key string
			set func(string)
		}{
			{keySpeaker, func(v string) { d.Speaker = v }},
			{keyQuotation, func(v string) { d.Quotation = model.Quotation(v) }},
			{keyReliability, func(v string) { d.Reliability = model.Reliability(ungraded(v)) }},
			{keyCredibility, func(v string) { d.Credibility = model.Credibility(ungraded(v)) }},
			{keyBasis, func(v string) { d.Basis = model.Basis(v) }},
			{keyLikelihood, func(v string) { d.Likelihood = model.Likelihood(ungraded(v)) }},
			{keyConfidence, func(v string) { d.Confidence = model.Confidence(v) }},
			{keyStatus, func(v string) { d.Status = model.Status(v) }},
			{keyAnalyst, func(v string) { m.Analyst = model.Analyst(v) }},
		} {
			if value, ok := strings.CutPrefix(part, f.key); ok {
				f.set(unplain(value))
				break
			}
		}
	}
}

// ungraded drops what a grade means from behind it.
func ungraded(value string) string {
	grade, _, _ := strings.Cut(value, " (")
	return grade
}

// readReference reads back what referenceLine wrote.
func readReference(line string) model.Reference {
	var r model.Reference
	parts := strings.Split(line, separator)
	switch first := parts[0]; {
	case first == "*untitled*":
	case strings.HasPrefix(first, "[") && strings.HasSuffix(first, ">)"):
		title, url, _ := strings.Cut(first[1:len(first)-2], "](<")
		r.Title, r.URL = unplain(title), url
	case strings.HasPrefix(first, "<") && strings.HasSuffix(first, ">"):
		r.URL = first[1 : len(first)-1]
	default:
		r.Title = unplain(first)
	}
	for _, part := range parts[1:] {
		for _, f := range []struct {
			key string
			to  *string
		}{
			{keyDate, &r.Date}, {keyLocator, &r.Locator}, {keyOrigin, &r.Origin},
			{keyAdded, (*string)(&r.AddedBy)}, {keyAddress, &r.URL},
		} {
			if value, ok := strings.CutPrefix(part, f.key); ok {
				*f.to = unplain(value)
				break
			}
		}
	}
	return r
}

// A note is one mark's footnote, or its place in the list of orphans.
type note struct {
	record record
	read   model.Mark // what its visible lines say
	orphan bool
}

// readNotes reads every footnote of ours in text, which follows the brief's.
func readNotes(text string) []note {
	var notes []note
	lines := strings.Split(text, "\n")
	first, refs := "", []string(nil)
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "[^"), strings.HasPrefix(line, "-   "):
			first, refs = line, nil
		case strings.HasPrefix(line, indent+"- "):
			refs = append(refs, strings.TrimPrefix(line, indent+"- "))
		case strings.HasPrefix(line, indent+markHead):
			var n note
			if !uncomment(line[len(indent):], markHead, &n.record) {
				continue
			}
			body := lines[min(i+2, len(lines)):]
			body = body[:min(max(0, n.record.Notes), len(body))]
			_, head, orphan := strings.Cut(first, "-   ")
			n.orphan = orphan && strings.HasPrefix(first, "-   ")
			if !n.orphan {
				_, head, _ = strings.Cut(first, labelEnd)
			}
			n.read = readFootnote(head, refs, dedent(body))
			notes = append(notes, n)
			i += 1 + len(body)
		}
	}
	return notes
}

func dedent(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, strings.TrimPrefix(l, indent))
	}
	return out
}

// mark puts a note's visible and hidden halves together. doc is the brief's.
func (n note) mark(h header, doc *markdown.Document) model.Mark {
	r, m := n.record, n.read
	m.ID, m.Span, m.Created, m.Updated = r.ID, r.Span, r.Created, r.Updated
	m.Brief, m.Revision = h.Brief, h.Revision
	if r.Brief != "" {
		m.Brief = r.Brief
	}
	if r.Revision != "" {
		m.Revision = r.Revision
	}
	switch {
	case r.Quote != nil:
		m.Quote = model.Quote(*r.Quote)
	case r.Span.Start >= 0 && r.Span.End <= len(doc.Text()) && !r.Span.Empty():
		m.Quote = doc.Quote(r.Span)
	}
	if r.Exact != nil && r.Exact.Details != nil {
		m.Details = r.Exact.Details.Clone()
	}
	if r.Exact != nil && r.Exact.Analyst != nil {
		m.Analyst = *r.Exact.Analyst
	}
	return m
}
