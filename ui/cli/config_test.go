package cli

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"obelus/ui/tui"
)

// A window is an emulated terminal that the program runs in.
type window struct {
	t    *testing.T
	mu   sync.Mutex
	term *vt.Emulator
	keys *os.File
	cmd  *exec.Cmd
}

const windowColumns, windowRows = 120, 24

// inWindow starts a command in an emulated terminal, with files beside it.
func inWindow(t *testing.T, files map[string]string, args ...string) *window {
	t.Helper()
	w := &window{t: t, term: vt.NewEmulator(windowColumns, windowRows), cmd: command(t, args...)}
	w.cmd.Env = append(w.cmd.Env, "COLORTERM=truecolor", "XDG_CONFIG_HOME=")
	for name, text := range files {
		path := filepath.Join(w.cmd.Dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	f, err := pty.StartWithSize(w.cmd, &pty.Winsize{Rows: windowRows, Cols: windowColumns})
	if err != nil {
		t.Fatal(err)
	}
	w.keys = f
	var copying sync.WaitGroup
	copying.Go(func() { _, _ = io.Copy(w, f) })    // ends when the program does
	go func() { _, _ = io.Copy(f, w.term) }()      // what the terminal answers
	t.Cleanup(func() { _ = w.cmd.Process.Kill() }) // where it did not end by itself
	t.Cleanup(func() { copying.Wait(); _ = f.Close() })
	return w
}

// Write is what the program shows.
func (w *window) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.term.Write(p)
}

func (w *window) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.term.String()
}

// wait waits until the window shows text.
func (w *window) wait(text string) *window {
	w.t.Helper()
	for began := time.Now(); !strings.Contains(w.String(), text); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 2*time.Minute {
			w.t.Fatalf("the window never showed %q:\n%s", text, w)
		}
	}
	return w
}

func (w *window) press(keys string) *window {
	w.t.Helper()
	if _, err := io.WriteString(w.keys, keys); err != nil {
		w.t.Fatal(err)
	}
	return w
}

// leaves waits for the program's end.
func (w *window) leaves() {
	w.t.Helper()
	if err := w.cmd.Wait(); err != nil {
		w.t.Errorf("it left with %v:\n%s", err, w)
	}
}

// textColumns is how many columns the longest row with words of the brief has.
func (w *window) textColumns() int {
	longest := 0
	rows := strings.Split(w.String(), "\n")
	for _, row := range rows[2 : len(rows)-3] {
		if text := strings.Trim(row, " ▸┊│▐░▌A"); text != "" {
			longest = max(longest, ansi.StringWidth(text))
		}
	}
	return longest
}

// TestRemappedKeysFromTheFile reads a brief with keys of the config file.
func TestRemappedKeysFromTheFile(t *testing.T) {
	t.Parallel()
	w := inWindow(t, map[string]string{".config/obelus/config.toml": `
theme = "dark"
[keys.reader]
"next unit" = ["t", "down"]
"mark attributed" = "ctrl+a"
export = []
[keys.help]
back = "b"
`}, "corridor.md")
	w.wait("1/2").wait("^a attributed")
	w.press("j").wait("j is for a selection").press("t").wait("2/2")
	w.press("\x01").wait("attributed 1")
	w.press("E").wait("E does nothing here")
	w.press("?").wait("┌ Keys").wait("t k ").press("b")
	w.press("q").leaves()
	w.wait("1 mark kept")
}

// TestFaultsOfTheFileComeBeforeTheScreen: a terminal is left as it was.
func TestFaultsOfTheFileComeBeforeTheScreen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"theme = \"dark\"\n[keys.reader]\nfly = \"f\"\n": "obelus: wrong.toml: line 3: \"fly\" is no action of the mode reader: obelus man lists them\n",
		"\ntheme = \"pink\"\n":                           "obelus: wrong.toml: line 2: \"pink\" is no theme and no file:",
	} {
		cmd := command(t, "corridor.md", "--config", "wrong.toml")
		if err := os.WriteFile(filepath.Join(cmd.Dir, "wrong.toml"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if out := onTerminal(t, 200, cmd); !strings.HasPrefix(out, want) || strings.Contains(out, "\x1b") || strings.Count(out, "\n") != 1 {
			t.Errorf("it said %q, want %q", out, want)
		}
		if got := cmd.ProcessState.ExitCode(); got != statusWrongUse {
			t.Errorf("it ended with status %d", got)
		}
	}
}

// TestOwnStyleInTheReader takes a glamour style's file for a theme.
func TestOwnStyleInTheReader(t *testing.T) {
	t.Parallel()
	style := map[string]string{"mine.json": `{"h1": {"prefix": "» ", "color": "#ff8800"}}`}
	w := inWindow(t, style, "corridor.md", "--theme", "mine.json").wait("» Grain corridor").wait("1/2")
	found := false
	for y := range windowRows {
		for x := range windowColumns {
			w.mu.Lock()
			c := w.term.CellAt(x, y)
			if c != nil && c.Content == "»" && c.Style.Fg != nil {
				r, g, b, _ := c.Style.Fg.RGBA()
				found = r>>8 == 0xff && g>>8 == 0x88 && b>>8 == 0
			}
			w.mu.Unlock()
		}
	}
	if !found {
		t.Errorf("the heading has not the style's colour:\n%s", w)
	}
	w.press("q").leaves()
}

// TestWidthOfTheReader sets the lines by flag, by file, and by keys.
func TestWidthOfTheReader(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		config string
		args   []string
		keys   string
		want   int
	}{
		{want: tui.UsualMeasure},
		{args: []string{"--width", "40"}, want: 40},
		{config: "width = 50\n", want: 50},
		{config: "width = 50\n", args: []string{"--width", "30"}, want: 30},
		{config: "width = 50\n", keys: "2+", want: 58},
	} {
		files := map[string]string{".config/obelus/config.toml": tt.config}
		w := inWindow(t, files, append([]string{"corridor.md", "--theme", "dark"}, tt.args...)...).wait("1/2")
		if w.press(tt.keys); tt.keys != "" {
			w.wait("lines of 58 columns")
		}
		if got := w.textColumns(); got > tt.want || got < tt.want-14 {
			t.Errorf("%q %v: the longest row has %d columns of %d:\n%s", tt.config, tt.args, got, tt.want, w)
		}
		w.press("q").leaves()
	}
}

// TestManualIsAConfigFile: the keys that the manual lists, put into a file, are
// the same keys, and so is its example.
func TestManualIsAConfigFile(t *testing.T) {
	remapped, err := tui.NewKeymap([]tui.Remap{{Mode: tui.ModeReader, Action: "next unit", Keys: []string{"t"}}, {Mode: tui.ModeShelf, Action: "help"}})
	if err != nil {
		t.Fatal(err)
	}
	for name, keys := range map[string]tui.Keymap{"own": {}, "remapped": remapped} {
		var text strings.Builder
		actions := 0
		for _, mode := range tui.Modes() {
			table := keyTable(keys, mode)
			actions += strings.Count(table, " = ")
			text.WriteString(table + "\n\n")
		}
		c, err := parseConfig("config.toml", "", text.String())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(keys.Bindings(), c.keys.Bindings(), cmp.FilterPath(shownOnly, cmp.Ignore()), cmpopts.EquateEmpty()); diff != "" || actions < 80 {
			t.Errorf("%s: %d actions: %s", name, actions, diff)
		}
	}
	c, err := parseConfig("config.toml", "", configExample)
	if err != nil || c.width != 72 || c.theme != "contrast" {
		t.Errorf("the manual's example is read as %+v, %v", c, err)
	}
}

// shownOnly are the words that a binding is shown with: they follow the keys.
func shownOnly(p cmp.Path) bool {
	last := p.Last().String()
	return last == ".Shown"
}

// FuzzConfig: no file crashes the program, and every fault names a line.
func FuzzConfig(f *testing.F) {
	f.Add(configExample)
	f.Add("[[keys]]\na = 1\n")
	f.Add("keys.reader = [1]\nwidth = nan\n")
	f.Add("[keys.reader]\nhelp = [[\"a\"], [1]]\n")
	f.Add("[keys]\n[keys.shelf]\n\"\" = \"\"\n[theme]\na.b = 1979-05-27\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := parseConfig("config.toml", "/home", text)
		if err == nil {
			return
		}
		var top map[string]any
		if _, broken := toml.Decode(text, &top); statusOf(err) != statusWrongUse || broken == nil && !strings.HasPrefix(err.Error(), "config.toml: line ") {
			t.Errorf("%q is refused with %v", text, err)
		}
	})
}
