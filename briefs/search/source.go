package search

import (
	"sort"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A stop says of a letter in a large block where it stands, so that the block
// need not be folded from its beginning.
type stop struct{ at, offset int32 } // its position; its first byte in the brief text

// stopEvery is how many bytes of visible text stand between two stops of a
// block.
const stopEvery = 4 << 10

// note adds to x.stops the stops of block b, which f folds.
func (x *Index) note(f *folder, b *markdown.Block) {
	due := stopEvery
	for v := 0; v < len(b.Visible); {
		at := len(f.text)
		s := f.step(b.Visible, v)
		// Where a letter is one of several that stand for the same bytes, the
		// brief text's offset does not name it.
		if v >= due && at < len(f.text) && f.text[at] != ' ' {
			if offset := b.SourceSpan(v, s.next).Start; b.VisibleAt(offset) == v {
				x.stops = append(x.stops, stop{int32(at), int32(offset)})
				due = v + stopEvery
			}
		}
		v = s.next
	}
}

// A place is a block, or what of it lies about one position, ready to be folded
// again.
type place struct {
	block *markdown.Block
	from  int // the offset in block.Visible to fold from
	at    int // the position of what stands there
}

// placeOf is where to look in block i for what lies behind its first n stops,
// of those that lie in it.
func (x *Index) placeOf(i int, stops []stop, n int) place {
	if len(stops) == 0 {
		return place{block: x.doc.Block(i), at: int(x.starts[i])}
	}
	span := x.doc.Extent(i)
	p := place{at: int(x.starts[i])}
	if n > 0 {
		span.Start, p.at = int(stops[n-1].offset), int(stops[n-1].at)
	}
	if n < len(stops) {
		span.End = int(stops[n].offset)
	}
	p.block = x.doc.BlockNear(i, span)
	if n > 0 {
		p.from = p.block.VisibleAt(span.Start)
	}
	return p
}

// stopsIn lists block i's stops.
func (x *Index) stopsIn(i int) []stop {
	behind := func(at int32) int {
		return sort.Search(len(x.stops), func(k int) bool { return x.stops[k].at >= at })
	}
	return x.stops[behind(x.starts[i]):behind(x.starts[i+1])]
}

// blockOf is the block that holds a position.
func (x *Index) blockOf(at int) int {
	i := sort.Search(len(x.starts), func(i int) bool { return int(x.starts[i]) > at }) - 1
	return min(i, x.doc.Blocks()-1)
}

// letterAfter is the position of the next letter or sign after the one that
// holds the folded byte at.
func (x *Index) letterAfter(at int) int {
	at++
	for x.bits.inside.has(at) {
		at++
	}
	return at
}

// At is the position of the letter at or after the brief text's offset; behind
// the last one, that of the end.
func (x *Index) At(offset int) int {
	i := x.doc.BlockAt(offset)
	if i < 0 || offset >= x.doc.Extent(i).End {
		return len(x.text)
	}
	stops := x.stopsIn(i)
	n := sort.Search(len(stops), func(k int) bool { return int(stops[k].offset) > offset })
	p := x.placeOf(i, stops, n)
	v := p.block.VisibleAt(offset)
	for s := range refold(p.block.Visible[p.from:]) {
		if s.to > v-p.from {
			if s.plain {
				return p.at + s.folded + max(0, v-p.from-s.from)
			}
			return p.at + s.folded
		}
	}
	if n < len(stops) {
		return int(stops[n].at)
	}
	return int(x.starts[i+1])
}

// sources gives where the letters stand in the brief text that hold the folded
// bytes at some positions, which are in order.
func (x *Index) sources(positions []int) []model.Span {
	spans := make([]model.Span, 0, len(positions))
	for len(positions) > len(spans) {
		rest := positions[len(spans):]
		i := x.blockOf(rest[0])
		stops := x.stopsIn(i)
		n := sort.Search(len(stops), func(k int) bool { return int(stops[k].at) > rest[0] })
		p, end := x.placeOf(i, stops, n), int(x.starts[i+1])
		if n < len(stops) {
			end = int(stops[n].at)
		}
		spans = p.sources(spans, rest[:sort.SearchInts(rest, max(end, rest[0]+1))])
	}
	return spans
}

// sources adds to spans where the letters at positions stand, all of which lie
// in p.
func (p place) sources(spans []model.Span, positions []int) []model.Span {
	for s := range refold(p.block.Visible[p.from:]) {
		for len(positions) > 0 && positions[0]-p.at < s.foldedEnd {
			from, to := s.from, s.to
			if s.plain {
				from += positions[0] - p.at - s.folded
				to = from + 1
			}
			spans = append(spans, p.block.SourceSpan(p.from+from, p.from+to))
			positions = positions[1:]
		}
		if len(positions) == 0 {
			return spans
		}
	}
	for range positions { // white space between two blocks
		spans = append(spans, p.block.SourceSpan(len(p.block.Visible), len(p.block.Visible)))
	}
	return spans
}
