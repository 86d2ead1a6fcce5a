package desk

import (
	"sort"

	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/briefs/tally"
	"obelus/model"
)

// Units lists the units of a document, numbered from 1.
func Units(doc *markdown.Document) []model.Unit { return sentence.All(doc) }

// UnitsIn lists the units of one block, with N zero.
func UnitsIn(b *markdown.Block) []model.Unit { return sentence.InBlock(b) }

// Clauses lists the byte offsets in text at which a clause begins.
func Clauses(text string) []int { return sentence.Clauses(text) }

// NewCounter counts a document's units for tallies.
func NewCounter(doc *markdown.Document, units []model.Unit) *tally.Counter {
	return tally.NewCounter(doc, units)
}

// unitNumber gives the number of the unit that holds an offset, else of the
// next one, else of the last one. units are in the order of their numbers,
// which is that of their spans but for footnotes.
func unitNumber(units []model.Unit) func(offset int) int {
	sorted := make([]model.Unit, len(units))
	copy(sorted, units)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Span.Start < sorted[j].Span.Start })
	return func(offset int) int {
		i := sort.Search(len(sorted), func(i int) bool { return sorted[i].Span.End > offset })
		switch {
		case len(sorted) == 0:
			return 0
		case i == len(sorted):
			return sorted[i-1].N
		}
		return sorted[i].N
	}
}
