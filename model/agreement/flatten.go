package agreement

import (
	"container/heap"
	"slices"

	"obelus/model"
)

// Flatten cuts one analyst's marks into pieces that do not overlap, in order:
// where marks overlap the smaller one stands on top, for it is the closer
// judgement; of two as long the one that begins later. What is hidden of a mark
// is not in it, and one that is interrupted comes in two pieces. Marks that are
// empty give nothing. It takes time n log n.
func Flatten(marks []model.MarkSpan) []model.MarkSpan {
	marks = slices.DeleteFunc(slices.Clone(marks), func(m model.MarkSpan) bool { return m.Span.Empty() })
	slices.SortStableFunc(marks, func(a, b model.MarkSpan) int { return a.Span.Compare(b.Span) })
	var (
		flat []model.MarkSpan
		open stack
		at   int
	)
	// until writes what stands on top, from at up to offset.
	until := func(offset int) {
		for len(open) > 0 && at < offset {
			top := open[0]
			if end := min(top.Span.End, offset); end > at {
				flat = appendPiece(flat, top, model.Span{Start: at, End: end})
				at = end
			}
			for len(open) > 0 && open[0].Span.End <= at {
				heap.Pop(&open)
			}
		}
		at = max(at, offset)
	}
	for _, m := range marks {
		until(m.Span.Start)
		heap.Push(&open, m)
	}
	end := at
	for _, m := range open {
		end = max(end, m.Span.End)
	}
	until(end)
	return flat
}

// appendPiece adds a piece of m; one that goes on where m's last ended is one
// with it.
func appendPiece(flat []model.MarkSpan, m model.MarkSpan, piece model.Span) []model.MarkSpan {
	if n := len(flat); n > 0 && flat[n-1].Span.End == piece.Start && flat[n-1].ID == m.ID && m.ID != "" {
		flat[n-1].Span.End = piece.End
		return flat
	}
	m.Span = piece
	return append(flat, m)
}

// A stack is the marks that are open at a place; the one that shows is first.
type stack []model.MarkSpan

func (s stack) Len() int { return len(s) }

func (s stack) Less(i, j int) bool {
	a, b := s[i].Span, s[j].Span
	if a.Len() != b.Len() {
		return a.Len() < b.Len()
	}
	return a.Start > b.Start
}

func (s stack) Swap(i, j int) { s[i], s[j] = s[j], s[i] }

// Push adds a mark, for package heap.
func (s *stack) Push(m any) {
	if span, ok := m.(model.MarkSpan); ok {
		*s = append(*s, span)
	}
}

// Pop takes the last mark off, for package heap.
func (s *stack) Pop() any {
	last := len(*s) - 1
	m := (*s)[last]
	*s = (*s)[:last]
	return m
}
