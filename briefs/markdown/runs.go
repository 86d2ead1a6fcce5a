package markdown

import (
	"sort"

	"obelus/model"
)

// firstRunAfter is the index of the first run that ends after the visible
// offset at.
func firstRunAfter(runs []Run, at int) int {
	return sort.Search(len(runs), func(i int) bool { return runs[i].Visible+runs[i].N > at })
}

// firstRunFrom is the index of the first run that begins at or after the
// visible offset at.
func firstRunFrom(runs []Run, at int) int {
	return sort.Search(len(runs), func(i int) bool { return runs[i].Visible >= at })
}

// SourceSpan is the brief text's span of the bytes [start, end) of Visible,
// from the first letter among them to the last. Where there is none, it is
// empty and stands at the letter that follows.
func (b *Block) SourceSpan(start, end int) model.Span {
	start, end = max(start, 0), min(end, len(b.Visible))
	if start < end {
		if span := spanOf(b.runs, start, end); !span.Empty() {
			return span
		}
	}
	at := b.sourceAt(start)
	return model.Span{Start: at, End: at}
}

// sourceAt is the brief text's offset of the letter at or after the visible
// offset at; behind the last one, the end of that.
func (b *Block) sourceAt(at int) int {
	i := firstRunAfter(b.runs, at)
	if i == len(b.runs) {
		if i == 0 {
			return b.Span.Start
		}
		last := b.runs[i-1]
		return last.Source + last.M
	}
	if r := b.runs[i]; r.Exact && at > r.Visible {
		return r.Source + at - r.Visible
	}
	return b.runs[i].Source
}

// VisibleAt is the offset in the block's Visible of the letter at or after the
// brief text's offset; len(Visible) behind the last one. Within bytes that
// stand for one letter together it is that letter's.
func (b *Block) VisibleAt(offset int) int {
	i := sort.Search(len(b.runs), func(i int) bool { return b.runs[i].Source+b.runs[i].M > offset })
	if i == len(b.runs) {
		return len(b.Visible)
	}
	if r := b.runs[i]; r.Exact && offset > r.Source {
		return r.Visible + offset - r.Source
	}
	return b.runs[i].Visible
}

// visibleEnd is the end of the last letter that begins before the brief text's
// offset; 0 where none does.
func (b *Block) visibleEnd(offset int) int {
	i := sort.Search(len(b.runs), func(i int) bool { return b.runs[i].Source >= offset })
	if i == 0 {
		return 0
	}
	r := b.runs[i-1]
	if r.Exact && offset < r.Source+r.M {
		return r.Visible + offset - r.Source
	}
	return r.Visible + r.N
}

// VisibleRange is where the letters of a span stand in the block's Visible: from
// the first that has a byte in it to the last. It is empty where none has.
func (b *Block) VisibleRange(span model.Span) (start, end int) {
	start, end = b.VisibleAt(span.Start), b.visibleEnd(span.End)
	return start, max(start, end)
}
