package markdown

import (
	"container/list"
	"sync"

	"obelus/model"
)

// A cache keeps the blocks that were asked for last, within a budget.
type cache struct {
	mu     sync.Mutex
	budget int // bytes of source, an overhead for each block included
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

// cacheBudget keeps the trees of the cache's blocks at a few tens of megabytes:
// a tree takes about ten times its source.
const (
	cacheBudget   = 2 << 20
	blockOverhead = 512
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

func cost(b *Block) int { return len(b.Source) + blockOverhead }
