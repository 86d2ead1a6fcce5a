// Package tui is the screen: the only tea.Model, and plain structs below it.
package tui

import (
	"context"
	"io"

	"obelus/briefs/desk"
	"obelus/ui/theme"
)

// Options says what the screen starts with.
type Options struct {
	Desk    *desk.Desk
	Opened  *desk.Opened // the brief to read; nil starts at the shelf
	Entries []desk.Entry // a fixed shelf (a folder's briefs); nil is the store's
	Theme   theme.Name
	NoColor bool
	Input   io.Reader // nil is the terminal
	Output  io.Writer // nil is the terminal
	Environ []string
}

// Run shows the screen until the person leaves, and returns the one line that
// says what was kept.
func Run(ctx context.Context, o Options) (farewell string, err error) { panic("skeleton") }
