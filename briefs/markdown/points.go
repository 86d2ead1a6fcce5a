package markdown

import (
	"cmp"
	"slices"
	"sync/atomic"
	"unicode/utf8"

	"obelus/model"
)

// Points counts where the visible text of each span stands in Visible, in
// Unicode code points, in one walk over the whole. It is empty for a span that
// holds no letter, or whose letters are not one stretch of Visible, for some of
// them are a footnote's. Blocks that were parsed before are parsed again only
// where a span begins or ends in them.
func (d *Document) Points(spans []model.Span) []model.Points {
	bodies, notes := newPointing(spans), newPointing(spans)
	count := 0
	for p := range d.entries {
		i := d.nth(p)
		in := bodies
		if d.entries[i].kind == footnoteEntry {
			in = notes
		}
		if n, known := d.counts.get(i); known && (n == 0 || in.idle(d.Extent(i))) {
			if n > 0 {
				count = in.skip(joinedAt(count), n)
			}
			continue
		}
		if b := d.peek(i); b.Visible != "" {
			count = in.block(b, joinedAt(count))
		}
	}
	bodies.end()
	notes.end()
	points := make([]model.Points, len(spans))
	for i := range spans {
		points[i] = oneStretch(bodies.points[i], notes.points[i])
	}
	return points
}

// joinedAt is where a block begins behind count code points of others.
func joinedAt(count int) int {
	if count == 0 {
		return 0
	}
	return count + len(blockJoin)
}

// counts are the numbers of code points of the blocks' visible texts, as far as
// the blocks were parsed; each is one more than it says.
type counts []atomic.Int32

func (c counts) set(i int, visible string) { c[i].Store(int32(utf8.RuneCountInString(visible)) + 1) }

func (c counts) get(i int) (n int, known bool) {
	n = int(c[i].Load())
	return n - 1, n > 0
}

// oneStretch is a and b together, where b goes on behind a.
func oneStretch(a, b model.Points) model.Points {
	switch {
	case b.Empty():
		return a
	case a.Empty():
		return b
	case a.End+len(blockJoin) == b.Start:
		return model.Points{Start: a.Start, End: b.End}
	}
	return model.Points{}
}

// A pointing is a walk over blocks in source order, with spans whose letters in
// them are counted.
type pointing struct {
	spans  []model.Span
	points []model.Points
	starts []int // spans of which no letter was seen yet, by start
	ends   []int // spans of which the last letter was not seen yet, by end
	last   int   // points up to the end of the last block with letters
	wants  []want
}

// A want asks for the number of code points before a byte of a block.
type want struct {
	at int
	to *int
}

func newPointing(spans []model.Span) *pointing {
	g := &pointing{spans: spans, points: make([]model.Points, len(spans))}
	for i, s := range spans {
		if !s.Empty() {
			g.starts, g.ends = append(g.starts, i), append(g.ends, i)
			g.points[i].Start = -1
		}
	}
	slices.SortFunc(g.starts, func(a, b int) int { return cmp.Compare(spans[a].Start, spans[b].Start) })
	slices.SortFunc(g.ends, func(a, b int) int { return cmp.Compare(spans[a].End, spans[b].End) })
	return g
}

// block counts b, before which there are count code points, and returns how many
// there are up to its end.
func (g *pointing) block(b *Block, count int) int {
	g.wants = g.wants[:0]
	g.begin(b)
	g.finish(b)
	slices.SortStableFunc(g.wants, func(a, b want) int { return cmp.Compare(a.at, b.at) })
	at := 0
	for _, w := range g.wants {
		for w.at < len(b.Visible) && !utf8.RuneStart(b.Visible[w.at]) { // a span can end within a letter
			w.at++
		}
		count += utf8.RuneCountInString(b.Visible[at:w.at])
		*w.to, at = count, w.at
	}
	g.last = count + utf8.RuneCountInString(b.Visible[at:])
	return g.last
}

// skip goes past a block of n code points in which no span begins or ends.
func (g *pointing) skip(count, n int) int {
	g.last = count + n
	return g.last
}

// idle reports whether no span begins or ends in a block there, and none waits
// for its first letter.
func (g *pointing) idle(extent model.Span) bool {
	return (len(g.starts) == 0 || g.spans[g.starts[0]].Start >= extent.End) &&
		(len(g.ends) == 0 || g.spans[g.ends[0]].End > extent.End)
}

// begin finds the spans whose first letter is b's.
func (g *pointing) begin(b *Block) {
	kept := 0
	n := 0
	for ; n < len(g.starts) && g.spans[g.starts[n]].Start < b.Span.End; n++ {
		i := g.starts[n]
		if start, end := b.VisibleRange(g.spans[i]); start < end {
			g.wants = append(g.wants, want{start, &g.points[i].Start})
		} else if g.spans[i].End > b.Span.End { // its letters are farther on
			g.starts[kept] = i
			kept++
		}
	}
	if dropped := n - kept; dropped > 0 {
		copy(g.starts[dropped:n], g.starts[:kept])
		g.starts = g.starts[dropped:]
	}
}

// finish finds the spans whose last letter is b's or came before.
func (g *pointing) finish(b *Block) {
	n := 0
	for ; n < len(g.ends) && g.spans[g.ends[n]].End <= b.Span.End; n++ {
		i := g.ends[n]
		if end := b.visibleEnd(g.spans[i].End); end > 0 && g.spans[i].End > b.Span.Start {
			g.wants = append(g.wants, want{end, &g.points[i].End})
		} else {
			g.points[i].End = g.last
		}
	}
	g.ends = g.ends[n:]
}

// end finishes the spans that go on behind the last block, and forgets those of
// which no letter was met.
func (g *pointing) end() {
	for _, i := range g.ends {
		g.points[i].End = g.last
	}
	for i := range g.points {
		if g.points[i].Start < 0 || g.points[i].Empty() {
			g.points[i] = model.Points{}
		}
	}
}
