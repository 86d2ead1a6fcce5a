// Package cli is the command line: cobra commands, one a file.
package cli

import (
	"context"
	"io"
)

// Env is what a command may see of the world.
type Env struct {
	Args    []string // without the program's name
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Environ []string
}

// Main runs one command and returns its exit status: 0 done, 1 it failed, 2
// wrong use, 130 interrupted.
func Main(ctx context.Context, e Env) int { panic("skeleton") }
