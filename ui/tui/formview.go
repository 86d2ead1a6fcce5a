package tui

import (
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// The cells of a form.
const (
	formCells  = 78 // with its frame
	labelCells = 13
	signCells  = 2
	edgeCells  = 4  // the frame and a space on either side
	tightCells = 40 // below these a message stands under its field, not beside it
	mostPast   = 5  // changes of a mark that are shown
	freeRows   = 12 // of the brief that more than one of them leave in sight
	paneRows   = 5  // what a field can say of itself below the fields
)

// boxWidth is how wide a sheet over the reader is.
func (a *app) boxWidth() int { return min(formCells, a.frame.w) }

// A formLayout says which rows of a form stand where.
type formLayout struct {
	words int // rows of the words that the form is about
	first int // the first field that shows
	shown int // fields that show
	pane  int // rows below them
	past  int // rows of what became of the mark before
}

// layout divides the rows of a sheet: the field that is edited always shows,
// then the others, then what can be said of it, then the words.
func (f *form) layout(rows int) formLayout {
	l := formLayout{}
	rows = max(1, rows-2) // the frame
	n := len(f.fields)
	l.words = min(1, max(0, rows-3))
	rows -= l.words
	l.shown = min(n, rows)
	l.pane = min(paneRows, rows-l.shown)
	for l.pane < 3 && l.shown > 4 { // a pane matters more than the fifth field
		l.shown, l.pane = l.shown-1, l.pane+1
	}
	if free := rows - l.shown - l.pane; l.pane == paneRows {
		l.past = min(len(f.history), mostPast, max(min(1, free), free-freeRows))
	}
	l.first = max(0, min(f.at-l.shown/2, n-l.shown))
	return l
}

// draw lays the form over the half of the screen that what it is about is not
// in.
func (f *form) draw(a *app, screen []string) []string {
	title, words := f.subject.heading(a)
	width := a.boxWidth()
	inner := width - edgeCells
	l := f.layout(len(screen) - 1) // the bottom line stays free
	var lines []string
	if l.words > 0 {
		lines = append(lines, a.theme.Faint.Render(a.cut(words, inner)))
	}
	for i := l.first; i < l.first+l.shown; i++ {
		lines = append(lines, f.line(a, i, inner))
	}
	lines = append(lines, f.pane(a, inner, l.pane)...)
	if f.fields[f.at].note != nil {
		lines = f.withNote(a, lines, l, inner)
	}
	lines = append(lines, f.pastRows(a, inner, l.past)...)
	if extra := f.more(l); extra != "" {
		title += " " + extra
	}
	return a.overlay(screen, box{title: title, lines: lines, foot: a.formFoot(inner), width: width}, f.subject.place(a))
}

// withNote lays the note that is edited over its row and the pane's.
func (f *form) withNote(a *app, lines []string, l formLayout, inner int) []string {
	at := l.words + f.at - l.first
	below := lines[at+1 : len(lines)-l.pane]
	told := f.theirsRow(a, inner)
	if l.pane == 0 {
		told = nil
	}
	rows := a.noteRows(f.fields[f.at].note, inner-signCells-labelRoom(inner), l.pane+1-len(told))
	out := append(slices.Clone(lines[:at]), f.label(a, f.at, inner)+rows[0])
	indent := strings.Repeat(" ", signCells+labelRoom(inner))
	for _, row := range rows[1:] {
		out = append(out, indent+row)
	}
	out = append(out, told...)
	return append(out, below...)
}

// theirsRow is the row that says in full what another window made of the field
// that is edited; none where that is nothing else.
func (f *form) theirsRow(a *app, width int) []string {
	fd := &f.fields[f.at]
	if fd.theirs == "" {
		return nil
	}
	return []string{a.theme.Error.Render(a.cut("≠ theirs: "+fd.theirs, width))}
}

// more says that there are fields which do not show.
func (f *form) more(l formLayout) string {
	if l.shown == len(f.fields) {
		return ""
	}
	return fmt.Sprintf("· field %d of %d", f.at+1, len(f.fields))
}

// formFoot is as many of the form's hints as fit, the way out always.
func (a *app) formFoot(width int) string {
	var hints []string
	for _, c := range a.keymap.of(ModeForm) {
		if c.Hint != "" {
			hints = append(hints, c.Label()+" "+c.Hint)
		}
	}
	foot := strings.Join(hints, "   ")
	for len(hints) > 1 && a.wide(foot) > width-1 {
		hints = hints[1:]
		foot = strings.Join(hints, "  ")
	}
	return foot
}

// labelRoom is how wide labels are in a form of width cells.
func labelRoom(width int) int { return min(labelCells, max(4, width/3)) }

// label is what stands left of a field.
func (f *form) label(a *app, i, width int) string {
	room := labelRoom(width)
	name := a.padTo(a.cut(string(f.fields[i].name), room-1), room)
	if i == f.at {
		return a.theme.Strong.Render("▸ " + name)
	}
	return "  " + a.theme.Faint.Render(name)
}

// line is a field: its label, its value, and what is to be said of it.
func (f *form) line(a *app, i, width int) string {
	fd := &f.fields[i]
	room, on := width-signCells-labelRoom(width), i == f.at
	beside := a.theirs(fd, room)
	if fd.terms != nil {
		return f.label(a, i, width) + a.padTo(a.termsLine(fd, on && beside == "", room-a.wide(beside)), room-a.wide(beside)) + beside
	}
	switch p := fd.problem(); {
	case p.text != "" && room >= tightCells:
		beside = a.theme.Error.Render("  ! " + p.text)
	case p.text != "":
		beside = a.theme.Error.Render(" !")
	case beside == "":
		if from := fd.from(); from != "" && room >= tightCells {
			beside = a.theme.Faint.Render("  ⟨" + from + "⟩")
		}
	}
	room -= a.wide(beside)
	switch {
	case on && fd.note == nil:
		return f.label(a, i, width) + a.inputLine(&fd.in, room) + beside
	case fd.value() == "":
		return f.label(a, i, width) + a.theme.Faint.Render("—") + beside
	case fd.note != nil:
		return f.label(a, i, width) + a.padTo(a.noteLine(fd.note.Value(), room), room) + beside
	}
	return f.label(a, i, width) + a.padTo(a.cut(model.CleanLine(fd.value()), room), room) + beside
}

// theirs says, within half of a row, what another window made of a field
// meanwhile.
func (a *app) theirs(fd *field, room int) string {
	switch {
	case fd.theirs == "":
		return ""
	case room < tightCells:
		return a.theme.Error.Render(" ≠")
	}
	return a.theme.Error.Render("  ≠ theirs: " + a.cut(fd.theirs, room/2-13))
}

// from says that a value was found in the text of the brief.
func (f *field) from() string {
	for _, o := range f.offers.all {
		if o.from == fromText && o.text == model.CleanLine(f.value()) && f.ref.AddedBy == "" {
			return "from text"
		}
	}
	return ""
}

// noteLine is the first line of a note, and how many there are more.
func (a *app) noteLine(text string, room int) string {
	first, rest, more := strings.Cut(strings.TrimSpace(text), "\n")
	if !more {
		return a.cut(model.CleanLine(first), room)
	}
	n := fmt.Sprintf("  +%d", strings.Count(rest, "\n")+1)
	return a.cut(model.CleanLine(first), room-len(n)) + a.theme.Faint.Render(n)
}

// termsLine is a choice: all terms side by side where they are few and fit,
// else the chosen one with what it means.
func (a *app) termsLine(fd *field, on bool, width int) string {
	parts := make([]string, len(fd.terms))
	for i, t := range fd.terms {
		if i == fd.chosen {
			parts[i] = a.theme.Strong.Render("▸" + t.Value)
		} else {
			parts[i] = a.theme.Faint.Render(" " + t.Value)
		}
	}
	if line := strings.Join(parts, "  "); len(fd.terms) <= sideBySide && a.wide(line) <= width {
		return line
	}
	value := a.theme.Faint.Render("—")
	if fd.chosen >= 0 {
		t := fd.terms[fd.chosen]
		value = a.theme.Strong.Render(t.Value)
		if t.Also != "" {
			value += " / " + t.Also
		}
		value += "  " + a.theme.Faint.Render(t.Meaning)
	}
	if on {
		value += "   " + a.theme.Faint.Render("← → or "+termKeys(fd.terms))
	}
	return a.cut(value, width)
}

// sideBySide is as many terms as are shown in one row.
const sideBySide = 3

// termKeys names the keys that choose among terms: "A–F", "1–7".
func termKeys(terms []model.Term) string {
	first, last := terms[0].Value, terms[len(terms)-1].Value
	if len(first) > 1 {
		return "1–" + itoa(len(terms))
	}
	return first + "–" + last
}
