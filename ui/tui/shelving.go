package tui

import (
	"cmp"
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// shelving is the mode of the shelf.
type shelving struct{ typing }

func (shelving) kind() Mode { return ModeShelf }

func (shelving) draw(a *app, _ []string) []string { return a.shelfScreen() }

// shelfRead says what is on the shelf.
type shelfRead struct {
	asked   int
	stamp   string // of the store's file before they were read
	entries []desk.Entry
	err     error
}

// loadShelf asks the store for the briefs.
func (a *app) loadShelf() tea.Cmd {
	s := a.shelf
	if s == nil || s.fixed {
		return nil
	}
	s.asked = a.newID()
	ctx, worker, asked := a.ctx, a.desk, s.asked
	return func() tea.Msg {
		stamp := stampOf(worker)
		entries, err := worker.Shelf(ctx, "")
		return shelfRead{asked, stamp, entries, err}
	}
}

func (a *app) shelfRead(msg shelfRead) tea.Cmd {
	a.looking = false
	if a.shelf == nil || msg.asked != a.shelf.asked {
		return nil
	}
	if msg.err != nil {
		a.complain(msg.err)
		return nil
	}
	if a.reader == nil {
		a.stamp = msg.stamp
	}
	a.shelf.take(msg.entries)
	if a.shelf.filter == "" {
		return nil
	}
	return tea.Batch(a.narrow(), a.indexMarks())
}

// openEntry opens the brief that the cursor is on, at the mark where that is one.
func (a *app) openEntry() tea.Cmd {
	if hit, ok := a.shelf.mark(); ok {
		return a.openHit(hit)
	}
	e, ok := a.shelf.entry()
	if !ok {
		return nil
	}
	cmd := a.openRow(e)
	a.shelf.goal = ""
	return cmd
}

// openRow opens a brief on the shelf.
func (a *app) openRow(e desk.Entry) tea.Cmd {
	if a.shelf.opening {
		return nil
	}
	ref := e.Brief.Path()
	if ref == "" || ref == "-" {
		ref = string(e.Brief.ID)
	}
	return a.open(ref)
}

// open reads what ref names and shows it.
func (a *app) open(ref string) tea.Cmd {
	a.shelf.opening = true
	asked := a.newID()
	a.shelf.asked = asked
	ctx, worker := a.ctx, a.desk
	return func() tea.Msg {
		opened, err := worker.Open(ctx, ref, strings.NewReader(""))
		return briefOpened{asked, opened, err}
	}
}

func (a *app) briefOpened(msg briefOpened) tea.Cmd {
	if a.shelf == nil || !a.shelf.opening || msg.asked != a.shelf.asked {
		return nil
	}
	a.shelf.opening = false
	if msg.err != nil {
		a.complain(msg.err)
		return nil
	}
	a.modes = []mode{reading{}}
	a.openReader(msg.opened)
	a.reader.goal = a.shelf.goal
	return a.loadReader()
}

// filter narrows the shelf to what holds the words.
func (a *app) filter(words string) tea.Cmd {
	a.shelf.filter = words
	return a.narrow()
}

// askFilter asks for what to filter by, with the words of all marks at hand as
// they are now.
func (a *app) askFilter() tea.Cmd {
	filter := func(a *app, words string) tea.Cmd { return a.filter(words) }
	p := a.openPrompt("/", a.shelf.filter, filter)
	p.each = filter
	p.step = func(a *app, n int) { a.shelf.step(n) }
	p.chosen = func(a *app) tea.Cmd { return a.openEntry() }
	return a.indexMarks()
}

// addBrief asks for a path, brings it into the store and shows it on the shelf.
func (a *app) addBrief() tea.Cmd {
	a.openPrompt("add: ", "", func(a *app, path string) tea.Cmd {
		if path == "" {
			return nil
		}
		worker := a.desk
		a.writes.add(&write{kind: writeShelf, what: "added", do: func(ctx context.Context) (desk.Outcome, error) {
			added, err := worker.Add(ctx, path, strings.NewReader(""), desk.AddOptions{})
			return added.Outcome, err
		}})
		return nil
	})
	return nil
}

// takeOff takes the brief that the cursor is on off the shelf.
func (a *app) takeOff() tea.Cmd {
	e, ok := a.shelf.entry()
	switch {
	case !ok:
		a.sayOnMark()
		return nil
	case a.shelf.fixed:
		a.say("these are the files of a folder: nothing to take off")
		return nil
	case e.Sample:
		a.say("a sample is not in the store yet: nothing to take off")
		return nil
	}
	worker := a.desk
	a.writes.add(&write{kind: writeShelf, do: func(ctx context.Context) (desk.Outcome, error) {
		return worker.Remove(ctx, e.Brief.ID)
	}})
	return nil
}

// nextState says that the work on the brief that the cursor is on is a step
// further; behind the last one it is told by its marks again.
func (a *app) nextState() tea.Cmd {
	e, ok := a.shelf.entry()
	switch {
	case !ok:
		a.sayOnMark()
		return nil
	case a.shelf.fixed || e.Sample:
		a.say("only a brief that is kept in the store has a state: open it, and mark something")
		return nil
	}
	worker := a.desk
	a.writes.add(&write{kind: writeShelf, do: func(ctx context.Context) (desk.Outcome, error) {
		o, err := worker.OpenID(ctx, e.Brief.ID)
		if err != nil {
			return desk.Outcome{}, err
		}
		before := o.Brief.Particulars()
		after := before
		after.Progress = next(append([]model.Progress{""}, model.ProgressList()...), e.Brief.Progress)
		if e.Brief.Progress == "" {
			after.Progress = next(model.ProgressList(), e.Progress())
		}
		return worker.Describe(ctx, o, before, after)
	}})
	return nil
}

// sayOnMark says why a key does nothing that is about a brief.
func (a *app) sayOnMark() {
	if _, ok := a.shelf.mark(); ok {
		a.say("this is a mark: go up to its brief for that, or open it")
	}
}

// bringBack undoes the newest change of the shelf: what was taken off comes
// back with its marks.
func (a *app) bringBack(earlier bool) tea.Cmd {
	worker := a.desk
	a.writes.add(&write{kind: writeShelf, do: func(ctx context.Context) (desk.Outcome, error) {
		return worker.Undo(ctx, desk.Scope{Earlier: earlier})
	}})
	return nil
}

// shelved says what happened to the shelf, and reads it again.
func (a *app) shelved(out desk.Outcome) tea.Cmd {
	a.say(model.CleanLine(out.Message))
	return a.loadShelf()
}

func shelfCommands() []command {
	on := func(action Action, shown, help, hint string, do func(a *app, n int) tea.Cmd, keys ...string) command {
		c := command{Binding{Mode: ModeShelf, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint, Category: CategoryShelf, Command: help != ""}, do, nil}
		if help == "" {
			c.Category = ""
		}
		return c
	}
	steps := func(by func(a *app, n int) int) func(a *app, n int) tea.Cmd {
		return func(a *app, n int) tea.Cmd { a.shelf.step(by(a, n)); return nil }
	}
	return []command{
		on("open", "enter", "open the brief", "open", func(a *app, _ int) tea.Cmd { return a.openEntry() }, "enter", "l", "right"),
		on("next brief", "j k", "next, previous brief", "", steps(func(_ *app, n int) int { return times(n) }), "j", "down"),
		on("previous brief", "", "", "", steps(func(_ *app, n int) int { return -times(n) }), "k", "up"),
		on("page down", "space b", "page down, up", "", steps(func(a *app, n int) int { return times(n) * a.shelfRows() }), "space", "f", "pgdown", "ctrl+d"),
		on("page up", "", "", "", steps(func(a *app, n int) int { return -times(n) * a.shelfRows() }), "b", "pgup", "ctrl+u"),
		on("first brief", "g G", "first, last brief", "", steps(func(a *app, _ int) int { return -a.shelf.size() }), "g", "home"),
		on("last brief", "", "", "", steps(func(a *app, _ int) int { return a.shelf.size() }), "G", "end"),
		on("filter", "/", "find briefs and marks as you type; {clear filter} clears", "filter", func(a *app, _ int) tea.Cmd { return a.askFilter() }, "/"),
		on("clear filter", "", "", "", func(a *app, _ int) tea.Cmd { a.shelf.state = ""; return a.filter("") }, "esc"),
		on("order", "o", "order: opened, date, title, marked", "order", func(a *app, _ int) tea.Cmd {
			a.shelf.turn()
			a.say("in order of: " + string(a.shelf.order))
			return a.narrow()
		}, "o"),
		on("state of the brief", "s", "new, working, done, sent", "state", func(a *app, _ int) tea.Cmd { return a.nextState() }, "s"),
		on("filter by state", "w", "only briefs that are so far", "", func(a *app, _ int) tea.Cmd {
			a.shelf.state = next(append([]model.Progress{""}, model.ProgressList()...), a.shelf.state)
			a.say("shown: " + cmp.Or(string(a.shelf.state), "all"))
			return a.narrow()
		}, "w"),
		on("add", "A", "add a file or a folder's file", "add", func(a *app, _ int) tea.Cmd { return a.addBrief() }, "A"),
		on("edit the brief's details", "D", "the brief's own details", "", func(a *app, _ int) tea.Cmd { return a.describeEntry() }, "D"),
		on("take off", "x", "take the brief off the shelf", "", func(a *app, _ int) tea.Cmd { return a.takeOff() }, "x"),
		on("bring back", "u", "undo: bring it back", "", func(a *app, _ int) tea.Cmd { return a.bringBack(false) }, "u"),
		{Binding{Mode: ModeShelf, Action: "same speaker", Help: "the speaker of this mark is another one", Command: true},
			func(a *app, _ int) tea.Cmd { return a.askSpeaker() }, nil},
		on("commands", ": ^p", "all commands", "", func(a *app, _ int) tea.Cmd { return a.openPalette() }, ":", "ctrl+p"),
		on("help", "?", "help", "help", func(a *app, _ int) tea.Cmd { return a.openHelp() }, "?", "f1"),
		on("quit", "q", "leave", "leave", func(*app, int) tea.Cmd { return tea.Quit }, "q"),
	}
}
