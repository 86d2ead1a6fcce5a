// Package cli is the command line: cobra commands, one a file.
//
// Results go to the standard output, everything else to the standard error.
// Nothing is printed that a brief could steer the terminal with.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Env is what a command may see of the world.
type Env struct {
	Args    []string // without the program's name
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Environ []string
}

// The exit statuses.
const (
	statusDone        = 0
	statusFailed      = 1
	statusWrongUse    = 2
	statusInterrupted = 130 // 128 + SIGINT, as shells report it
)

// grace is how long a command that was interrupted may take to finish what it
// is writing, before the program leaves without it.
const grace = 3 * time.Second

// interrupts are the signals that end a command in good order: ctrl+c, a plain
// kill, and a terminal that is closed, unless nohup said not to mind it.
func interrupts() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// Main runs one command and returns its exit status: 0 done, 1 it failed, 2
// wrong use, 130 interrupted.
//
// An interrupt cancels the context that the command works in. A command that
// is stuck in the operating system (a pipe that nobody writes to) is left
// behind after a moment; the store's transactions are whole or not at all.
func Main(ctx context.Context, e Env) int {
	ctx, stop := signal.NotifyContext(ctx, interrupts()...)
	defer stop()

	status := make(chan int, 1)
	go func() { status <- newApp(e).execute(ctx) }()
	select {
	case s := <-status:
		return s
	case <-ctx.Done():
	}
	select {
	case s := <-status:
		return s
	case <-time.After(grace):
		report(e.Stderr, context.Canceled)
		return statusInterrupted
	}
}
