package cli

import (
	"fmt"
	"strconv"
	"strings"

	"obelus/ui/tui"
)

const configLong = `The config file is TOML. It lies in the config folder, or where --config says,
and need not be there. A flag says more than the environment, the environment
more than the file. What the file cannot mean (an unknown field, action or key,
a key for two actions) is an error that names the line.`

const keysLong = `A table such as [keys.reader] gives actions of that mode other keys, in place of
all that they had: one, or a list; an empty list leaves an action without. Keys
are written as the letter or sign that they type, or as ctrl+r, alt+x, space,
enter, tab, esc, up, pgdown, f5. In counts, and in forms while a text is typed,
digits and letters are themselves. ctrl+c and ctrl+z stay what they are. The example gives j and k up for t and n.`

const configExample = `theme = "contrast"
width = 72

[keys.reader]
"next unit" = ["t", "down"]
"previous unit" = ["n", "up"]
"next match" = "N"
"previous match" = []`

// manConfig says what may stand in the config file, and lists every action with
// the keys that it has.
func manConfig(r *roff, keys tui.Keymap) {
	r.section("Configuration")
	r.text(configLong)
	manItems(r, configFields())
	r.subsection("Keys of one's own")
	r.text(keysLong)
	r.literal(configExample)
	r.subsection("The modes and their actions, with the keys that they have now")
	for _, mode := range tui.Modes() {
		r.literal(keyTable(keys, mode))
	}
}

func configFields() []item {
	return []item{
		{"theme", "as --theme: " + strings.Join(themeNames(), ", ") + ", or the file of a glamour style (JSON), which sets the brief's words; " +
			"auto and contrast ask the terminal whether it is dark, the contrast themes keep text at 7:1"},
		{"width", fmt.Sprintf("columns of text at most, %d to %d; %d where nothing is said", tui.LeastMeasure, tui.MostMeasure, tui.UsualMeasure)},
		{"analyst", "whose marks are made, as --analyst"},
		{"db", "the store's file, as --db; files are looked for from the config file's own folder, ~/ is the home"},
		{"[keys.reader], [keys.shelf] …", "tables of keys, one for each mode"},
	}
}

// keyTable is what the config file would say for a mode's keys to be as they
// are.
func keyTable(keys tui.Keymap, mode tui.Mode) string {
	lines := []string{fmt.Sprintf("[keys.%s]", mode)}
	own := tui.Keys()
	for i, b := range keys.Bindings() {
		if b.Mode != mode || own[i].Shown != "" && len(own[i].Keys) == 0 { // it tells of another's keys only
			continue
		}
		quoted := make([]string, len(b.Keys))
		for i, key := range b.Keys {
			quoted[i] = strconv.Quote(key)
		}
		lines = append(lines, fmt.Sprintf("%q = [%s]", b.Action, strings.Join(quoted, ", ")))
	}
	return strings.Join(lines, "\n")
}
