package search

import (
	"bytes"
	"context"
	"sort"

	"obelus/briefs/markdown"
	"obelus/model"
)

// An Index is a document's visible text, folded. It never changes, and is safe
// for concurrent use.
//
// Positions in it are offsets into the folded text. They are in the order of
// the brief text and mean nothing else outside of the index.
type Index struct {
	doc    *markdown.Document
	text   []byte
	starts []int32 // by block, where it begins in text; and where the last one ends
	bits   letterBits
	ranks  []int32  // of bits.accent
	marks  []uint16 // by rank in bits.accent, the number of the accents
	names  accents
}

// How many letters are remembered while the whole is folded, and one block.
const (
	manyKnown = 1 << 12
	fewKnown  = 1 << 6
)

// New folds the whole of doc. It gives up with ctx's error between two blocks
// once ctx is done.
func New(ctx context.Context, doc *markdown.Document) (*Index, error) {
	x := &Index{doc: doc, starts: make([]int32, 0, doc.Blocks()+1), names: accents{}}
	f := folder{known: make(known, manyKnown), names: x.names, text: make([]byte, 0, len(doc.Text())+doc.Blocks())}
	for b := range doc.All() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.gap()
		x.starts = append(x.starts, int32(len(f.text)))
		f.fold(b.Visible)
	}
	x.starts = append(x.starts, int32(len(f.text)))
	x.text, x.bits, x.marks = f.text, f.bits, f.marks
	if cap(x.text)-len(x.text) > len(x.text)/8 {
		x.text = bytes.Clone(x.text)
	}
	x.ranks = x.bits.accent.ranks()
	return x, nil
}

// At is the position of the letter at or after the brief text's offset; behind
// the last one, that of the end.
func (x *Index) At(offset int) int {
	i := x.doc.BlockAt(offset)
	if i < 0 || offset >= x.doc.Extent(i).End {
		return len(x.text)
	}
	b := x.doc.Block(i)
	at := b.VisibleAt(offset)
	for s := range refold(b.Visible) {
		if s.to > at {
			if s.plain {
				return int(x.starts[i]) + s.folded + at - s.from
			}
			return int(x.starts[i]) + s.folded
		}
	}
	return int(x.starts[i+1])
}

// span is the brief text's span of the letters that hold the folded bytes
// [start, end).
func (x *Index) span(start, end int) model.Span {
	first, last := x.source(start), x.source(end-1)
	return model.Span{Start: first.Start, End: max(first.End, last.End)}
}

// source is the brief text's span of the letter that holds the folded byte at.
func (x *Index) source(at int) model.Span {
	i := sort.Search(len(x.starts), func(i int) bool { return int(x.starts[i]) > at }) - 1
	b := x.doc.Block(min(i, x.doc.Blocks()-1))
	at -= int(x.starts[i])
	for s := range refold(b.Visible) {
		if s.foldedEnd > at {
			if s.plain {
				return b.SourceSpan(s.from+at-s.folded, s.from+at-s.folded+1)
			}
			return b.SourceSpan(s.from, s.to)
		}
	}
	return b.SourceSpan(len(b.Visible), len(b.Visible))
}
