package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
	"obelus/ui/page"
)

// View joins what is ready into a screen.
func (a *app) View() tea.View {
	screen := a.screen()
	x, y, typing := a.takeCursor(screen)
	v := tea.NewView(strings.Join(screen, "\n"))
	if typing {
		v.Cursor = tea.NewCursor(x, y) // where input methods show what is composed
	}
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "Obelus"
	if a.reader != nil {
		v.WindowTitle = excerpt(a.reader.opened.Brief.Title, 60) + " · Obelus"
	}
	return v
}

// screen is the rows of the screen: the lowest mode's, with the others laid
// over it in turn.
func (a *app) screen() []string {
	if a.frame.tiny {
		return a.tinyScreen()
	}
	var screen []string
	for _, m := range a.modes {
		screen = m.draw(a, screen)
	}
	return screen
}

// tinyScreen says what the program needs where nothing else would fit.
func (a *app) tinyScreen() []string {
	words := strings.Fields(a.keymap.spell("Obelus needs 20 columns and 5 rows; make the window larger, or {quit} leaves.", a.modes[0].kind()))
	var rows []string
	for _, w := range words {
		if n := len(rows); n > 0 && len(rows[n-1])+1+len(w) <= a.frame.w {
			rows[n-1] += " " + w
		} else {
			rows = append(rows, cut(w, a.frame.w))
		}
	}
	return rows[:min(len(rows), max(1, a.frame.h))]
}

// readerScreen is the open brief with what stands around it.
func (a *app) readerScreen() []string {
	screen := make([]string, 0, a.frame.h)
	screen = append(screen, a.titleLine())
	rule := a.pad(a.theme.Frame.Render(strings.Repeat("─", a.frame.inner)))
	if a.frame.rules {
		screen = append(screen, rule)
	}
	if a.opening != nil && a.opening.place != nil {
		screen = a.bodyOpening(screen)
	} else {
		screen = a.bodyRows(screen)
	}
	if a.frame.rules {
		screen = append(screen, rule)
	}
	return append(screen, a.statusLine(), a.bottomLine())
}

// titleLine is the brief's title, with its date and handling at the right.
func (a *app) titleLine() string {
	b := a.reader.opened.Brief
	var right []string
	if b.Date != "" {
		right = append(right, a.theme.Faint.Render(excerpt(b.Date, 24)))
	}
	if b.Handling != "" {
		handling := excerpt(b.Handling, 28)
		if style, ok := a.theme.TLP(b.Handling); ok {
			right = append(right, style.Render(handling))
		} else {
			right = append(right, a.theme.Strong.Render(handling))
		}
	}
	if len(right) == 0 && b.Outlet != "" {
		right = append(right, a.theme.Faint.Render(excerpt(b.Outlet, 24)))
	}
	title := b.Title
	if title == "" {
		title = "untitled"
	}
	return a.ends(a.theme.Title.Render(model.CleanLine(title)), strings.Join(right, a.theme.Faint.Render(" · ")))
}

// bodyRows appends the rows of text, each with its gutter and its place on the
// map.
func (a *app) bodyRows(screen []string) []string {
	r := a.reader
	span := r.shown()
	in := r.marks.overlapping(span)
	hits := r.search.lit.hits
	chart := a.chartColumn(span)
	signed := false
	left := strings.Repeat(" ", a.frame.indent)
	var line strings.Builder
	r.eachRow(func(n int, _ page.Pos, row page.Row) {
		line.Reset()
		line.WriteString(left)
		here := marksOn(row, in)
		standing := row.Shows(r.cursor)
		line.WriteString(a.gutter(row, here, standing, standing && !signed))
		signed = signed || standing
		line.WriteString(r.page.Paint(row, a.highlights(row, here, hits), r.shift))
		line.WriteString(chart[n])
		screen = append(screen, line.String())
	})
	if r.page.Blocks() == 0 {
		screen = append(screen, left+strings.Repeat(" ", a.frame.gutter)+a.theme.Faint.Render(a.cut("this brief is empty", a.frame.measure)))
	}
	for n := len(screen) - a.bodyTop(); n < a.frame.body; n++ {
		screen = append(screen, left+strings.Repeat(" ", a.frame.gutter+a.frame.measure)+chart[n])
	}
	return screen
}

// bodyTop is the number of rows above the text.
func (a *app) bodyTop() int { return a.frame.top }

// marksOn lists the marks that show on a row, in document order.
func marksOn(row page.Row, marks []*model.Mark) []*model.Mark {
	var here []*model.Mark
	for _, m := range marks {
		if row.Shows(m.Span) {
			here = append(here, m)
		}
	}
	return here
}

// highlights are what is painted over a row: the cursor below the marks, so
// that both show, the larger marks below the smaller, then matches and the
// selection.
func (a *app) highlights(row page.Row, here []*model.Mark, hits []model.Span) []page.Highlight {
	r := a.reader
	var out []page.Highlight
	if r.sel == nil && row.Span.Overlaps(r.cursor) {
		out = append(out, page.Highlight{Span: r.cursor, Look: a.theme.Cursor})
	}
	for _, m := range here {
		_, waits := r.marks.pending[m.ID]
		_, unsure := r.marks.unsure[m.ID]
		out = append(out, page.Highlight{Span: m.Span, Look: a.theme.Mark(m.Tag, m.Hollow() || waits || unsure)})
		if waits {
			out = append(out, page.Highlight{Span: m.Span, Look: a.theme.Pending})
		}
	}
	for _, hit := range hits {
		if row.Span.Overlaps(hit) {
			out = append(out, page.Highlight{Span: hit, Look: a.theme.Match})
		}
	}
	if r.sel != nil && row.Span.Overlaps(r.sel.span()) {
		out = append(out, page.Highlight{Span: r.sel.span(), Look: a.theme.Select})
	}
	return out
}

// Signs of the gutter.
const (
	signCursor = "▸" // the cursor's first row
	signOn     = "┊" // the cursor's other rows
	barMark    = "▌"
	barHollow  = "▯" // a mark that is not durable, or sourced without a reference
	barUnsure  = "?" // where a mark begins that was found and not confirmed
	barNone    = "│"
)

// gutter is what stands left of a row: the cursor's sign, the glyph of the
// mark that begins here, and a bar along its rows.
func (a *app) gutter(row page.Row, here []*model.Mark, standing, first bool) string {
	sign, glyph, bar := " ", " ", a.inks.none
	if first {
		sign = a.inks.sign
	} else if standing {
		sign = a.inks.on
	}
	if m, begins := leader(row, here); m != nil {
		signs := a.inks.glyphs[m.Tag]
		switch {
		case begins && m.Analyst == a.reader.analyst:
			glyph = signs.mine
		case begins:
			glyph = signs.other
		}
		bar = signs.bar
		_, waits := a.reader.marks.pending[m.ID]
		_, unsure := a.reader.marks.unsure[m.ID]
		switch {
		case a.unsureBegins(row, here):
			bar = a.inks.unsure
		case waits || unsure || m.Hollow():
			bar = signs.hollow
		}
	}
	if a.frame.gutter < wideGutter {
		if next := a.second(row, here); next != " " {
			bar = next
		}
		return sign + glyph + bar + " "
	}
	return sign + " " + glyph + a.second(row, here) + bar + "  "
}

// unsureBegins reports whether a mark begins on a row that was found and not
// confirmed.
func (a *app) unsureBegins(row page.Row, here []*model.Mark) bool {
	for _, m := range here {
		if _, unsure := a.reader.marks.unsure[m.ID]; unsure && begins(row, m) {
			return true
		}
	}
	return false
}

// begins reports whether m begins on a row. The row's own span says too much in
// a table, where a row holds lines of several cells.
func begins(row page.Row, m *model.Mark) bool {
	return row.Shows(model.Span{Start: m.Span.Start, End: m.Span.Start + 1})
}

// second is the glyph of the next mark that begins on a row where two do, a
// space where one does: there is room for it beside the leader's.
func (a *app) second(row page.Row, here []*model.Mark) string {
	first, begins := leader(row, here)
	if !begins {
		return " "
	}
	rest := make([]*model.Mark, 0, len(here))
	for _, m := range here {
		if m != first {
			rest = append(rest, m)
		}
	}
	next, begins := leader(row, rest)
	switch {
	case next == nil || !begins:
		return " "
	case next.Analyst == a.reader.analyst:
		return a.inks.glyphs[next.Tag].mine
	}
	return a.inks.glyphs[next.Tag].other
}

// leader is the mark whose glyph and bar a row shows: the one that begins on
// it, then the smaller. On the screen's first rows a mark that began above
// shows its bar only.
func leader(row page.Row, here []*model.Mark) (m *model.Mark, first bool) {
	for _, next := range here {
		starts := begins(row, next)
		switch {
		case m == nil, starts && !first, starts == first && next.Span.Len() < m.Span.Len():
			m, first = next, starts
		}
	}
	return m, first
}
