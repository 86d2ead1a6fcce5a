package cli

import (
	"time"

	"obelus/briefs/desk"
	"obelus/model"
)

// unitJSON is a unit as scripts see it.
type unitJSON struct {
	N         int    `json:"n"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Text      string `json:"text"`
	Countable bool   `json:"countable"`
}

// markJSON is a mark as scripts see it. Every key is always there.
type markJSON struct {
	ID          model.MarkID      `json:"id"`
	Label       model.Label       `json:"label"`
	Brief       model.BriefID     `json:"brief"`
	Title       string            `json:"title"`
	Tag         model.Tag         `json:"tag"`
	Text        string            `json:"text"`
	Prefix      string            `json:"prefix"`
	Suffix      string            `json:"suffix"`
	Start       int               `json:"start"`
	End         int               `json:"end"`
	Revision    model.Hash        `json:"revision"`
	State       model.State       `json:"state"`
	Was         string            `json:"was"`
	Speaker     string            `json:"speaker"`
	Quotation   model.Quotation   `json:"quotation"`
	References  []model.Reference `json:"references"`
	Reliability model.Reliability `json:"reliability"`
	Credibility model.Credibility `json:"credibility"`
	Basis       model.Basis       `json:"basis"`
	Likelihood  model.Likelihood  `json:"likelihood"`
	Confidence  model.Confidence  `json:"confidence"`
	Status      model.Status      `json:"status"`
	Note        string            `json:"note"`
	Analyst     model.Analyst     `json:"analyst"`
	Created     string            `json:"created"`
	Updated     string            `json:"updated"`
}

func toMarkJSON(v desk.MarkView) markJSON {
	d := v.Details
	references := d.References
	if references == nil {
		references = []model.Reference{}
	}
	return markJSON{
		ID: v.ID, Label: v.Label, Brief: v.Brief, Title: v.Title, Tag: v.Tag,
		Text: v.Quote.Text, Prefix: v.Quote.Prefix, Suffix: v.Quote.Suffix,
		Start: v.Span.Start, End: v.Span.End, Revision: v.Revision, State: v.State, Was: v.Was,
		Speaker: d.Speaker, Quotation: d.Quotation, References: references,
		Reliability: d.Reliability, Credibility: d.Credibility,
		Basis: d.Basis, Likelihood: d.Likelihood, Confidence: d.Confidence,
		Status: d.Status, Note: d.Note, Analyst: v.Analyst,
		Created: stamp(v.Created), Updated: stamp(v.Updated),
	}
}

// briefJSON is a brief as scripts see it. Every key is always there.
type briefJSON struct {
	ID        model.BriefID  `json:"id"`
	Title     string         `json:"title"`
	Path      string         `json:"path"`
	Paths     []string       `json:"paths"`
	URL       string         `json:"url"`
	Date      string         `json:"date"`
	Handling  string         `json:"handling"`
	State     model.Progress `json:"state"`
	Words     int            `json:"words"`
	Units     int            `json:"units"`
	Revisions int            `json:"revisions"`
	Marks     tagCounts      `json:"marks"`
	Coverage  float64        `json:"coverage"`
	Unread    int            `json:"unread"`
	Orphans   int            `json:"orphans"`
}

// tagCounts is marks by tag.
type tagCounts struct {
	Sourced    int `json:"sourced"`
	Attributed int `json:"attributed"`
	Opinion    int `json:"opinion"`
	Unsourced  int `json:"unsourced"`
	Nonclaim   int `json:"nonclaim"`
}

func toTagCounts(tags map[model.Tag]int) tagCounts {
	return tagCounts{tags[model.Sourced], tags[model.Attributed], tags[model.Opinion], tags[model.Unsourced], tags[model.Nonclaim]}
}

func toBriefJSON(e desk.Entry) briefJSON {
	paths := e.Brief.Paths
	if paths == nil {
		paths = []string{}
	}
	newest := e.Brief.Newest()
	return briefJSON{
		ID: e.Brief.ID, Title: e.Brief.Title, Path: e.Brief.Path(), Paths: paths,
		URL: e.Brief.URL, Date: e.Brief.Date, Handling: e.Brief.Handling, State: e.Progress(),
		Words: newest.Words, Units: newest.Units, Revisions: len(e.Brief.Revisions),
		Marks:    toTagCounts(e.Tags),
		Coverage: e.Coverage, Unread: e.Unread, Orphans: e.Orphans,
	}
}

// stamp is a time as scripts see it: RFC 3339 in UTC, "" where there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// orEmpty maps values, and gives an empty list, never null.
func orEmpty[T, S any](values []T, shape func(T) S) []S {
	out := make([]S, 0, len(values))
	for _, v := range values {
		out = append(out, shape(v))
	}
	return out
}
