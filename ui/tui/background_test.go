package tui

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/markdown/hardtext"
	"obelus/ui/page"
	"obelus/ui/theme"
)

// TestPlainBlocksAreSaid has a page whose renderer is given no time at all.
func TestPlainBlocksAreSaid(t *testing.T) {
	d := newWorld(t, "harbour.md", harbour).read("ada", 120, 24)
	d.lacks("this block is")
	r := d.app.reader
	r.page = page.New(r.opened.Doc, r.theme, r.frame.measure, page.Share(time.Nanosecond))
	d.press("j k").shows("this block is", strings.Fields(d.cursor())[0])
}

// TestNothingOutlivesItsBrief closes a large brief while its units are counted,
// its index is made and its rows are laid out, and waits for all of them.
func TestNothingOutlivesItsBrief(t *testing.T) {
	w := newWorld(t, "large.md", hardtext.Mixed(1_000_000))
	desk := w.desk("ada")
	opened := w.open(desk)
	before := runtime.NumGoroutine()
	a := newApp(context.Background(), desk, Options{Opened: opened, Theme: theme.Dark})
	a.every, a.pause = 0, 0
	_, laying := a.Update(tea.WindowSizeMsg{Width: 100, Height: 30})
	var running sync.WaitGroup
	var start func(cmd tea.Cmd)
	start = func(cmd tea.Cmd) {
		if cmd == nil {
			return
		}
		running.Go(func() {
			if cmds, ok := several(cmd()); ok {
				for _, c := range cmds {
					start(c)
				}
			}
		})
	}
	start(a.Init())
	start(laying)
	a.reader.close()
	running.Wait()
	for runtime.NumGoroutine() > before && t.Context().Err() == nil {
		runtime.Gosched()
	}
}
