package model

import "time"

// An Incoming is a mark as a file from elsewhere says it: what the file does not
// say is left empty.
type Incoming struct {
	Where  string    // in the file, for people: "line 12", "annotation 3"
	Name   string    // what the file calls it, where that is no id of ours: the same name becomes the same id
	Source string    // the address of the page that it is on, "" where none is given
	Mark   Mark      // without a Brief and a Revision where the file names none of ours
	Points Points    // where it stands in the visible text, where the file says it so
	At     time.Time // when this state of it was made; zero is Mark.Updated
	Gone   bool      // its analyst removed it then
	Edited []string  // what a person changed in the file ("tag", "words", the details' names): that wins, whatever the times say
}

// Points is a half-open range of a visible text in Unicode code points, as the
// TextPositionSelector of W3C's Web Annotation Data Model counts. An empty one
// says nothing.
type Points struct{ Start, End int }

// Empty reports whether p holds nothing.
func (p Points) Empty() bool { return p.End <= p.Start }

// Made is when this state of the mark was made.
func (in Incoming) Made() time.Time {
	if in.At.IsZero() {
		return in.Mark.Updated
	}
	return in.At
}

// Onto is mine, a state of the mark that is newer than the file, with what a
// person changed in the file.
func (in Incoming) Onto(mine Mark) Mark {
	m, theirs := mine.Clone(), in.Mark.Clone()
	for _, what := range in.Edited {
		d, from := &m.Details, theirs.Details
		switch what {
		case "tag":
			m.Tag = theirs.Tag
		case "words":
			m.Revision, m.Span, m.Quote, m.Left = theirs.Revision, theirs.Span, theirs.Quote, theirs.Left
		case "analyst":
			m.Analyst = theirs.Analyst
		case "speaker":
			d.Speaker = from.Speaker
		case "quotation":
			d.Quotation = from.Quotation
		case "references":
			d.References = from.References
		case "reliability":
			d.Reliability = from.Reliability
		case "credibility":
			d.Credibility = from.Credibility
		case "basis":
			d.Basis = from.Basis
		case "likelihood":
			d.Likelihood = from.Likelihood
		case "confidence":
			d.Confidence = from.Confidence
		case "status":
			d.Status = from.Status
		case "note":
			d.Note = from.Note
		default:
			return theirs
		}
	}
	return m
}

// A Refusal says what of a file could not be used, and why.
type Refusal struct {
	Where string `json:"where"` // "line 12", "annotation 3"; "" for the whole file
	Why   string `json:"why"`
}
