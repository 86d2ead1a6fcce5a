package tui

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/model"
)

// A stopKind says where the moving end of a selection stops.
type stopKind uint8

const (
	stopLetter    stopKind = iota // graphemes
	stopWord                      // ends of words
	stopWordStart                 // beginnings of words
	stopClause                    // beginnings of clauses, and the end of the unit
	stopUnit                      // ends of units
	stopUnitStart                 // beginnings of units
)

// at is the kind of stop for a moving start or end: an end stops behind words
// and units, a start before them.
func (k stopKind) at(start bool) stopKind {
	switch {
	case start && k == stopWord:
		return stopWordStart
	case start && k == stopUnit:
		return stopUnitStart
	}
	return k
}

// window is how many bytes of visible text around the moving end are looked
// at, so that a paragraph of megabytes costs no more than a short one.
const window = 4 << 10

// stop is the next stop of that kind after (dir 1) or before (dir -1) offset.
func (r *reader) stop(kind stopKind, offset, dir int) (int, bool) {
	switch kind {
	case stopUnit, stopUnitStart:
		return r.unitStop(kind, offset, dir)
	case stopClause:
		return r.clauseStop(offset, dir)
	}
	doc := r.opened.Doc
	b := doc.BlockAt(offset)
	if dir < 0 && b > 0 && offset <= doc.Extent(b).Start {
		b--
	}
	for ; b >= 0 && b < doc.Blocks(); b += dir {
		if at, ok := stopInBlock(blockAbout(doc, b, offset), kind, offset, dir); ok {
			return at, true
		}
	}
	return 0, false
}

// blockAbout is block i or, of a huge paragraph, a part of it with at least a
// window of visible text before and behind offset, as far as there is so much.
func blockAbout(doc *markdown.Document, i, offset int) *markdown.Block {
	extent := doc.Extent(i)
	for reach := 2 * window; ; reach *= 4 {
		b := doc.BlockNear(i, model.Span{Start: offset - reach, End: offset + reach})
		at := b.VisibleAt(offset)
		if (at > window || b.Span.Start <= extent.Start) && (at+window < len(b.Visible) || b.Span.End >= extent.End) {
			return b
		}
	}
}

// stopInBlock finds a stop among the letters or words of one block.
func stopInBlock(b *markdown.Block, kind stopKind, offset, dir int) (int, bool) {
	at := b.VisibleAt(offset)
	from, to := max(0, at-window), min(len(b.Visible), at+window)
	if dir > 0 {
		from = max(0, at-64)
	} else {
		to = min(len(b.Visible), at+64)
	}
	for from > 0 && !boundary(b.Visible[from]) {
		from--
	}
	for to < len(b.Visible) && !boundary(b.Visible[to]) {
		to++
	}
	best, found := 0, false
	for _, v := range visibleStops(b.Visible[from:to], kind) {
		source := sourceOf(b, from+v, kind)
		if dir > 0 && source > offset {
			return source, true
		}
		if dir < 0 && source < offset {
			best, found = source, true
		}
	}
	return best, found
}

// boundary reports whether text may be cut before c without cutting a letter.
func boundary(c byte) bool { return c < 0x80 && c != '\r' }

// sourceOf is the brief text's offset of a stop in visible text: behind the
// letter before it for ends, before the letter after it for beginnings.
func sourceOf(b *markdown.Block, visible int, kind stopKind) int {
	if kind == stopWordStart || visible == 0 {
		return b.SourceSpan(visible, min(visible+1, len(b.Visible))).Start
	}
	return b.SourceSpan(visible-1, visible).End
}

// visibleStops lists a text's stops in order.
func visibleStops(text string, kind stopKind) []int {
	var stops []int
	at := 0
	if kind == stopLetter {
		for iter := graphemes.FromString(text); iter.Next(); {
			at += len(iter.Value())
			if v := iter.Value(); v != "\n" && v != "\t" { // what joins parts has no place in the brief text
				stops = append(stops, at)
			}
		}
		return stops
	}
	for iter := words.FromString(text); iter.Next(); {
		word := iter.Value()
		if isWord(word) {
			if kind == stopWordStart {
				stops = append(stops, at)
			} else {
				stops = append(stops, at+len(word))
			}
		}
		at += len(word)
	}
	return stops
}

func isWord(segment string) bool {
	for _, c := range segment {
		if unicode.IsLetter(c) || unicode.IsNumber(c) {
			return true
		}
	}
	return false
}

// unitStop is the next beginning or end of a unit.
func (r *reader) unitStop(kind stopKind, offset, dir int) (int, bool) {
	if dir > 0 {
		unit, ok := r.units.from(offset)
		if ok && kind == stopUnitStart && unit.Span.Start <= offset {
			unit, ok = r.units.from(unit.Span.End)
		}
		if kind == stopUnitStart {
			return unit.Span.Start, ok
		}
		return unit.Span.End, ok
	}
	unit, ok := r.units.before(offset)
	if ok && kind == stopUnit && unit.Span.End >= offset {
		unit, ok = r.units.before(unit.Span.Start)
	}
	if kind == stopUnit {
		return unit.Span.End, ok
	}
	return unit.Span.Start, ok
}

// clauseStop is the next clause boundary of the unit at offset, or of the unit
// after (before) it.
func (r *reader) clauseStop(offset, dir int) (int, bool) {
	unit, ok := r.units.from(offset)
	if dir < 0 {
		unit, ok = r.units.before(offset)
	}
	if !ok {
		return 0, false
	}
	b := r.opened.Doc.BlockNear(r.opened.Doc.BlockAt(unit.Span.Start), unit.Span)
	from, to := b.VisibleAt(unit.Span.Start), b.VisibleAt(unit.Span.End-1)+1
	stops := []int{}
	for _, v := range desk.Clauses(b.Visible[from:min(to, len(b.Visible))]) {
		stops = append(stops, b.SourceSpan(from+v, min(from+v+1, len(b.Visible))).Start)
	}
	stops = append(stops, unit.Span.End)
	if dir > 0 {
		for _, at := range stops {
			if at > offset {
				return at, true
			}
		}
		return 0, false
	}
	for i := len(stops) - 1; i >= 0; i-- {
		if stops[i] < offset {
			return stops[i], true
		}
	}
	return 0, false
}
