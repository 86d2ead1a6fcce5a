package tui

import (
	"context"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/ui/theme"
)

// Options says what the screen starts with.
type Options struct {
	Desk    *desk.Desk
	Opened  *desk.Opened // the brief to read, or its beginning (see desk.Glimpse); nil starts at the shelf
	Ref     string       // what Opened was opened by, for the whole of it
	Entries []desk.Entry // a fixed shelf (a folder's briefs); nil is the store's
	Theme   theme.Name
	NoColor bool
	Input   io.Reader // nil is the terminal
	Output  io.Writer // nil is the terminal
	Environ []string
}

// Run shows the screen until the person leaves, and returns the one line that
// says what was kept. Every mark that was made is written before it returns;
// the error says which could not be.
func Run(ctx context.Context, o Options) (farewell string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // what commands still do ends with the screen
	a := newApp(ctx, o.Desk, o)
	a.dir, _ = os.Getwd() // without it the farewell names the brief by its whole path
	options := []tea.ProgramOption{tea.WithContext(ctx)}
	if o.Input != nil {
		options = append(options, tea.WithInput(o.Input))
	}
	if o.Output != nil {
		options = append(options, tea.WithOutput(o.Output))
	}
	if o.Environ != nil {
		options = append(options, tea.WithEnvironment(o.Environ))
	}
	_, err = tea.NewProgram(a, options...).Run()
	if ctx.Err() != nil {
		a.savePlace() // a signal ended it, no key did
	}
	if drained := a.writes.drain(); drained != nil {
		return a.parting, drained
	}
	if a.failed != nil {
		return "", a.failed
	}
	if err != nil && ctx.Err() == nil {
		return a.parting, err
	}
	return a.parting, ctx.Err()
}
