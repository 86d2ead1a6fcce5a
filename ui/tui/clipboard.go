package tui

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// mostCopied is how many bytes are given to the terminal's clipboard: more than
// that many terminals take in one OSC 52.
const mostCopied = 74_000

// toClipboard puts text on the clipboard of the terminal that shows the screen,
// also at the other end of SSH (OSC 52), and says so. tmux passes what programs
// in it send on only where it is told to, so it is asked itself besides.
func (a *app) toClipboard(text, said string) tea.Cmd {
	if len(text) > mostCopied {
		a.note = note{text: fmt.Sprintf("this is more than terminals take at once (%d kB of %d): select less", len(text)/1000, mostCopied/1000), error: true}
		return nil
	}
	a.say(said)
	if a.copier == nil {
		return tea.SetClipboard(text)
	}
	ctx, to := a.ctx, a.copier
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		_ = to(ctx, text) // an older tmux cannot; the terminal was given it too
		return nil
	})
}

// copierIn is what besides the terminal is given what is copied: a tmux that
// the program runs in, or nil.
func copierIn(environ []string) func(ctx context.Context, text string) error {
	inTmux := func(v string) bool { return strings.HasPrefix(v, "TMUX=") && len(v) > len("TMUX=") }
	if !slices.ContainsFunc(environ, inTmux) {
		return nil
	}
	return func(ctx context.Context, text string) error {
		cmd := exec.CommandContext(ctx, "tmux", "load-buffer", "-w", "-")
		cmd.Stdin = strings.NewReader(text)
		return cmd.Run()
	}
}
