package tui

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// A palette lists the commands of the mode below it by name; a number goes to
// that unit, w says that all is kept, q leaves.
type palette struct {
	in   textinput.Model
	over Mode
	at   int
}

func (*palette) kind() Mode { return ModePalette }

func (p *palette) typed(_ *app, key tea.KeyPressMsg) tea.Cmd {
	edit(&p.in, key)
	p.at = 0
	return nil
}

func (p *palette) pasted(_ *app, text string) tea.Cmd {
	edit(&p.in, tea.PasteMsg{Content: text})
	p.at = 0
	return nil
}

// openPalette lists the commands of the mode on top.
func (a *app) openPalette() tea.Cmd {
	a.push(&palette{in: newInput(""), over: a.top().kind()})
	return nil
}

// matches lists the commands whose names hold all the words that were typed,
// those that begin with them first, and before these what the line is short
// for.
func (p *palette) matches(k Keymap) []command {
	query := strings.ToLower(strings.TrimSpace(p.in.Value()))
	var first, rest []command
	for _, c := range k.of(p.over) {
		name := string(c.Action)
		switch {
		case !c.Command || c.do == nil:
		case strings.HasPrefix(name, query):
			first = append(first, c)
		case holdsAll(name+" "+c.Help, strings.Fields(query)):
			rest = append(rest, c)
		}
	}
	return append(append(p.short(query), first...), rest...)
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// run does what the palette's line says.
func (p *palette) run(a *app) tea.Cmd {
	text := strings.TrimSpace(p.in.Value())
	a.pop()
	found := p.matches(a.keymap)
	if len(found) == 0 {
		a.say(fmt.Sprintf("no command %q: %s", text, a.spell("{help} shows all")))
		return nil
	}
	chosen := found[min(p.at, len(found)-1)]
	if why := a.whyNot(chosen); why != "" {
		a.say(string(chosen.Action) + ": " + why)
		return nil
	}
	return chosen.do(a, 0)
}

// short are the commands that a line of one letter or a number stands for, as
// in other programs; they come before those of that name.
func (p *palette) short(text string) []command {
	say := func(action Action, do func(a *app) tea.Cmd) []command {
		return []command{{Binding{Mode: p.over, Action: action, Command: true}, func(a *app, _ int) tea.Cmd { return do(a) }, nil}}
	}
	if n, err := strconv.Atoi(text); err == nil && p.over == ModeReader && n >= 0 {
		return say(Action(fmt.Sprintf("go to unit %d", n)), func(a *app) tea.Cmd { a.leap(func() { a.toNumber(n) }); return nil })
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(text, "width ")); err == nil && p.over == ModeReader && n > 0 {
		return say(Action(fmt.Sprintf("lines of %d columns", n)), func(a *app) tea.Cmd { a.setMeasure(n); return nil })
	}
	switch text {
	case "w":
		return say("write what is not kept yet", func(a *app) tea.Cmd { a.keepNow(); return nil })
	case "q", "wq", "x":
		return say("leave", func(a *app) tea.Cmd {
			if a.reader != nil {
				return a.closeReader()
			}
			return tea.Quit
		})
	}
	return nil
}

// keepNow tries again what could not be written; otherwise everything is kept
// already.
func (a *app) keepNow() {
	switch n := a.writes.waiting(); {
	case a.writes.failed != nil:
		a.writes.again()
		a.say("trying again…")
	case n > 0:
		a.say("being written: " + plural(n, "change"))
	default:
		a.say("already kept: every mark is written as it is made")
	}
}

func (p *palette) draw(a *app, screen []string) []string {
	found := p.matches(a.keymap)
	rows := max(1, min(10, len(screen)-6))
	width := min(60, a.frame.inner-2)
	first := max(0, min(p.at-rows/2, len(found)-rows))
	lines := []string{a.theme.Strong.Render(":") + a.inputLine(&p.in, width-6)}
	for i := first; i < min(len(found), first+rows); i++ {
		lines = append(lines, a.commandLine(found[i], i == p.at, width-4))
	}
	if len(found) == 0 {
		lines = append(lines, a.theme.Faint.Render("no such command"))
	}
	return a.overlay(screen, box{title: "Commands", lines: lines, foot: a.spell("{do it} does it   {back} back   14 goes to unit 14"), width: width}, atTop)
}

// commandLine is a command with its key, or with why it cannot run now.
func (a *app) commandLine(c command, here bool, width int) string {
	why := a.whyNot(c)
	if why == "" {
		return a.choice(here, string(c.Action), c.Label(), width)
	}
	sign := "  "
	if here {
		sign = "▸ "
	}
	space := max(1, width-2-len(c.Action)-a.wide(why))
	return a.theme.Faint.Render(a.cut(sign+string(c.Action)+strings.Repeat(" ", space)+why, width))
}

func paletteCommands() []command {
	in := func(action Action, do func(a *app, p *palette) tea.Cmd, keys ...string) command {
		return command{Binding{Mode: ModePalette, Action: action, Keys: keys}, func(a *app, _ int) tea.Cmd {
			p, ok := a.top().(*palette)
			if !ok {
				return nil
			}
			return do(a, p)
		}, nil}
	}
	move := func(n int) func(a *app, p *palette) tea.Cmd {
		return func(a *app, p *palette) tea.Cmd {
			p.at = min(max(p.at+n, 0), max(0, len(p.matches(a.keymap))-1))
			return nil
		}
	}
	return []command{
		in("do it", func(a *app, p *palette) tea.Cmd { return p.run(a) }, "enter"),
		in("back", func(a *app, _ *palette) tea.Cmd { a.pop(); return nil }, "esc"),
		in("next", move(1), "down", "ctrl+n", "tab"),
		in("previous", move(-1), "up", "ctrl+p", "shift+tab"),
	}
}
