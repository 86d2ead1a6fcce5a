package tui

import (
	"sort"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/model"
)

// largeBlock is the size in bytes from which a block's units are not worked
// out between two keys: the cursor waits for the background then.
const largeBlock = 64 << 10

// unitList finds units: from the blocks around the cursor until the whole
// brief's are counted, from then on in the numbered list.
type unitList struct {
	doc    *markdown.Document
	all    []model.Unit         // the whole brief's, numbered; nil until counted
	blocks map[int][]model.Unit // what was worked out before that
	ready  bool
}

func newUnitList(doc *markdown.Document) unitList {
	return unitList{doc: doc, blocks: map[int][]model.Unit{}}
}

// counted takes the whole brief's units.
func (u *unitList) counted(all []model.Unit) { u.all, u.blocks, u.ready = all, nil, true }

// in lists block i's units.
func (u *unitList) in(i int) []model.Unit {
	units, ok := u.blocks[i]
	if !ok && u.doc.Extent(i).Len() <= largeBlock {
		units = desk.UnitsIn(u.doc.Block(i))
		u.blocks[i] = units
	}
	return units
}

// from is the first unit that ends behind offset: the one that holds it, or
// the next.
func (u *unitList) from(offset int) (model.Unit, bool) {
	if u.ready {
		i := sort.Search(len(u.all), func(i int) bool { return u.all[i].Span.End > offset })
		if i == len(u.all) {
			return model.Unit{}, false
		}
		return u.all[i], true
	}
	for b := u.doc.BlockAt(offset); b >= 0 && b < u.doc.Blocks(); b++ {
		for _, unit := range u.in(b) {
			if unit.Span.End > offset {
				return unit, true
			}
		}
	}
	return model.Unit{}, false
}

// before is the last unit that begins before offset.
func (u *unitList) before(offset int) (model.Unit, bool) {
	if u.ready {
		i := sort.Search(len(u.all), func(i int) bool { return u.all[i].Span.Start >= offset })
		if i == 0 {
			return model.Unit{}, false
		}
		return u.all[i-1], true
	}
	for b := u.doc.BlockAt(offset); b >= 0; b-- {
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
	if unit, ok := u.from(offset); ok {
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
