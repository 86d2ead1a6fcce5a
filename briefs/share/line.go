package share

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"obelus/model"
)

// A record is any line of a file. What is not set is left out: lines are many.
type record struct {
	Obelus  string `json:"obelus,omitempty"` // "marks" in a header
	Version int    `json:"version,omitempty"`
	Brief   string `json:"brief,omitempty"`
	Title   string `json:"title,omitempty"`

	ID       string `json:"id,omitempty"`
	At       string `json:"at,omitempty"`
	Analyst  string `json:"analyst,omitempty"`
	Gone     bool   `json:"gone,omitempty"`
	Tag      string `json:"tag,omitempty"`
	Revision string `json:"revision,omitempty"`
	Start    int    `json:"start,omitempty"`
	End      int    `json:"end,omitempty"`
	Text     string `json:"text,omitempty"`
	Prefix   string `json:"prefix,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Left     string `json:"left,omitempty"`

	Speaker     string      `json:"speaker,omitempty"`
	Quotation   string      `json:"quotation,omitempty"`
	References  []reference `json:"references,omitempty"`
	Reliability string      `json:"reliability,omitempty"`
	Credibility string      `json:"credibility,omitempty"`
	Basis       string      `json:"basis,omitempty"`
	Likelihood  string      `json:"likelihood,omitempty"`
	Confidence  string      `json:"confidence,omitempty"`
	Status      string      `json:"status,omitempty"`
	Note        string      `json:"note,omitempty"`

	Created string `json:"created,omitempty"`
	Updated string `json:"updated,omitempty"`
	Extra   string `json:"extra,omitempty"`
}

// A reference is a model.Reference in a line.
type reference struct {
	Title   string `json:"title,omitempty"`
	URL     string `json:"url,omitempty"`
	Date    string `json:"date,omitempty"`
	Locator string `json:"locator,omitempty"`
	Origin  string `json:"origin,omitempty"`
	AddedBy string `json:"added_by,omitempty"`
}

// line is a state as its line, with the line's end.
func line(s State) []byte {
	var b bytes.Buffer
	put(encoder(&b), recordOf(s))
	return b.Bytes()
}

func encoder(b *bytes.Buffer) *json.Encoder {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return enc
}

// put writes a line.
func put(enc *json.Encoder, r record) {
	_ = enc.Encode(r) // texts and numbers always can be, and a buffer takes them
}

func recordOf(s State) record {
	m, d := s.Mark, s.Mark.Details
	r := record{ID: string(m.ID), At: spell(s.At), Analyst: string(m.Analyst), Gone: s.Gone}
	if !s.Gone {
		r.Tag, r.Revision, r.Start, r.End = string(m.Tag), string(m.Revision), m.Span.Start, m.Span.End
		r.Text, r.Prefix, r.Suffix, r.Left = m.Quote.Text, m.Quote.Prefix, m.Quote.Suffix, string(m.Left)
		r.Speaker, r.Quotation, r.Note, r.Status = d.Speaker, string(d.Quotation), d.Note, string(d.Status)
		r.Reliability, r.Credibility, r.Basis = string(d.Reliability), string(d.Credibility), string(d.Basis)
		r.Likelihood, r.Confidence = string(d.Likelihood), string(d.Confidence)
		r.Created, r.Updated, r.Extra = spell(m.Created), spell(m.Updated), m.Extra
		for _, of := range d.References {
			r.References = append(r.References, reference{of.Title, of.URL, of.Date, of.Locator, of.Origin, string(of.AddedBy)})
		}
	}
	return r
}

func (h Header) record() record {
	return record{Obelus: "marks", Version: Version, Analyst: string(h.Analyst), Brief: string(h.Brief), Title: h.Title, Revision: string(h.Text)}
}

// spell is a time as files have it; "" for none.
func spell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// The years that a time in a file may be of: what a store can keep, and more
// than anybody needs.
const (
	firstYear = 1700
	lastYear  = 2200
)

func parseTime(what, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return t, fmt.Errorf("its %s %.40q is no time", what, text)
	}
	return t.UTC(), checkYear(what, t)
}

func checkYear(what string, t time.Time) error {
	if y := t.Year(); !t.IsZero() && (y < firstYear || y > lastYear) {
		return fmt.Errorf("its %s is of the year %d", what, y)
	}
	return nil
}

// Why a line says no mark.
var (
	errNoID     = errors.New("it has no id of a mark")
	errNoTime   = errors.New("it does not say when the mark became so")
	errNoPlace  = errors.New("it does not say on which words of which text the mark stands")
	errNoExtra  = errors.New("what another program said besides is no JSON object")
	errBadTag   = errors.New("it has none of the tags sourced, attributed, opinion, unsourced, nonclaim")
	errTwoNames = errors.New("it says a mark and a file at once")
)

// maxID bounds an id in bytes; ours have 36.
const maxID = 100

// state is what a record says of a mark.
func (r record) state() (State, error) {
	s := State{Gone: r.Gone, Mark: model.Mark{ID: model.MarkID(r.ID), Analyst: model.Analyst(r.Analyst)}}
	var err error
	if s.At, err = parseTime("time", r.At); err != nil {
		return s, err
	}
	switch {
	case !isID(s.Mark.ID):
		return s, errNoID
	case s.At.IsZero():
		return s, errNoTime
	case r.Gone:
		return s, nil
	}
	m := &s.Mark
	m.Revision, m.Span, m.Left = model.Hash(r.Revision), model.Span{Start: r.Start, End: r.End}, model.Hash(r.Left)
	m.Quote = model.Quote{Text: r.Text, Prefix: r.Prefix, Suffix: r.Suffix}
	m.Tag, m.Extra, m.Details = model.Tag(r.Tag), r.Extra, r.details()
	created, err1 := parseTime("created", r.Created)
	updated, err2 := parseTime("updated", r.Updated)
	m.Created, m.Updated = created, updated
	if err := errors.Join(err1, err2); err != nil {
		return s, err
	}
	return s, check(*m)
}

func (r record) details() model.Details {
	d := model.Details{
		Speaker: r.Speaker, Quotation: model.Quotation(r.Quotation), Reliability: model.Reliability(r.Reliability),
		Credibility: model.Credibility(r.Credibility), Basis: model.Basis(r.Basis), Likelihood: model.Likelihood(r.Likelihood),
		Confidence: model.Confidence(r.Confidence), Status: model.Status(r.Status), Note: r.Note,
	}
	for _, of := range r.References {
		d.References = append(d.References, model.Reference{
			Title: of.Title, URL: of.URL, Date: of.Date, Locator: of.Locator, Origin: of.Origin, AddedBy: model.Analyst(of.AddedBy),
		})
	}
	return d
}

func isID(id model.MarkID) bool {
	return id != "" && len(id) <= maxID && !strings.ContainsFunc(string(id), func(c rune) bool { return c <= ' ' || c > '~' })
}

// Sound says why no store could keep a state, or no file carry it: marks that
// come from elsewhere can say anything. How much it says does not count.
func Sound(s State) error {
	m := s.Mark
	if !isID(m.ID) {
		return errNoID
	}
	if err := checkYear("time", s.At); err != nil || s.Gone {
		return err
	}
	return cmp.Or(checkYear("created", m.Created), checkYear("updated", m.Updated), check(m))
}

// check says why no store could keep a mark.
func check(m model.Mark) error {
	switch {
	case !m.Tag.Valid():
		return errBadTag
	case !m.Revision.Valid() || m.Span.Start < 0 || m.Span.Empty() || m.Span.End > math.MaxInt32,
		m.Left != "" && !m.Left.Valid():
		return errNoPlace
	case m.Extra != "" && (!strings.HasPrefix(m.Extra, "{") || !json.Valid([]byte(m.Extra))):
		return errNoExtra
	}
	return m.Details.Check()
}
