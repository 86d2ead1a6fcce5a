package model

import "slices"

// A merging is a three-way merge, field by field.
type merging struct {
	field string // the first that was changed on both sides, differently
}

// mergeOne is a field after both sides' changes; mine stands where both
// changed it.
func mergeOne[T comparable](m *merging, field string, mine, base, theirs T) T {
	return pick(m, field, mine, theirs, mine == base, theirs == base, mine == theirs)
}

func pick[T any](m *merging, field string, mine, theirs T, kept, same, agreed bool) T {
	switch {
	case kept:
		return theirs
	case !same && !agreed && m.field == "":
		m.field = field
	}
	return mine
}

// Merge makes the changes that were made to base, to give d, in theirs, which
// was base once: what was changed on one side only is taken from that side.
// field names the first that was changed on both sides, differently; "" where
// none was. The references are one field.
func (d Details) Merge(base, theirs Details) (merged Details, field string) {
	m := merging{}
	merged = Details{
		Speaker:   mergeOne(&m, "speaker", d.Speaker, base.Speaker, theirs.Speaker),
		Quotation: mergeOne(&m, "quotation", d.Quotation, base.Quotation, theirs.Quotation),
		References: slices.Clone(pick(&m, "reference", d.References, theirs.References, slices.Equal(d.References, base.References),
			slices.Equal(theirs.References, base.References), slices.Equal(d.References, theirs.References))),
		Reliability: mergeOne(&m, "reliability", d.Reliability, base.Reliability, theirs.Reliability),
		Credibility: mergeOne(&m, "credibility", d.Credibility, base.Credibility, theirs.Credibility),
		Basis:       mergeOne(&m, "basis", d.Basis, base.Basis, theirs.Basis),
		Likelihood:  mergeOne(&m, "likelihood", d.Likelihood, base.Likelihood, theirs.Likelihood),
		Confidence:  mergeOne(&m, "confidence", d.Confidence, base.Confidence, theirs.Confidence),
		Status:      mergeOne(&m, "status", d.Status, base.Status, theirs.Status),
		Note:        mergeOne(&m, "note", d.Note, base.Note, theirs.Note),
	}
	return merged, m.field
}
