package tui

import (
	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
)

// stopComparing leaves the mode, where the difference is; back goes to where the
// text was.
func (a *app) stopComparing(back bool) {
	c := a.comparison()
	a.pop()
	if back {
		a.reader.cursor = c.before.cursor
		a.reader.reveal(a.reader.cursor)
		return
	}
	if d, ok := c.here(); ok {
		a.leap(func() { a.reader.stand(d.Span()) })
	}
}

// compareCommands are the keys for another analyst's marks.
func compareCommands() []command {
	on, does := bindings(ModeCompare, CategoryCompare)
	settle := func(choice desk.Choice) func(a *app) tea.Cmd {
		return func(a *app) tea.Cmd { return a.settleDifference(choice) }
	}
	step := func(by int) func(a *app, n int) {
		return func(a *app, n int) { a.comparison().step(a, by*times(n)) }
	}
	return []command{
		{Binding{Mode: ModeReader, Action: "compare with another analyst", Keys: []string{"d"}, Help: "where another differs", Category: CategoryFind, Command: true},
			func(a *app, _ int) tea.Cmd { return a.compareWith() }, nil},
		does("take theirs", "t", "theirs: your mark becomes what theirs is, or goes", "theirs", settle(desk.ChooseTheirs), "t"),
		does("keep mine", "m", "mine: your mark stays", "mine", settle(desk.ChooseMine), "m"),
		does("keep neither", "n", "neither: your mark goes", "neither", settle(desk.ChooseNeither), "n"),
		on("next difference", "] [", "next, previous difference; the text follows", "other", step(1), "]", "j", "down"),
		on("previous difference", "", "", "", step(-1), "[", "k", "up"),
		on("first difference", "g G", "first, last difference", "", step(-most), "g", "home"),
		on("last difference", "", "", "", step(most), "G", "end"),
		does("undo the settling", "u ^r", "undo, redo", "undo", func(a *app) tea.Cmd { return a.stepBack(false, 1, false) }, "u"),
		does("redo the settling", "", "", "", func(a *app) tea.Cmd { return a.stepBack(true, 1, false) }, "ctrl+r"),
		on("stay here", "enter", "to the text, here", "", func(a *app, _ int) { a.stopComparing(false) }, "enter"),
		on("stop comparing", "esc", "back to where you were", "leave", func(a *app, _ int) { a.stopComparing(true) }, "esc", "q", "d"),
		does("help", "?", "", "help", (*app).openHelp, "?", "f1"),
	}
}
