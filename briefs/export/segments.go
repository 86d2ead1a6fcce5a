package export

import (
	"cmp"
	"slices"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A stretch is one piece of a share, in bytes of its block's visible text.
type stretch struct {
	shown model.Span
	piece *piece
}

// flatten gives each piece of shares the segments that its signs stand around.
// No two segments overlap, none stands half in an emphasis, a link or between
// raw tags: words that are under several marks are the one's that begins last,
// so that the inner of two is seen whole and the outer around it.
func flatten(b *markdown.Block, o *outline, shares []*share) {
	var all []stretch
	var edges []int
	for _, s := range shares {
		for i := range s.pieces {
			p := &s.pieces[i]
			p.segments = p.segments[:0]
			if s.way == behind {
				continue
			}
			all = append(all, stretch{p.shown, p})
			edges = append(edges, p.shown.Start, p.shown.End)
		}
	}
	slices.SortStableFunc(all, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.shown.Start, b.shown.Start), cmp.Compare(b.shown.End, a.shown.End))
	})
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var open []stretch // the last to begin is the last
	for i, from := range edges {
		for len(all) > 0 && all[0].shown.Start == from {
			open, all = append(open, all[0]), all[1:]
		}
		for len(open) > 0 && open[len(open)-1].shown.End <= from {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			p := open[len(open)-1].piece
			p.segments = append(p.segments, o.nested(b, from, edges[i+1])...)
		}
	}
}

// nested cuts [from, to) of b's visible text into segments that each stand
// whole within whatever they begin in.
func (o *outline) nested(b *markdown.Block, from, to int) []bounds {
	var list []bounds
	for from < to {
		words := b.SourceSpan(from, to)
		next := to
		if end := o.unbroken(words); end < words.End {
			next = min(to, b.VisibleAt(end))
		}
		if next <= from {
			break
		}
		if start, end := trim(b.Visible, from, next); start < end {
			if places, ok := o.bounds(b.SourceSpan(start, end)); ok {
				list = append(list, places)
			}
		}
		from = next
	}
	return list
}

// unbroken is where the longest beginning of words ends that stands whole
// within whatever it begins in.
func (o *outline) unbroken(words model.Span) int {
	end := words.End
	for in := range o.chain(words.Start) {
		if in.letters.Start < words.Start {
			end = min(end, in.letters.End)
		}
	}
	if i, _ := slices.BinarySearch(o.raws, words.Start); i < len(o.raws) {
		end = min(end, o.raws[i])
	}
	for shorter := end; ; end = shorter {
		for in := range o.chain(end - 1) {
			if in.letters.Start > words.Start && in.letters.End > end {
				shorter = min(shorter, in.letters.Start)
			}
		}
		if shorter == end {
			return end
		}
	}
}
