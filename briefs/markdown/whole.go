package markdown

import (
	"sort"
	"strings"

	"obelus/model"
)

const blockJoin = "\n\n"

// A whole is the document's visible text with where each block's begins.
type whole struct {
	visible string
	starts  []int // by place in order; an empty block begins where the text ended
	ends    []int
}

func (d *Document) readWhole() *whole {
	var b strings.Builder
	w := &whole{starts: make([]int, len(d.entries)), ends: make([]int, len(d.entries))}
	for p := range d.entries {
		i := d.nth(p)
		block := d.peek(i)
		if block.Visible != "" && b.Len() > 0 {
			b.WriteString(blockJoin)
		}
		w.starts[p] = b.Len()
		b.WriteString(block.Visible)
		w.ends[p] = b.Len()
	}
	w.visible = b.String()
	return w
}

// peek is block i; in a brief that is larger than the cache it is not kept, for
// a sweep would drive out what is in use.
func (d *Document) peek(i int) *Block {
	if len(d.text) <= cacheBudget/8 {
		return d.Block(i)
	}
	if b := d.blocks.get(blockKey{index: i}); b != nil {
		return b
	}
	return d.Parse(i)
}

// Visible is the whole visible text: the blocks in source order, joined by two
// newlines, footnote definitions after all others. It parses everything the
// first time.
func (d *Document) Visible() string { return d.whole().visible }

// VisibleAt is the offset in Visible of the letter at or after the brief
// text's offset; len(Visible()) behind the last one.
func (d *Document) VisibleAt(offset int) int {
	w := d.whole()
	for i := d.BlockAt(offset); i >= 0 && i < len(d.entries); i++ {
		p := d.placeOf(i)
		if w.starts[p] == w.ends[p] {
			continue
		}
		if b := d.Block(i); b.VisibleAt(offset) < len(b.Visible) {
			return w.starts[p] + b.VisibleAt(offset)
		}
	}
	return len(w.visible)
}

// VisibleSpan is the brief text's span of the bytes [start, end) of Visible:
// from the first letter among them in source order to the last. Where there is
// none, it is empty.
func (d *Document) VisibleSpan(start, end int) model.Span {
	w := d.whole()
	start, end = max(start, 0), min(end, len(w.visible))
	lo := sort.Search(len(w.ends), func(p int) bool { return w.ends[p] > start })
	hi := sort.Search(len(w.starts), func(p int) bool { return w.starts[p] >= end })
	bodies := sort.Search(len(d.entries), func(p int) bool { return d.entries[d.nth(p)].kind == footnoteEntry })
	var span model.Span
	for _, r := range [][2]int{{lo, min(hi, bodies)}, {max(lo, bodies), hi}} {
		span = hull(span, d.sourceOf(w, r[0], r[1], start, end))
	}
	if span.Empty() {
		return d.emptySpanAt(w, lo, start)
	}
	return span
}

// sourceOf is the span of the letters [start, end) in the blocks at the places
// [lo, hi), which stand in source order.
func (d *Document) sourceOf(w *whole, lo, hi, start, end int) model.Span {
	var span model.Span
	for p := lo; p < hi && span.Empty(); p++ {
		span = d.Block(d.nth(p)).SourceSpan(start-w.starts[p], end-w.starts[p])
	}
	for p := hi - 1; p >= lo; p-- {
		last := d.Block(d.nth(p)).SourceSpan(start-w.starts[p], end-w.starts[p])
		if !last.Empty() {
			return hull(span, last)
		}
	}
	return span
}

func hull(a, b model.Span) model.Span {
	switch {
	case a.Empty():
		return b
	case b.Empty():
		return a
	}
	return model.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

func (d *Document) emptySpanAt(w *whole, p, start int) model.Span {
	at := len(d.text)
	if p < len(d.entries) {
		at = d.Block(d.nth(p)).sourceAt(start - w.starts[p])
	}
	return model.Span{Start: at, End: at}
}

// A stretch is a range of one block's visible text.
type stretch struct {
	block      *Block
	start, end int
}

// stretches are the pieces of visible text in a span, by block, as Visible
// orders them. Blocks of which it holds no letter have none.
func (d *Document) stretches(span model.Span) []stretch {
	var body, notes []stretch
	for i := d.BlockAt(span.Start); i >= 0 && i < len(d.entries) && int(d.entries[i].start) < span.End; i++ {
		b := d.about(i, span)
		start, end := b.VisibleRange(span)
		if start == end {
			continue
		}
		if d.entries[i].kind == footnoteEntry {
			notes = append(notes, stretch{b, start, end})
		} else {
			body = append(body, stretch{b, start, end})
		}
	}
	return append(body, notes...)
}

// VisibleOf is the visible text of a span: of all letters that have a byte in
// it, joined as in Visible.
func (d *Document) VisibleOf(span model.Span) string {
	var texts []string
	for _, s := range d.stretches(span) {
		texts = append(texts, s.block.Visible[s.start:s.end])
	}
	return strings.Join(texts, blockJoin)
}
