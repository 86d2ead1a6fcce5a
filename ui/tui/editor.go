package tui

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// The facts of editing a note in another program.
type (
	noteDrafted struct { // the file for the editor is there
		reader int
		mark   model.Mark
		path   string
		err    error
	}
	noteEdited struct { // the editor is gone, and so is the file
		reader int
		mark   model.Mark
		note   string
		err    error
	}
)

// editNote opens the note of the mark at the cursor in the person's editor.
func (a *app) editNote() tea.Cmd {
	if a.readOnly() {
		return nil
	}
	mark, ok := a.markHere()
	if !ok {
		return nil
	}
	if editorName() == "" {
		a.say("no editor is named: set EDITOR to one (nano, vi, …), or write the note in its details (enter)")
		return nil
	}
	reader := a.reader.id
	return func() tea.Msg {
		path, err := draftNote(mark.Details.Note)
		return noteDrafted{reader, mark, path, err}
	}
}

// editorName is the command line of the person's editor, "" where none is
// named.
func editorName() string { return strings.TrimSpace(cmp.Or(os.Getenv("VISUAL"), os.Getenv("EDITOR"))) }

// draftNote writes a note into a new file that only its owner can read.
func draftNote(note string) (path string, err error) {
	f, err := os.CreateTemp("", "obelus-note-*.md")
	if err != nil {
		return "", err
	}
	if note != "" {
		_, err = f.WriteString(note + "\n")
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// noteDrafted hands the terminal to the editor.
func (a *app) noteDrafted(msg noteDrafted) tea.Cmd {
	if msg.err != nil {
		a.complain(fmt.Errorf("the note is as it was; no file for the editor: %w", msg.err))
		return nil
	}
	name := editorName()
	return a.exec(editorCommand(name, msg.path), func(err error) tea.Msg {
		note, readErr := takeDraft(msg.path)
		if err == nil {
			err = readErr
		} else {
			err = editorError(name, err)
		}
		return noteEdited{msg.reader, msg.mark, note, err}
	})
}

// editorCommand runs an editor on a file. Its name may have arguments, as
// "code --wait" has; the shell reads it, as it does for git.
func editorCommand(name, path string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		words := strings.Fields(name)
		return exec.Command(words[0], append(words[1:], path)...)
	}
	return exec.Command("/bin/sh", "-c", name+` "$@"`, name, path)
}

// The shell's exit status for a command that is not there (POSIX, 2.8.2).
const notFound = 127

// editorError says what became of an editor.
func editorError(name string, err error) error {
	word := model.CleanLine(filepath.Base(strings.Fields(name)[0]))
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == notFound, errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("the editor %s is not there: set EDITOR to one that is", word)
	case errors.As(err, &exit):
		return fmt.Errorf("the editor %s failed (%s)", word, exit)
	}
	return fmt.Errorf("the editor %s did not start: %w", word, err)
}

// mostNote is the longest note that is taken from an editor, in bytes.
const mostNote = 1 << 20

// takeDraft reads what the editor left, and removes the file.
func takeDraft(path string) (note string, err error) {
	defer func() { err = errors.Join(err, os.Remove(path)) }()
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	text, err := io.ReadAll(io.LimitReader(f, mostNote+1))
	if len(text) > mostNote {
		return "", errors.New("what the editor left is longer than 1 MB")
	}
	note = strings.ReplaceAll(strings.ToValidUTF8(string(text), "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(note), err
}

// noteEdited keeps what the editor left as the mark's note. Where it failed,
// left nothing or changed nothing the note stays.
func (a *app) noteEdited(msg noteEdited) tea.Cmd {
	r := a.reader
	switch old := msg.mark.Details.Note; {
	case r == nil || r.id != msg.reader:
		return nil
	case msg.err != nil:
		a.complain(fmt.Errorf("the note is as it was: %w", msg.err))
		return nil
	case msg.note == "" && old != "":
		a.say("the editor left nothing: the note is as it was (enter, and empty it there, to remove it)")
		return nil
	case msg.note == strings.TrimSpace(old):
		a.say("the note is as it was")
		return nil
	}
	details := msg.mark.Details.Clone()
	details.Note = msg.note
	s := &markSubject{span: msg.mark.Span, tag: msg.mark.Tag, seen: &msg.mark, base: msg.mark.Details}
	last := a.writes.last
	a.change([]desk.Tagging{{Span: s.span, Tag: s.tag, Details: &details, Seen: s.seen, Only: true}}, "note kept: "+excerpt(msg.note, 40))
	a.writes.refusedTo(last, s.reopen(a, details))
	return nil
}
