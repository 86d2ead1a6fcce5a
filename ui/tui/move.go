package tui

import (
	"sort"

	"obelus/model"
)

// step moves the cursor n units on (back, for negative n), and reports whether
// there was anywhere to go. On a part of a unit, back is the unit itself.
func (r *reader) step(n int) bool {
	moved := false
	for ; n > 0; n-- {
		unit, ok := r.units.from(r.cursor.End)
		if here, in := r.unit(); in && ok && unit.Span == here.Span {
			unit, ok = r.units.from(here.Span.End)
		}
		if !ok {
			break
		}
		r.cursor, moved = unit.Span, true
	}
	for ; n < 0; n++ {
		if here, in := r.unit(); in && here.Span.Start < r.cursor.Start {
			r.cursor, moved = here.Span, true
			continue
		}
		unit, ok := r.units.before(r.cursor.Start)
		if !ok {
			break
		}
		r.cursor, moved = unit.Span, true
	}
	r.reveal(r.cursor)
	return moved
}

// paragraph moves the cursor to the first unit of the nth block on or back.
func (r *reader) paragraph(n int) bool {
	doc := r.opened.Doc
	if r.cursor.Empty() {
		return false
	}
	moved := false
	for b := doc.BlockAt(r.cursor.Start); n != 0; {
		if n > 0 {
			b++
		} else if unit, ok := r.units.from(doc.Extent(max(b, 0)).Start); !ok || unit.Span.Start >= r.cursor.Start {
			b-- // already at the block's first unit
		}
		if b < 0 || b >= doc.Blocks() {
			break
		}
		unit, ok := r.units.from(doc.Extent(b).Start)
		if !ok || unit.Span.Start >= doc.Extent(b).End {
			if n < 0 {
				b--
				if b < 0 {
					break
				}
			}
			continue // a block without units
		}
		r.cursor, moved = unit.Span, true
		if n > 0 {
			n--
		} else {
			n++
		}
	}
	r.reveal(r.cursor)
	return moved
}

// toMark moves the cursor to the nth mark after (before) it, round the end of
// the brief where there is none; ok is false where there are no marks.
func (r *reader) toMark(n int) (wrapped, ok bool) {
	all := r.marks.all
	if len(all) == 0 {
		return false, false
	}
	// The marks before the cursor, and those at or before it.
	before := sort.Search(len(all), func(i int) bool { return all[i].Span.Compare(r.cursor) >= 0 })
	upTo := sort.Search(len(all), func(i int) bool { return all[i].Span.Compare(r.cursor) > 0 })
	i := upTo + n - 1
	if n < 0 {
		i = before + n
	}
	wrapped = i < 0 || i >= len(all)
	i = ((i % len(all)) + len(all)) % len(all)
	r.stand(all[i].Span)
	return wrapped, true
}

// toUnread moves the cursor to the nth unread unit after (before) it, round
// the end of the brief; ok is false where nothing is unread.
func (r *reader) toUnread(n int) (wrapped, ok bool) {
	r.count()
	all := r.units.all
	here, _ := r.unit()
	i, dir := here.N-1, 1
	if n < 0 {
		n, dir = -n, -1
	}
	for ; n > 0; n-- {
		found := false
		for range all {
			i += dir
			if i < 0 || i >= len(all) {
				i, wrapped = (i+len(all))%len(all), true
			}
			if !r.read(all[i].N) {
				found = true
				break
			}
		}
		if !found {
			return wrapped, false
		}
	}
	r.stand(all[i].Span)
	return wrapped, true
}

// goOn leaves a span that was just marked: to what is left of its unit, else
// to the next unit past headings and nonclaims. It reports whether there was
// anywhere to go.
func (r *reader) goOn(done model.Span) bool {
	unit, ok := r.units.at(done.End - 1)
	if !ok {
		return false
	}
	if left, some := r.leftOf(unit.Span, done); some {
		r.stand(left)
		return true
	}
	next, ok := r.after(unit)
	if ok {
		r.stand(next.Span)
	}
	return ok
}

// after is the next unit behind unit past headings, code and what was marked
// as no claim.
func (r *reader) after(unit model.Unit) (model.Unit, bool) {
	for {
		next, ok := r.units.from(unit.Span.End)
		if !ok || next.Span.Start < unit.Span.Start {
			return model.Unit{}, false
		}
		if next.Countable() && !r.nonclaim(next.Span) {
			return next, true
		}
		unit = next
	}
}

// nonclaim reports whether a mark of mine says that span claims nothing.
func (r *reader) nonclaim(span model.Span) bool {
	for _, m := range r.marks.overlapping(span) {
		if m.Tag == model.Nonclaim && m.Analyst == r.analyst && m.Span.Covers(span) {
			return true
		}
	}
	return false
}
