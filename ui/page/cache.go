package page

import "container/list"

// A cache keeps layouts by page block, the least recently used ones going
// first when they hold more cells than limit together and more rows than kept.
// It is not safe for concurrent use.
type cache struct {
	limit, cells int
	kept, rows   int
	order        *list.List // of *cached, the newest first
	byBlock      map[int]*list.Element
}

type cached struct {
	block  int
	layout *Layout
}

func newCache(limit, kept int) *cache {
	return &cache{limit: limit, kept: kept, order: list.New(), byBlock: make(map[int]*list.Element)}
}

func (c *cache) get(block int) *Layout {
	e, ok := c.byBlock[block]
	if !ok {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).layout
}

func (c *cache) put(block int, l *Layout) {
	if e, ok := c.byBlock[block]; ok {
		c.drop(e)
	}
	c.byBlock[block] = c.order.PushFront(&cached{block, l})
	c.cells += l.cells
	c.rows += len(l.Rows)
	for c.cells > c.limit && c.order.Len() > 1 {
		oldest := c.order.Back()
		if c.rows-len(oldest.Value.(*cached).layout.Rows) < c.kept {
			return
		}
		c.drop(oldest)
	}
}

func (c *cache) drop(e *list.Element) {
	gone := c.order.Remove(e).(*cached)
	delete(c.byBlock, gone.block)
	c.cells -= gone.layout.cells
	c.rows -= len(gone.layout.Rows)
}
