package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"charm.land/fang/v2"

	"obelus/briefs/desk"
)

// An app is one run of the program: what it may see of the world, and its
// global flags.
type app struct {
	env        Env
	db         string
	analyst    string
	theme      string
	width      int // of the reader's text, 0 where it was not given
	configFile string
	known      *config    // what the config file says; nil until it was read
	sat        *desk.Desk // that the command works at; nil for none
	leaving    bool       // the command is the screen, which nobody waits for
}

func newApp(e Env) *app { return &app{env: e} }

// execute runs the command that the arguments name and reports its error.
func (a *app) execute(ctx context.Context) (status int) {
	defer func() {
		if r := recover(); r != nil {
			report(a.env.Stderr, fmt.Errorf("a fault of the program's own, please report it (%v); what was kept is kept", r))
			status = statusFailed
		}
	}()
	err := a.run(ctx)
	if err != nil && ctx.Err() != nil {
		err = context.Canceled
	}
	if err != nil {
		report(a.env.Stderr, err)
	}
	return statusOf(err)
}

// run hands the commands to fang, which sets their help. Errors are kept aside
// from it: on its way to an error handler it asks the terminal for its
// background, and a terminal that does not answer would hold the message up
// for seconds.
func (a *app) run(ctx context.Context) error {
	root := newRootCmd(a)
	root.SetArgs(append([]string{}, a.env.Args...))
	root.SetIn(interruptible(ctx, a.env.Stdin))
	root.SetOut(a.env.Stdout)
	root.SetErr(a.env.Stderr)
	var failure error
	keepErrors(root, &failure)
	err := fang.Execute(ctx, root,
		fang.WithVersion(version()),
		fang.WithoutManpage(),
		fang.WithErrorHandler(func(io.Writer, fang.Styles, error) {}),
	)
	if err = cmp.Or(failure, err); err == nil {
		a.backUp(ctx)
	}
	return err
}

// How long the day's copy of the store may take: in leaving the screen, when the
// next command makes it else, and before a command says what it is at.
const (
	partingCopy = 2 * time.Second
	quietCopy   = time.Second
)

// backUp makes the day's copy of the store after a command that wrote to it. A
// copy that cannot be made is told of; what was kept is kept.
func (a *app) backUp(ctx context.Context) {
	if a.sat == nil || !a.sat.Changed() {
		return
	}
	limited := ctx
	if a.leaving {
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, partingCopy)
		defer cancel()
	} else if isTerminal(a.env.Stderr) {
		wait := time.AfterFunc(quietCopy, func() {
			_, _ = fmt.Fprintln(a.env.Stderr, "obelus: done; the day's copy of the store is being made (ctrl+c leaves it to the next change)")
		})
		defer wait.Stop()
	}
	if _, err := a.sat.BackUpDaily(limited); err != nil && limited.Err() == nil {
		report(a.env.Stderr, err)
	}
}

// getenv is the value of an environment variable, "" where it is not set.
func (a *app) getenv(name string) string {
	for i := len(a.env.Environ) - 1; i >= 0; i-- {
		if key, value, ok := strings.Cut(a.env.Environ[i], "="); ok && key == name {
			return value
		}
	}
	return ""
}
