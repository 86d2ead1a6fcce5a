package tally

import (
	"slices"

	"obelus/model"
)

// Prevailing says by unit, index N-1, under which tag most of its visible
// letters lie, of those whose tags are as many the first of model.Tags; "" is
// unread: less than half of them lie under any. pieces are of this document, in
// order, and do not overlap. counted is false for units in which nothing can be
// claimed; a unit that is marked nonclaim counts, for that is a judgement too.
func (c *Counter) Prevailing(pieces []model.MarkSpan) (tags []model.Tag, counted []bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	tags = make([]model.Tag, len(c.units))
	at := 0
	for i, u := range c.units {
		for at < len(pieces) && pieces[at].Span.End <= u.Span.Start {
			at++
		}
		if c.claims[i] {
			tags[i] = c.prevails(u.Span, pieces[at:])
		}
	}
	return tags, slices.Clone(c.claims)
}

// prevails is the tag of one unit; the first of pieces ends behind its beginning.
func (c *Counter) prevails(unit model.Span, pieces []model.MarkSpan) model.Tag {
	if len(pieces) == 0 || !pieces[0].Span.Overlaps(unit) {
		return ""
	}
	if pieces[0].Span.Covers(unit) {
		return pieces[0].Tag
	}
	letters, under := map[model.Tag]int{}, 0
	for _, p := range pieces {
		if !p.Span.Overlaps(unit) {
			break
		}
		n := c.lettersIn(p.Span.Intersect(unit))
		letters[p.Tag] += n
		under += n
	}
	if under == 0 || 2*under < c.lettersIn(unit) {
		return ""
	}
	var most model.Tag
	for _, tag := range model.Tags() {
		if letters[tag] > letters[most] {
			most = tag
		}
	}
	return most
}
