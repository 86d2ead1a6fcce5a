package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// patience is how long anything may take until it counts as failed.
const patience = time.Minute

// A chunk is what one read of the terminal gave, when it was read, and what
// the program held then.
type chunk struct {
	at   time.Time
	data []byte
	held memory
}

// A terminal is a program in a pseudo-terminal. What it writes is read and
// timed by a goroutine of its own; the emulator follows behind it, when it is
// waited for, so that its work is in no time.
type terminal struct {
	cmd    *exec.Cmd
	master *os.File
	began  time.Time
	chunks chan chunk // closed when the program has ended
	screen *vt.Emulator
	size   pty.Winsize
	now    chunk     // the newest that is on the screen
	shows  screen    // after it
	moved  time.Time // when the letters of the text last changed
}

// start runs argv in a terminal of its own.
func start(ctx context.Context, cmd *exec.Cmd, o options) (*terminal, error) {
	t := &terminal{cmd: cmd, chunks: make(chan chunk, 4096), size: o.window, shows: make(screen, o.window.Rows)}
	t.screen = vt.NewEmulator(int(o.window.Cols), int(o.window.Rows))
	if o.terminal == modern {
		t.answerModern()
	}
	var err error
	t.began = time.Now()
	if t.master, err = pty.StartWithSize(cmd, &o.window); err != nil {
		return nil, fmt.Errorf("starting %s in a pseudo-terminal: %w", cmd.Path, err)
	}
	go t.read(ctx)
	var answers io.Writer = t.master
	if o.terminal == mute {
		answers = io.Discard
	}
	go func() { _, _ = io.Copy(answers, t.screen) }() // ends with the screen's input, in close
	return t, nil
}

// answerModern has the terminal say that it can show a frame in one piece (mode
// 2026) and that it knows graphemes (2027), as newer ones do.
func (t *terminal) answerModern() {
	t.screen.RegisterCsiHandler(ansi.Command('?', '$', 'p'), func(params ansi.Params) bool {
		n, _, _ := params.Param(0, 0)
		mode := ansi.DECMode(n)
		if mode != ansi.ModeSynchronizedOutput && mode != ansi.ModeUnicodeCore {
			return false
		}
		_, _ = io.WriteString(t.screen.InputPipe(), ansi.ReportMode(mode, ansi.ModeReset))
		return true
	})
}

// read takes what the program writes as fast as it can.
func (t *terminal) read(ctx context.Context) {
	defer close(t.chunks)
	buf := make([]byte, 64<<10)
	for {
		n, err := t.master.Read(buf)
		at := time.Now()
		if n > 0 {
			held, _ := memoryOf(t.cmd.Process.Pid) // not known where there is no /proc: the tables say so
			select {
			case t.chunks <- chunk{at, slices.Clone(buf[:n]), held}:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			return // an EIO is how a terminal says that nobody writes to it any more
		}
	}
}

// errEnded says that a program ended while something was waited for.
var errEnded = errors.New("the program ended")

// next puts the next chunk on the screen; ok is false where none came in time.
func (t *terminal) next(wait time.Duration) (ok bool, err error) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case c, open := <-t.chunks:
		if !open {
			return false, errEnded
		}
		if _, err := t.screen.Write(c.data); err != nil {
			return false, fmt.Errorf("the terminal's emulator: %w", err)
		}
		was := t.shows
		t.now, t.shows = c, newScreen(t.screen.String(), int(t.size.Rows))
		if !slices.Equal(was.letters(), t.shows.letters()) {
			t.moved = c.at
		}
		return true, nil
	case <-timer.C:
		return false, nil
	}
}

// until waits until the screen shows what seen looks for, and gives the chunk
// that brought it.
func (t *terminal) until(what string, seen func(screen) bool) (chunk, error) {
	deadline := time.Now().Add(patience)
	for !seen(t.shows) {
		ok, err := t.next(time.Until(deadline))
		if err == nil && !ok {
			err = fmt.Errorf("not within %s", patience)
		}
		if err != nil {
			return chunk{}, fmt.Errorf("waiting for %s: %w; the screen shows:\n%s", what, err, t.shows)
		}
	}
	return t.now, nil
}

// settle follows the program until it has written nothing for a while, and
// tells when the last of it was read.
func (t *terminal) settle(quiet time.Duration) (time.Time, error) {
	for {
		if ok, err := t.next(quiet); err != nil || !ok {
			return t.now.at, err
		}
	}
}

// press types keys, and tells when.
func (t *terminal) press(keys string) (time.Time, error) {
	at := time.Now()
	if _, err := io.WriteString(t.master, keys); err != nil {
		return at, fmt.Errorf("typing %q: %w", keys, err)
	}
	return at, nil
}

// after types keys, and tells how long it took from then until the screen
// showed what seen looks for.
func (t *terminal) after(keys, what string, seen func(screen) bool) (time.Duration, error) {
	at, err := t.press(keys)
	if err != nil {
		return 0, err
	}
	c, err := t.until(what, seen)
	return max(0, c.at.Sub(at)), err // 0 where it was there before the key
}

// leave types the key that leaves, and waits for the program's end.
func (t *terminal) leave(key string) error {
	if _, err := t.press(key); err != nil {
		return err
	}
	for deadline := time.Now().Add(patience); ; {
		ok, err := t.next(time.Until(deadline))
		if errors.Is(err, errEnded) {
			break
		}
		if err == nil && !ok {
			err = fmt.Errorf("%s did not end within %s after %q", t.cmd.Path, patience, key)
		}
		if err != nil {
			return err
		}
	}
	if err := t.cmd.Wait(); err != nil {
		return fmt.Errorf("%s, left with %q: %w", t.cmd.Path, key, err)
	}
	return nil
}

// close ends the program where it still runs, and lets go of the terminal.
func (t *terminal) close() {
	if t.cmd.ProcessState == nil {
		_ = t.cmd.Process.Kill()
		_ = t.cmd.Wait()
	}
	_ = t.master.Close()
	if in, ok := t.screen.InputPipe().(io.Closer); ok {
		_ = in.Close()
	}
}
