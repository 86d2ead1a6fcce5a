package tui

import (
	"slices"
	"sort"

	"obelus/model"
)

// A chart is the map of the whole brief at the right edge: one sign for each
// row of the screen. Of what changed only the rows that it stands on are worked
// out again.
type chart struct {
	units bool // it shows what is unread
	signs []chartSign
}

// A chartSign says what of a stretch of the brief there is most of.
type chartSign struct {
	tag    model.Tag // "" where nothing is marked
	unread bool
}

// draw brings the map of so many rows up to date.
func (r *reader) draw(rows int) []chartSign {
	m := &r.marks
	if m.anew || len(r.chart.signs) != rows || r.chart.units != r.units.ready {
		r.chart = chart{units: r.units.ready, signs: make([]chartSign, rows)}
		for row := range rows {
			r.chart.signs[row] = r.sign(row, rows)
		}
		m.drawn()
		return r.chart.signs
	}
	for _, span := range m.touched {
		span = r.wholly(span) // what is read changes by whole units
		for row := r.chartRow(span.Start, rows); row <= r.chartRow(span.End-1, rows); row++ {
			r.chart.signs[row] = r.sign(row, rows)
		}
	}
	m.drawn()
	return r.chart.signs
}

// chartRow is the row of the map that offset stands on.
func (r *reader) chartRow(offset, rows int) int {
	return min(rows-1, max(offset, 0)*rows/max(1, len(r.opened.Doc.Text())))
}

// wholly is span with the whole of the units at its ends.
func (r *reader) wholly(span model.Span) model.Span {
	if !r.units.ready {
		return span
	}
	if first, ok := r.units.from(span.Start); ok {
		span.Start = min(span.Start, first.Span.Start)
	}
	if last, ok := r.units.from(span.End - 1); ok && last.Span.Start < span.End {
		span.End = max(span.End, last.Span.End)
	}
	return span
}

// sign is what there is most of in the stretch that a row of the map stands
// for.
func (r *reader) sign(row, rows int) chartSign {
	length := max(1, len(r.opened.Doc.Text()))
	stretch := model.Span{Start: row * length / rows, End: (row+1)*length/rows + 1}
	tags := model.Tags()
	weights := make([]int, len(tags))
	from, to := r.marks.within(stretch)
	for i := from; i < to; i++ {
		mark := &r.marks.all[i]
		if kind := slices.Index(tags, mark.Tag); kind >= 0 {
			weights[kind] += stretch.Intersect(mark.Span).Len()
		}
	}
	var sign chartSign
	most := 0
	for kind, w := range weights {
		if w > most {
			sign.tag, most = tags[kind], w
		}
	}
	if r.units.ready {
		sign.unread = r.unreadIn(stretch)
	}
	return sign
}

// unreadIn reports whether a unit in span is unread; the units are known.
func (r *reader) unreadIn(span model.Span) bool {
	all := r.units.all
	for i := sort.Search(len(all), func(i int) bool { return all[i].Span.End > span.Start }); i < len(all) && all[i].Span.Start < span.End; i++ {
		if !r.read(all[i].N) {
			return true
		}
	}
	return false
}

// Signs of the map.
const (
	chartUnread = "░"
	chartView   = "▐" // the rows that the screen shows
)

// chartColumn is the map's columns for each row of the screen: what is on the
// screen has a bar beside it.
func (a *app) chartColumn(shown model.Span) []string {
	r, rows := a.reader, a.frame.body
	column := make([]string, rows)
	if !a.frame.mapped || len(r.opened.Doc.Text()) == 0 {
		return column
	}
	if a.opening != nil {
		column[0] = "  " + a.theme.Faint.Render("…")
		return column
	}
	length := len(r.opened.Doc.Text())
	first, last := shown.Start*rows/length, max(0, shown.End-1)*rows/length
	for row, sign := range r.draw(rows) {
		bar, glyph := " ", " "
		if row >= first && row <= last {
			bar = a.inks.view
		}
		switch {
		case sign.tag != "":
			glyph = a.inks.glyphs[sign.tag].mine
		case sign.unread:
			glyph = a.inks.unread
		}
		column[row] = " " + bar + glyph
	}
	return column
}
