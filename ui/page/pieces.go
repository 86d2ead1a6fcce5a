package page

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"obelus/briefs/markdown"
	"obelus/model"
)

// pieceSize is about how many bytes of the brief text are laid out at a time.
const pieceSize = 8 << 10

// A piece is a page block: a block of the document, or a part of a large one.
type piece struct {
	block int        // of the document
	span  model.Span // in the brief text
	whole bool
	last  bool // of its block
}

// pieces numbers the page blocks of a document. Only the large blocks are
// listed: between them page blocks and the document's run in step.
type pieces struct {
	count int
	large []largeRun
}

// A largeRun is a block that is divided into n page blocks from first on.
type largeRun struct{ block, first, n int }

// divide numbers doc's page blocks. It parses nothing.
func divide(doc *markdown.Document) pieces {
	var ps pieces
	for i := range doc.Blocks() {
		n := 1
		if size := doc.Extent(i).Len(); size > pieceSize {
			n = (size + pieceSize - 1) / pieceSize
			ps.large = append(ps.large, largeRun{block: i, first: ps.count, n: n})
		}
		ps.count += n
	}
	return ps
}

// get is page block i, kept within the page.
func (ps pieces) get(doc *markdown.Document, i int) piece {
	i = min(max(i, 0), ps.count-1)
	k := sort.Search(len(ps.large), func(k int) bool { return ps.large[k].first > i }) - 1
	if k < 0 {
		return wholePiece(doc, i)
	}
	run := ps.large[k]
	if i >= run.first+run.n {
		return wholePiece(doc, run.block+1+i-(run.first+run.n))
	}
	extent := doc.Extent(run.block)
	return piece{
		block: run.block,
		span: model.Span{
			Start: cut(doc.Text(), extent, i-run.first, run.n),
			End:   cut(doc.Text(), extent, i-run.first+1, run.n),
		},
		last: i-run.first == run.n-1,
	}
}

func wholePiece(doc *markdown.Document, block int) piece {
	return piece{block: block, span: doc.Extent(block), whole: true, last: true}
}

// at is the page block at offset, -1 where there is none.
func (ps pieces) at(doc *markdown.Document, offset int) int {
	block := doc.BlockAt(offset)
	if block < 0 {
		return -1
	}
	k := sort.Search(len(ps.large), func(k int) bool { return ps.large[k].block > block }) - 1
	if k < 0 {
		return block
	}
	run := ps.large[k]
	if block > run.block {
		return run.first + run.n + block - run.block - 1
	}
	extent := doc.Extent(block)
	j := sort.Search(run.n-1, func(j int) bool { return cut(doc.Text(), extent, j+1, run.n) > offset })
	return run.first + j
}

// cut is where the k-th of n pieces of extent begins: near k times pieceSize,
// at the start of a line where one is near, else behind a space, else before a
// letter.
func cut(text string, extent model.Span, k, n int) int {
	if k == 0 {
		return extent.Start
	}
	if k >= n {
		return extent.End
	}
	at := extent.Start + k*pieceSize
	near := text[at-pieceSize/4 : at]
	if i := strings.LastIndexByte(near, '\n'); i >= 0 {
		return at - len(near) + i + 1
	}
	if i := strings.LastIndexByte(near, ' '); i >= 0 {
		return at - len(near) + i + 1
	}
	for floor := at - 64; at > floor; at-- {
		r, _ := utf8.DecodeRuneInString(text[at:])
		if utf8.RuneStart(text[at]) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf) {
			break
		}
	}
	return at
}
