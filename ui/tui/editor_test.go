package tui

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// editWith makes a shell script the person's editor. "$1" is the file; "$log"
// gets what the script writes about it.
func editWith(t *testing.T, script string) (log string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the editor of this test is a shell script")
	}
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	path := filepath.Join(t.TempDir(), "my editor")
	log = path + ".log"
	if err := os.WriteFile(path, []byte("#!/bin/sh\nlog='"+log+"'\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VISUAL", "'"+path+"' --wait") // as people write it, with an argument
	t.Setenv("EDITOR", "false")
	t.Cleanup(func() {
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	})
	return log
}

// readEditing is world.read with a terminal that can be handed to an editor.
func (w world) readEditing(width, height int) *driver {
	d := w.read("ada", width, height)
	d.app.exec = func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg { return done(c.Run()) }
	}
	return d
}

const lastArgument = `for file; do :; done` + "\n"

func TestNoteInEditor(t *testing.T) {
	log := editWith(t, lastArgument+`echo "$# $1 $file $(ls -l "$file" | cut -c1-10)" > "$log"; cat "$file" >> "$log"; printf '# Seen\r\n\n- by *us* 漢字\n\n' > "$file"`)
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.readEditing(size[0], size[1])
		d.press("4 G A tab tab tab tab tab tab").write("old note").press("ctrl+s 4 G e").shows("note kept: # Seen - by")
		if got := w.stored().Details; got.Note != "# Seen\n\n- by *us* 漢字" || got.Speaker != "the harbour master" {
			t.Errorf("%v: kept %+v", size, got)
		}
		text, err := os.ReadFile(log)
		if err != nil {
			t.Fatal(err)
		}
		first, rest, _ := strings.Cut(string(text), "\n")
		if !strings.HasPrefix(first, "2 --wait ") || !strings.HasSuffix(first, ".md -rw-------") || rest != "old note\n" {
			t.Errorf("the editor got %q", text)
		}
		d.press("u").shows("u").press("4 G enter").shows("Speaker")
		if got := w.stored().Details.Note; got != "old note" {
			t.Errorf("undone, the note is %q", got)
		}
	}
}

// TestEditorThatFails keeps the old note, and says why.
func TestEditorThatFails(t *testing.T) {
	tests := map[string]struct{ script, says string }{
		"fails":         {lastArgument + `echo new > "$file"; exit 3`, "the note is as it was: the editor my failed (exit status 3)"},
		"is killed":     {`kill -9 $$`, "the note is as it was: the editor my failed"},
		"leaves none":   {lastArgument + `: > "$file"`, "the editor left nothing: the note is as it was"},
		"leaves blanks": {lastArgument + `printf ' \n\n' > "$file"`, "the editor left nothing: the note is as it was"},
		"changes none":  {``, "the note is as it was"},
		"fills":         {lastArgument + `head -c 2000000 /dev/zero > "$file"`, "longer than 1 MB"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			editWith(t, tt.script)
			w := newWorld(t, "harbour.md", harbour)
			d := w.readEditing(120, 30)
			d.press("4 G A tab tab tab tab tab tab").write("old note").press("ctrl+s 4 G e").shows(tt.says)
			if got := w.stored().Details.Note; got != "old note" {
				t.Errorf("the note is %q", got)
			}
			d.press("u").shows("attributed 0") // no change was made by it
		})
	}
}

func TestEditorThatIsNotThere(t *testing.T) {
	editWith(t, "")
	w := newWorld(t, "harbour.md", harbour)
	d := w.readEditing(120, 24)
	d.press("4 G e").shows("no mark here: s a o - # make one").press("4 G a 4 G")
	t.Setenv("VISUAL", "")
	t.Setenv("EDITOR", "no-such-editor-anywhere --wait")
	d.press("e").shows("the note is as it was: the editor no-such-editor-anywhere is not there: set EDITOR")
	t.Setenv("EDITOR", " ")
	d.press("e").shows("no editor is named: set EDITOR")
	t.Setenv("EDITOR", "false")
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	d.press("e").shows("no file for the editor")
	w.read("bo", 120, 24).press("4 G e").shows("the mark here is ada's: keys change only your own")
}

// TestNoteWhileAnotherWindowWrites edits a note in one window while another
// changes the mark.
func TestNoteWhileAnotherWindowWrites(t *testing.T) {
	for _, size := range formSizes() {
		w := newWorld(t, "harbour.md", harbour)
		d := w.readEditing(size[0], size[1])
		d.press("4 G A ctrl+s")
		other := func(keys, text string) {
			w.read("ada", 100, 30).press(keys).write(text).press("ctrl+s")
		}
		d.app.exec = func(_ *exec.Cmd, done tea.ExecCallback) tea.Cmd {
			return func() tea.Msg {
				msg := done(nil).(noteEdited)
				other("4 G enter ctrl+u", "the pilots")
				msg.note = "mine"
				return msg
			}
		}
		editWith(t, "")
		d.press("4 G e").shows("note kept")
		if got := w.stored().Details; got.Note != "mine" || got.Speaker != "the pilots" {
			t.Errorf("%v: a part of it is lost: %+v", size, got)
		}
		d.app.exec = func(_ *exec.Cmd, done tea.ExecCallback) tea.Cmd {
			return func() tea.Msg {
				msg := done(nil).(noteEdited)
				other("4 G enter tab tab tab tab tab tab ctrl+u", "theirs")
				msg.note = "mine again"
				return msg
			}
		}
		d.press("4 G e").shows("▸ Note", "mine again", "its note was changed")
		if got := w.stored().Details.Note; got != "theirs" {
			t.Errorf("%v: the note is %q without anybody having decided", size, got)
		}
		d.press("esc").shows("throw away").press("esc ctrl+s")
		if got := w.stored().Details; got.Note != "mine again" || got.Speaker != "the pilots" || w.stored().Tag != model.Attributed {
			t.Errorf("%v: decided, it is %+v", size, got)
		}
	}
}

// TestDetailsWhileAnotherWindowWrites has the same form open in two windows.
func TestDetailsWhileAnotherWindowWrites(t *testing.T) {
	w := newWorld(t, "harbour.md", harbour)
	one := w.read("ada", 100, 30)
	one.press("4 G A ctrl+s")
	two := w.read("ada", 100, 30)
	one.press("4 G enter ctrl+u").write("the pilots").press("tab tab").write("Log")
	two.press("4 G enter ctrl+u").write("two officials").press("tab m tab").write("Wire").press("ctrl+s")
	one.press("ctrl+s").shows("its speaker was changed in another window meanwhile: ctrl+s keeps yours, esc theirs", "the pilots", "▸mixed", "Log")
	if got := w.stored().Details.Speaker; got != "two officials" {
		t.Errorf("overwritten without a word: %q", got)
	}
	one.press("ctrl+s")
	if got := w.stored().Details; got.Speaker != "the pilots" || got.Quotation != model.Mixed || len(got.References) != 1 || got.References[0].Title != "Log" {
		t.Errorf("decided: %+v", got)
	}
	one.press("4 G enter tab d")
	two.press("j")
	w.read("ada", 100, 30).press("4 G x")
	one.press("ctrl+s").shows("removed in another window meanwhile: ctrl+s makes it again")
	if len(w.marks()) != 0 {
		t.Error("a mark that was removed came back without a word")
	}
	one.press("ctrl+s")
	if got := w.stored().Details; got.Speaker != "the pilots" || got.Quotation != model.Direct {
		t.Errorf("made again: %+v", got)
	}
}
