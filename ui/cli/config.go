package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/BurntSushi/toml"

	"obelus/ui/tui"
)

// A config is what the config file says; what it does not is zero.
type config struct {
	theme   string // a name or a file
	themeAt string // where it says so: the file and the line, for errors
	width   int
	analyst string
	db      string
	keys    tui.Keymap
}

// config is what the config file says: the one that --config names, else the
// person's own, which need not be there. It is read when it is first needed, so
// that help, completion and the manual work beside a broken one.
func (a *app) config() (config, error) {
	if a.known == nil {
		c, err := a.readConfig()
		if err != nil {
			return config{}, err
		}
		a.known = &c
	}
	return *a.known, nil
}

func (a *app) readConfig() (config, error) {
	path, named := a.configPath()
	if path == "" {
		return config{}, nil
	}
	text, err := readSmall(path)
	switch missing := errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR); {
	case missing && !named:
		return config{}, nil
	case missing:
		return config{}, usagef("the config file %s is not there: check --config", path)
	case err != nil:
		return config{}, fmt.Errorf("the config file cannot be read: %w", err)
	}
	return parseConfig(path, a.getenv("HOME"), text)
}

// configPath is the config file, "" where nothing says where it would be.
func (a *app) configPath() (path string, named bool) {
	if a.configFile != "" {
		return a.configFile, true
	}
	folder := a.getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(folder) {
		home := a.getenv("HOME")
		if !filepath.IsAbs(home) {
			return "", false
		}
		folder = filepath.Join(home, ".config")
	}
	return filepath.Join(folder, "obelus", "config.toml"), false
}

// maxSmall is how many bytes a config file or a style may have.
const maxSmall = 1 << 20

// readSmall reads a file that a person wrote by hand.
func readSmall(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(f, maxSmall+1))
	switch err := errors.Join(err, f.Close()); {
	case err != nil:
		return "", err
	case len(text) > maxSmall:
		return "", fmt.Errorf("%s has more than %d bytes", path, maxSmall)
	}
	return strings.TrimPrefix(string(text), "\ufeff"), nil
}

// A configReader takes a parsed config file apart.
type configReader struct {
	path, home string
	meta       toml.MetaData
	out        config
	remaps     []tui.Remap
	remapsAt   []toml.Primitive
}

// A tomlTable is a table of TOML whose values are still to be read.
type tomlTable = map[string]toml.Primitive

// parseConfig reads the text of the config file at path. Every error is wrong
// use, and names the file and the line.
func parseConfig(path, home, text string) (config, error) {
	r := configReader{path: path, home: home}
	var top tomlTable
	meta, err := toml.Decode(text, &top)
	var syntax toml.ParseError
	switch {
	case errors.As(err, &syntax):
		return config{}, usagef("%s: line %d: %s", path, syntax.Position.Line, syntax.Message)
	case err != nil:
		return config{}, usagef("%s: %w", path, err)
	}
	r.meta = meta
	for _, name := range r.inOrder(top) {
		if err := r.field(name, top[name]); err != nil {
			return config{}, err
		}
	}
	r.out.keys, err = tui.NewKeymap(r.remaps)
	var wrong *tui.RemapError
	if errors.As(err, &wrong) {
		return config{}, r.wrong(r.remapsAt[wrong.Index], "%s", wrong.What)
	}
	return r.out, err
}

// field reads one field of the file.
func (r *configReader) field(name string, v toml.Primitive) (err error) {
	switch name {
	case "theme":
		r.out.theme, err = r.text(name, v)
		r.out.themeAt = fmt.Sprintf("%s: line %d", r.path, r.line(v))
		if !isTheme(r.out.theme) {
			r.out.theme = r.file(r.out.theme)
		}
	case "analyst":
		r.out.analyst, err = r.text(name, v)
	case "db":
		r.out.db, err = r.text(name, v)
		r.out.db = r.file(r.out.db)
	case "width":
		if r.meta.PrimitiveDecode(v, &r.out.width) != nil || checkWidth(r.out.width) != nil {
			return r.wrong(v, "width is to be a number from %d to %d", tui.LeastMeasure, tui.MostMeasure)
		}
	case "keys":
		return r.keys(v)
	default:
		return r.wrong(v, "%q is no field: write theme, width, analyst, db, or tables like [keys.reader]", name)
	}
	return err
}

func (r *configReader) text(name string, v toml.Primitive) (text string, err error) {
	if r.meta.PrimitiveDecode(v, &text) != nil || strings.TrimSpace(text) == "" {
		return "", r.wrong(v, "%s is to be a text in quotation marks", name)
	}
	return text, nil
}

// file is a path as the file means it: from its own folder, ~ is the home.
func (r *configReader) file(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok && r.home != "" {
		return filepath.Join(r.home, rest)
	}
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(r.path), path)
}

// keys reads the tables of keys, one for each mode.
func (r *configReader) keys(v toml.Primitive) error {
	modes, ok := r.table(v)
	if !ok {
		return r.wrong(v, "keys are tables: write [keys.reader] and below it actions with their keys")
	}
	for _, mode := range r.inOrder(modes) {
		if !slices.Contains(tui.Modes(), tui.Mode(mode)) {
			var known []string
			for _, m := range tui.Modes() {
				known = append(known, "[keys."+string(m)+"]")
			}
			return r.wrong(modes[mode], "%q is no mode: write one of %s", mode, strings.Join(known, ", "))
		}
		actions, ok := r.table(modes[mode])
		if !ok {
			return r.wrong(modes[mode], "keys.%s is to be a table: write [keys.%s] and below it actions with their keys", mode, mode)
		}
		for _, action := range r.inOrder(actions) {
			keys, err := r.keyList(action, actions[action])
			if err != nil {
				return err
			}
			r.remaps = append(r.remaps, tui.Remap{Mode: tui.Mode(mode), Action: tui.Action(action), Keys: keys})
			r.remapsAt = append(r.remapsAt, actions[action])
		}
	}
	return nil
}

// keyList reads the keys of an action: one, or a list.
func (r *configReader) keyList(action string, v toml.Primitive) ([]string, error) {
	var one string
	var several []string
	switch {
	case r.meta.PrimitiveDecode(v, &one) == nil:
		return []string{one}, nil
	case r.meta.PrimitiveDecode(v, &several) == nil:
		return several, nil
	}
	return nil, r.wrong(v, "%q is to be a key in quotation marks, or a list of them: [\"j\", \"down\"]", action)
}

// table reads a table; ok is false for what is none.
func (r *configReader) table(v toml.Primitive) (table tomlTable, ok bool) {
	err := r.meta.PrimitiveDecode(v, &table)
	return table, err == nil && table != nil // the library leaves it nil for a text
}

// inOrder lists the names of a table as the file has them, from top to bottom.
func (r *configReader) inOrder(table tomlTable) []string {
	lines := make(map[string]int, len(table))
	names := make([]string, 0, len(table))
	for name, v := range table {
		lines[name] = r.line(v)
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(lines[a]-lines[b], strings.Compare(a, b)) })
	return names
}

func (r *configReader) wrong(v toml.Primitive, format string, args ...any) error {
	return usagef("%s: line %d: %s", r.path, r.line(v), fmt.Sprintf(format, args...))
}

// line is where a value stands, from 1. A table that no line of its own begins
// stands where the first thing in it does.
func (r *configReader) line(v toml.Primitive) int {
	var refused toml.ParseError
	if errors.As(r.meta.PrimitiveDecode(v, &refusal{}), &refused) && refused.Position.Line > 0 {
		return refused.Position.Line
	}
	first := 0
	table, _ := r.table(v)
	for _, inner := range table {
		if n := r.line(inner); first == 0 || n < first {
			first = n
		}
	}
	return max(first, 1)
}

// A refusal takes no value: the library says where one stands only to a type
// that has something against it.
type refusal struct{}

func (*refusal) UnmarshalTOML(any) error { return errors.New("refused") }
