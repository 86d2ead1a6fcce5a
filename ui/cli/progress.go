package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// progressFrom is how many steps make work long enough to be shown.
const progressFrom = 20

// A progress counts long work on the standard error, where that is a terminal.
type progress struct {
	cmd   *cobra.Command
	w     io.Writer // nil shows nothing
	what  string
	total int
	done  int
}

func (a *app) newProgress(cmd *cobra.Command, what string, total int) *progress {
	p := &progress{cmd: cmd, what: what, total: total}
	if total >= progressFrom && isTerminal(cmd.ErrOrStderr()) {
		p.w = cmd.ErrOrStderr()
	}
	return p
}

// step shows that the next thing is begun.
func (p *progress) step() {
	p.done++
	if p.w != nil {
		_, _ = fmt.Fprintf(p.w, "\r%s %d/%d", p.what, p.done, p.total)
	}
}

// say tells something in the line's place.
func (p *progress) say(text string) {
	if text != "" {
		p.clear()
		say(p.cmd, text)
	}
}

// clear takes the line away, so that something else can be said.
func (p *progress) clear() {
	if p.w != nil {
		_, _ = io.WriteString(p.w, "\r\x1b[K")
	}
}
