package tui

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"obelus/briefs/desk"
	"obelus/storage"
	"obelus/ui/theme"
)

// A glass is a terminal that can be waited for: it says when what it shows has
// changed.
type glass struct {
	mu      sync.Mutex
	term    *vt.Emulator
	changed chan struct{}
}

func newGlass(w, h int) *glass {
	return &glass{term: vt.NewEmulator(w, h), changed: make(chan struct{}, 1)}
}

func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	n, err := g.term.Write(p)
	select {
	case g.changed <- struct{}{}:
	default:
	}
	return n, err
}

func (g *glass) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.term.String()
}

// wait waits until the terminal shows text.
func (g *glass) wait(t *testing.T, text string) {
	t.Helper()
	deadline := time.After(2 * time.Minute)
	for !strings.Contains(g.String(), text) {
		select {
		case <-g.changed:
		case <-deadline:
			t.Fatalf("the terminal never showed %q:\n%s", text, g.String())
		}
	}
}

// TestProgram runs the true program in a terminal, with its store on disk.
func TestProgram(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	db := filepath.Join(t.TempDir(), "obelus.db")
	run := func(keys func(g *glass, in io.Writer)) string {
		d := desk.New(desk.Config{Store: desk.Over(storage.New(db, storage.Options{})), Analyst: "ada"})
		screen, tty, err := pty.Open()
		if err != nil {
			t.Skipf("no pseudo terminal here: %v", err)
		}
		defer screen.Close()
		defer tty.Close()
		if err := pty.Setsize(screen, &pty.Winsize{Cols: 80, Rows: 24}); err != nil {
			t.Fatal(err)
		}
		g := newGlass(80, 24)
		go io.Copy(g, screen)      // what the program shows
		go io.Copy(screen, g.term) // what the terminal answers to questions
		done := make(chan error, 1)
		var farewell string
		go func() {
			var err error
			farewell, err = Run(context.Background(), Options{
				Desk: d, Opened: w.open(d), Theme: theme.Auto, Input: tty, Output: tty, Environ: []string{"TERM=xterm-256color", "COLORTERM=truecolor"},
			})
			done <- err
		}()
		keys(g, screen)
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(2 * time.Minute):
			t.Fatalf("the program did not end:\n%s", g)
		}
		return farewell
	}

	farewell := run(func(g *glass, in io.Writer) {
		g.wait(t, "1/10")
		io.WriteString(in, "4Ga")
		g.wait(t, "attributed 1")
		io.WriteString(in, "v2;a")
		g.wait(t, "attributed 2")
		io.WriteString(in, "o-q") // q comes before the last marks are durable
	})
	if !strings.Contains(farewell, "4 marks kept") || !strings.Contains(farewell, "obelus export ") {
		t.Errorf("it left with %q", farewell)
	}
	farewell = run(func(g *glass, in io.Writer) {
		g.wait(t, "÷ 1")
		g.wait(t, "7/10")                           // where it was left
		io.WriteString(in, "\x1b[200~aaa\x1b[201~") // a paste
		g.wait(t, "not taken for keys")
		io.WriteString(in, "\x03")
	})
	if !strings.Contains(farewell, "4 marks kept") {
		t.Errorf("ctrl+c left with %q", farewell)
	}
}
