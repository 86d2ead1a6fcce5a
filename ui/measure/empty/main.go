// Command empty is what ui/measure compares the reader with: the smallest
// Bubble Tea program in a binary that holds everything the reader's holds.
//
// In it are all packages of obelus and of the libraries it rests on, so that
// their initialisers run and the binary is as large; Bubble Tea's start, its
// alternate screen with the mouse reported, and its 60 frames a second. Not in
// it are the commands' flags, any file, the store, and any laid-out text: it
// shows one line with a count of the keys pressed, and leaves at q.
package main

import (
	"context"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"

	"obelus/ui/cli"
)

func main() {
	if len(os.Args) > 1 {
		// With arguments it is obelus. Nobody calls it so; but without a call
		// the linker would leave out what the comparison has to link.
		os.Exit(cli.Main(context.Background(), cli.Env{
			Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Environ: os.Environ(),
		}))
	}
	if _, err := tea.NewProgram(line{}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, "empty:", err)
		os.Exit(1)
	}
}

// A line is the program's one model: how many keys were pressed.
type line struct{ keys int }

func (l line) Init() tea.Cmd { return nil }

func (l line) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return l, nil
	}
	l.keys++
	if name := key.String(); name == "q" || name == "ctrl+c" {
		return l, tea.Quit
	}
	return l, nil
}

func (l line) View() tea.View {
	v := tea.NewView(fmt.Sprintf("an empty program: %d keys", l.keys))
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	return v
}
