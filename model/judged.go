package model

import (
	"slices"
	"strings"
)

// Judged is what of d an analyst judged of a claim with that tag, where two
// analysts can differ: without the details that do not fit the tag, the state of
// the work and the note, which are each analyst's own; and whoever added a
// reference, it is the same one.
func (d Details) Judged(tag Tag) Details {
	var j Details
	if tag == Attributed {
		j.Speaker, j.Quotation = strings.TrimSpace(d.Speaker), d.Quotation
	}
	if tag == Attributed || tag == Sourced {
		j.Reliability, j.Credibility = d.Reliability, d.Credibility
		j.References = slices.Clone(d.References)
		for i := range j.References {
			j.References[i].AddedBy = ""
		}
	}
	if tag == Opinion {
		j.Basis, j.Likelihood, j.Confidence = d.Basis, d.Likelihood, d.Confidence
	}
	return j
}

// Take is d with what other's analyst judged; the state of the work and the note
// stay.
func (d Details) Take(other Details) Details {
	taken := other.Clone()
	taken.Status, taken.Note = d.Status, d.Note
	return taken
}
