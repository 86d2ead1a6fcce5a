package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// A Mode is a state of the screen in which keys have meanings of their own.
type Mode string

// The modes.
const (
	ModeReader  Mode = "reader"
	ModeSelect  Mode = "select"
	ModePanel   Mode = "marks"
	ModeList    Mode = "list"
	ModeCompare Mode = "differences"
	ModeLetter  Mode = "letter"
	ModeShelf   Mode = "shelf"
	ModeForm    Mode = "details"
	ModePrompt  Mode = "prompt"
	ModePalette Mode = "palette"
	ModeHelp    Mode = "help"
	ModeAsk     Mode = "question"
	ModeBring   Mode = "annotated"
)

// A Category groups bindings in help and in the manual.
type Category string

// The categories, in the order in which help shows them.
const (
	CategoryMark    Category = "Mark"
	CategoryPart    Category = "Select"
	CategoryMove    Category = "Move"
	CategoryFind    Category = "Find"
	CategoryShelf   Category = "Shelf"
	CategoryPanel   Category = "Marks"
	CategoryCompare Category = "Differences"
	CategoryForm    Category = "Details"
	CategoryOther   Category = "And"
)

// An Action names what a key does: a short imperative in lower case, which the
// palette shows too.
type Action string

// A Binding declares keys once: what they do, in which mode, and the words for
// it everywhere.
type Binding struct {
	Mode     Mode
	Action   Action
	Keys     []string // as Bubble Tea spells them: "j", "down", "ctrl+r", "space"
	Shown    string   // the keys as people read them, "" for Keys as they are
	Help     string   // what it does, in a few words
	Hint     string   // one or two words for the hint line; "" is not hinted at
	Category Category // "" is left out of help
	Command  bool     // the palette offers it
}

// Label is the keys as people read them.
func (b Binding) Label() string {
	if b.Shown != "" {
		return b.Shown
	}
	return strings.Join(b.Keys, " ")
}

// A command is a binding with what it does. n is the count typed before the
// key, 0 where none was.
type command struct {
	Binding
	do  func(a *app, n int) tea.Cmd
	now func(a *app) bool // whether the hint line shows it now; nil is always
}

// bindings makes the commands of one mode and category: on for those that take a
// count, does for those that start something. What has no help is left out of it.
func bindings(mode Mode, category Category) (on func(action Action, shown, help, hint string, do func(a *app, n int), keys ...string) command, does func(action Action, shown, help, hint string, do func(a *app) tea.Cmd, keys ...string) command) {
	bind := func(action Action, shown, help, hint string, keys []string) Binding {
		b := Binding{Mode: mode, Action: action, Keys: keys, Shown: shown, Help: help, Hint: hint}
		if help != "" {
			b.Category = category
		}
		return b
	}
	on = func(action Action, shown, help, hint string, do func(a *app, n int), keys ...string) command {
		return command{bind(action, shown, help, hint, keys), func(a *app, n int) tea.Cmd { do(a, n); return nil }, nil}
	}
	does = func(action Action, shown, help, hint string, do func(a *app) tea.Cmd, keys ...string) command {
		return command{bind(action, shown, help, hint, keys), func(a *app, _ int) tea.Cmd { return do(a) }, nil}
	}
	return on, does
}

// commands is the key table: every key of every mode, in the order in which
// hints and help show them.
func commands() []command {
	var all []command
	for _, table := range [][]command{
		markCommands(), confirmCommands(), selectCommands(), moveCommands(), findCommands(), measureCommands(), briefCommands(), paneCommands(), panelCommands(), compareCommands(), jumpCommands(), textCommands(), listCommands(), letterCommands(),
		shelfCommands(), formCommands(), promptCommands(), paletteCommands(), helpCommands(), askCommands(), bringCommands(),
	} {
		all = append(all, table...)
	}
	return all
}

// Modes lists the modes, in the order of the table.
func Modes() []Mode {
	return []Mode{ModeReader, ModeSelect, ModeShelf, ModePanel, ModeCompare, ModeList, ModeLetter, ModeForm, ModePrompt, ModePalette, ModeHelp, ModeAsk, ModeBring}
}

// Keys lists every binding there is, with the program's own keys.
func Keys() []Binding { return ownKeymap().Bindings() }

// A Keymap finds the command that a key gives in a mode. The zero Keymap holds
// the program's own keys; NewKeymap makes others.
type Keymap struct {
	all  []command
	keys map[Mode]map[string]int // key → index in all
}

// ownKeymap holds the program's own keys.
func ownKeymap() Keymap {
	k := Keymap{all: commands()}
	k.index()
	return k
}

// index says anew which key is whose.
func (k *Keymap) index() {
	k.keys = map[Mode]map[string]int{}
	for i, c := range k.all {
		if k.keys[c.Mode] == nil {
			k.keys[c.Mode] = map[string]int{}
		}
		for _, key := range c.Keys {
			k.keys[c.Mode][key] = i
		}
	}
}

// orOwn is k, or the program's own keys where k is zero.
func (k Keymap) orOwn() Keymap {
	if k.all == nil {
		return ownKeymap()
	}
	return k
}

// Bindings lists every binding of k, in the order of the table.
func (k Keymap) Bindings() []Binding {
	k = k.orOwn()
	bindings := make([]Binding, len(k.all))
	for i, c := range k.all {
		bindings[i] = c.Binding
		bindings[i].Help = k.spell(c.Help, c.Mode)
	}
	return bindings
}

// find is the command of a key in a mode.
func (k Keymap) find(mode Mode, key string) (command, bool) {
	i, ok := k.keys[mode][key]
	if !ok {
		return command{}, false
	}
	return k.all[i], true
}

// of lists a mode's commands in the table's order.
func (k Keymap) of(mode Mode) []command {
	var out []command
	for _, c := range k.all {
		if c.Mode == mode {
			out = append(out, c)
		}
	}
	return out
}
