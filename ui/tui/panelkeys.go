package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// paneling is the mode in which the panel of marks has the keys.
type paneling struct{ typing }

func (paneling) kind() Mode { return ModePanel }

func (paneling) draw(a *app, screen []string) []string { return a.panelOver(screen) }

// togglePanel opens the panel with the keys in it, or closes it.
func (a *app) togglePanel() tea.Cmd {
	r := a.reader
	if r.panel != nil && a.frame.side > 0 {
		a.closePanel()
		return nil
	}
	r.panel = &panel{seen: -1}
	a.resize(a.newFrame(a.frame.w, a.frame.h))
	a.enterPanel()
	return nil
}

// enterPanel gives the panel the keys.
func (a *app) enterPanel() {
	r := a.reader
	r.sel = nil
	a.endSelecting()
	a.takeKeys()
	r.panel.refresh(r)
	r.panel.follow(r)
	r.panel.before = r.stance
	a.push(paneling{})
}

// takeKeys takes the keys from the panel.
func (a *app) takeKeys() {
	a.modes = slices.DeleteFunc(a.modes, func(m mode) bool { return m.kind() == ModePanel })
}

// leavePanel gives the text the keys: where the panel lies over it, that closes
// it.
func (a *app) leavePanel() {
	a.takeKeys()
	if a.frame.side == 0 {
		a.reader.panel = nil
	}
}

// closePanel closes the panel, and gives its room back to the text.
func (a *app) closePanel() {
	a.takeKeys()
	a.reader.panel = nil
	a.resize(a.newFrame(a.frame.w, a.frame.h))
}

// otherPane gives the keys to the panel beside the text.
func (a *app) otherPane() tea.Cmd {
	if a.reader.panel == nil {
		return a.togglePanel()
	}
	a.enterPanel()
	return nil
}

// panelStep moves along the list by n marks, and the text with it.
func (a *app) panelStep(n int) {
	p := a.reader.panel
	p.at = min(max(p.at+n, 0), max(0, p.entries(a.reader)-1))
	a.showChosen()
}

// showChosen brings the text to the mark that the panel stands on, or says why
// there is no place for it.
func (a *app) showChosen() {
	r := a.reader
	switch m, ok := r.panel.chosen(r); {
	case ok:
		r.stand(m.Span)
	case r.panel.entries(r) > 0:
		a.say("not in this text: " + a.keymap.spell("{confirm in the panel} gives it a place, {leave out} leaves it out, {remove the panel's mark} removes it", ModePanel))
	}
}

// goToChosen stays where the panel's mark is, in the text.
func (a *app) goToChosen() {
	r := a.reader
	_, ok := r.panel.chosen(r)
	a.showChosen()
	if ok {
		a.leavePanel()
	}
}

// onChosen does something to the panel's mark as if the text's cursor stood on
// it.
func (a *app) onChosen(do func(m model.Mark) tea.Cmd) tea.Cmd {
	r := a.reader
	m, ok := r.panel.chosen(r)
	if !ok {
		a.showChosen()
		return nil
	}
	if m.Analyst != r.analyst {
		a.noMark(m.Analyst)
		return nil
	}
	r.stand(m.Span)
	return do(m.Clone())
}

// retag gives the panel's mark another tag.
func (a *app) retag(tag model.Tag) tea.Cmd {
	if a.readOnly() {
		return nil
	}
	return a.onChosen(func(m model.Mark) tea.Cmd {
		taggings := []desk.Tagging{{Span: m.Span, Tag: tag}}
		if a.reader.nothingNew(taggings) {
			a.say("already " + tag.Words())
			return nil
		}
		a.change(taggings, markMessage(a.keymap, a.reader, taggings))
		return nil
	})
}

// narrowPanel changes the panel's filter, and says what it is then.
func (a *app) narrowPanel(change func(f *panelFilter)) {
	p := a.reader.panel
	f := p.filter
	change(&f)
	p.at = 0
	p.narrow(a.reader, f)
	a.say("marks: " + f.String())
}

// filterPanel narrows the panel as words are typed.
func (a *app) filterPanel() tea.Cmd {
	was := a.reader.panel.filter
	narrow := func(a *app, words string) tea.Cmd {
		f := was
		f.words = words
		a.reader.panel.at = 0
		a.reader.panel.narrow(a.reader, f)
		return nil
	}
	p := a.openPrompt("/", was.words, narrow)
	p.each = narrow
	return nil
}

// paneCommands are the reader's keys for the panel.
func paneCommands() []command {
	return []command{
		{Binding{Mode: ModeReader, Action: "marks", Keys: []string{"p"}, Shown: "p tab", Help: "all marks; there and back", Category: CategoryFind, Command: true},
			func(a *app, _ int) tea.Cmd { return a.togglePanel() }, nil},
		{Binding{Mode: ModeReader, Action: "other pane", Keys: []string{"tab"}},
			func(a *app, _ int) tea.Cmd { return a.otherPane() }, nil},
	}
}

// panelCommands are the panel's own keys.
func panelCommands() []command {
	on, does := bindings(ModePanel, CategoryPanel)
	table := []command{
		on("next in the panel", "j k", "next, previous mark; the text follows", "", func(a *app, n int) { a.panelStep(times(n)) }, "j", "down", "]"),
		on("previous in the panel", "", "", "", func(a *app, n int) { a.panelStep(-times(n)) }, "k", "up", "["),
		on("panel page down", "space b", "page down, up", "", func(a *app, n int) { a.panelStep(times(n) * a.panelPage()) }, "space", "f", "pgdown", "ctrl+d"),
		on("panel page up", "", "", "", func(a *app, n int) { a.panelStep(-times(n) * a.panelPage()) }, "b", "pgup", "ctrl+u"),
		on("first mark", "g G", "first, last mark", "", func(a *app, _ int) { a.panelStep(-most) }, "g", "home"),
		on("last mark", "", "", "", func(a *app, _ int) { a.panelStep(a.reader.panel.entries(a.reader)) }, "G", "end"),
		on("jump", "enter", "go there in the text", "jump", func(a *app, _ int) { a.goToChosen() }, "enter"),
		does("filter the marks", "/", "filter: words, speaker, note", "filter", (*app).filterPanel, "/"),
		on("filter by tag", "t", "only one tag, the next", "tag", func(a *app, _ int) {
			a.narrowPanel(func(f *panelFilter) { f.tag = next(append([]model.Tag{""}, model.Tags()...), f.tag) })
		}, "t"),
		on("filter by state", "w", "only what wants something, whose", "state", func(a *app, _ int) {
			a.narrowPanel(func(f *panelFilter) { f.want = next(wants(), f.want) })
		}, "w"),
		on("filter by status", "c", "only open, checked, disputed", "status", func(a *app, _ int) {
			a.narrowPanel(func(f *panelFilter) {
				f.status = next([]model.Status{"", model.Open, model.Checked, model.Disputed}, f.status)
			})
		}, "c"),
		does("remove the panel's mark", "x", "remove the mark", "remove", (*app).removeChosen, "x"),
		does("confirm in the panel", "r X", "confirm; an orphan: its new place; it has none", "confirm", (*app).confirmChosen, "r"),
		does("leave out", "", "", "", (*app).leaveOutChosen, "X"),
		does("undo in the panel", "u ^r", "undo, redo", "", func(a *app) tea.Cmd { return a.stepBack(false, 1, false) }, "u"),
		does("redo in the panel", "", "", "", func(a *app) tea.Cmd { return a.stepBack(true, 1, false) }, "ctrl+r"),
		does("details of the panel's mark", "e", "its details", "details", func(a *app) tea.Cmd {
			return a.onChosen(func(m model.Mark) tea.Cmd { return a.openMark(m) })
		}, "e"),
		on("other pane", "tab", "to the text", "", func(a *app, _ int) { a.leavePanel() }, "tab", "shift+tab"),
		on("back from the panel", "esc", "all marks again; back to where you were", "", func(a *app, _ int) { a.panelBack() }, "esc"),
		on("close the panel", "p q", "close the panel", "", func(a *app, _ int) { a.closePanel() }, "p", "q"),
		does("help", "", "", "help", (*app).openHelp, "?", "f1"),
	}
	table[len(table)-1].Shown = "?"
	for _, tag := range model.Tags() {
		c := does(markAction(tag), "", "", "", func(a *app) tea.Cmd { return a.retag(tag) }, tag.Key())
		if tag == model.Sourced {
			c.Shown, c.Help, c.Category = "s a o - #", "another tag for the mark", CategoryPanel
		}
		table = append(table, c)
	}
	return table
}

// panelBack clears the filter; without one it goes back to where the text was,
// and gives it the keys.
func (a *app) panelBack() {
	r := a.reader
	if !r.panel.filter.empty() {
		r.panel.narrow(r, panelFilter{})
		a.say("marks: " + r.panel.filter.String())
		return
	}
	before := r.panel.before
	a.leavePanel()
	r.cursor = before.cursor
	r.reveal(r.cursor)
}
