package cli

import (
	"io"
	"os/exec"
	"os/signal"
	"reflect"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// TestSignals ends the reader by a signal right behind a mark: the mark is
// kept, and the terminal is as it was.
func TestSignals(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		t.Run(sent.String(), func(t *testing.T) {
			if signal.Ignored(sent) {
				t.Skip("nohup, or a shell that runs this in the background, has it ignored")
			}
			t.Parallel()
			cmd := command(t, "corridor.md", "--theme", "dark")
			screen, tty, err := pty.Open()
			if err != nil {
				t.Skipf("no pseudo-terminal here: %v", err)
			}
			defer screen.Close()
			defer tty.Close()
			if err := pty.Setsize(screen, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
				t.Fatal(err)
			}
			before, err := term.GetState(tty.Fd())
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
			cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			shown := await(t, screen, "READ")
			if _, err := io.WriteString(screen, "ja"); err != nil {
				t.Fatal(err)
			}
			shown += await(t, screen, "attributed:")
			if err := cmd.Process.Signal(sent); err != nil {
				t.Fatal(err)
			}
			rest := make(chan string)
			go func() { rest <- await(t, screen, "\x1b[?1049l") }()
			_ = cmd.Wait()
			shown += <-rest
			after, err := term.GetState(tty.Fd())
			if err != nil || !reflect.DeepEqual(before, after) {
				t.Errorf("the terminal's settings are %+v (%v), were %+v", after, err, before)
			}
			for set, reset := range map[string]string{"\x1b[?25l": "\x1b[?25h", "\x1b[?1002h": "\x1b[?1002l", "\x1b[?2004h": "\x1b[?2004l"} {
				if strings.LastIndex(shown, set) > strings.LastIndex(shown, reset) {
					t.Errorf("%q is not taken back", set)
				}
			}
			claims := exec.Command("obelus", "claims")
			claims.Dir, claims.Env = cmd.Dir, cmd.Env
			if out, err := claims.CombinedOutput(); err != nil || !strings.Contains(string(out), "attributed") {
				t.Errorf("the mark is not kept: %s (%v)", out, err)
			}
		})
	}
}

// await reads what the terminal is shown until it holds text, as it stands or
// without its escapes; it ends too where nothing more comes.
func await(t *testing.T, screen io.Reader, text string) string {
	t.Helper()
	var out []byte
	for piece := make([]byte, 32<<10); !strings.Contains(string(out), text) && !strings.Contains(ansi.Strip(string(out)), text); {
		n, err := screen.Read(piece)
		out = append(out, piece[:n]...)
		if err != nil {
			t.Errorf("it ended (%v) before it showed %q: %q", err, text, out)
			break
		}
	}
	return string(out)
}
