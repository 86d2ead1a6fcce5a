package markdown

import (
	"container/list"
	"sync"
)

// A cache keeps the blocks that were asked for last, within a budget.
type cache struct {
	mu     sync.Mutex
	budget int // bytes of source, an overhead for each block included
	used   int
	byKey  map[int]*list.Element // of *Block
	recent *list.List            // the last asked for at the front
}

// cacheBudget keeps the trees of the cache's blocks at a few tens of megabytes:
// a tree takes about ten times its source.
const (
	cacheBudget   = 2 << 20
	blockOverhead = 512
)

func newCache(budget int) *cache {
	return &cache{budget: budget, byKey: map[int]*list.Element{}, recent: list.New()}
}

func (c *cache) get(key int) *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*Block)
}

// put keeps b and gives what is kept under its index: an earlier one, if two
// callers parsed the same block at once. The newest block is kept whatever its
// size.
func (c *cache) put(b *Block) *Block {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[b.Index]; ok {
		return e.Value.(*Block)
	}
	c.byKey[b.Index] = c.recent.PushFront(b)
	c.used += cost(b)
	for c.used > c.budget && c.recent.Len() > 1 {
		old := c.recent.Remove(c.recent.Back()).(*Block)
		delete(c.byKey, old.Index)
		c.used -= cost(old)
	}
	return b
}

func cost(b *Block) int { return len(b.Source) + blockOverhead }
