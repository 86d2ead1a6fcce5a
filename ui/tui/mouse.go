package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// wheelRows is how far one notch of the wheel scrolls.
const wheelRows = 3

// mouse does what it looks like: the wheel scrolls, a click goes there,
// dragging selects.
func (a *app) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	if a.opening != nil {
		a.earlyMouse(msg, m)
		return nil
	}
	switch a.top().kind() {
	case ModeReader, ModeSelect, ModePanel:
		if a.panelMouse(msg, m) {
			return nil
		}
		switch msg.(type) {
		case tea.MouseWheelMsg:
			a.wheel(m)
		case tea.MouseClickMsg:
			a.note.pass()
			if a.top().kind() == ModePanel {
				a.leavePanel()
			}
			a.click(m)
		case tea.MouseMotionMsg:
			a.drag(m)
		}
	case ModeCompare:
		if _, ok := msg.(tea.MouseWheelMsg); ok {
			a.wheel(m)
		}
	case ModeShelf:
		return a.shelfMouse(msg, m)
	}
	return nil
}

// earlyMouse is the mouse over a brief that is not there whole: what it does
// within what is there it does at once; else it waits its turn behind the keys
// that do, a click for the letter that it was made on.
func (a *app) earlyMouse(msg tea.MouseMsg, m tea.Mouse) {
	if a.opening.place != nil {
		return // there is nothing to point at
	}
	r, before := a.reader, a.reader.stance
	switch msg.(type) {
	case tea.MouseWheelMsg:
		scroll := func() tea.Cmd { a.wheel(m); return nil }
		if len(a.waiting) == 0 {
			scroll()
			if r.within(r.cursor.Start) {
				return
			}
			r.stance = before
		}
		a.wait(waiter{do: scroll})
	case tea.MouseClickMsg:
		offset, ok := a.pointed(m)
		if !ok || m.Button != tea.MouseLeft {
			return
		}
		if len(a.waiting) == 0 && r.within(offset) {
			a.clickAt(offset)
			return
		}
		a.wait(waiter{do: func() tea.Cmd { a.clickAt(offset); return nil }})
	case tea.MouseMotionMsg:
		if len(a.waiting) == 0 {
			a.drag(m)
		}
	}
}

func (a *app) wheel(m tea.Mouse) {
	sideways := m.Mod.Contains(tea.ModShift)
	switch {
	case m.Button == tea.MouseWheelRight, sideways && m.Button == tea.MouseWheelDown:
		a.reader.sideways(1)
		return
	case m.Button == tea.MouseWheelLeft, sideways && m.Button == tea.MouseWheelUp:
		a.reader.sideways(-1)
		return
	case m.Button == tea.MouseWheelDown:
		a.reader.scroll(wheelRows)
	case m.Button == tea.MouseWheelUp:
		a.reader.scroll(-wheelRows)
	default:
		return
	}
	a.reader.follow()
}

// pointed is the offset of the letter under the mouse.
func (a *app) pointed(m tea.Mouse) (int, bool) {
	r, f := a.reader, a.frame
	line, col := m.Y-f.top, m.X-f.indent-f.gutter
	if line < 0 || line >= f.body || col < 0 || col >= f.measure || m.X >= f.w-f.side {
		return 0, false
	}
	pos := r.page.Move(r.top, line)
	if rowsBetween(r.page, r.top, pos, f.body) != line {
		return 0, false // below the end
	}
	row, _ := r.row(pos)
	return r.page.Offset(pos, r.column(row, col))
}

// clicks counts the clicks on one place, one soon after the other.
type clicks struct {
	at   time.Time
	x, y int
	n    int
}

// clickPause is how soon a click is the next one of a double click.
const clickPause = 400 * time.Millisecond

// take counts a click and gives which one it is: the first, second or third.
func (c *clicks) take(m tea.Mouse, at time.Time) int {
	if c.n == 0 || c.n == 3 || m.X != c.x || m.Y != c.y || at.Sub(c.at) > clickPause {
		c.n = 0
	}
	*c = clicks{at, m.X, m.Y, c.n + 1}
	return c.n
}

// click sets the cursor on the unit under the mouse; the second click on the
// same place selects the word there, the third the unit. On the map it goes to
// that part of the brief.
func (a *app) click(m tea.Mouse) {
	if m.Button != tea.MouseLeft {
		return
	}
	offset, ok := a.pointed(m)
	if !ok {
		if at, on := a.charted(m); on {
			a.clickAt(at)
		}
		return
	}
	r := a.reader
	switch r.clicks.take(m, a.now()) {
	case 1:
		a.clickAt(offset)
	case 2:
		if word, found := r.wordAt(offset); found {
			a.selectSpan(word)
		}
	case 3:
		if unit, found := r.units.at(offset); found {
			a.selectSpan(unit.Span)
		}
	}
}

// charted is where the part of the brief begins that the map shows under the
// mouse.
func (a *app) charted(m tea.Mouse) (offset int, ok bool) {
	r, f := a.reader, a.frame
	line, right := m.Y-f.top, f.indent+f.gutter+f.measure
	if !f.mapped || line < 0 || line >= f.body || m.X < right || m.X >= right+mapColumns {
		return 0, false
	}
	return line * len(r.opened.Doc.Text()) / f.body, true
}

// wordAt is the word that holds the letter at offset.
func (r *reader) wordAt(offset int) (model.Span, bool) {
	end, ok := r.stop(stopWord, offset, 1)
	if !ok {
		return model.Span{}, false
	}
	start, ok := r.stop(stopWordStart, end, -1)
	if !ok || start > offset {
		return model.Span{}, false // between two words
	}
	return model.Span{Start: start, End: end}, true
}

// selectSpan enters select mode with span selected.
func (a *app) selectSpan(span model.Span) {
	r := a.reader
	if r.sel == nil {
		a.push(selecting{})
	}
	r.sel = &selection{start: span.Start, end: span.End}
}

// clickAt sets the cursor on the unit at offset.
func (a *app) clickAt(offset int) {
	r := a.reader
	r.sel = nil
	a.endSelecting()
	r.pressed = offset
	if unit, found := r.units.at(offset); found {
		r.stand(unit.Span)
	}
}

// drag selects from where the button went down to where the mouse is.
func (a *app) drag(m tea.Mouse) {
	switch { // what is beyond the screen comes onto it
	case m.Button == tea.MouseLeft && m.Y < a.frame.top:
		a.reader.scroll(-1)
	case m.Button == tea.MouseLeft && m.Y >= a.frame.top+a.frame.body:
		a.reader.scroll(1)
	}
	m.Y = min(max(m.Y, a.frame.top), a.frame.top+a.frame.body-1)
	offset, ok := a.pointed(m)
	r := a.reader
	if !ok || m.Button != tea.MouseLeft || offset == r.pressed && r.sel == nil {
		return
	}
	if r.sel == nil {
		r.sel = &selection{}
		a.push(selecting{})
	}
	first, last := min(r.pressed, offset), max(r.pressed, offset)
	if end, more := r.stop(stopLetter, last, 1); more {
		last = end
	}
	r.sel.start, r.sel.end, r.sel.atStart = first, last, offset < r.pressed
}

// shelfMouse moves along the shelf; a click on the brief that the cursor is on
// opens it.
func (a *app) shelfMouse(msg tea.MouseMsg, m tea.Mouse) tea.Cmd {
	switch msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelDown {
			a.shelf.step(1)
		} else if m.Button == tea.MouseWheelUp {
			a.shelf.step(-1)
		}
	case tea.MouseClickMsg:
		i, ok := a.shelfLayout().at(m.Y-a.frame.top, len(a.shelf.shown))
		if !ok {
			return nil
		}
		if i == a.shelf.at {
			return a.openEntry()
		}
		a.shelf.at = i
	}
	return nil
}
