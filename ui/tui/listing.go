package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// A listing is a sheet with a list of places in the brief: its contents, links,
// bookmarks, or what changed. One of them is chosen and gone to.
type listing struct {
	typing
	title  string
	empty  string // what it says where there is nothing to list
	foot   string
	all    []listed
	shown  []int // indexes in all of what fits the filter
	at     int   // index in shown
	filter string
	still  bool // its lines are no places: there is nothing to go to
	asked  int  // names it in the answer that it waits for, 0 where all is there
	keys   map[string]func(a *app, l listed) tea.Cmd
	enter  func(a *app, l listed) tea.Cmd // instead of going to the place; nil goes there
}

// A listed is a place in a listing. Its texts may be a brief's: they are made
// fit to show when they are.
type listed struct {
	indent int
	name   string
	right  string // painted already
	wide   int    // cells of right
	span   model.Span
	link   string
	text   model.Hash // of the brief, where the list is of its texts
	key    string     // that goes there at once, or ""
}

func (*listing) kind() Mode { return ModeList }

// typed goes to the place that has the key, or does what the sheet does on it.
func (l *listing) typed(a *app, key tea.KeyPressMsg) tea.Cmd {
	name := key.String()
	for _, item := range l.all {
		if item.key != "" && item.key == name {
			a.pop()
			a.leap(func() { a.reader.stand(item.span) })
			return nil
		}
	}
	if do := l.keys[name]; do != nil {
		if item, ok := l.chosen(); ok {
			return do(a, item)
		}
	}
	return nil
}

// fill sets what is listed, and stands on the last place up to offset.
func (l *listing) fill(all []listed, offset int) {
	l.all, l.asked = all, 0
	l.narrow(l.filter)
	for i, n := range l.shown {
		if l.all[n].span.Start <= offset {
			l.at = i
		}
	}
}

// narrow lists only what holds the words.
func (l *listing) narrow(words string) {
	l.filter, l.shown, l.at = words, l.shown[:0], 0
	fields := strings.Fields(strings.ToLower(words))
	for i := range l.all {
		if holdsAll(strings.ToLower(l.all[i].name+" "+l.all[i].link), fields) {
			l.shown = append(l.shown, i)
		}
	}
}

// chosen is the place that the sheet stands on.
func (l *listing) chosen() (listed, bool) {
	if l.at >= len(l.shown) {
		return listed{}, false
	}
	return l.all[l.shown[l.at]], true
}

// listRows is how many places fit the screen.
func (a *app) listRows() int { return max(1, a.frame.h-4) }

// listWidth is how wide the sheet of a listing is.
func (a *app) listWidth() int { return min(max(60, a.frame.inner), a.frame.w) }

func (l *listing) draw(a *app, screen []string) []string {
	width := a.listWidth()
	rows, inner := a.listRows(), width-4
	first := max(0, min(l.at-rows/2, len(l.shown)-rows))
	var lines []string
	for i := first; i < min(len(l.shown), first+rows); i++ {
		lines = append(lines, a.listLine(l.all[l.shown[i]], i == l.at, inner))
	}
	title := l.title
	switch {
	case l.asked != 0:
		lines = append(lines, a.theme.Faint.Render("…"))
	case len(l.all) == 0:
		lines = append(lines, a.theme.Faint.Render(l.empty))
	case len(l.shown) == 0:
		lines = append(lines, a.theme.Faint.Render("nothing is like that"))
	case l.filter != "":
		title += fmt.Sprintf(" %d of %d · /%s", len(l.shown), len(l.all), model.CleanLine(l.filter))
	case !l.still:
		title += " " + itoa(len(l.all))
	}
	return a.overlay(screen, box{title: title, lines: lines, foot: a.keymap.spell(l.foot, ModeList), width: width}, centred)
}

// listLine is one place: its name, indented, and what is said of it at the right.
func (a *app) listLine(item listed, here bool, width int) string {
	sign, style := "  ", a.theme.Bar.UnsetBackground().UnsetReverse()
	if here {
		sign, style = a.theme.Strong.Render("▸ "), a.theme.Strong
	}
	name := strings.Repeat("  ", item.indent) + model.CleanLine(item.name)
	if item.link != "" {
		name += "  " + item.link
	}
	room := max(4, width-2-item.wide-1)
	return sign + a.padTo(style.Render(a.cut(name, room)), room) + " " + item.right
}

// listCommands are the keys of a list of places.
func listCommands() []command {
	on := func(action Action, do func(a *app, l *listing, n int) tea.Cmd, keys ...string) command {
		return command{Binding{Mode: ModeList, Action: action, Keys: keys}, func(a *app, n int) tea.Cmd {
			l, ok := a.top().(*listing)
			if !ok {
				return nil
			}
			return do(a, l, n)
		}, nil}
	}
	step := func(by func(a *app, n int) int) func(a *app, l *listing, n int) tea.Cmd {
		return func(a *app, l *listing, n int) tea.Cmd {
			l.at = min(max(l.at+by(a, n), 0), max(0, len(l.shown)-1))
			return nil
		}
	}
	return []command{
		on("go there", func(a *app, l *listing, _ int) tea.Cmd {
			item, ok := l.chosen()
			if !ok || l.still {
				return nil
			}
			if l.enter != nil {
				return l.enter(a, item)
			}
			a.pop()
			a.leap(func() { a.reader.stand(item.span) })
			return nil
		}, "enter"),
		on("next", step(func(_ *app, n int) int { return times(n) }), "j", "down"),
		on("previous", step(func(_ *app, n int) int { return -times(n) }), "k", "up"),
		on("page down", step(func(a *app, n int) int { return times(n) * a.listRows() }), "space", "pgdown", "ctrl+d"),
		on("page up", step(func(a *app, n int) int { return -times(n) * a.listRows() }), "pgup", "ctrl+u"),
		on("first", step(func(*app, int) int { return -1 << 30 }), "g", "home"),
		on("last", step(func(*app, int) int { return 1 << 30 }), "G", "end"),
		on("filter", func(a *app, l *listing, _ int) tea.Cmd {
			narrow := func(_ *app, words string) tea.Cmd { l.narrow(words); return nil }
			a.openPrompt("/", l.filter, narrow).each = narrow
			return nil
		}, "/"),
		on("back", func(a *app, l *listing, _ int) tea.Cmd {
			if l.filter != "" {
				l.narrow("")
				return nil
			}
			a.pop()
			return nil
		}, "esc"),
		on("close", func(a *app, _ *listing, _ int) tea.Cmd { a.pop(); return nil }, "q", "ctrl+g"),
	}
}
