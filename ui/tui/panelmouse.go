package tui

import tea "charm.land/bubbletea/v2"

// inPanel reports whether the mouse is over the panel, and gives the row in it,
// its frame's first one being -1, and the layout that it shows.
func (a *app) inPanel(m tea.Mouse) (row int, l panelLayout, ok bool) {
	if a.reader == nil || a.reader.panel == nil {
		return 0, l, false
	}
	width, height, top := a.frame.side, a.frame.h, 0
	if width == 0 {
		width, height = a.overSize()
		top = a.frame.top
	}
	l = a.panelLayout(height - 2)
	row = m.Y - top - 1
	return row, l, m.X >= a.frame.w-width && row >= -1 && row < height-1
}

// panelMouse is the mouse over the panel: a click takes the keys there and
// goes to the mark, the wheel moves along the list. It reports whether it was
// there.
func (a *app) panelMouse(msg tea.MouseMsg, m tea.Mouse) bool {
	row, l, ok := a.inPanel(m)
	if !ok {
		return false
	}
	focus := func() {
		if a.top().kind() != ModePanel {
			a.enterPanel()
		}
	}
	switch msg.(type) {
	case tea.MouseWheelMsg:
		focus()
		switch m.Button {
		case tea.MouseWheelDown:
			a.panelStep(1)
		case tea.MouseWheelUp:
			a.panelStep(-1)
		}
	case tea.MouseClickMsg:
		a.note.pass()
		if n, on := l.entryAt(row, a.reader.panel.size(a.reader)); on && m.Button == tea.MouseLeft {
			focus()
			a.reader.panel.at = n
			a.showChosen()
		}
	}
	return true
}

// entryAt is the entry on a row of the panel; size is how many marks of this
// text are listed.
func (l panelLayout) entryAt(row, size int) (n int, ok bool) {
	switch {
	case row < 0:
		return 0, false
	case row < l.rows:
		return l.first + row/2, row/2 < l.shown
	}
	k := (row - l.rows - 1) / 2
	return size + l.old + k, row > l.rows && k < l.olds
}
