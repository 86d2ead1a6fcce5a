package tui

import (
	"fmt"
	"slices"
	"strings"

	"obelus/model"
)

// A Remap gives an action of a mode other keys; none unbinds it.
type Remap struct {
	Mode   Mode
	Action Action
	Keys   []string // as a person writes them: "j", "ctrl+r", "space"
}

// A RemapError says what is wrong with the remap at Index.
type RemapError struct {
	Index int
	What  string // and what to do
}

func (e *RemapError) Error() string { return e.What }

// NewKeymap lays remaps over the program's own keys. An action's keys replace
// all that it had. The error is a *RemapError: for a mode, an action or a key
// that there is not, and where two actions of one mode would have one key.
func NewKeymap(remaps []Remap) (Keymap, error) {
	own := ownKeymap()
	k := Keymap{all: slices.Clone(own.all)}
	from := map[int]int{} // index in all → index in remaps
	for n, r := range remaps {
		i, keys, err := own.remapped(r)
		if _, twice := from[i]; err == nil && twice {
			err = fmt.Errorf("%q is given keys twice", r.Action)
		}
		if err != nil {
			return Keymap{}, &RemapError{n, err.Error()}
		}
		k.all[i].Keys, from[i] = keys, n
	}
	if err := k.conflict(from); err != nil {
		return Keymap{}, err
	}
	for i := range k.all {
		k.relabel(own, i, from)
	}
	k.index()
	return k, nil
}

// remapped is the command that a remap is for, with its keys as Bubble Tea
// spells them.
func (k Keymap) remapped(r Remap) (i int, keys []string, err error) {
	if !slices.Contains(Modes(), r.Mode) {
		return 0, nil, fmt.Errorf("%q is no mode: write one of %s", r.Mode, list(Modes()))
	}
	i = slices.IndexFunc(k.all, func(c command) bool { return c.Mode == r.Mode && c.Action == r.Action })
	switch {
	case i < 0:
		return 0, nil, fmt.Errorf("%q is no action of the mode %s: obelus man lists them%s", r.Action, r.Mode, k.likely(r))
	case k.all[i].do == nil:
		return 0, nil, fmt.Errorf("%q has keys that cannot be changed", r.Action)
	}
	keys = []string{}
	for _, written := range r.Keys {
		key, err := parseKey(written)
		switch {
		case err != nil:
			return 0, nil, err
		case key == "ctrl+c" || key == "ctrl+z":
			return 0, nil, fmt.Errorf("%s leaves or suspends everywhere: choose another key", key)
		case counts(r.Mode) && len(key) == 1 && key >= "1" && key <= "9":
			return 0, nil, fmt.Errorf("%q begins a count: choose another key", key)
		case takesText(r.Mode) && types(key):
			return 0, nil, fmt.Errorf("%q is typed as text in the mode %s: choose a key that types nothing", written, r.Mode)
		case !slices.Contains(keys, key):
			keys = append(keys, key)
		}
	}
	return i, keys, nil
}

// takesText reports whether keys without a meaning are typed as text in mode.
func takesText(mode Mode) bool {
	return mode == ModeForm || mode == ModePrompt || mode == ModePalette
}

// likely names the action that r may have meant; "" where none is like it.
func (k Keymap) likely(r Remap) string {
	wanted := strings.ToLower(strings.TrimSpace(string(r.Action)))
	for _, c := range k.of(r.Mode) {
		if name := string(c.Action); c.do != nil && wanted != "" && (strings.Contains(name, wanted) || strings.Contains(wanted, name)) {
			return fmt.Sprintf(" (or did you mean %q?)", c.Action)
		}
	}
	return ""
}

// conflict finds a key that two actions of a mode have; from says which of
// them were given theirs by whom.
func (k Keymap) conflict(from map[int]int) error {
	type place struct {
		mode Mode
		key  string
	}
	had := map[place]int{}
	for i, c := range k.all {
		for _, key := range c.Keys {
			at := place{c.Mode, key}
			other, twice := had[at]
			had[at] = i
			if !twice || other == i {
				continue
			}
			n, given := from[i]
			if before, too := from[other]; !given || too && before > n {
				n, i, other = before, other, i
			}
			return &RemapError{n, fmt.Sprintf("%s is for %q already, and %q cannot have it too: give one of them another key",
				key, k.all[other].Action, k.all[i].Action)}
		}
	}
	return nil
}

// relabel shows the keys of row i as they are after a remap. The row's own
// label names keys of one action or of several ("j k" are the next and the
// previous unit): each name of a key that was taken away gives way to the first
// of those that came instead. A row without a key is neither hinted at nor in
// help.
func (k Keymap) relabel(own Keymap, i int, from map[int]int) {
	row := &k.all[i]
	var parts []string
	said := map[int]bool{}
	changed := false
	for _, name := range strings.Fields(own.all[i].Label()) {
		count, key := "", strings.TrimLeft(name, "0123456789")
		if key == "" {
			key = name // the key 0
		} else {
			count = name[:len(name)-len(key)] // "14G" is a count before G
		}
		whose, ok := own.labelled(row.Mode, key)
		if _, given := from[whose]; !ok || !given {
			parts = append(parts, name)
			continue
		}
		changed = true
		if keys := k.all[whose].Keys; len(keys) > 0 && !said[whose] {
			parts = append(parts, count+shownKey(keys[0]))
		}
		said[whose] = true
	}
	if !changed {
		return
	}
	row.Shown = strings.Join(parts, " ")
	if row.Shown == "" {
		row.Hint, row.Category = "", ""
	}
}

// labelled is the index of the command whose key a label calls name.
func (k Keymap) labelled(mode Mode, name string) (i int, ok bool) {
	for key, i := range k.keys[mode] {
		if key == name || shownKey(key) == name {
			return i, true
		}
	}
	return 0, false
}

// key is the first key of an action in the first of modes that has one; for an
// action without keys, its name as the list of commands takes it.
func (k Keymap) key(action Action, modes ...Mode) string {
	for _, mode := range modes {
		for _, c := range k.of(mode) {
			if c.Action == action && len(c.Keys) > 0 {
				return c.Keys[0]
			}
		}
	}
	return ":" + string(action)
}

// spell puts keys into text for people: "{undo} undoes" is "u undoes" where u
// is the key.
func (k Keymap) spell(text string, modes ...Mode) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		action, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(before + k.key(Action(action), modes...))
		text = after
	}
}

// spell puts the keys into text that they have in the mode on top, or in the
// one at the bottom.
func (a *app) spell(text string) string {
	return a.keymap.spell(text, a.top().kind(), a.modes[0].kind())
}

// markKeys names the keys that mark.
func (a *app) markKeys() string {
	var keys []string
	for _, tag := range model.Tags() {
		keys = append(keys, a.keymap.key(markAction(tag), ModeReader))
	}
	return strings.Join(keys, " ")
}

func list[T ~string](items []T) string {
	words := make([]string, len(items))
	for i, item := range items {
		words[i] = string(item)
	}
	return strings.Join(words, ", ")
}
