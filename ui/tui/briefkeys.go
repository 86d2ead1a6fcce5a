package tui

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

func briefCommands() []command {
	return []command{
		{Binding{Mode: ModeReader, Action: "export", Keys: []string{"E"}, Help: "export as Markdown", Category: CategoryOther, Command: true},
			func(a *app, _ int) tea.Cmd { return a.promptExport() }, nil},
		{Binding{Mode: ModeReader, Action: "copy the quote", Keys: []string{"y"}, Help: "copy the words", Category: CategoryOther, Command: true},
			func(a *app, _ int) tea.Cmd { return a.copy() }, nil},
		{Binding{Mode: ModeReader, Action: "edit the brief's details", Keys: []string{"D"}, Command: true},
			func(a *app, _ int) tea.Cmd { return a.describeBrief() }, nil},
		{Binding{Mode: ModeReader, Action: "commands", Keys: []string{":", "ctrl+p"}, Shown: ": ^p", Help: "all commands; {commands}14 {commands}w {commands}q", Category: CategoryOther},
			func(a *app, _ int) tea.Cmd { return a.openPalette() }, nil},
		{Binding{Mode: ModeReader, Action: "help", Keys: []string{"?", "f1"}, Shown: "?", Help: "help", Hint: "help", Category: CategoryOther, Command: true},
			func(a *app, _ int) tea.Cmd { return a.openHelp() }, nil},
		{Binding{Mode: ModeReader, Action: "quit", Keys: []string{"q"}, Help: "leave; ^c at once", Category: CategoryOther, Command: true},
			func(a *app, _ int) tea.Cmd { return a.closeReader() }, nil},
		{Binding{Mode: ModeReader, Action: "draw again", Keys: []string{"ctrl+l"}, Command: true},
			func(*app, int) tea.Cmd { return tea.ClearScreen }, nil},
	}
}

// copy puts the words of the target, with where they are from, on the
// terminal's clipboard (OSC 52).
func (a *app) copy() tea.Cmd {
	r := a.reader
	words := r.opened.Doc.VisibleOf(r.target())
	if words == "" {
		a.say("nothing to copy here")
		return nil
	}
	var cited []string
	b := r.opened.Brief
	for _, words := range []string{b.Author, b.Title, b.Outlet, b.Date, b.URL} {
		if words = model.CleanLine(words); words != "" {
			cited = append(cited, words)
		}
	}
	if n := r.number(); n > 0 {
		cited = append(cited, fmt.Sprintf("unit %d", n))
	}
	cite := strings.Join(cited, ", ")
	return a.toClipboard(fmt.Sprintf("“%s” (%s)", words, cite), "copied: "+excerpt(words, 50))
}

// An export is where an annotated brief was written, and how much.
type export struct {
	path  string
	bytes int
}

// promptExport asks where the annotated brief goes, and writes it there.
func (a *app) promptExport() tea.Cmd {
	a.openPrompt("export to: ", exportName(a.reader.opened.Brief), func(a *app, path string) tea.Cmd {
		if path == "" {
			return nil
		}
		return a.export(path, false)
	})
	return nil
}

// exportName is where an export of b is offered to go: a name in the working
// folder.
func exportName(b model.Brief) string {
	base := filepath.Base(b.Path())
	if b.Path() == "" || base == "." || base == "/" {
		return cmp.Or(slug(b.Title), string(b.ID)) + ".annotated.md"
	}
	base = base[:len(base)-len(filepath.Ext(base))]
	return model.CleanLine(base) + ".annotated.md"
}

// slug is title as a file name: its first words' letters and digits in small
// letters, with hyphens between them.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	name := []rune(strings.Join(words[:min(len(words), 6)], "-"))
	return string(name[:min(len(name), 60)])
}

// errExists says that an export would replace a file.
var errExists = errors.New("is there already")

// export writes the annotated brief to path once all marks are durable; it
// replaces a file only when told to.
func (a *app) export(path string, replace bool) tea.Cmd {
	worker, o := a.desk, a.reader.opened
	done := &export{path: path}
	a.writes.add(&write{kind: writeExport, done: done, do: func(ctx context.Context) (out desk.Outcome, err error) {
		var text bytes.Buffer
		if err := worker.Export(ctx, &text, o); err != nil {
			return out, err
		}
		done.bytes = text.Len()
		flag := os.O_WRONLY | os.O_CREATE | os.O_EXCL
		if replace {
			flag = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
		}
		f, err := os.OpenFile(path, flag, 0o600)
		if errors.Is(err, os.ErrExist) {
			return out, errExists
		}
		if err != nil {
			return out, err
		}
		_, err = f.Write(text.Bytes())
		return out, errors.Join(err, f.Close())
	}})
	a.say("exporting to " + model.CleanLine(path) + "…")
	return nil
}

// exported says what was written.
func (a *app) exported(done *export, err error) {
	path := model.CleanLine(done.path)
	switch {
	case errors.Is(err, errExists):
		a.ask(path+" is there already. Replace it?", "replace it",
			func(a *app) tea.Cmd { return a.export(done.path, true) })
	case err != nil:
		a.complain(fmt.Errorf("not exported: %w", err))
	default:
		a.say(fmt.Sprintf("exported to %s: %d bytes", path, done.bytes))
	}
}
