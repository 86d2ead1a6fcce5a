package tui

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
	"obelus/ui/theme"
)

// A driver runs the whole program in an emulated terminal: it gives it keys,
// runs every command to its end before the next, and shows the screen that
// results. Nothing sleeps.
type driver struct {
	t    testing.TB
	app  *app
	w, h int
	quit bool
	term *vt.Emulator
	hold func(tea.Msg) bool // messages that are kept back; nil for none
	held []tea.Msg
}

// world is a store with a brief beside it.
type world struct {
	t     testing.TB
	store desk.Store
	path  string
	now   func() time.Time // of its desks; nil is the true one
}

// newWorld writes text to a file called name, beside an empty store.
func newWorld(t testing.TB, name, text string) world {
	t.Helper()
	dir := t.TempDir()
	w := world{t: t, store: desk.Over(storagetest.NewMemory()), path: filepath.Join(dir, name)}
	if err := os.WriteFile(w.path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

// desk is an analyst's desk on the store, in a sitting of its own.
func (w world) desk(analyst model.Analyst) *desk.Desk {
	return desk.New(desk.Config{Store: w.store, Analyst: analyst, Sitting: model.Sitting(rand.Text()), Now: w.now})
}

// open is the brief as the analyst's desk opens it.
func (w world) open(d *desk.Desk) *desk.Opened {
	w.t.Helper()
	o, err := d.Open(context.Background(), w.path, strings.NewReader(""))
	if err != nil {
		w.t.Fatal(err)
	}
	return o
}

// read starts the program on the brief, at w × h cells.
func (w world) read(analyst model.Analyst, width, height int) *driver {
	d := w.desk(analyst)
	return drive(w.t, d, Options{Opened: w.open(d), Theme: theme.Dark}, width, height)
}

// marks are the marks in the store, in document order: what the words are, and
// the tag.
func (w world) marks() []string {
	w.t.Helper()
	d := w.desk("reader")
	found, err := d.Marks(context.Background(), w.open(d))
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, m := range found.Here {
		out = append(out, string(m.Tag)+": "+m.Quote.Text)
	}
	return out
}

// drive starts the program and runs it until it is idle.
func drive(t testing.TB, d worker, o Options, width, height int) *driver {
	t.Helper()
	return driveHolding(t, d, o, width, height, nil)
}

// driveHolding is drive with some messages kept back.
func driveHolding(t testing.TB, d worker, o Options, width, height int, hold func(tea.Msg) bool) *driver {
	t.Helper()
	a := newApp(context.Background(), d, o)
	a.every, a.pause = 0, 0
	dr := &driver{t: t, app: a, hold: hold}
	dr.resize(width, height)
	dr.run(a.Init())
	return dr
}

// send gives the program a message and runs all that follows.
func (d *driver) send(msg tea.Msg) {
	if d.hold != nil && d.hold(msg) {
		d.held = append(d.held, msg)
		return
	}
	_, cmd := d.app.Update(msg)
	d.app.View()
	d.run(cmd)
}

// release gives the program what was kept back.
func (d *driver) release() {
	held := d.held
	d.hold, d.held = nil, nil
	for _, msg := range held {
		d.send(msg)
	}
}

// run runs a command to its end, and what it leads to.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.QuitMsg:
		d.quit = true
	default:
		if cmds, ok := several(msg); ok {
			for _, c := range cmds {
				d.run(c)
			}
			return
		}
		d.send(msg)
	}
}

// several are the commands of a batch or a sequence.
func several(msg tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	cmds := make([]tea.Cmd, v.Len())
	for i := range cmds {
		cmds[i], _ = v.Index(i).Interface().(tea.Cmd)
	}
	return cmds, true
}

func (d *driver) resize(w, h int) {
	d.w, d.h = w, h
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
}

// press gives the program keys, each as Bubble Tea spells it, separated by
// blanks: "j 3 j v ; a ctrl+r".
func (d *driver) press(keys string) *driver {
	d.t.Helper()
	for _, name := range strings.Fields(keys) {
		d.send(keyPress(d.t, name))
	}
	return d
}

// write types text letter by letter.
func (d *driver) write(text string) *driver {
	for _, c := range text {
		d.send(tea.KeyPressMsg{Code: c, Text: string(c)})
	}
	return d
}

// keyPress is the message of a key.
func keyPress(t testing.TB, name string) tea.KeyPressMsg {
	t.Helper()
	special := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
		"left": tea.KeyLeft, "right": tea.KeyRight, "backspace": tea.KeyBackspace, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp,
		"home": tea.KeyHome, "end": tea.KeyEnd,
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
	}
	if code, ok := special[name]; ok {
		return tea.KeyPressMsg{Code: code}
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		c, _ := utf8.DecodeRuneInString(rest)
		return tea.KeyPressMsg{Code: c, Mod: tea.ModCtrl}
	}
	if name == "shift+tab" {
		return tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
	}
	c, size := utf8.DecodeRuneInString(name)
	if size != len(name) {
		t.Fatalf("no such key: %q", name)
	}
	return tea.KeyPressMsg{Code: c, Text: name}
}

// draw shows the program's screen in the emulated terminal.
func (d *driver) draw() *vt.Emulator {
	d.term = vt.NewEmulator(d.w, d.h)
	content := d.app.View().Content
	if lines := strings.Count(content, "\n") + 1; lines > d.h {
		d.t.Errorf("the screen has %d rows of %d", lines, d.h)
	}
	if _, err := d.term.WriteString(strings.ReplaceAll(content, "\n", "\r\n")); err != nil {
		d.t.Fatal(err)
	}
	return d.term
}

// screen is the text on the screen, a line a row, without blanks at the ends.
func (d *driver) screen() string {
	term := d.draw()
	var rows []string
	for y := range d.h {
		var row strings.Builder
		for x := 0; x < d.w; x++ {
			cell := term.CellAt(x, y)
			if cell == nil || cell.Width == 0 {
				continue
			}
			row.WriteString(cell.Content)
		}
		rows = append(rows, strings.TrimRight(row.String(), " "))
	}
	return strings.Join(rows, "\n")
}

// cell is the cell of the screen where text begins.
func (d *driver) cell(text string) *uv.Cell {
	d.t.Helper()
	for y, row := range strings.Split(d.screen(), "\n") {
		if i := strings.Index(row, text); i >= 0 {
			return d.term.CellAt(utf8.RuneCountInString(row[:i]), y)
		}
	}
	d.t.Fatalf("%q is not on the screen:\n%s", text, d.screen())
	return nil
}

// row is the row of the screen that holds text; -1 where none does.
func (d *driver) row(text string) int {
	for y, row := range strings.Split(d.screen(), "\n") {
		if strings.Contains(row, text) {
			return y
		}
	}
	return -1
}

// shows fails the test unless the screen holds every one of fragments.
func (d *driver) shows(fragments ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, f := range fragments {
		if !strings.Contains(screen, f) {
			d.t.Errorf("%q is not on the screen:\n%s", f, screen)
		}
	}
	return d
}

// lacks fails the test where the screen holds one of fragments.
func (d *driver) lacks(fragments ...string) *driver {
	d.t.Helper()
	screen := d.screen()
	for _, f := range fragments {
		if strings.Contains(screen, f) {
			d.t.Errorf("%q is on the screen:\n%s", f, screen)
		}
	}
	return d
}

// cursor is the words that the cursor stands on.
func (d *driver) cursor() string {
	r := d.app.reader
	return r.opened.Doc.VisibleOf(r.target())
}
