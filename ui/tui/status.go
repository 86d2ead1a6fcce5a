package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"obelus/model"
)

// ends is a line of the frame with a left and a right part; the left one gives
// way.
func (a *app) ends(left, right string) string {
	space := a.frame.inner - a.wide(right)
	if right != "" {
		left = a.padTo(a.cut(left, space-2), space)
	}
	return a.fit(left + right)
}

// number is the number of the cursor's unit, 0 while it is not known.
func (r *reader) number() int {
	unit, ok := r.unit()
	if !ok {
		return 0
	}
	return r.units.numberOf(unit.Span.Start)
}

// statusLine says where the reader is, how much is marked and what is in the
// way: as much of it as there is room for.
func (a *app) statusLine() string {
	r := a.reader
	parts := []string{" " + a.modeWord() + " ", a.place()}
	parts = append(parts, a.tagCounts())
	if text := a.coverage(); text != "" {
		parts = append(parts, text)
	}
	for _, wanted := range slices.Backward(a.wanted()) {
		parts = slices.Insert(parts, 2, a.theme.Error.Render(wanted))
	}
	if text := r.plainly(); text != "" {
		parts = append(parts[:2:2], append([]string{a.theme.Error.Render(excerpt(text, 70))}, parts[2:]...)...)
	}
	if a.writes.failed != nil {
		parts = append(parts[:2:2], append([]string{a.theme.Error.Render(plural(a.writes.waiting(), "change") + " not kept")}, parts[2:]...)...)
	}
	if found := r.search.number(); found != "" {
		parts = slices.Insert(parts, 2, found)
	}
	line := strings.Join(parts, "  ")
	for len(parts) > 2 && a.wide(line) > a.frame.inner {
		parts = parts[:len(parts)-1]
		line = strings.Join(parts, "  ")
	}
	if a.count > 0 {
		return a.ends(line, a.theme.Strong.Render(strconv.Itoa(a.count)))
	}
	return a.fit(line)
}

// wanted is what a new text has brought that somebody has to decide on.
func (a *app) wanted() []string {
	r := a.reader
	var all []string
	if r.newer && !r.opened.Earlier {
		all = append(all, a.spell("new text: {take the new text} takes it"))
	}
	if n := r.marks.toConfirm(); n > 0 {
		all = append(all, fmt.Sprintf("%d to confirm", n))
	}
	if n := r.marks.open(); n > 0 {
		all = append(all, plural(n, "orphan"))
	}
	return all
}

// modeWord is the mode in a word.
func (a *app) modeWord() string {
	if v, ok := a.reader.marks.orphan(a.reader.attaching); ok {
		return a.theme.Strong.Render("PLACE of "+string(v.Label)) + " " + a.theme.Faint.Render("“"+excerpt(v.Quote.Text, 24)+"”")
	}
	if a.reader.sel != nil {
		letters := utf8.RuneCountInString(a.reader.opened.Doc.VisibleOf(a.reader.sel.span()))
		word := "SELECT"
		if m, held := a.reader.held(); held {
			word = "EDGES of " + a.reader.label(&m)
		}
		return a.theme.Strong.Render(word) + " " + a.theme.Faint.Render(plural(letters, "letter"))
	}
	if a.reader.opened.Earlier {
		return a.theme.Strong.Render("OLDER TEXT") + " " + a.theme.Faint.Render(arrival(a.reader.opened.Revision))
	}
	return a.theme.Strong.Render("READ")
}

// acting is the mark that a key for marks acts on, and how many stand there
// besides.
func (a *app) acting() string {
	r := a.reader
	if r.sel != nil || len(r.marks.all) == 0 {
		return ""
	}
	under := r.marks.under(r.cursor)
	n := 0
	if r.cycle.cursor == r.cursor && r.cycle.next > 0 {
		n = r.cycle.next - 1
	}
	mark, ok, _ := a.mine(n)
	switch {
	case len(under) == 0:
		return ""
	case !ok:
		return a.theme.Faint.Render(r.label(&under[0]) + " by " + excerpt(string(under[0].Analyst), 16))
	}
	text := a.inks.tag(mark.Tag).Render(r.label(&mark))
	if doubt := a.doubt(&mark); doubt != "" {
		text += " " + a.theme.Error.Render(excerpt(doubt, max(24, a.frame.inner/2)))
	}
	if len(under) > 1 {
		text += a.theme.Faint.Render(fmt.Sprintf(" of %d here", len(under)))
	}
	return text
}

// place is the number of the unit, of how many.
func (a *app) place() string {
	r := a.reader
	if r.units.ready {
		return fmt.Sprintf("%d/%d", r.number(), len(r.units.all))
	}
	if n := r.number(); n > 0 {
		return fmt.Sprintf("%d/…", n)
	}
	return "…"
}

// tagCounts is the number of marks by tag. "No claim" is not counted for
// anything, and left out.
func (a *app) tagCounts() string {
	if !a.reader.loaded && !a.reader.outlined {
		return "…"
	}
	wide := a.frame.inner >= 76
	var parts []string
	for _, tag := range []model.Tag{model.Sourced, model.Attributed, model.Opinion, model.Unsourced} {
		name := string(tag)
		if !wide || tag == model.Unsourced {
			name = tag.Glyph()
		}
		parts = append(parts, a.inks.tag(tag).Render(name)+" "+strconv.Itoa(a.reader.marks.tags[tag]))
	}
	return strings.Join(parts, "  ")
}

// meterCells is the width of the meter of what is marked.
const meterCells = 10

// coverage is how much is marked, and what is unread.
func (a *app) coverage() string {
	switch {
	case !a.reader.loaded && !a.reader.outlined:
		return ""
	case !a.reader.units.ready:
		return "…"
	}
	p, share := a.reader.progress, 1.0
	if p.Countable() > 0 {
		share = float64(p.Marked()) / float64(p.Countable())
	}
	text := fmt.Sprintf("%d %% marked, %d unread", int(share*100), p.Unread())
	if a.frame.inner < 92 {
		return text
	}
	return a.meter(share, meterCells) + " " + text
}

// meter draws a share from 0 to 1.
func (a *app) meter(share float64, cells int) string {
	full := int(share * float64(cells))
	return a.theme.Strong.Render(strings.Repeat("▓", full)) + a.theme.Frame.Render(strings.Repeat("░", cells-full))
}

// leastNote is how much of a note has to stay beside what can be done now.
const leastNote = 16

// bottomLine is the note, as long as it matters, else the hints.
func (a *app) bottomLine() string {
	switch {
	case a.note.text == "" && a.sheeted():
		return a.fit("") // the sheet says its own keys
	case a.note.text == "" && a.top().kind() == ModeReader && a.reader.footnote() != "":
		then := "  " + a.hint(a.keymap.key("footnote", ModeReader), "goes there")
		text := model.CleanLine(a.reader.footnote())
		return a.fit(" " + a.theme.Faint.Render(a.cut(text, a.frame.inner-1-a.wide(then))) + then)
	case a.note.text == "":
		return a.fit(" " + a.hintLine())
	}
	style := a.theme.Strong
	if a.note.error {
		style = a.theme.Error
	}
	text := model.CleanLine(a.note.text)
	then := " · " + a.note.then
	if room := a.frame.inner - 1 - a.wide(then); a.note.then != "" && room >= leastNote {
		text = a.cut(text, room) + then
	}
	return a.fit(" " + style.Render(text))
}

// hintLine is the keys that matter now, behind the mark that they act on where
// one is.
func (a *app) hintLine() string {
	mode, acting := a.baseMode(), ""
	if mode == ModeReader {
		if acting = a.acting(); acting != "" {
			acting += "  "
		}
	}
	return acting + a.hints(mode, a.frame.inner-1-a.wide(acting))
}

// sheeted reports whether a sheet with keys of its own lies over the screen.
func (a *app) sheeted() bool {
	switch a.top().kind() {
	case ModeForm, ModePalette, ModeHelp, ModeList:
		return true
	}
	return false
}

// baseMode is the mode whose hints the bottom line shows: the uppermost that
// is no sheet over the screen.
func (a *app) baseMode() Mode {
	for i := len(a.modes) - 1; i > 0; i-- {
		if k := a.modes[i].kind(); k == ModeSelect || k == ModePanel || k == ModeCompare {
			return k
		}
	}
	return a.modes[0].kind()
}

// hints are the keys that matter now, as many as fit; help is always among
// them.
func (a *app) hints(mode Mode, width int) string {
	help := ""
	var others []string
	for _, c := range a.keymap.of(mode) {
		switch {
		case c.Hint == "" || c.now != nil && !c.now(a):
		case c.Action == "help":
			help = a.hint(c.Label(), c.Hint)
		case c.now != nil: // what fits the moment comes first
			others = append([]string{a.hint(c.Label(), c.Hint)}, others...)
		default:
			others = append(others, a.hint(c.Label(), c.Hint))
		}
	}
	if a.placing() && (mode == ModeReader || mode == ModeSelect) {
		others = a.placeHints(others)
	}
	line := ""
	for _, h := range others {
		if a.wide(line)+a.wide(h)+2+a.wide(help) > width {
			break
		}
		line += h + "  "
	}
	return line + help
}
