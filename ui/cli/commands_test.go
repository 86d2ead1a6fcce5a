package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"obelus/ui/tui"
)

// TestEveryCommandIsDocumented walks the commands: each says in a line what it
// does, shows how, and has a script that runs it.
func TestEveryCommandIsDocumented(t *testing.T) {
	root := newRootCmd(newApp(Env{}))
	var scripts strings.Builder
	files, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no scripts: %v", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		scripts.Write(text)
	}
	commands := append([]*cobra.Command{root}, root.Commands()...)
	if len(commands) < 17 {
		t.Errorf("there are only %d commands", len(commands))
	}
	for _, c := range commands {
		path := c.CommandPath()
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: its short help %q is to be a line without a full stop", path, c.Short)
		}
		if !strings.Contains(c.Example, path) {
			t.Errorf("%s: its help shows no example of it", path)
		}
		if c.Args == nil || c.RunE == nil {
			t.Errorf("%s: it checks no arguments or does nothing", path)
		}
		if !strings.Contains(scripts.String(), "exec "+path+"\n") && !strings.Contains(scripts.String(), "exec "+path+" ") {
			t.Errorf("%s: no script runs it", path)
		}
		for _, l := range strings.Split(c.Long, "\n") {
			if len([]rune(l)) > 82 {
				t.Errorf("%s: a line of its help is too long: %q", path, l)
			}
		}
	}
}

// TestExamplesParse tries every example line that calls obelus: its command is
// there, and so are its flags.
func TestExamplesParse(t *testing.T) {
	root := newRootCmd(newApp(Env{}))
	for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
		for _, l := range strings.Split(c.Example, "\n") {
			if strings.HasPrefix(l, "#") {
				continue
			}
			for _, call := range callsIn(l) {
				fresh := newRootCmd(newApp(Env{}))
				cmd, rest, err := fresh.Find(call)
				if err != nil {
					t.Errorf("%s: %v", l, err)
					continue
				}
				if err := cmd.ParseFlags(rest); err != nil {
					t.Errorf("%s: %v", l, err)
					continue
				}
				if err := cmd.Args(cmd, cmd.Flags().Args()); err != nil {
					t.Errorf("%s: %v", l, err)
				}
			}
		}
	}
}

// callsIn lists the arguments of obelus in a line of shell: enough of a shell
// for the examples.
func callsIn(l string) [][]string {
	var calls [][]string
	for _, part := range strings.FieldsFunc(strings.NewReplacer("<(", "|", ")", " ").Replace(l), func(r rune) bool { return r == '|' }) {
		words := shellWords(part)
		if len(words) > 0 && words[0] == "obelus" {
			calls = append(calls, words[1:])
		}
	}
	return calls
}

func shellWords(part string) []string {
	var words []string
	var word strings.Builder
	quote, inWord := rune(0), false
	end := func() {
		if inWord {
			words = append(words, word.String())
		}
		word.Reset()
		inWord = false
	}
	for _, r := range part {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			quote, inWord = r, true
		case r == ' ':
			end()
		case r == '<' || r == '>':
			end()
			return words
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	end()
	return words
}

// TestManualListsEveryKey holds the manual to the key table.
func TestManualListsEveryKey(t *testing.T) {
	page := manual(newRootCmd(newApp(Env{})), tui.Keymap{})
	listed := 0
	for _, b := range tui.Keys() {
		if b.Category == "" || b.Help == "" {
			continue
		}
		listed++
		if want := "\\fB" + roffText(b.Label()) + "\\fR\n" + roffText(b.Help) + "\n"; !strings.Contains(page, want) {
			t.Errorf("the manual has no %q", want)
		}
	}
	if listed < 30 {
		t.Errorf("only %d keys have help", listed)
	}
}
