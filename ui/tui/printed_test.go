package tui

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// chatty is a desk below which a library prints.
type chatty struct {
	worker
	printed chan struct{}
}

func (c chatty) Spans(ctx context.Context, o *desk.Opened) ([]model.MarkSpan, error) {
	fmt.Println("warning: unhandled element \x1b[2JString")
	close(c.printed)
	return c.worker.Spans(ctx, o)
}

// What a library prints while the screen is up becomes a note, and nothing of
// the screen is torn.
func TestPrintingLibrary(t *testing.T) {
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
	go io.Copy(g, screen)
	go io.Copy(screen, g.term)
	stdout := os.Stdout
	os.Stdout = tty // as it is where the program runs
	defer func() { os.Stdout = stdout }()
	w := newWorld(t, "harbour.md", harbour)
	o := Options{Desk: w.desk("ada"), Opened: w.open(w.desk("ada")), Theme: theme.Dark, Input: tty, Environ: []string{"TERM=xterm-256color"}}
	done := make(chan error, 1)
	c := chatty{o.Desk, make(chan struct{})}
	go func() {
		_, err := run(context.Background(), c, o)
		done <- err
	}()
	<-c.printed
	g.wait(t, "printed by a library: warning: unhandled element ␛[2JString")
	g.wait(t, "Grain convoys test the new harbour rules")
	if got := strings.Count(g.String(), "unhandled"); got != 1 {
		t.Errorf("it is on the screen %d times:\n%s", got, g)
	}
	io.WriteString(screen, "j")
	g.wait(t, "? help")
	io.WriteString(screen, "q")
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(2 * time.Minute):
		t.Fatalf("the program did not end:\n%s", g)
	}
	if os.Stdout != tty {
		t.Error("the standard output is not what it was")
	}
}
