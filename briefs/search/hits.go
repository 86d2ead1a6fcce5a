package search

import (
	"bytes"
	"context"
	"iter"
	"slices"
	"sort"

	"obelus/model"
)

// Hits are where words stand in an Index, from left to right and without
// overlap: none is listed, each is found when it is asked for. A hit is named
// by its position. Hits never change, and are safe for concurrent use.
type Hits struct {
	index   *Index
	query   query
	chunks  []chunk // nil before they are counted
	counted bool
	total   int
}

// A chunk says of chunkSize bytes of the folded text where the first hit can
// begin that begins in them, and how many begin before them.
type chunk struct{ from, before int32 }

// chunkSize is what is searched again for a hit's number: some 10 µs.
const chunkSize = 16 << 10

// Find prepares a search for words. It searches nothing yet. Words without a
// letter or a sign have no hits.
func (x *Index) Find(words string) *Hits { return &Hits{index: x, query: x.read(words)} }

// Next is the first hit at or after the position from.
func (h *Hits) Next(from int) (at int, ok bool) {
	for at := range h.all(from, len(h.index.text)) {
		return at, true
	}
	return 0, false
}

// Prev is the last hit before the position to.
func (h *Hits) Prev(to int) (at int, ok bool) {
	for end := min(to, len(h.index.text)); end > 0; {
		start := (end - 1) / chunkSize * chunkSize
		for hit := range h.all(start, end) {
			at, ok = hit, true
		}
		if ok {
			return at, true
		}
		end = start
	}
	return 0, false
}

// Span is where the hit at a position stands in the brief text.
func (h *Hits) Span(at int) model.Span { return h.spans([]int{at})[0] }

// Within lists where the hits stand that overlap span.
func (h *Hits) Within(span model.Span) []model.Span {
	if span.Empty() {
		return nil
	}
	x := h.index
	from, to := x.At(span.Start)-len(h.query.text), x.letterAfter(x.At(span.End))
	var hits []int
	for at := range h.all(max(0, from), to) {
		hits = append(hits, at)
	}
	return slices.DeleteFunc(h.spans(hits), func(s model.Span) bool { return !s.Overlaps(span) })
}

// spans gives where the hits at positions stand.
func (h *Hits) spans(hits []int) []model.Span {
	ends := make([]int, 0, 2*len(hits))
	for _, at := range hits {
		ends = append(ends, at, at+len(h.query.text)-1)
	}
	letters := h.index.sources(ends)
	spans := make([]model.Span, len(hits))
	for i := range spans {
		first, last := letters[2*i], letters[2*i+1]
		spans[i] = model.Span{Start: first.Start, End: max(first.End, last.End)}
	}
	return spans
}

// Count gives the same hits with their number known. It gives up with ctx's
// error soon after ctx is done.
func (h *Hits) Count(ctx context.Context) (*Hits, error) {
	counted := &Hits{index: h.index, query: h.query, counted: true}
	size := len(h.index.text)
	from := 0
	for start := 0; start < size; start += chunkSize {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		counted.chunks = append(counted.chunks, chunk{int32(from), int32(counted.total)})
		for at := range h.all(from, min(start+chunkSize, size)) {
			counted.total++
			from = h.behind(at)
		}
		from = max(from, min(start+chunkSize, size))
	}
	return counted, nil
}

// Counted reports whether the hits' number is known.
func (h *Hits) Counted() bool { return h.counted }

// Total is the number of hits, once they are counted.
func (h *Hits) Total() int { return h.total }

// Rank is how many hits there are before the position, once they are counted.
func (h *Hits) Rank(at int) int {
	if len(h.chunks) == 0 {
		return 0
	}
	c := h.chunks[min(at/chunkSize, len(h.chunks)-1)]
	n := int(c.before)
	for range h.all(int(c.from), at) {
		n++
	}
	return n
}

// Nth is hit n, counted from 0, once they are counted.
func (h *Hits) Nth(n int) (at int, ok bool) {
	if n < 0 || n >= h.total {
		return 0, false
	}
	i := sort.Search(len(h.chunks), func(i int) bool { return int(h.chunks[i].before) > n }) - 1
	n -= int(h.chunks[i].before)
	for at := range h.all(int(h.chunks[i].from), len(h.index.text)) {
		if n == 0 {
			return at, true
		}
		n--
	}
	return 0, false
}

// all gives the hits in order that begin in [from, to).
func (h *Hits) all(from, to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		x, words := h.index, h.query.text
		if len(words) == 0 || h.query.never {
			return
		}
		last := min(to+len(words)-1, len(x.text))
		for at := h.resume(from); at < last; {
			i := bytes.Index(x.text[at:last], words)
			if i < 0 {
				return
			}
			at += i
			switch {
			case !x.suits(h.query, at):
				at++
			case at < from:
				at = h.behind(at)
			case !yield(at):
				return
			default:
				at = h.behind(at)
			}
		}
	}
}

// resume is where the search for the hits from a position on has to begin, so
// that they are those of a search of the whole.
func (h *Hits) resume(from int) int {
	if i := from / chunkSize; i < len(h.chunks) {
		return int(h.chunks[i].from)
	}
	return from
}

// behind is where the next hit after the one at a position can begin: not in
// the letter that it ends in.
func (h *Hits) behind(at int) int { return h.index.letterAfter(at + len(h.query.text) - 1) }
