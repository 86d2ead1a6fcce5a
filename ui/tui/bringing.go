package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A bringing asks in the bottom line what is to be done with an annotated brief:
// bring its marks in, read it as it is, or leave. Nothing of it is stored before
// that is answered.
type bringing struct {
	typing
	busy bool // its marks are being brought in
}

func (*bringing) kind() Mode { return ModeBring }

func (b *bringing) draw(a *app, screen []string) []string {
	answers := ""
	for _, c := range a.keymap.of(ModeBring) {
		answers += "  " + a.hint(a.keymap.key(c.Action, ModeBring), c.Hint)
	}
	text := "annotated brief"
	if n, _ := a.reader.opened.Annotated(); n > 0 && a.opening == nil {
		text += ": " + plural(n, "mark")
	}
	if b.busy {
		text = "bringing its marks in…"
	}
	text = a.cut(text, a.frame.inner-a.wide(answers)-1)
	screen[len(screen)-1] = a.fit(" " + a.theme.Error.Render(text) + answers)
	return screen
}

// offerToBring asks what is to be done with the open brief where it is an
// annotated one.
func (a *app) offerToBring() {
	if _, annotated := a.reader.opened.Annotated(); annotated && a.offered() == nil {
		a.push(&bringing{})
	}
}

// offered is the question that is open; nil for none.
func (a *app) offered() *bringing {
	for _, m := range a.modes {
		if b, ok := m.(*bringing); ok {
			return b
		}
	}
	return nil
}

// marksBrought says that the marks of an annotated brief came in.
type marksBrought struct {
	reader int
	done   desk.Imported
	opened *desk.Opened // the brief that it carries
	err    error
}

func bringCommands() []command {
	on := func(action Action, hint string, do func(a *app) tea.Cmd, keys ...string) command {
		return command{Binding{Mode: ModeBring, Action: action, Keys: keys, Hint: hint}, func(a *app, _ int) tea.Cmd {
			if b, ok := a.top().(*bringing); !ok || b.busy {
				return nil
			}
			if a.opening != nil && action != "leave it" { // the rest of it is still to come
				a.wait(waiter{do: func() tea.Cmd { return do(a) }})
				return nil
			}
			return do(a)
		}, nil}
	}
	return []command{
		on("import its marks", "import its marks", (*app).bring, "i"),
		on("read as it is", "read it as it is", func(a *app) tea.Cmd {
			a.pop()
			return a.loadReader()
		}, "r"),
		on("leave it", "leave", (*app).leaveAtOnce, "q", "esc"),
	}
}

// bring brings the marks of the open brief in.
func (a *app) bring() tea.Cmd {
	a.offered().busy = true
	r, worker := a.reader, a.desk
	ctx, id, o := r.ctx, r.id, r.opened
	return func() tea.Msg {
		done, opened, err := worker.ImportOpened(ctx, o)
		return marksBrought{id, done, opened, err}
	}
}

// marksBrought shows the brief with the marks that came. What did not come stays
// to be asked about.
func (a *app) marksBrought(msg marksBrought) tea.Cmd {
	b := a.offered()
	if a.reader == nil || a.reader.id != msg.reader || b == nil {
		return nil
	}
	b.busy = false
	if msg.err != nil {
		a.complain(msg.err)
		return nil
	}
	a.pop()
	a.openReader(msg.opened)
	a.say(model.CleanLine(msg.done.Message))
	if n := len(msg.done.Refused); n > 0 { // which is said where the message is cut, too
		a.note.then = fmt.Sprintf("%d refused: obelus import says why", n)
	}
	return a.loadReader()
}
