package tui

import (
	"slices"

	"obelus/model"
)

// A chart is the map of the whole brief at the right edge: one sign for each
// row of the screen, worked out when marks or the screen's height change.
type chart struct {
	rows  int
	signs []chartSign
}

// A chartSign says what of a stretch of the brief there is most of.
type chartSign struct {
	tag    model.Tag // "" where nothing is marked
	unread bool
}

// draw works the chart out for so many rows.
func (r *reader) draw(rows int) []chartSign {
	if r.chart.rows == rows {
		return r.chart.signs
	}
	length := max(1, len(r.opened.Doc.Text()))
	rowOf := func(offset int) int { return min(rows-1, offset*rows/length) }
	tags := model.Tags()
	weights := make([][]int, rows)
	for i := range r.marks.all {
		m := &r.marks.all[i]
		kind := slices.Index(tags, m.Tag)
		for row := rowOf(m.Span.Start); row <= rowOf(m.Span.End-1) && kind >= 0; row++ {
			stretch := model.Span{Start: row * length / rows, End: (row+1)*length/rows + 1}
			if weights[row] == nil {
				weights[row] = make([]int, len(tags))
			}
			weights[row][kind] += stretch.Intersect(m.Span).Len()
		}
	}
	signs := make([]chartSign, rows)
	for row, weight := range weights {
		most := 0
		for kind, w := range weight {
			if w > most {
				signs[row].tag, most = tags[kind], w
			}
		}
	}
	for i := range r.units.all {
		unit := &r.units.all[i]
		if r.read(unit.N) {
			continue
		}
		for row := rowOf(unit.Span.Start); row <= rowOf(unit.Span.End-1); row++ {
			signs[row].unread = true
		}
	}
	r.chart = chart{rows, signs}
	return signs
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
