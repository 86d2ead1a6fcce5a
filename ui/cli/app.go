package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"charm.land/fang/v2"
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
	known      *config // what the config file says; nil until it was read
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
	return cmp.Or(failure, err)
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
