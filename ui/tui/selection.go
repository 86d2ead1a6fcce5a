package tui

import (
	"obelus/model"
)

// A selection is the stretch that select mode grows and shrinks: two ends, of
// which one moves.
type selection struct {
	start, end int
	atStart    bool // the start moves; else the end
	byUnits    bool // V: the ends stay on ends of units

	of   model.MarkID // my mark whose edges these are, "" where they are no mark's
	from model.Span   // that mark's span, as it is in the store
}

func (s *selection) span() model.Span { return model.Span{Start: s.start, End: s.end} }

// moving is the end that keys move.
func (s *selection) moving() int {
	if s.atStart {
		return s.start
	}
	return s.end
}

// set puts the moving end at offset. Where it passes the other end the two
// change parts.
func (s *selection) set(offset int) {
	fixed := s.end
	if !s.atStart {
		fixed = s.start
	}
	switch {
	case offset == fixed:
		return // nothing would be selected
	case offset < fixed:
		s.start, s.end, s.atStart = offset, fixed, true
	default:
		s.start, s.end, s.atStart = fixed, offset, false
	}
}

// startSelecting enters select mode: on the search match or the mark that the
// cursor stands on, else on the first word of what it stands on.
func (r *reader) startSelecting() bool {
	if r.cursor.Empty() {
		return false
	}
	span := r.cursor
	mark, marked := r.marks.exact(r.cursor, r.analyst)
	switch {
	case r.search.on(r.cursor):
		span = r.search.match()
	case marked:
		r.sel = &selection{start: span.Start, end: span.End, of: mark.ID, from: mark.Span}
		return true
	default:
		r.sel = r.firstWord(span)
		return true
	}
	r.sel = &selection{start: span.Start, end: span.End}
	return true
}

// firstWord is a selection of the first word of span.
func (r *reader) firstWord(span model.Span) *selection {
	if end, ok := r.stop(stopWord, span.Start, 1); ok && end <= span.End {
		span.End = end
	}
	return &selection{start: span.Start, end: span.End}
}

// moveSelection moves the moving end by n stops (back, for negative n).
func (r *reader) moveSelection(kind stopKind, n int) {
	dir := 1
	if n < 0 {
		n, dir = -n, -1
	}
	for range n {
		s := r.sel
		offset, ok := r.stop(kind.at(s.atStart), s.moving(), dir)
		if !ok {
			break
		}
		s.set(offset)
	}
	r.showSelection()
}

// moveRows moves the moving end n rows down (up), in its column.
func (r *reader) moveRows(n int) {
	if r.sel.byUnits {
		r.moveSelection(stopUnit, n)
		return
	}
	at := r.sel.moving()
	if !r.sel.atStart {
		at--
	}
	pos, col, _ := r.page.Locate(at)
	dir := 1
	if n < 0 {
		n, dir = -n, -1
	}
	for n > 0 {
		next := r.page.Move(pos, dir)
		if next == pos {
			break
		}
		pos = next
		if row, ok := r.row(pos); ok && !row.Span.Empty() {
			n--
		}
	}
	offset, ok := r.page.Offset(pos, col)
	if !ok {
		return
	}
	if !r.sel.atStart {
		if end, more := r.stop(stopLetter, offset, 1); more {
			offset = end
		}
	}
	r.sel.set(offset)
	r.showSelection()
}

// wholeUnits grows the selection to whole units, and keeps it so.
func (r *reader) wholeUnits() {
	first, ok1 := r.units.at(r.sel.start)
	last, ok2 := r.units.at(r.sel.end - 1)
	if !ok1 || !ok2 {
		return
	}
	r.sel.start, r.sel.end = min(first.Span.Start, r.sel.start), max(last.Span.End, r.sel.end)
	r.sel.byUnits = true
	r.showSelection()
}

// unitEnd moves the moving end to the beginning or the end of the unit that it
// is in.
func (r *reader) unitEnd(dir int) {
	at := r.sel.moving()
	if !r.sel.atStart {
		at--
	}
	unit, ok := r.units.at(at)
	if !ok {
		return
	}
	if dir < 0 {
		r.sel.set(unit.Span.Start)
	} else {
		r.sel.set(unit.Span.End)
	}
	r.showSelection()
}

// showSelection brings the moving end onto the screen.
func (r *reader) showSelection() {
	at := r.sel.moving()
	if !r.sel.atStart {
		at--
	}
	r.reveal(model.Span{Start: at, End: at + 1})
}
