package page

import (
	"slices"

	"obelus/model"
	"obelus/ui/theme"
)

// A Highlight paints a span of the brief text with a look.
type Highlight struct {
	Span model.Span
	Look theme.Look
}

// Highlights finds the highlights that overlap a span, in the order in which
// they are laid over each other. It never changes.
type Highlights struct {
	all     []Highlight
	byStart []int // indexes of all, by where their spans start
	reach   []int // a heap-shaped tree over byStart: the largest end below a node
	leaves  int
}

// NewHighlights indexes all, the ones that win last.
func NewHighlights(all []Highlight) *Highlights {
	h := &Highlights{all: all, byStart: make([]int, len(all)), leaves: 1}
	for i := range h.byStart {
		h.byStart[i] = i
	}
	slices.SortStableFunc(h.byStart, func(a, b int) int { return all[a].Span.Start - all[b].Span.Start })
	for h.leaves < len(all) {
		h.leaves *= 2
	}
	h.reach = make([]int, 2*h.leaves)
	for i, k := range h.byStart {
		h.reach[h.leaves+i] = all[k].Span.End
	}
	for i := h.leaves - 1; i > 0; i-- {
		h.reach[i] = max(h.reach[2*i], h.reach[2*i+1])
	}
	return h
}

// Len is the number of highlights.
func (h *Highlights) Len() int { return len(h.all) }

// Overlapping appends to dst the highlights that share a byte with span. It
// takes time in the logarithm of their number and in what it finds.
func (h *Highlights) Overlapping(span model.Span, dst []Highlight) []Highlight {
	if h == nil || len(h.all) == 0 || span.Empty() {
		return dst
	}
	before, _ := slices.BinarySearchFunc(h.byStart, span.End, func(k, end int) int {
		return h.all[k].Span.Start - end
	})
	var few [16]int
	hits := h.collect(1, 0, h.leaves, before, span.Start, few[:0])
	slices.Sort(hits)
	for _, k := range hits {
		if h.all[k].Span.Overlaps(span) && !h.all[k].Span.Empty() {
			dst = append(dst, h.all[k])
		}
	}
	return dst
}

// collect appends the highlights below node, whose leaves are [from, to), that
// are among the first before ones and end behind start.
func (h *Highlights) collect(node, from, to, before, start int, hits []int) []int {
	if from >= before || h.reach[node] <= start {
		return hits
	}
	if node >= h.leaves {
		return append(hits, h.byStart[from])
	}
	middle := (from + to) / 2
	hits = h.collect(2*node, from, middle, before, start, hits)
	return h.collect(2*node+1, middle, to, before, start, hits)
}
