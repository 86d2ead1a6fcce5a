package tui

import (
	"context"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	glamour "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

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
	Style   *glamour.StyleConfig // for the brief's words instead of the theme's own; nil for none
	NoColor bool
	Width   int // columns of text at most; 0 is UsualMeasure
	Keys    Keymap
	Input   io.Reader // nil is the terminal
	Output  io.Writer // nil is the terminal
	Environ []string  // nil is the process's
	Painted func()    // called once the first frame is on the screen; nil does nothing
}

// Run shows the screen until the person leaves, and returns the one line that
// says what was kept. Every mark that was made is written before it returns;
// the error says which could not be.
func Run(ctx context.Context, o Options) (farewell string, err error) {
	return run(ctx, o.Desk, o)
}

func run(ctx context.Context, d worker, o Options) (farewell string, err error) {
	ctx, cancel := context.WithCancel(ctx)
	a := newApp(ctx, d, o)
	defer func() {
		cancel() // what commands still do ends with the screen
		a.copies.end()
	}()
	a.dir, _ = os.Getwd() // without it the farewell names the brief by its whole path
	if o.Output == nil {
		o.Output = os.Stdout
	}
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	a.copier = copierIn(o.Environ)
	profile := colorprofile.Detect(o.Output, o.Environ)
	a.restyle(a.looks.coloured(profile))
	a.prepare(o.Output)
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithOutput(o.Output), tea.WithEnvironment(o.Environ), tea.WithColorProfile(profile)}
	if o.Input != nil {
		options = append(options, tea.WithInput(o.Input))
	}
	program := tea.NewProgram(a, options...)
	restore := guardStdout(func(msg printed) { program.Send(msg) })
	_, err = program.Run()
	restore()
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

// firstLaying is how long is laid out before the program runs; a screen that
// takes longer begins with stand-ins.
const firstLaying = 50 * time.Millisecond

// prepare lays out the first screenful for the terminal that out is, so that
// the first frame is one that stays.
func (a *app) prepare(out io.Writer) {
	if f, ok := out.(term.File); ok {
		if w, h, err := term.GetSize(f.Fd()); err == nil {
			a.resize(a.newFrame(w, h))
		}
	}
	if a.reader == nil || a.opening != nil && a.opening.place != nil {
		return
	}
	ctx, cancel := context.WithTimeout(a.ctx, firstLaying)
	defer cancel()
	for ctx.Err() == nil {
		here, _ := a.reader.unready()
		if len(here) == 0 {
			return
		}
		layBlocks(ctx, a.reader.page, here)
		a.reader.relaid()
	}
}
