package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// A pane is the program on a terminal of its own, as a process.
type pane struct {
	*testing.T
	cmd  *exec.Cmd
	keys *os.File
	mu   sync.Mutex
	term *vt.Emulator
	seen chan struct{} // something was drawn
}

// openPane starts the reader on cmd's brief.
func openPane(t *testing.T, cmd *exec.Cmd, columns, rows int) *pane {
	t.Helper()
	f, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(rows), Cols: uint16(columns)})
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	w := &pane{T: t, cmd: cmd, keys: f, term: vt.NewEmulator(columns, rows), seen: make(chan struct{}, 1)}
	go func() { _, _ = io.Copy(w, f) }()      // ends with the program
	go func() { _, _ = io.Copy(f, w.term) }() // what the terminal answers
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		_ = f.Close()
	})
	return w
}

func (w *pane) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.term.Write(p)
	select {
	case w.seen <- struct{}{}:
	default:
	}
	return n, err
}

func (w *pane) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.term.String()
}

// press types keys.
func (w *pane) press(keys string) {
	w.Helper()
	if _, err := io.WriteString(w.keys, keys); err != nil {
		w.Fatal(err)
	}
}

// shows waits until the screen holds text.
func (w *pane) shows(text string) {
	w.Helper()
	w.until(text, func() bool { return strings.Contains(w.String(), text) })
}

// durable waits until no mark on the screen is hollow.
func (w *pane) durable() {
	w.Helper()
	w.until("durable marks only", func() bool { return !strings.Contains(w.String(), "▯") })
}

// until waits for the screen to be so, or something that the screen does not
// show. It fails where it never is: two minutes are for machines that have much
// to do.
func (w *pane) until(what string, so func() bool) {
	w.Helper()
	late := time.After(2 * time.Minute)
	for look := time.NewTicker(20 * time.Millisecond); !so(); {
		select {
		case <-w.seen:
		case <-look.C:
		case <-late:
			w.Fatalf("the window never showed %s:\n%s", what, w)
		}
	}
}

// beside is a command in the folder and on the store of another.
func beside(t *testing.T, first *exec.Cmd, args ...string) *exec.Cmd {
	cmd := command(t, args...)
	cmd.Dir, cmd.Env = first.Dir, first.Env
	return cmd
}

// storeOf is the store's file of a command's home.
func storeOf(cmd *exec.Cmd) string { return filepath.Join(cmd.Dir, ".local/share/obelus/obelus.db") }

// tryLock takes the store's lock for itself, as bbolt does to write, and fails
// where somebody has it.
func tryLock(path string) (release func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

// freeWithin takes the store's lock, which nobody holds for long.
func freeWithin(t *testing.T, path string) (release func()) {
	t.Helper()
	for began := time.Now(); ; time.Sleep(5 * time.Millisecond) {
		release, err := tryLock(path)
		if err == nil {
			return release
		}
		if time.Since(began) > 2*time.Minute {
			t.Fatalf("the lock of %s is not to be had: %v", path, err)
		}
	}
}

// TestOpenReaderHoldsNothing has the reader open, idle: another process gets the
// store's lock at once, and while it keeps it the reader reads and marks on.
func TestOpenReaderHoldsNothing(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("ja")
	w.shows("attributed 1")
	w.durable()
	const tries = 75
	free := 0                              // in a row: it reads the marks again behind its own write, and copies the store for the day
	w.until("nothing to do", func() bool { // for a second and a half, in which the reader looks at the store once at least
		release, err := tryLock(storeOf(first))
		if err != nil || holds(w, storeOf(first)) {
			free = 0
		} else {
			free++
		}
		if err == nil {
			release()
		}
		return free == tries
	})
	release := freeWithin(t, storeOf(first))
	w.press("k/sail\r")
	w.shows("1/1")
	w.press("o") // marked while the other has the store
	w.shows("opinion 1")
	w.shows("▯")
	release()
	w.durable()
	claims, err := beside(t, first, "claims").CombinedOutput()
	if err != nil || !strings.Contains(string(claims), "opinion") {
		t.Errorf("kept when the store is free: %s (%v)", claims, err)
	}
}

// holds reports whether the program has a file open, where the system says so.
func holds(w *pane, path string) bool {
	open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", w.cmd.Process.Pid)) // none where there is no /proc
	return slices.ContainsFunc(open, func(fd os.DirEntry) bool {
		to, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", w.cmd.Process.Pid, fd.Name()))
		return err == nil && to == path
	})
}

// TestSlowReadersHoldNothing lets commands print into a pipe that nobody reads
// on: they wait, and another process gets the store's lock meanwhile.
func TestSlowReadersHoldNothing(t *testing.T) {
	t.Parallel()
	first := command(t, "add", ".")
	for i := range 24 {
		long := strings.Repeat(", at some length, to whoever asked", 80)
		text := fmt.Sprintf("# Brief %d\n\nThe ministry said so%s. The mayor did not%s.", i, long, long)
		if err := os.WriteFile(filepath.Join(first.Dir, fmt.Sprintf("b%03d.md", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(cmd *exec.Cmd) {
		t.Helper()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	run(first)
	script := "for i in $(seq -w 1 20); do obelus tag b0$i.md a --unit 2; obelus tag b0$i.md o --unit 3; done"
	marking := exec.Command("sh", "-c", script)
	marking.Dir, marking.Env = first.Dir, first.Env
	run(marking)
	for _, args := range [][]string{{"claims", "--json"}, {"log", "--json"}} {
		cmd := beside(t, first, args...)
		pipe, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		out := bufio.NewReaderSize(pipe, 16)
		if line, err := out.ReadString('\n'); err != nil || line != "[\n" {
			t.Fatalf("%v began with %q (%v)", args, line, err)
		}
		time.Sleep(200 * time.Millisecond) // it waits for the pipe by then, mostly
		run(beside(t, first, "edit", "b001.md#a2", "--note", strings.Join(args, " ")))
		freeWithin(t, storeOf(first))()
		var rest []any
		whole := io.MultiReader(strings.NewReader("["), out)
		if err := json.NewDecoder(whole).Decode(&rest); err != nil || len(rest) < 40 {
			t.Errorf("%v gave %d values, and then %v", args, len(rest), err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// TestChangesShowInTheOtherWindow has one brief open in two windows, as two
// processes, and a command line beside them: what one does shows in the others.
// It says how long that takes, and what looking for it costs.
func TestChangesShowInTheOtherWindow(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	one := openPane(t, first, 80, 24)
	one.shows("READ")
	two := openPane(t, beside(t, first, "corridor.md", "--theme", "dark"), 120, 40)
	two.shows("READ")
	one.press("ja")
	two.shows("attributed 1")
	var took []time.Duration
	for range 3 {
		for _, step := range []struct{ key, shown string }{{"u", "attributed 0"}, {"\x12", "attributed 1"}} {
			began := time.Now()
			one.press(step.key)
			two.shows(step.shown)
			took = append(took, time.Since(began))
		}
	}
	tag := beside(t, first, "tag", "corridor.md", "o", "--unit", "1")
	began := time.Now()
	if out, err := tag.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	one.shows("opinion 1")
	two.shows("opinion 1")
	took = append(took, time.Since(began))
	slices.Sort(took)
	t.Logf("a change shows in the other window after %v at the least, %v in the middle, %v at the most",
		took[0].Round(time.Millisecond), took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	rest := 2 * time.Second
	if os.Getenv("OBELUS_LONG") != "" {
		rest = 10 * time.Second
	}
	if before, ok := cpuTime(one.cmd.Process.Pid); ok {
		time.Sleep(rest)
		after, _ := cpuTime(one.cmd.Process.Pid)
		t.Logf("%v without a key take %v of the processor", rest, after-before)
	}
}

// cpuTime is how long a process has had the processor (proc(5), stat, in ticks
// of a hundredth of a second); ok is false where the system does not say.
func cpuTime(pid int) (used time.Duration, ok bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, false
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	var user, system int
	if len(fields) < 13 {
		return 0, false
	}
	_, err1 := fmt.Sscan(fields[11], &user)
	_, err2 := fmt.Sscan(fields[12], &system)
	return time.Duration(user+system) * 10 * time.Millisecond, err1 == nil && err2 == nil
}

// TestFormBesideACommand changes a mark from the command line while its details
// are filled in, at two sizes: both are shown, and the one that is kept is in the
// store, with the other in its journal.
func TestFormBesideACommand(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		first := command(t, "corridor.md", "--theme", "dark")
		w := openPane(t, first, size[0], size[1])
		w.shows("READ")
		w.press("ja")
		w.shows("A ▌")
		w.press("\r")
		w.shows("Speaker")
		w.press("the pilots")
		edit := beside(t, first, "edit", "corridor.md#a2", "--speaker", "the mayor", "--note", "heard it")
		if out, err := edit.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		w.press("\x13")
		w.shows("both windows changed its speaker: ctrl+s keeps yours, esc theirs")
		w.shows("the pilots")
		w.shows("≠ theirs: the mayor")
		w.shows("heard it")
		w.press("\x13")
		w.shows("details of attributed kept")
		w.durable()
		out, err := beside(t, first, "log", "corridor.md#a2").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "speaker: the mayor → the pilots") || !strings.Contains(string(out), "note: nothing → heard it") {
			t.Errorf("%v: %s", err, out)
		}
	}
}
