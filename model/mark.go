package model

import (
	"cmp"
	"slices"
	"time"
)

// MarkID names a mark for ever, in every store: a UUIDv7 in its usual form.
type MarkID string

// Analyst is the name of the person whose a mark is.
type Analyst string

// State is how a mark sits in the newest revision of its brief.
type State string

// The states of a mark.
const (
	Placed   State = "placed"   // same visible text but for white space, same order among its neighbours
	Moved    State = "moved"    // the same text, but order or both contexts differ
	Changed  State = "changed"  // found, wording differs
	Orphaned State = "orphaned" // not found; shown with its old words
)

// A Quote is a span's visible text with what stands before and after it: what
// finds the span again in another revision.
type Quote struct {
	Text   string
	Prefix string
	Suffix string
}

// A Reference is something a reader could open to check a claim.
type Reference struct {
	Title   string  `json:"title"` // title or outlet
	URL     string  `json:"url"`
	Date    string  `json:"date"`     // as worded: a day, a month, a year
	Locator string  `json:"locator"`  // page, paragraph, time code
	Origin  string  `json:"origin"`   // where the reference itself has it from
	AddedBy Analyst `json:"added_by"` // "" where the brief itself gives it
}

// Details is what a mark can carry besides its tag. Those that do not fit a
// tag are kept and not shown.
type Details struct {
	Speaker     string      `json:"speaker"`
	Quotation   Quotation   `json:"quotation"`
	References  []Reference `json:"references"`
	Reliability Reliability `json:"reliability"`
	Credibility Credibility `json:"credibility"`
	Basis       Basis       `json:"basis"`
	Likelihood  Likelihood  `json:"likelihood"`
	Confidence  Confidence  `json:"confidence"`
	Status      Status      `json:"status"`
	Note        string      `json:"note"` // Markdown
}

// Clone is a copy that shares nothing with d.
func (d Details) Clone() Details {
	d.References = slices.Clone(d.References)
	return d
}

// A Mark is a span of one revision of a brief with the tag that an analyst gave
// it, its details and its history.
type Mark struct {
	ID       MarkID
	Brief    BriefID
	Revision Hash // the revision that Span and Quote are of: the one that it was confirmed on last
	Span     Span
	Quote    Quote
	Left     Hash // the revision that its analyst left it out of: it is not looked for there
	Tag      Tag
	Details  Details
	Analyst  Analyst
	Created  time.Time // UTC
	Updated  time.Time // UTC
	Extra    string    `json:",omitempty"` // what another program's annotation said besides, a JSON object; "" for nothing
}

// Hollow reports whether m says "sourced" and names no reference: the mark is
// shown hollow, "reference missing".
func (m Mark) Hollow() bool { return m.Tag == Sourced && len(m.Details.References) == 0 }

// Clone is a copy that shares nothing with m.
func (m Mark) Clone() Mark {
	m.Details = m.Details.Clone()
	return m
}

// CompareMarks orders marks as a reader meets them: by span, then by time of
// making, then by id.
func CompareMarks(a, b Mark) int {
	return cmp.Or(a.Span.Compare(b.Span), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// Equal reports whether m and o say the same in every field.
func (m Mark) Equal(o Mark) bool {
	return m.ID == o.ID && m.Brief == o.Brief && m.Revision == o.Revision && m.Span == o.Span &&
		m.Quote == o.Quote && m.Left == o.Left && m.Tag == o.Tag && m.Analyst == o.Analyst &&
		m.Extra == o.Extra &&
		m.Created.Equal(o.Created) && m.Updated.Equal(o.Updated) && m.Details.Equal(o.Details)
}

// Equal reports whether d and o say the same in every field.
func (d Details) Equal(o Details) bool {
	return d.Speaker == o.Speaker && d.Quotation == o.Quotation && slices.Equal(d.References, o.References) &&
		d.Reliability == o.Reliability && d.Credibility == o.Credibility && d.Basis == o.Basis &&
		d.Likelihood == o.Likelihood && d.Confidence == o.Confidence && d.Status == o.Status && d.Note == o.Note
}

// A MarkSpan is as much of a mark as painting it takes.
type MarkSpan struct {
	ID      MarkID
	Span    Span
	Tag     Tag
	Analyst Analyst
	Hollow  bool
}

// Outline is as much of m as painting it takes.
func (m Mark) Outline() MarkSpan {
	return MarkSpan{ID: m.ID, Span: m.Span, Tag: m.Tag, Analyst: m.Analyst, Hollow: m.Hollow()}
}
