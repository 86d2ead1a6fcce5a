package markdown

import "iter"

// All gives every block in source order, parsed. Of a brief that is larger than
// the cache it keeps none, so that a walk over the whole does not drive out what
// is on the screen.
func (d *Document) All() iter.Seq[*Block] {
	return func(yield func(*Block) bool) {
		for i := range d.entries {
			if !yield(d.peek(i)) {
				return
			}
		}
	}
}
