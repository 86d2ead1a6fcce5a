package desk

import (
	"cmp"
	"slices"

	"obelus/model"
)

// mostRivals is how many of the other's marks each mark is held against: those
// that begin nearest behind it. More overlap it only where marks lie many deep.
const mostRivals = 32

// pairs puts two analysts' marks together that are of the same claim, each with
// one at most: those with the same span, of them those with the same tag first;
// then those that share most letters, by where they stand in the visible text.
// What is left has no other. The pairs come in document order.
func pairs(a, b []MarkView, placesA, placesB [][]model.Span) []Pair {
	p := pairing{a: a, b: b, with: make([]int, len(a)), taken: make([]bool, len(b))}
	for i := range p.with {
		p.with[i] = -1
	}
	p.sameSpan(func(a, b model.Mark) bool { return a.Tag == b.Tag })
	p.sameSpan(func(a, b model.Mark) bool { return true })
	p.mostShared(placesA, placesB)
	var all []Pair
	for i := range a {
		pair := Pair{A: &a[i]}
		if j := p.with[i]; j >= 0 {
			pair.B = &b[j]
		}
		all = append(all, pair)
	}
	for j := range b {
		if !p.taken[j] {
			all = append(all, Pair{B: &b[j]})
		}
	}
	slices.SortStableFunc(all, func(x, y Pair) int { return x.Span().Compare(y.Span()) })
	return all
}

// A pairing is two analysts' marks, in document order, as they are put together.
type pairing struct {
	a, b  []MarkView
	with  []int // by mark of a, which of b; -1 for none
	taken []bool
}

func (p *pairing) join(i, j int) { p.with[i], p.taken[j] = j, true }

// sameSpan puts marks together that have the same span, where fit says so.
func (p *pairing) sameSpan(fit func(a, b model.Mark) bool) {
	at := map[model.Span][]int{}
	for j, v := range p.b {
		if !p.taken[j] {
			at[v.Span] = append(at[v.Span], j)
		}
	}
	for i, v := range p.a {
		if p.with[i] >= 0 {
			continue
		}
		for n, j := range at[v.Span] {
			if fit(v.Mark, p.b[j].Mark) {
				p.join(i, j)
				at[v.Span] = slices.Delete(at[v.Span], n, n+1)
				break
			}
		}
	}
}

// A rival is a mark of b that overlaps one of a.
type rival struct{ i, j, shared int }

// mostShared puts the others together that share letters, those that share most
// first.
func (p *pairing) mostShared(a, b [][]model.Span) {
	var rivals []rival
	for i, j := range p.overlapping() {
		if n := sharedLetters(a[i], b[j]); n > 0 {
			rivals = append(rivals, rival{i, j, n})
		}
	}
	slices.SortStableFunc(rivals, func(x, y rival) int { return cmp.Compare(y.shared, x.shared) })
	for _, r := range rivals {
		if p.with[r.i] < 0 && !p.taken[r.j] {
			p.join(r.i, r.j)
		}
	}
}

// overlapping yields the indexes of marks that are not put together yet and
// overlap, in one walk over both.
func (p *pairing) overlapping() func(yield func(i, j int) bool) {
	return func(yield func(i, j int) bool) {
		var open []int // of b, those that may reach on, the last to begin last
		next := 0
		for i, v := range p.a {
			if p.with[i] >= 0 {
				continue
			}
			for ; next < len(p.b) && p.b[next].Span.Start < v.Span.End; next++ {
				if !p.taken[next] {
					open = append(open, next)
				}
			}
			open = slices.DeleteFunc(open, func(j int) bool { return p.b[j].Span.End <= v.Span.Start })
			held := 0
			for _, j := range slices.Backward(open) {
				if !p.b[j].Span.Overlaps(v.Span) {
					continue
				}
				if !yield(i, j) {
					return
				}
				if held++; held == mostRivals {
					break
				}
			}
		}
	}
}
