package tui

import (
	"os"
	"strings"

	"obelus/model"
	"obelus/ui/page"
)

// printed is what a library has written to the standard output while the screen
// is up.
type printed string

// guardStdout has what libraries print go to say instead of over the screen:
// goldmark and glamour, for two, print what they do not know of. Bubble Tea is
// given the real file. What was printed last is said before restore returns.
func guardStdout(say func(printed)) (restore func()) {
	r, w, err := os.Pipe()
	if err != nil {
		return func() {} // what is printed then shows; nothing is lost by it
	}
	real := os.Stdout
	os.Stdout = w
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 4096)
		for {
			n, err := r.Read(buf)
			if text := strings.TrimSpace(string(buf[:n])); text != "" {
				say(printed(text))
			}
			if err != nil {
				return // it was closed
			}
		}
	}()
	return func() {
		os.Stdout = real
		_ = w.Close() // a pipe, to which nothing is written any more
		<-done
		_ = r.Close()
	}
}

// printed says what was kept from the screen.
func (a *app) printed(msg printed) {
	if a.note.text == "" {
		a.say("printed by a library: " + excerpt(model.CleanLine(string(msg)), 100))
	}
}

// plainly says why a block on the screen or under the cursor is shown plainly;
// "" where all are as they should be. The cursor's comes first.
func (r *reader) plainly() string {
	if r.page.Blocks() == 0 {
		return ""
	}
	why := r.page.Peek(r.page.BlockAt(r.cursor.Start)).Note
	last := -1
	r.eachRow(func(_ int, pos page.Pos, _ page.Row) {
		if why == "" && pos.Block != last {
			why, last = r.page.Peek(pos.Block).Note, pos.Block
		}
	})
	if why == "" {
		return ""
	}
	return "this block is " + model.CleanLine(why)
}
