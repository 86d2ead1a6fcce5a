package tui

import (
	"obelus/model"
	"obelus/ui/page"
)

// margin is the number of rows that stay between the cursor and the edge of
// the screen where there is room.
const margin = 2

// reveal scrolls as little as is needed to show span whole, or its beginning
// where it is longer than the screen. What is far away is brought to the upper
// third.
func (r *reader) reveal(span model.Span) {
	first, _, _ := r.page.Locate(span.Start)
	last, _, _ := r.page.Locate(max(span.Start, span.End-1))
	far := 3 * r.frame.body
	from := rowsBetween(r.page, r.top, first, far)
	rows := rowsBetween(r.page, first, last, r.frame.body) + 1
	edge := min(margin, max(0, (r.frame.body-rows)/2))
	switch {
	case from <= -r.frame.body || from >= 2*r.frame.body:
		r.top = r.page.Move(first, -r.frame.body/3)
	case from < edge:
		r.top = r.page.Move(first, -edge)
	case from+rows+edge > r.frame.body:
		r.top = r.page.Move(first, -max(edge, r.frame.body-rows-edge))
	}
	r.top = r.notBehind(r.top)
	r.shift = r.page.Shift(span.Start, r.shift)
	r.loose = false
	r.hold()
}

// scroll moves the page by n rows and says whether it moved. The last row does
// not come above the foot of the screen.
func (r *reader) scroll(n int) bool {
	before := r.top
	r.top = r.page.Move(r.top, n)
	if n > 0 {
		r.top = r.notBehind(r.top)
	}
	r.loose = true
	r.hold()
	return r.top != before
}

// toEnd goes to the last unit, and shows the end of one that the screen does
// not hold whole.
func (r *reader) toEnd() {
	unit, ok := r.units.last()
	if !ok {
		return
	}
	r.stand(unit.Span)
	if !r.onScreen(unit.Span.End - 1) {
		r.top = r.notBehind(r.page.Last())
		r.loose = true
		r.hold()
	}
}

// notBehind keeps top so that the screen is full, where the page is that long.
func (r *reader) notBehind(top page.Pos) page.Pos {
	foot := r.page.Move(top, r.frame.body-1)
	missing := r.frame.body - 1 - rowsBetween(r.page, top, foot, r.frame.body)
	if missing <= 0 {
		return top
	}
	return r.page.Move(top, -missing)
}

// hold remembers what keeps the page in place: the cursor where it is on the
// screen, else the first letter that is.
func (r *reader) hold() {
	if !r.cursor.Empty() {
		pos, _, _ := r.page.Locate(r.cursor.Start)
		if line := rowsBetween(r.page, r.top, pos, r.frame.body); line >= 0 && line < r.frame.body {
			r.anchor = anchor{r.cursor.Start, line}
			return
		}
	}
	r.anchor = anchor{}
	pos := r.top
	for line := range r.frame.body {
		if row, ok := r.row(pos); ok && !row.Span.Empty() {
			r.anchor = anchor{row.Span.Start, line}
			return
		}
		pos = r.page.Move(pos, 1)
	}
}

// settle puts the page back where the anchor says, after rows changed.
func (r *reader) settle() {
	if r.page.Blocks() == 0 {
		return
	}
	pos, _, _ := r.page.Locate(r.anchor.offset)
	r.top = r.notBehind(r.page.Move(pos, -r.anchor.line))
	r.anchor.line = rowsBetween(r.page, r.top, pos, r.frame.body)
}

// row is the row at pos.
func (r *reader) row(pos page.Pos) (page.Row, bool) {
	if pos.Block < 0 || pos.Block >= r.page.Blocks() {
		return page.Row{}, false
	}
	rows := r.page.Peek(pos.Block).Rows
	if pos.Row < 0 || pos.Row >= len(rows) {
		return page.Row{}, false
	}
	return rows[pos.Row], true
}

// onScreen reports whether the letter at offset is on the screen.
func (r *reader) onScreen(offset int) bool {
	pos, _, _ := r.page.Locate(offset)
	line := rowsBetween(r.page, r.top, pos, r.frame.body)
	return line >= 0 && line < r.frame.body
}

// shown is the range of the brief text that the screen shows.
func (r *reader) shown() model.Span {
	span := model.Span{Start: -1}
	r.eachRow(func(_ int, _ page.Pos, row page.Row) {
		if row.Span.Empty() {
			return
		}
		if span.Start < 0 || row.Span.Start < span.Start {
			span.Start = row.Span.Start
		}
		span.End = max(span.End, row.Span.End)
	})
	span.Start = max(span.Start, 0)
	return span
}

// eachRow calls f with every row of the page that is on the screen.
func (r *reader) eachRow(f func(line int, pos page.Pos, row page.Row)) {
	line, first := 0, r.top.Row
	for b := r.top.Block; b < r.page.Blocks() && line < r.frame.body; b++ {
		rows := r.page.Peek(b).Rows
		for i := first; i < len(rows) && line < r.frame.body; i++ {
			f(line, page.Pos{Block: b, Row: i}, rows[i])
			line++
		}
		first = 0
	}
}

// follow brings the cursor onto the screen after the page was scrolled: onto
// the first unit that begins there, or the last one above where none does.
func (r *reader) follow() {
	if r.sel != nil || r.onScreen(r.cursor.Start) {
		return
	}
	span := r.shown()
	unit, ok := r.units.from(span.Start)
	if ok && unit.Span.Start < span.Start && unit.Span.End < span.End {
		if next, more := r.units.from(unit.Span.End); more && next.Span.Start < span.End {
			unit = next
		}
	}
	if ok {
		r.cursor = unit.Span
		r.hold()
	}
}

// unready lists the blocks on the screen that are not laid out, and those of
// about a screen below and above it: a key that scrolls by as much then passes
// over rows that are what they will be.
func (r *reader) unready() (here, near []int) {
	last := r.top.Block
	r.eachRow(func(_ int, pos page.Pos, _ page.Row) { last = pos.Block })
	for b := r.top.Block; b <= last; b++ {
		if !r.page.Peek(b).Ready {
			here = append(here, b)
		}
	}
	for _, side := range []struct{ next, step int }{{last + 1, 1}, {r.top.Block - 1, -1}} {
		rows := 0
		for b := side.next; b >= 0 && b < r.page.Blocks() && rows < r.frame.body; b += side.step {
			if !r.page.IsReady(b) {
				near = append(near, b)
			}
			rows += 1 + r.page.Extent(b).Len()/r.page.Width()
		}
	}
	return here, near
}
