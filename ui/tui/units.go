package tui

import (
	"sort"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/model"
)

// largeBlock is the size in bytes from which a block's units are not worked
// out between two keys, which takes about a millisecond for as much: keys wait
// for the background then.
const largeBlock = 16 << 10

// unitList finds units: from the blocks around the cursor until the whole
// brief's are counted, from then on in the numbered list.
type unitList struct {
	doc    *markdown.Document
	all    []model.Unit         // the whole brief's, numbered; nil until counted
	head   []model.Unit         // the numbered units of a brief's beginning, known first
	blocks map[int][]model.Unit // what was worked out before that
	ready  bool
}

func newUnitList(doc *markdown.Document) unitList {
	return unitList{doc: doc, blocks: map[int][]model.Unit{}}
}

// counted takes the whole brief's units.
func (u *unitList) counted(all []model.Unit) { u.all, u.head, u.blocks, u.ready = all, nil, nil, true }

// known reports whether block i's units are known, or worked out in no time.
func (u *unitList) known(i int) bool {
	return u.ready || i < 0 || i >= u.doc.Blocks() || u.doc.Extent(i).Len() <= largeBlock
}

// in lists block i's units, which are known.
func (u *unitList) in(i int) []model.Unit {
	units, ok := u.blocks[i]
	if !ok {
		units = desk.UnitsIn(u.doc.Block(i))
		u.blocks[i] = units
	}
	return units
}

// from is the first unit that ends behind offset: the one that holds it, or
// the next. ok is false where there is none, or none is known.
func (u *unitList) from(offset int) (model.Unit, bool) {
	if u.ready {
		i := sort.Search(len(u.all), func(i int) bool { return u.all[i].Span.End > offset })
		if i == len(u.all) {
			return model.Unit{}, false
		}
		return u.all[i], true
	}
	for b := u.doc.BlockAt(offset); b >= 0 && b < u.doc.Blocks() && u.known(b); b++ {
		for _, unit := range u.in(b) {
			if unit.Span.End > offset {
				return unit, true
			}
		}
	}
	return model.Unit{}, false
}

// before is the last unit that begins before offset; ok is false where there
// is none, or none is known.
func (u *unitList) before(offset int) (model.Unit, bool) {
	if u.ready {
		i := sort.Search(len(u.all), func(i int) bool { return u.all[i].Span.Start >= offset })
		if i == 0 {
			return model.Unit{}, false
		}
		return u.all[i-1], true
	}
	for b := u.doc.BlockAt(offset); b >= 0 && u.known(b); b-- {
		units := u.in(b)
		for i := len(units) - 1; i >= 0; i-- {
			if units[i].Span.Start < offset {
				return units[i], true
			}
		}
	}
	return model.Unit{}, false
}

// at is the unit that holds offset, else the next one, else the last.
func (u *unitList) at(offset int) (model.Unit, bool) {
	if unit, ok := u.from(offset); ok || !u.known(u.doc.BlockAt(offset)) {
		return unit, true
	}
	return u.before(offset)
}

// last is the last unit of the brief.
func (u *unitList) last() (model.Unit, bool) { return u.before(len(u.doc.Text()) + 1) }

// number is unit n, counted from 1 and kept within the brief.
func (u *unitList) number(n int) (model.Unit, bool) {
	if len(u.all) == 0 {
		return model.Unit{}, false
	}
	return u.all[min(max(n, 1), len(u.all))-1], true
}

// numberAt is the number of the unit that holds offset, or of the next one, or
// the last; 0 while they are not counted.
func (u *unitList) numberAt(offset int) int {
	if !u.ready {
		return 0
	}
	unit, _ := u.at(offset)
	return unit.N
}

// numberOf is the number of the unit that begins at offset, where it is known;
// else 0.
func (u *unitList) numberOf(offset int) int {
	units := u.all
	if !u.ready {
		units = u.head
	}
	i := sort.Search(len(units), func(i int) bool { return units[i].Span.Start >= offset })
	if i == len(units) || units[i].Span.Start != offset {
		return 0
	}
	return units[i].N
}
