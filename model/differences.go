package model

import (
	"fmt"
	"strings"
)

// A Difference is one thing of a mark that a change changed.
type Difference struct {
	What   string // "tag", "words", "place", "revision", "left", or a detail's name
	Before string // in words; "" for nothing
	After  string
}

// Differences lists what a change made of a mark, in the order in which forms
// show it. What a new mark has was nothing before, and what a removed one had
// is nothing after; that a new mark is open is no difference.
func (c MarkChange) Differences() []Difference {
	none := Mark{Details: Details{Status: Open}}
	before, after := none, none
	if c.Before != nil {
		before = *c.Before
	}
	if c.After != nil {
		after = *c.After
	}
	var all []Difference
	add := func(what, before, after string) {
		if before != after {
			all = append(all, Difference{what, before, after})
		}
	}
	add("tag", before.Tag.Words(), after.Tag.Words())
	if c.Before != nil && c.After != nil {
		add("revision", shortHash(before.Revision), shortHash(after.Revision))
		add("words", before.Quote.Text, after.Quote.Text)
		if before.Quote.Text == after.Quote.Text {
			add("place", fmt.Sprint(before.Span), fmt.Sprint(after.Span))
		}
		add("left", shortHash(before.Left), shortHash(after.Left))
	}
	return append(all, before.Details.differences(after.Details)...)
}

// differences lists the details that differ.
func (d Details) differences(after Details) (all []Difference) {
	for _, f := range []Difference{
		{"speaker", d.Speaker, after.Speaker},
		{"quotation", string(d.Quotation), string(after.Quotation)},
		{"references", referencesText(d.References), referencesText(after.References)},
		{"reliability", string(d.Reliability), string(after.Reliability)},
		{"credibility", string(d.Credibility), string(after.Credibility)},
		{"basis", string(d.Basis), string(after.Basis)},
		{"likelihood", string(d.Likelihood), string(after.Likelihood)},
		{"confidence", string(d.Confidence), string(after.Confidence)},
		{"status", string(d.Status), string(after.Status)},
		{"note", d.Note, after.Note},
	} {
		if f.Before != f.After {
			all = append(all, f)
		}
	}
	return all
}

// referencesText spells references, each with where it has it from and who
// added it.
func referencesText(references []Reference) string {
	var all []string
	for _, r := range references {
		text := r.String()
		if r.Origin != "" {
			text += " from " + r.Origin
		}
		if r.AddedBy != "" {
			text += ", added by " + string(r.AddedBy)
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

func shortHash(h Hash) string { return string(h[:min(len(h), BriefIDLen)]) }
