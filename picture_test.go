package main_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

var update = flag.Bool("update", false, "make docs/screen.svg anew")

const picture = "docs/screen.svg"

// The size of the picture's terminal, in cells.
const columns, rows = 100, 34

// TestPicture runs the program in a terminal, does what the first sample
// teaches, and compares the screen with the README's picture. With -update it
// writes the picture.
func TestPicture(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program; not in -short")
	}
	s := startScreen(t, "sample:mali.md")
	s.wait("READ")
	s.settle(time.Second / 4) // the terminal's answers have come by then
	for _, step := range []struct{ keys, shows string }{
		{"j", ""},
		{"s", "sourced 1"},
		{"a", "attributed 1"},
		{"o", "opinion 1"},
		{"-", "÷ 1"},
		{"v;a", "attributed 2"},
	} {
		s.press(step.keys)
		s.wait(step.shows)
	}
	if *update {
		s.settle(time.Second)
		if err := os.WriteFile(picture, s.svg(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	// The last mark is drawn as pending until it is on the disk.
	if !s.until(func() bool { return bytes.Equal(s.svg(), want) }) {
		t.Errorf("%s is not what the program shows: run go test -run TestPicture -update .\n%s", picture, s.text())
	}
}

// A screen is the program running in an emulated terminal.
type screen struct {
	t     *testing.T
	pty   *os.File
	news  chan struct{} // something was drawn
	mu    sync.Mutex    // guards emu's cells
	emu   *vt.Emulator
	ended chan struct{}
}

// startScreen builds the program and starts it with args, a home of its own
// and an empty store.
func startScreen(t *testing.T, args ...string) *screen {
	t.Helper()
	home := t.TempDir()
	program := filepath.Join(home, "obelus")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	cmd := exec.Command(program, append([]string{"--theme", "dark"}, args...)...)
	cmd.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "OBELUS_ANALYST=ana"}
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: columns, Rows: rows})
	if err != nil {
		t.Skip("no terminal can be opened here: ", err)
	}
	s := &screen{t: t, pty: f, news: make(chan struct{}, 1), emu: vt.NewEmulator(columns, rows), ended: make(chan struct{})}
	go s.show()
	go io.Copy(f, s.emu) // what the terminal answers to questions
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = f.Close()
		<-s.ended
		_ = s.emu.Close()
	})
	return s
}

// show draws what the program writes until it ends.
func (s *screen) show() {
	defer close(s.ended)
	buf := make([]byte, 32<<10)
	for {
		n, err := s.pty.Read(buf)
		if err != nil {
			return
		}
		s.mu.Lock()
		_, _ = s.emu.Write(buf[:n])
		s.mu.Unlock()
		select {
		case s.news <- struct{}{}:
		default:
		}
	}
}

func (s *screen) press(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.pty, keys); err != nil {
		s.t.Fatal(err)
	}
}

// wait waits until the screen shows words.
func (s *screen) wait(words string) {
	s.t.Helper()
	if !s.until(func() bool { return strings.Contains(s.text(), words) }) {
		s.t.Fatalf("the screen does not show %q:\n%s", words, s.text())
	}
}

// until looks at the screen whenever it changes, until ok.
func (s *screen) until(ok func() bool) bool {
	deadline := time.After(2 * time.Minute)
	for !ok() {
		select {
		case <-s.news:
		case <-s.ended:
			return ok()
		case <-deadline:
			return false
		}
	}
	return true
}

// settle waits until nothing was drawn for as long.
func (s *screen) settle(quiet time.Duration) {
	for {
		select {
		case <-s.news:
		case <-time.After(quiet):
			return
		}
	}
}

// text is the screen's letters, line by line.
func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emu.String()
}
