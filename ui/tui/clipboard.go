package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// mostCopied is how many bytes are given to the terminal's clipboard: more than
// that many terminals take in one OSC 52.
const mostCopied = 74_000

// toClipboard puts text on the clipboard of the terminal that shows the screen,
// also of one at the other end of SSH or around tmux (OSC 52), and says so.
func (a *app) toClipboard(text, said string) tea.Cmd {
	if len(text) > mostCopied {
		a.note = note{text: fmt.Sprintf("this is more than terminals take at once (%d kB of %d): select less", len(text)/1000, mostCopied/1000), error: true}
		return nil
	}
	a.say(said)
	return tea.SetClipboard(text)
}
