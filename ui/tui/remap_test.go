package tui

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"obelus/ui/theme"
)

func TestParseKey(t *testing.T) {
	for _, tt := range []struct{ written, want, err string }{
		{"j", "j", ""}, {"J", "J", ""}, {"é", "é", ""}, {"ж", "ж", ""}, {"é", "é", ""}, {"+", "+", ""}, {"^", "^", ""},
		{"space", "space", ""}, {"PgDown", "pgdown", ""}, {"f12", "f12", ""},
		{"ctrl+r", "ctrl+r", ""}, {"Ctrl+R", "ctrl+r", ""}, {"^r", "ctrl+r", ""}, {"alt+X", "alt+X", ""}, {"ctrl++", "ctrl++", ""},
		{"shift+tab", "shift+tab", ""}, {"shift+alt+ctrl+up", "ctrl+alt+shift+up", ""},
		{"", "", "is no key"}, {" ", "", "is no key"}, {"jk", "", "is no key"}, {"crtl+r", "", "is no key"}, {"ctrl+", "", "is no key"},
		{"ctrl+ctrl+r", "", "is no key"}, {"\x1b", "", "is no key"}, {"f99", "", "is no key"},
		{"shift+a", "", `"A"`}, {"ctrl+i", "", "terminals send tab"}, {"^M", "", "terminals send enter"}, {"ctrl+[", "", "terminals send esc"},
	} {
		got, err := parseKey(tt.written)
		switch {
		case tt.err == "" && (err != nil || got != tt.want):
			t.Errorf("%q is read as %q (%v), want %q", tt.written, got, err, tt.want)
		case tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%q is read as %q (%v), want an error with %q", tt.written, got, err, tt.err)
		}
	}
}

// TestOwnKeysCanBeWritten: what the table holds is what a person may write.
func TestOwnKeysCanBeWritten(t *testing.T) {
	var same []Remap
	for _, c := range ownKeymap().all {
		for _, key := range c.Keys {
			if got, err := parseKey(key); err != nil || got != key {
				t.Errorf("%s, %s: %q is read as %q (%v)", c.Mode, c.Action, key, got, err)
			}
		}
		if c.do != nil {
			same = append(same, Remap{c.Mode, c.Action, c.Keys})
		}
	}
	k, err := NewKeymap(same)
	if err != nil {
		t.Fatalf("the program's own keys are refused: %v", err)
	}
	for i, b := range k.Bindings() {
		if own := Keys()[i]; !slices.Equal(b.Keys, own.Keys) || (b.Category == "") != (own.Category == "") {
			t.Errorf("%s %q has become %+v", b.Mode, b.Action, b)
		}
	}
}

func TestNewKeymapRefuses(t *testing.T) {
	next := Remap{ModeReader, "next unit", []string{"t"}}
	for _, tt := range []struct {
		name   string
		remaps []Remap
		index  int
		want   string
	}{
		{"mode", []Remap{next, {"raeder", "next unit", nil}}, 1, `"raeder" is no mode: write one of reader, select, shelf,`},
		{"action", []Remap{{ModeReader, "fly", nil}}, 0, `"fly" is no action of the mode reader: obelus man lists them`},
		{"action of another mode", []Remap{{ModeShelf, "next unit", nil}}, 0, `is no action of the mode shelf`},
		{"action not quite right", []Remap{{ModeReader, "Next Unit", nil}}, 0, `did you mean "next unit"?`},
		{"key", []Remap{next, {ModeReader, "previous unit", []string{"k", "hyperspace"}}}, 1, `"hyperspace" is no key`},
		{"a key of another action", []Remap{{ModeReader, "next unit", []string{"s"}}}, 0, `s is for "mark sourced" already, and "next unit" cannot have it too`},
		{"a key of an action behind it", []Remap{{ModeReader, "mark sourced", []string{"j"}}}, 0, `j is for "next unit" already, and "mark sourced" cannot`},
		{"one key for two", []Remap{next, {ModeReader, "previous unit", []string{"t"}}}, 1, `t is for "next unit" already, and "previous unit" cannot`},
		{"one key for two, the later row first", []Remap{{ModeReader, "previous unit", []string{"t"}}, next}, 1, `t is for "previous unit" already, and "next unit" cannot`},
		{"twice", []Remap{next, next}, 1, `"next unit" is given keys twice`},
		{"what leaves everywhere", []Remap{{ModeReader, "copy the quote", []string{"ctrl+c"}}}, 0, "ctrl+c leaves or suspends everywhere"},
		{"a digit that counts", []Remap{{ModeReader, "next unit", []string{"5"}}}, 0, `"5" begins a count`},
		{"a letter where text is typed", []Remap{{ModePrompt, "done", []string{"x"}}}, 0, `"x" is typed as text in the mode prompt`},
		{"space where text is typed", []Remap{{ModeForm, "keep", []string{"space"}}}, 0, "typed as text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := NewKeymap(tt.remaps)
			var wrong *RemapError
			if !errors.As(err, &wrong) || wrong.Index != tt.index || !strings.Contains(wrong.What, tt.want) {
				t.Errorf("it says %+v, want %q of remap %d", err, tt.want, tt.index)
			}
		})
	}
}

// remapped starts the program with other keys.
func remapped(t *testing.T, w world, remaps ...Remap) *driver {
	t.Helper()
	keys, err := NewKeymap(remaps)
	if err != nil {
		t.Fatal(err)
	}
	d := w.desk("ada")
	return drive(t, d, Options{Opened: w.open(d), Theme: theme.Dark, Keys: keys}, 100, 24)
}

func TestRemappedKeys(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	d := remapped(t, w,
		Remap{ModeReader, "next unit", []string{"t", "down"}},
		Remap{ModeReader, "mark attributed", []string{"ctrl+a"}},
		Remap{ModeReader, "undo", []string{"backspace"}},
		Remap{ModeReader, "help", []string{"H", "f1"}},
		Remap{ModeReader, "export", nil},
	)
	d.shows("^a attributed", "H help").lacks("? help")
	d.press("t down").shows("3/10")
	d.press("j").shows("3/10", "j is for a selection (row down): v begins one")
	d.press("a").shows("3/10", "attributed 0")
	d.press("ctrl+a").shows("attributed 1", "backspace undoes")
	d.press("backspace").shows("attributed 0", "ctrl+r redoes")
	d.press("E").shows("E does nothing here: H shows the keys")
	d.press("H").shows("t k ", "^a ", "backspace ").lacks("j k     next", "export as Markdown")
	d.press("tab").shows("→ ctrl+a attributed", "→ o  opinion").press("q")
	d.press(": e x p o r t").shows("▸ export").press("esc")
	d.press("] ").shows("no marks yet: s ctrl+a o - # make one")
}

func TestTinyScreenTakesTheKeyThatLeaves(t *testing.T) {
	d := remapped(t, newWorld(t, "harbour.md", harbour), Remap{ModeReader, "quit", []string{"ctrl+q"}})
	d.resize(19, 5)
	d.shows("or ctrl+q")
	if d.press("q"); d.quit {
		t.Error("q leaves, but has no meaning")
	}
	if d.press("ctrl+q"); !d.quit {
		t.Error("ctrl+q does not leave")
	}
}

func TestLabels(t *testing.T) {
	k, err := NewKeymap([]Remap{
		{ModeReader, "previous unit", []string{"ctrl+k", "up"}}, {ModeReader, "end", []string{"alt+g"}},
		{ModeSelect, "previous word", nil}, {ModeReader, "next match", nil}, {ModeReader, "previous match", nil},
		{ModeReader, "clear", []string{"ctrl+g"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[Action]string{"next unit": "j ^k", "beginning": "g alt+g", "unit by number": "14alt+g", "next match": "", "next paragraph": "} {"}
	for _, b := range k.Bindings() {
		if label, ok := want[b.Action]; ok && b.Mode == ModeReader && b.Label() != label {
			t.Errorf("%q is shown as %q, want %q", b.Action, b.Label(), label)
		}
		switch {
		case b.Mode == ModeSelect && b.Action == "next word" && b.Label() != "w e":
			t.Errorf("the words' keys are shown as %q", b.Label())
		case b.Action == "next match" && b.Category != "":
			t.Error("an action without keys has a place in help")
		case b.Mode == ModeReader && b.Action == "search" && !strings.Contains(b.Help, "ctrl+g clears"):
			t.Errorf("search is helped with %q", b.Help)
		}
	}
}

// TestActionsHaveNamesOfTheirOwn in each mode, for a remap goes by them.
func TestActionsHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, b := range Keys() {
		name := string(b.Mode) + " " + string(b.Action)
		if seen[name] || b.Action == "" || strings.ContainsAny(string(b.Action), "{}\"") || !slices.Contains(Modes(), b.Mode) {
			t.Errorf("%q is no name of one action only", name)
		}
		seen[name] = true
	}
}

// TestMessagesNameActions holds the keys that messages name to the table: each
// {action} in a text of this package is one, and no text names a key itself.
func TestMessagesNameActions(t *testing.T) {
	actions := map[string]bool{}
	for _, b := range Keys() {
		actions[string(b.Action)] = true
	}
	braced := regexp.MustCompile(`\{([a-z][a-z ]*)\}`)
	named := regexp.MustCompile(`(^|[:·] |   )(\^[a-z]|ctrl\+[a-z]|[A-Za-z?(/]|esc|tab|enter) (undoes|redoes|goes back|exports|adds it|shows|starts|begins|keeps|leaves|back$|keys )`)
	files, found := token.NewFileSet(), 0
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		p, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(p, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range braced.FindAllStringSubmatch(text, -1) {
				found++
				if !actions[m[1]] {
					t.Errorf("%s: %q is no action", files.Position(literal.Pos()), m[1])
				}
			}
			if named.MatchString(text) && !actions[text] {
				t.Errorf("%s: %q names a key: name its action", files.Position(literal.Pos()), text)
			}
			return true
		})
	}
	if found < 20 {
		t.Errorf("only %d texts name actions", found)
	}
}
