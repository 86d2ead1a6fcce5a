package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
)

const terminalBrief = `# Grain corridor: what the extension of the agreement means for those who ship the grain

The ministry said on Monday, in a statement that was longer than anybody had expected it to be, that ships would sail again.
`

// command is the program in a folder of its own, with a brief in it.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("obelus", args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+cmd.Dir, "XDG_DATA_HOME=", "OBELUS_DB=", "OBELUS_ANALYST=kim", "TERM=xterm-256color")
	if err := os.WriteFile(filepath.Join(cmd.Dir, "corridor.md"), []byte(terminalBrief), 0o666); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// onTerminal runs a command on a terminal that answers nothing, columns wide,
// and gives what it printed there.
func onTerminal(t *testing.T, columns uint16, cmd *exec.Cmd) string {
	t.Helper()
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: columns})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var out bytes.Buffer
	_, _ = io.Copy(&out, f) // ends with an error when the program does
	_ = cmd.Wait()
	return strings.ReplaceAll(out.String(), "\r\n", "\n")
}

func TestListingsFitTheTerminal(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("-short leaves this out: it starts the program a dozen times")
	}
	first := command(t, "tag", "corridor.md", "a", "--unit", "2")
	if out, err := first.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, args := range [][]string{{"list"}, {"claims"}, {"log"}, {"show", "corridor.md", "--theme", "dark"}} {
		for _, columns := range []uint16{40, 60, 100} {
			cmd := command(t, args...)
			cmd.Dir, cmd.Env = first.Dir, first.Env
			out := onTerminal(t, columns, cmd)
			if !strings.Contains(ansi.Strip(out), "kim") && !strings.Contains(ansi.Strip(out), "Grain") && !strings.Contains(ansi.Strip(out), "#a2") {
				t.Errorf("%v at %d columns shows nothing: %q", args, columns, out)
			}
			for _, l := range strings.Split(out, "\n") {
				if w := ansi.StringWidth(l); w > int(columns) {
					t.Errorf("%v at %d columns: a line of %d: %q", args, columns, w, l)
				}
			}
		}
	}
}

// TestErrorsAskTheTerminalNothing: whoever asks a terminal that does not answer
// waits for two seconds.
func TestErrorsAskTheTerminalNothing(t *testing.T) {
	out := onTerminal(t, 80, command(t, "show", "nowhere"))
	if !strings.HasPrefix(out, `obelus: no brief "nowhere"`) {
		t.Errorf("got %q", out)
	}
	if strings.Contains(out, "\x1b") {
		t.Errorf("something was asked of the terminal: %q", out)
	}
}

// TestBriefTextIsNeutralOnATerminal prints what a pipe gets byte for byte.
func TestBriefTextIsNeutralOnATerminal(t *testing.T) {
	t.Parallel()
	evil := "Text \x1b]0;owned\x07 here, \u202e and there.\n"
	for _, args := range [][]string{{"show", "evil.md", "--format", "markdown"}, {"export", "evil.md"}} {
		cmd := command(t, args...)
		if err := os.WriteFile(filepath.Join(cmd.Dir, "evil.md"), []byte(evil), 0o666); err != nil {
			t.Fatal(err)
		}
		out := onTerminal(t, 80, cmd)
		if strings.ContainsAny(out, "\x1b\x07\u202e") || !strings.Contains(out, "␛]0;owned␇") {
			t.Errorf("%v: %q", args, out)
		}
	}
}

// TestInterrupted stops a command that waits for its standard input.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	cmd := command(t, "sentences", "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stdin.Close() }()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(stdin, strings.Repeat("Some text. ", 20_000)); err != nil { // more than a pipe holds: it is being read
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != statusInterrupted {
		t.Errorf("it ended with status %d (%s), want %d", got, stderr.String(), statusInterrupted)
	}
	if got := stderr.String(); got != "obelus: interrupted, nothing is half done\n" {
		t.Errorf("it said %q", got)
	}
}

// TestFullDisk prints onto a device that takes nothing.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("there is no full device here: %v", err)
	}
	defer func() { _ = full.Close() }()
	for _, args := range [][]string{
		{"show", "corridor.md"}, {"show", "corridor.md", "--format", "text"}, {"sentences", "corridor.md"}, {"list"},
		{"list", "--json"}, {"claims", "--csv"}, {"export", "corridor.md"}, {"man"}, {"completion", "bash"}, {"corridor.md"},
	} {
		cmd := command(t, args...)
		var stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = full, &stderr
		_ = cmd.Run()
		said := stderr.String()
		last := said[strings.LastIndex(strings.TrimSuffix(said, "\n"), "\n")+1:]
		if cmd.ProcessState.ExitCode() != statusFailed || !strings.HasPrefix(last, "obelus: ") || !strings.Contains(last, "no space left") {
			t.Errorf("%v: status %d, %q", args, cmd.ProcessState.ExitCode(), said)
		}
	}
}

// TestManyAtOnce lets several processes mark one brief: every mark is kept.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	first := command(t, "add", "corridor.md")
	if out, err := first.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const many = 6
	failed := make(chan error, many)
	for i := range many {
		cmd := command(t, "tag", "corridor.md", "a", "--span", fmt.Sprintf("%d:%d", 95+i, 140))
		cmd.Dir, cmd.Env = first.Dir, first.Env
		go func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			failed <- err
		}()
	}
	for range many {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	claims := command(t, "claims", "--json")
	claims.Dir, claims.Env = first.Dir, first.Env
	out, err := claims.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(out), `"id": `); got != many {
		t.Errorf("%d marks are kept, want %d", got, many)
	}
}

// TestPlainPagesAreWhole compares a long page in plain text with the same page
// in styles: an escape that is handed on in two halves leaves letters behind.
func TestPlainPagesAreWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("The *harbour* was [closed](https://example.org/notices/14) on **Monday**, says `log 7`.\n\n", 400)
	page := func(args ...string) string {
		cmd := command(t, append([]string{"show", "long.md", "--width", "60"}, args...)...)
		if err := os.WriteFile(filepath.Join(cmd.Dir, "long.md"), []byte(long), 0o666); err != nil {
			t.Fatal(err)
		}
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if plain, styled := page(), page("--format", "ansi"); plain != ansi.Strip(styled) {
		t.Error("the plain page is not the styled one without its escapes")
	}
}

// TestReaderOfABigBrief opens a brief that is shown by its beginning first, goes
// to its end and leaves.
func TestReaderOfABigBrief(t *testing.T) {
	t.Parallel()
	cmd := command(t, "big.md", "--theme", "dark")
	long := "# The port stays shut\n\n" + strings.Repeat("The harbour office said so on *Monday*, a trader says.\n\n", 20_000) + "The last words of all.\n"
	if err := os.WriteFile(filepath.Join(cmd.Dir, "big.md"), []byte(long), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, step := range []struct{ shown, then string }{
		{"The port stays shut", "G"}, {"The last words of all.", "q"},
	} {
		var out []byte
		for piece := make([]byte, 32<<10); !strings.Contains(ansi.Strip(string(out)), step.shown); {
			n, err := f.Read(piece)
			if err != nil {
				t.Fatalf("it ended (%v) before it showed %q: %q", err, step.shown, out)
			}
			out = append(out, piece[:n]...)
		}
		if _, err := io.WriteString(f, step.then); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = io.Copy(io.Discard, f) // ends with an error when the program does
	if err := cmd.Wait(); err != nil {
		t.Errorf("the reader left with %v", err)
	}
}
