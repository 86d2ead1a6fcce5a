package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// reading is the mode of an open brief.
type reading struct{ typing }

func (reading) kind() Mode { return ModeReader }

// typed says of a key that does nothing here where it does something.
func (reading) typed(a *app, key tea.KeyPressMsg) tea.Cmd {
	name := key.String()
	if c, ok := a.keymap.find(ModeSelect, name); ok {
		a.say(fmt.Sprintf("%s is for a selection (%s): %s", name, c.Action, a.spell("{select} begins one")))
		return nil
	}
	a.say(model.CleanLine(name) + " does nothing here: " + a.spell("{help} shows the keys"))
	return nil
}

func (reading) draw(a *app, _ []string) []string { return a.panelBeside(a.readerScreen()) }

// selecting is the mode in which a stretch of an open brief is selected.
type selecting struct{ typing }

func (selecting) kind() Mode { return ModeSelect }

func (selecting) draw(_ *app, screen []string) []string { return screen }

// withDetails ends the name of an action that asks for a mark's details first.
const withDetails = " with details"

// tagCommands are the keys that mark, in mode: the same in reading and
// selecting.
func tagCommands(mode Mode) []command {
	words := map[model.Tag][2]string{
		model.Sourced:    {"sourced: with a reference", "sourced"},
		model.Attributed: {"attributed: it says who", "attributed"},
		model.Opinion:    {"opinion: the author's own", "opinion"},
		model.Unsourced:  {"unsourced: a bare fact", "unsourced"},
		model.Nonclaim:   {"no claim: heading, credit", "no claim"},
	}
	var table []command
	for _, tag := range model.Tags() {
		c := command{Binding: Binding{
			Mode: mode, Action: markAction(tag), Keys: []string{tag.Key()},
			Help: words[tag][0], Category: CategoryMark, Command: true,
		}}
		if mode == ModeReader {
			c.Hint = words[tag][1]
		} else {
			c.Category, c.Command = "", false
		}
		if mode == ModeSelect && tag == model.Sourced {
			c.Shown, c.Hint = "s a o - #", "mark"
		}
		c.do = func(a *app, n int) tea.Cmd {
			if a.moveEdges(tag) {
				a.endSelecting()
				return nil
			}
			cmd := a.mark(tag, n, nil)
			a.endSelecting()
			return cmd
		}
		table = append(table, c)
	}
	detailed := command{Binding: Binding{
		Mode: mode, Keys: []string{"S", "A", "O"}, Help: "the same, details first", Category: CategoryMark,
	}}
	if mode == ModeSelect {
		detailed.Category = ""
	}
	for i, tag := range []model.Tag{model.Sourced, model.Attributed, model.Opinion} {
		c := detailed
		c.Action, c.Keys = markAction(tag)+withDetails, detailed.Keys[i:i+1]
		c.do = func(a *app, _ int) tea.Cmd { return a.markWithDetails(tag) }
		if i == 0 {
			c.Shown = "S A O"
		} else {
			c.Category = ""
		}
		table = append(table, c)
	}
	return table
}

func markCommands() []command {
	table := tagCommands(ModeReader)
	onMark := func(a *app) bool {
		_, ok, _ := a.mine(0)
		return ok
	}
	return append(table,
		command{Binding{Mode: ModeReader, Action: "repeat the last mark", Keys: []string{"."}, Help: "the last mark again", Category: CategoryMark, Command: true},
			func(a *app, n int) tea.Cmd { return a.again(times(n)) }, nil},
		command{Binding{Mode: ModeReader, Action: "details", Keys: []string{"enter"}, Help: "the mark's details", Hint: "details", Category: CategoryMark, Command: true},
			func(a *app, _ int) tea.Cmd { return a.openDetails() }, onMark},
		command{Binding{Mode: ModeReader, Action: "edit the note", Keys: []string{"e"}, Help: "its note in $EDITOR", Category: CategoryMark, Command: true},
			func(a *app, _ int) tea.Cmd { return a.editNote() }, nil},
		command{Binding{Mode: ModeReader, Action: "remove mark", Keys: []string{"x"}, Help: "remove the mark", Hint: "remove", Category: CategoryMark, Command: true},
			func(a *app, n int) tea.Cmd { return a.remove(n) }, onMark},
		command{Binding{Mode: ModeReader, Action: "undo", Keys: []string{"u"}, Shown: "u ^r", Help: "undo, redo", Category: CategoryMark, Command: true},
			func(a *app, n int) tea.Cmd { return a.stepBack(false, n, false) }, nil},
		command{Binding{Mode: ModeReader, Action: "redo", Keys: []string{"ctrl+r"}, Command: true},
			func(a *app, n int) tea.Cmd { return a.stepBack(true, n, false) }, nil},
		command{Binding{Mode: ModeReader, Action: "select", Keys: []string{"v"}, Help: "select; on a mark its edges", Hint: "select", Category: CategoryPart, Command: true},
			func(a *app, _ int) tea.Cmd { return a.startSelecting() }, nil},
	)
}

// startSelecting enters select mode.
func (a *app) startSelecting() tea.Cmd {
	if a.reader.startSelecting() {
		a.push(selecting{})
	} else {
		a.say("nothing to select here")
	}
	return nil
}

// endSelecting leaves select mode where it is on.
func (a *app) endSelecting() {
	if a.reader.sel != nil && !a.note.error {
		a.reader.sel = nil
	}
	if a.reader.sel == nil && a.top().kind() == ModeSelect {
		a.pop()
	}
}

// moves makes a command of a verb of the reader.
func moves(do func(r *reader, n int)) func(*app, int) tea.Cmd {
	return func(a *app, n int) tea.Cmd {
		do(a.reader, times(n))
		return nil
	}
}

func selectCommands() []command {
	sel := func(action Action, shown, help, hint string, do func(r *reader, n int), keys ...string) command {
		return command{Binding{Mode: ModeSelect, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint, Category: CategoryPart}, moves(do), nil}
	}
	stop := func(kind stopKind, sign int) func(*reader, int) {
		return func(r *reader, n int) { r.moveSelection(kind, sign*n) }
	}
	hidden := func(c command) command { c.Category = ""; return c }
	table := []command{
		sel("next clause", "l w ;", "letter, word, clause on", "clause", stop(stopClause, 1), ";"),
		sel("previous clause", "h b ,", "the same back; j k by rows", "", stop(stopClause, -1), ","),
		hidden(sel("next word", "", "word on", "word", stop(stopWord, 1), "w", "e")),
		hidden(sel("previous word", "", "word back", "", stop(stopWord, -1), "b")),
		hidden(sel("next letter", "", "letter on", "", stop(stopLetter, 1), "l", "right")),
		hidden(sel("previous letter", "", "letter back", "", stop(stopLetter, -1), "h", "left")),
		hidden(sel("row down", "", "row down", "", func(r *reader, n int) { r.moveRows(n) }, "j", "down")),
		hidden(sel("row up", "", "row up", "", func(r *reader, n int) { r.moveRows(-n) }, "k", "up")),
		sel("end of the unit", "0 $ tab", "ends of the unit; other end", "", func(r *reader, _ int) { r.unitEnd(1) }, "$", "end"),
		hidden(sel("beginning of the unit", "", "beginning of the unit", "", func(r *reader, _ int) { r.unitEnd(-1) }, "0", "home")),
		hidden(sel("change ends", "tab", "the other end moves", "other end", func(r *reader, _ int) { r.sel.atStart = !r.sel.atStart; r.showSelection() }, "tab")),
		sel("whole units", "V G esc", "whole units; to end; leave", "", func(r *reader, _ int) { r.wholeUnits() }, "V"),
		hidden(sel("to the end", "", "to the end of the brief", "", func(r *reader, _ int) { r.selectToEnd() }, "G")),
	}
	leave := command{Binding{Mode: ModeSelect, Action: "leave", Keys: []string{"esc", "v", "q"}, Shown: "esc", Help: "leave", Hint: "leave"},
		func(a *app, _ int) tea.Cmd {
			a.reader.sel = nil
			a.pop()
			a.reader.reveal(a.reader.cursor)
			return nil
		}, nil}
	repeat := command{Binding{Mode: ModeSelect, Action: "repeat the last mark", Keys: []string{"."}},
		func(a *app, _ int) tea.Cmd { cmd := a.again(1); a.endSelecting(); return cmd }, nil}
	copied := command{Binding{Mode: ModeSelect, Action: "copy the quote", Keys: []string{"y"}}, func(a *app, _ int) tea.Cmd { return a.copy() }, nil}
	help := command{Binding{Mode: ModeSelect, Action: "help", Keys: []string{"?"}, Hint: "help"}, func(a *app, _ int) tea.Cmd { return a.openHelp() }, nil}
	return append(append(append(tagCommands(ModeSelect), edgeCommands()...), table...), repeat, copied, leave, help)
}

// selectToEnd selects from the first selected unit to the last of the brief.
func (r *reader) selectToEnd() {
	r.wholeUnits()
	if unit, ok := r.units.last(); ok {
		r.sel.atStart = false
		r.sel.set(unit.Span.End)
		r.showSelection()
	}
}

func moveCommands() []command {
	mv := func(action Action, shown, help, hint string, do func(a *app, n int), keys ...string) command {
		return command{Binding{Mode: ModeReader, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint, Category: CategoryMove, Command: true},
			func(a *app, n int) tea.Cmd { do(a, n); return nil }, nil}
	}
	hidden := func(c command) command { c.Category = ""; return c }
	scroll := func(rows func(f frame) int) func(a *app, n int) {
		return func(a *app, n int) { a.reader.pageBy(rows(a.frame) * times(n)) }
	}
	tables := func(c command) command {
		c.now = func(a *app) bool { return a.reader != nil && a.reader.widest() > 0 }
		return c
	}
	whole := func(f frame) int { return max(1, f.body-2) }
	half := func(f frame) int { return max(1, f.body/2) }
	one := func(frame) int { return 1 }
	back := func(rows func(f frame) int) func(frame) int { return func(f frame) int { return -rows(f) } }
	return []command{
		mv("next unit", "j k", "next, previous unit", "", func(a *app, n int) { a.step(times(n)) }, "j", "down"),
		hidden(mv("previous unit", "", "previous unit", "", func(a *app, n int) { a.step(-times(n)) }, "k", "up")),
		mv("next unread unit", ") (", "next, previous unread unit", "unread", func(a *app, n int) { a.toUnread(times(n)) }, ")"),
		hidden(mv("previous unread unit", "", "previous unread unit", "", func(a *app, n int) { a.toUnread(-times(n)) }, "(")),
		mv("next mark", "] [", "next, previous mark", "", func(a *app, n int) { a.toMark(times(n)) }, "]"),
		hidden(mv("previous mark", "", "previous mark", "", func(a *app, n int) { a.toMark(-times(n)) }, "[")),
		mv("next paragraph", "} {", "next, previous paragraph", "", func(a *app, n int) { a.reader.paragraph(times(n)) }, "}"),
		hidden(mv("previous paragraph", "", "previous paragraph", "", func(a *app, n int) { a.reader.paragraph(-times(n)) }, "{")),
		mv("page down", "space b", "page down, up", "", scroll(whole), "space", "f", "pgdown"),
		hidden(mv("page up", "", "page up", "", scroll(back(whole)), "b", "pgup")),
		mv("half a page down", "^d ^u", "half a page; ^e ^y a row", "", scroll(half), "ctrl+d"),
		hidden(mv("half a page up", "", "half a page up", "", scroll(back(half)), "ctrl+u")),
		hidden(mv("row down", "^e ^y", "row down, up", "", scroll(one), "ctrl+e")),
		hidden(mv("row up", "", "row up", "", scroll(back(one)), "ctrl+y")),
		tables(mv("to the right", "← →", "a wide table sideways", "sideways", func(a *app, n int) { a.sideways(times(n)) }, "right")),
		tables(hidden(mv("to the left", "", "a wide table sideways", "", func(a *app, n int) { a.sideways(-times(n)) }, "left"))),
		mv("beginning", "g G 14G", "beginning, end, unit 14", "", func(a *app, n int) { a.leap(func() { a.toNumber(times(n)) }) }, "g", "home"),
		hidden(mv("end", "", "end", "", func(a *app, n int) { a.leap(func() { a.toNumber(n) }) }, "G", "end")),
		{Binding: Binding{Mode: ModeReader, Action: "unit by number", Shown: "14G", Help: "unit 14"}},
	}
}

// step moves the cursor, and says where the brief ends.
func (a *app) step(n int) {
	if a.reader.cursor.Empty() {
		a.reader.pageBy(n)
		return
	}
	if !a.reader.step(n) {
		a.say(map[bool]string{true: "the end of the brief", false: "the beginning of the brief"}[n > 0])
	}
}

func (a *app) toMark(n int) {
	wrapped, ok := a.reader.toMark(n)
	a.sayJump(wrapped, ok, n, "no marks yet: "+a.markKeys()+" make one")
}

func (a *app) toUnread(n int) {
	if !a.reader.units.ready {
		a.say("still counting the units")
		return
	}
	wrapped, ok := a.reader.toUnread(n)
	a.sayJump(wrapped, ok, n, a.spell("nothing is unread: {export} exports what you marked"))
}

// sayJump says that a jump went round the end of the brief, or nowhere.
func (a *app) sayJump(wrapped, ok bool, n int, nowhere string) {
	switch {
	case !ok:
		a.say(nowhere)
	case wrapped && n > 0:
		a.say("went on from the beginning")
	case wrapped:
		a.say("went on from the end")
	}
}

// toNumber goes to unit n, counted from 1; 0 is the last one.
func (a *app) toNumber(n int) {
	r := a.reader
	if n == 0 {
		r.toEnd()
		return
	}
	if n == 1 {
		r.goTo(0)
		return
	}
	if !r.units.ready {
		a.say("still counting the units")
		return
	}
	if n > len(r.units.all) {
		a.say(fmt.Sprintf("unit %d is the last one", len(r.units.all)))
	}
	if unit, ok := r.units.number(n); ok {
		r.stand(unit.Span)
	}
}

// pageBy scrolls by n rows; at the ends of the brief the cursor goes there.
func (r *reader) pageBy(n int) {
	if r.scroll(n) {
		r.follow()
		return
	}
	unit, ok := r.units.last()
	if n < 0 {
		unit, ok = r.units.at(0)
	}
	if ok {
		r.stand(unit.Span)
	}
}
