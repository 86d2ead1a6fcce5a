package tui

import (
	"strings"

	"obelus/model"
)

// pane is what can be said of the field that is edited, in rows: its choices
// with what they mean, what it was read as, what is offered for it. Its first
// row parts it from the fields.
func (f *form) pane(a *app, width, rows int) []string {
	if rows <= 0 {
		return nil
	}
	fd, total := &f.fields[f.at], rows
	var lines []string
	if rows == paneRows {
		lines, rows = append(lines, a.theme.Frame.Render(strings.Repeat("╌", width))), rows-1
	}
	if told := f.theirsRow(a, width); fd.note == nil && rows > 1 {
		lines, rows = append(lines, told...), rows-len(told)
	}
	switch {
	case fd.terms != nil:
		lines = append(lines, a.termRows(fd, width, rows)...)
	case fd.note != nil:
	default:
		lines = append(lines, a.textRows(fd, width, rows)...)
	}
	for len(lines) < total {
		lines = append(lines, "")
	}
	return lines[:total]
}

// termRows are the terms of a choice, each with its key and what it means, in
// as many columns as it takes to show them all.
func (a *app) termRows(fd *field, width, rows int) []string {
	columns := min((len(fd.terms)+rows-1)/rows, max(1, width/36))
	each := width / columns
	cells := make([]string, len(fd.terms))
	for i, t := range fd.terms {
		key := t.Value
		if len(fd.terms) <= sideBySide || len(t.Value) == 1 {
			key = a.theme.Strong.Render(key)
		} else {
			key = a.theme.Strong.Render(itoa(i+1)) + " " + key
		}
		sign := "  "
		if i == fd.chosen {
			sign = a.theme.Strong.Render("▸ ")
		}
		cells[i] = a.padTo(a.cut(sign+key+"  "+a.theme.Faint.Render(t.Meaning), each-1), each)
	}
	high := (len(cells) + columns - 1) / columns
	first := max(0, min(fd.chosen-rows/2, high-rows)) // in one column that is too long
	var lines []string
	for row := first; row < min(high, first+rows); row++ {
		line := ""
		for c := row; c < len(cells); c += high {
			line += cells[c]
		}
		lines = append(lines, line)
	}
	return lines
}

// textRows are what a line of text was read as, and what is offered for it.
func (a *app) textRows(fd *field, width, rows int) []string {
	var lines []string
	if p := fd.problem(); p.text != "" && width-signCells-labelRoom(width) < tightCells {
		lines = append(lines, a.theme.Error.Render(a.cut("! "+p.text, width)))
	}
	if fd.name == fieldReference {
		lines = append(lines, a.referenceRows(fd.value(), width)...)
	} else if help := fieldHelp(fd.name); help != "" {
		lines = append(lines, a.theme.Faint.Render(a.cut("  "+help, width)))
	}
	found := fd.offers.matches()
	room := rows - len(lines)
	if len(found) == 0 || room <= 0 {
		return lines
	}
	chosen := fd.offers.taken - 1
	first := max(0, min(chosen-room/2, len(found)-room))
	for i := first; i < min(len(found), first+room); i++ {
		right := found[i].from
		if i == first && chosen < 0 {
			right = "^n takes it · " + right
		}
		if width < tightCells {
			right = "^n"
		}
		space := width - signCells - a.wide(right) - 1
		sign, text := "  ", a.padTo(a.cut(found[i].text, space), space)
		if i == chosen {
			sign, text = a.theme.Strong.Render("▸ "), a.theme.Strong.Render(text)
		}
		lines = append(lines, sign+text+" "+a.theme.Faint.Render(right))
	}
	return lines
}

// referenceRows show what a reference is read as, part by part.
func (a *app) referenceRows(text string, width int) []string {
	if text == "" {
		return []string{a.theme.Faint.Render(a.cut("  TITLE <URL> DATE LOCATOR, what there is of them; empty is none", width))}
	}
	r, err := model.ParseReference(text)
	if err != nil {
		return nil
	}
	var rows []string
	row := " "
	for _, p := range []struct{ name, value string }{{"title", r.Title}, {"address", r.URL}, {"date", r.Date}, {"at", r.Locator}} {
		if p.value == "" {
			continue
		}
		part := " " + a.theme.Faint.Render(p.name) + " " + model.CleanLine(p.value)
		if row != " " && a.wide(row)+1+a.wide(part) > width {
			rows, row = append(rows, row), " "
		}
		if row != " " {
			row += " "
		}
		row += part
	}
	rows = append(rows, row)
	for i := range rows {
		rows[i] = a.cut(rows[i], width)
	}
	return rows
}

// fieldHelp says what belongs into a field.
func fieldHelp(name fieldName) string {
	switch name {
	case fieldSpeaker:
		return "who says so: a name, a description, or anonymous"
	case fieldOrigin:
		return "where this reference has it from: an agency, another report"
	case fieldDate:
		return "as the brief words it: 4 March 2024, 2024-03-04, March 2024"
	case fieldAddress:
		return "where it stands on the web, with http:// or https://"
	case fieldHandling:
		return "TLP label or classification"
	}
	return ""
}
