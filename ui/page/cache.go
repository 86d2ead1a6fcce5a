package page

import "container/list"

// A cache keeps layouts by page block, the least recently used ones going
// first when they hold more cells than limit together. It is not safe for
// concurrent use.
type cache struct {
	limit, cells int
	order        *list.List // of *cached, the newest first
	byBlock      map[int]*list.Element
}

type cached struct {
	block  int
	layout *Layout
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), byBlock: make(map[int]*list.Element)}
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
	for c.cells > c.limit && c.order.Len() > 1 {
		c.drop(c.order.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	gone := c.order.Remove(e).(*cached)
	delete(c.byBlock, gone.block)
	c.cells -= gone.layout.cells
}
