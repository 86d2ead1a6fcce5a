package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestMeasure measures the real programs once, as the command does.
func TestMeasure(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves this out: it builds the program and starts it some times")
	}
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	_, _ = master.Close(), tty.Close()
	t.Parallel()
	o := options{sizes: []int{10_000}, window: pty.Winsize{Cols: 80, Rows: 24}, terminal: modern, runs: 1, sessions: 1, keys: 2, beside: []string{"no-such-pager"}}
	var out, progress strings.Builder
	if err := measure(t.Context(), o, &out, &progress); err != nil {
		t.Fatalf("%v\n%s%s", err, progress.String(), out.String())
	}
	t.Log(out.String())
	for _, want := range []string{"80×24", "| brief | 10 kB |   empty |", "| mixed | 10 kB |  obelus |", "search at once"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	for row := range strings.Lines(out.String()) {
		cells := strings.Split(row, "|")
		if len(cells) > 6 && strings.TrimSpace(cells[3]) == "empty" && (!strings.Contains(cells[4], ".") || strings.Contains(cells[4], "–")) {
			t.Errorf("no time of a first paint in %q", row)
		}
	}
	if !strings.Contains(progress.String(), "no-such-pager: left out") {
		t.Errorf("nothing is said of what is not installed: %q", progress.String())
	}
}

// sh is a program of one shell command, in a terminal.
func sh(t *testing.T, script string) *terminal {
	t.Helper()
	p := program{name: "sh", path: "/bin/sh", opens: true}
	if _, err := os.Stat(p.path); err != nil {
		t.Skipf("no shell here: %v", err)
	}
	b := brief{text: "script", path: filepath.Join(t.TempDir(), "script")}
	if err := os.WriteFile(b.path, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	term, done, err := p.open(ctx, b, options{window: pty.Winsize{Cols: 40, Rows: 12}, terminal: plain})
	if err != nil {
		cancel()
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	t.Cleanup(func() { done(); cancel() })
	return term
}

func TestUntil(t *testing.T) {
	t.Parallel()
	term := sh(t, `printf 'one\r\n'; read line; sleep 0.2; printf 'two'; read line; printf '%s three' "$line"; read line; exit 3`)
	one, err := term.until("one", func(s screen) bool { return s.has("one") })
	if err != nil {
		t.Fatal(err)
	}
	if term.shows.has("two") {
		t.Error("what comes later is on the screen already")
	}
	if _, err := term.press("\r"); err != nil {
		t.Fatal(err)
	}
	two, err := term.until("two", func(s screen) bool { return s.has("two") })
	if err != nil {
		t.Fatal(err)
	}
	if gap := two.at.Sub(one.at); gap < 200*time.Millisecond || one.at.Before(term.began) {
		t.Errorf("the second word came %s behind the first, and it was to wait 200 ms", gap)
	}
	if _, err := term.after("key\r", "three", func(s screen) bool { return s.has("key three") }); err != nil {
		t.Error(err)
	}
	if err := term.leave("\r"); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("left with %v, want the program's own status", err)
	}
}

func TestUntilItEnded(t *testing.T) {
	t.Parallel()
	term := sh(t, `echo 'no such brief'`)
	_, err := term.until("the first frame", func(screen) bool { return false })
	if !errors.Is(err, errEnded) || !strings.Contains(err.Error(), "waiting for the first frame") || !strings.Contains(err.Error(), "no such brief") {
		t.Errorf("got %v, want what was waited for and what is shown", err)
	}
}

func TestPressedAtTheEnd(t *testing.T) {
	t.Parallel()
	term := sh(t, `stty -icanon -echo; printf ready; for i in 1 2; do head -c 1 >/dev/null; printf "$i "; done; sleep 20`)
	if _, err := term.until("ready", func(s screen) bool { return s.has("ready") }); err != nil {
		t.Fatal(err)
	}
	times, err := pressed(term, "j", 5, nil)
	if err != nil || len(times) != 2 {
		t.Errorf("%d presses drew something, %v; want 2", len(times), err)
	}
}
