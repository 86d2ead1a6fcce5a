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
	b := NewBuilder(doc)
	for block := range doc.All() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		b.Add(block)
	}
	return b.Index(), nil
}

// A Builder makes an Index in somebody else's walk over a document.
type Builder struct {
	index  *Index
	folder folder
}

// NewBuilder begins the index of doc.
func NewBuilder(doc *markdown.Document) *Builder {
	x := &Index{doc: doc, starts: make([]int32, 0, doc.Blocks()+1), names: accents{}}
	text := make([]byte, 0, len(doc.Text())+doc.Blocks())
	return &Builder{x, folder{known: make(known, manyKnown), names: x.names, text: text}}
}

// Add folds block, which follows the one that was added last.
func (b *Builder) Add(block *markdown.Block) {
	x, f := b.index, &b.folder
	f.gap()
	x.starts = append(x.starts, int32(len(f.text)))
	if len(block.Visible) > 2*stopEvery {
		x.note(f, block)
	} else {
		f.fold(block.Visible)
	}
}

// Index is the index, once every block was added. The Builder is not used any
// more.
func (b *Builder) Index() *Index {
	x, f := b.index, &b.folder
	x.starts = append(x.starts, int32(len(f.text)))
	x.text, x.bits, x.marks = f.text, f.bits, f.marks
	if cap(x.text)-len(x.text) > len(x.text)/8 {
		x.text = bytes.Clone(x.text)
	}
	x.ranks = x.bits.accent.ranks()
	return x
}

// End is the position behind the last letter.
func (x *Index) End() int { return len(x.text) }
