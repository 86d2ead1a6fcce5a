package markdown

import (
	"runtime"
	"sync"

	"github.com/yuin/goldmark/ast"
)

// shareableSize is the size in bytes from which a block's children are parsed
// side by side: a long list's or table's, for somebody waits for it.
const shareableSize = 128 << 10

// shareable is the node of block, of size bytes, whose children can be parsed
// side by side, or nil.
func shareable(block ast.Node, size int) ast.Node {
	if size < shareableSize {
		return nil
	}
	for block.ChildCount() == 1 {
		block = block.FirstChild()
	}
	if block.ChildCount() < 2*runtime.GOMAXPROCS(0) || block.Lines() != nil && block.Lines().Len() > 0 {
		return nil
	}
	return block
}

// parseShares parses what is in owner's children, which are blocks. Each
// processor takes a share of them, all next to each other, under a node of
// their own. A panic in one of them is the caller's.
func (g *grammar) parseShares(owner ast.Node, source []byte, defs *definitions) {
	shares := make([]ast.Node, runtime.GOMAXPROCS(0))
	size := (owner.ChildCount() + len(shares) - 1) / len(shares)
	for i := range shares {
		shares[i] = ast.NewBlockquote()
		moveChildren(shares[i], owner, size)
	}
	var workers sync.WaitGroup
	failures := make([]any, len(shares))
	for i, share := range shares {
		workers.Go(func() {
			defer func() { failures[i] = recover() }()
			g.parsePieces(share, source, newContext(defs, false), func() []piece { return g.cutPieces(share, source) })
		})
	}
	workers.Wait()
	for i, share := range shares {
		if failures[i] != nil {
			panic(failures[i])
		}
		moveChildren(owner, share, share.ChildCount())
	}
}

// moveChildren puts the first n of from's children behind to's.
func moveChildren(to, from ast.Node, n int) {
	for c := from.FirstChild(); c != nil && n > 0; n-- {
		next := c.NextSibling()
		to.AppendChild(to, c)
		c = next
	}
}
