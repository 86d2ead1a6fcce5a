package markdown

import (
	"container/list"
	"sync"

	"github.com/yuin/goldmark/ast"

	"obelus/model"
)

// A cache keeps the blocks that were asked for last, within a budget.
type cache struct {
	mu     sync.Mutex
	budget int // bytes, as cost counts them
	used   int
	byKey  map[blockKey]*list.Element // of *cached
	recent *list.List                 // the last asked for at the front
	near   *Block                     // the part of a paragraph that was last read about a place
}

// A blockKey names a block, or the part of one that Document.BlockNear gives:
// the bytes [start, end) of the brief text. They are 0 for a whole block.
type blockKey struct{ index, start, end int }

type cached struct {
	key   blockKey
	block *Block
}

// What cached blocks take, in bytes: mixed Markdown about eight times its source.
const (
	cacheBudget   = 6 << 20
	blockOverhead = 256 // a Block, and its place in the cache
	runCost       = 40  // a Run
	partCost      = 48  // a Part
	nodeCost      = 160 // a node of goldmark's, with its lines
	largestNear   = 256 << 10
)

func newCache(budget int) *cache {
	return &cache{budget: budget, byKey: map[blockKey]*list.Element{}, recent: list.New()}
}

func (c *cache) get(key blockKey) *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*cached).block
}

// put keeps b and gives what is kept under key: an earlier one, if two
// callers parsed the same block at once. The newest block is kept whatever its
// size.
func (c *cache) put(key blockKey, b *Block) *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		return e.Value.(*cached).block
	}
	c.byKey[key] = c.recent.PushFront(&cached{key, b})
	c.used += cost(b)
	for c.used > c.budget && c.recent.Len() > 1 {
		old := c.recent.Remove(c.recent.Back()).(*cached)
		delete(c.byKey, old.key)
		c.used -= cost(old.block)
	}
	return b
}

// lastNear is the last part of block i that keepNear was given, if it holds span.
func (c *cache) lastNear(i int, span model.Span) *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	if b := c.near; b != nil && b.Index == i && b.Span.Covers(span) {
		return b
	}
	return nil
}

// keepNear keeps b for lastNear, unless it is large.
func (c *cache) keepNear(b *Block) {
	if len(b.Source) > largestNear {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.near = b
}

// cost is about how much memory b takes.
func cost(b *Block) int {
	size := blockOverhead + len(b.Source) + len(b.Visible) +
		len(b.runs)*runCost + len(b.Parts)*partCost
	return size + nodes(b.Node)*nodeCost
}

// nodes counts n and what is below it.
func nodes(n ast.Node) int {
	if n == nil {
		return 0
	}
	count := 1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		count += nodes(c)
	}
	return count
}
