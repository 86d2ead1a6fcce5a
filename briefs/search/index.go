package search

import (
	"bytes"
	"context"

	"obelus/briefs/markdown"
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
	stops  []stop  // in large blocks, in order
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
		if len(b.Visible) > 2*stopEvery {
			x.note(&f, b)
		} else {
			f.fold(b.Visible)
		}
	}
	x.starts = append(x.starts, int32(len(f.text)))
	x.text, x.bits, x.marks = f.text, f.bits, f.marks
	if cap(x.text)-len(x.text) > len(x.text)/8 {
		x.text = bytes.Clone(x.text)
	}
	x.ranks = x.bits.accent.ranks()
	return x, nil
}

// End is the position behind the last letter.
func (x *Index) End() int { return len(x.text) }
