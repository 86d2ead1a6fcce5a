package tally

import (
	"slices"
	"sort"

	"obelus/model"
)

// A Progress is which of a document's units are read. Brought up to date mark
// by mark, it looks at the units again under what changed, and only compares
// the rest: some ten microseconds for a thousand marks. It is not safe
// for concurrent use.
type Progress struct {
	counter           *Counter
	countable, marked int
	states            []state // by unit
	read              []bool  // by unit: marked, or not countable

	covers, before []cover // what the marks cover now, and did
	all, nothing   []model.Span
	changed        []model.Span
}

// A state is what is known of one unit.
type state struct{ countable, marked bool }

// A cover is what of a mark makes a unit read.
type cover struct {
	span    model.Span
	nothing bool // it says that nothing is claimed
}

// Progress is that of a document without marks.
func (c *Counter) Progress() *Progress {
	p := &Progress{counter: c, states: make([]state, len(c.units)), read: make([]bool, len(c.units))}
	for i, claims := range c.claims {
		p.states[i].countable, p.read[i] = claims, !claims
		if claims {
			p.countable++
		}
	}
	return p
}

// Countable is the number of units that count.
func (p *Progress) Countable() int { return p.countable }

// Marked is the number of countable units at least half of whose letters are
// under marks.
func (p *Progress) Marked() int { return p.marked }

// Unread is the number of countable units that are not marked.
func (p *Progress) Unread() int { return p.countable - p.marked }

// Read reports whether unit n, counted from 1, is marked or not countable.
func (p *Progress) Read(n int) bool { return n >= 1 && n <= len(p.read) && p.read[n-1] }

// Update brings p up to the marks, which are in document order and of p's
// document.
func (p *Progress) Update(marks []model.Mark) {
	p.before, p.covers = p.covers, p.before[:0]
	p.all, p.nothing = p.all[:0], p.nothing[:0]
	for i := range marks {
		m := &marks[i]
		if m.Span.Empty() {
			continue
		}
		nothing := m.Tag == model.Nonclaim
		p.covers = append(p.covers, cover{m.Span, nothing})
		p.all = join(p.all, m.Span)
		if nothing {
			p.nothing = join(p.nothing, m.Span)
		}
	}
	p.compare()
	p.counter.mu.Lock()
	defer p.counter.mu.Unlock()
	done := 0
	for _, span := range p.changed {
		done = p.look(span, done)
	}
}

// join adds span to what spans, which are in order and without overlap, cover;
// it begins at or behind the last one's beginning.
func join(spans []model.Span, span model.Span) []model.Span {
	if n := len(spans); n > 0 && span.Start <= spans[n-1].End {
		spans[n-1].End = max(spans[n-1].End, span.End)
		return spans
	}
	return append(spans, span)
}

// compare lists in p.changed what is covered otherwise than before.
func (p *Progress) compare() {
	p.changed = p.changed[:0]
	was, is := p.before, p.covers
	for len(was) > 0 || len(is) > 0 {
		order := 0
		switch {
		case len(was) == 0:
			order = 1
		case len(is) == 0:
			order = -1
		default:
			order = was[0].span.Compare(is[0].span)
		}
		switch {
		case order < 0:
			p.changed = join(p.changed, was[0].span)
			was = was[1:]
		case order > 0:
			p.changed = join(p.changed, is[0].span)
			is = is[1:]
		default:
			if was[0] != is[0] {
				p.changed = join(p.changed, is[0].span)
			}
			was, is = was[1:], is[1:]
		}
	}
}

// look looks again at the units from number done on that overlap span, and
// gives the first one behind it.
func (p *Progress) look(span model.Span, done int) int {
	units := p.counter.units
	i := sort.Search(len(units), func(i int) bool { return units[i].Span.End > span.Start })
	i = max(i, done)
	if i == len(units) {
		return i
	}
	all, nothing := from(p.all, units[i].Span.Start), from(p.nothing, units[i].Span.Start)
	for ; i < len(units) && units[i].Span.Start < span.End; i++ {
		unit := units[i].Span
		all, nothing = drop(all, unit.Start), drop(nothing, unit.Start)
		countable := p.counter.claims[i] && !p.counter.half(unit, nothing)
		p.set(i, state{countable, countable && p.counter.half(unit, all)})
	}
	return i
}

// from is the rest of spans from the first one on that ends behind offset.
func from(spans []model.Span, offset int) []model.Span {
	i, _ := slices.BinarySearchFunc(spans, offset+1, func(s model.Span, end int) int { return s.End - end })
	return spans[i:]
}

// drop is from, for spans of which few end before offset.
func drop(spans []model.Span, offset int) []model.Span {
	for len(spans) > 0 && spans[0].End <= offset {
		spans = spans[1:]
	}
	return spans
}

func (p *Progress) set(i int, now state) {
	was := p.states[i]
	p.countable += number(now.countable) - number(was.countable)
	p.marked += number(now.marked) - number(was.marked)
	p.states[i], p.read[i] = now, now.marked || !now.countable
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Unit reports whether unit n, counted from 1, counts, and whether it is marked.
func (p *Progress) Unit(n int) (countable, marked bool) {
	if n < 1 || n > len(p.states) {
		return false, false
	}
	return p.states[n-1].countable, p.states[n-1].marked
}
