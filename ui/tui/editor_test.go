package tui

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
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
		d.press("4 G e").shows("▸ Note", "mine again", "both windows changed its note")
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
	one.press("ctrl+s").shows("both windows changed its speaker and reference: ctrl+s keeps yours, esc theirs", "the pilots", "theirs: two officials", "▸mixed", "Log", "theirs: Wire")
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
	one.press("ctrl+s").shows("removed in another window: ctrl+s makes it again")
	if len(w.marks()) != 0 {
		t.Error("a mark that was removed came back without a word")
	}
	one.press("ctrl+s")
	if got := w.stored().Details; got.Speaker != "the pilots" || got.Quotation != model.Direct {
		t.Errorf("made again: %+v", got)
	}
}

// TestBothShown lets two windows change one mark in the details form, at every
// size: what both made of it stands on the screen, and either can be kept.
func TestBothShown(t *testing.T) {
	tests := []struct {
		name, mine, theirs string // keys in the form of each, from its first field on; blanks in text are _
		says               string
		shows              []string
		kept               func(m model.Mark) bool // yours
		left               func(m model.Mark) bool // theirs
	}{
		{"status and note", "tab tab tab tab tab tab tab d tab >mine", "tab tab tab tab tab tab tab c tab >theirs", "both windows changed its status and note: ",
			[]string{"▸disputed", "≠ theirs: checked", "mine", "≠ theirs: theirs"},
			func(m model.Mark) bool { return m.Details.Status == model.Disputed && m.Details.Note == "mine" },
			func(m model.Mark) bool { return m.Details.Status == model.Checked && m.Details.Note == "theirs" }},
		{"a reference is emptied", "tab tab ctrl+u", "tab tab end >_2024", "both windows changed its reference: ",
			[]string{"≠ theirs: Log 2024 from Wire"},
			func(m model.Mark) bool { return len(m.Details.References) == 0 },
			func(m model.Mark) bool { return m.Details.References[0].Title == "Log 2024" }},
		{"a speaker is emptied", "ctrl+u >two_officials", "ctrl+u", "both windows changed its speaker: ",
			[]string{"two officials", "≠ theirs: —"},
			func(m model.Mark) bool { return m.Details.Speaker == "two officials" },
			func(m model.Mark) bool { return m.Details.Speaker == "" }},
		{"one field each", "tab m", "tab tab tab tab tab b", "", nil,
			func(m model.Mark) bool { return m.Details.Quotation == model.Mixed && m.Details.Reliability == "B" }, nil},
	}
	type look struct {
		tag  string
		w, h int
	}
	for _, tt := range tests {
		for _, s := range []look{{"", 80, 24}, {"", 120, 40}} {
			for _, decide := range []string{"ctrl+s", "esc y"} {
				w := newWorld(t, "harbour.md", harbour)
				typed := func(d *driver, keys string) {
					for _, k := range strings.Fields(keys) {
						if text, ok := strings.CutPrefix(k, ">"); ok {
							d.write(strings.ReplaceAll(text, "_", " "))
						} else {
							d.press(k)
						}
					}
				}
				w.read("ada", s.w, s.h).press("4 G A tab tab").write("Log").press("tab").write("Wire").press("ctrl+s")
				mine, theirs := w.read("ada", s.w, s.h), w.read("ada", s.w, s.h)
				mine.press("4 G enter")
				theirs.press("4 G enter")
				typed(mine, tt.mine)
				typed(theirs, tt.theirs)
				theirs.press("ctrl+s")
				mine.press("ctrl+s")
				want := tt.kept
				if tt.left != nil {
					mine.shows(append(tt.shows, tt.says+"ctrl+s keeps yours, esc theirs")...)
					if !tt.left(w.stored()) {
						t.Errorf("%s: overwritten before it was decided: %+v", tt.name, w.stored())
					}
					if decide != "ctrl+s" {
						want = tt.left
					}
					mine.press(decide)
				}
				mine.lacks("Reliability")
				if !want(w.stored()) {
					t.Errorf("%s at %d×%d, %s: %+v", tt.name, s.w, s.h, decide, w.stored())
				}
			}
		}
	}
}

// TestTagShown changes the tag of a mark in one window while its details, or
// another tag, are filled in in the other.
func TestTagShown(t *testing.T) {
	for _, size := range formSizes()[:2] {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("4 G A ctrl+s k S").write("Log")
		command := w.desk("ada") // as on the command line
		opinion, speaker := model.Opinion, "the pilots"
		change := desk.Edit{Tag: &opinion, Revise: func(d *model.Details) { d.Speaker = speaker }}
		if _, err := command.Edit(context.Background(), w.stored().ID, change); err != nil {
			t.Fatal(err)
		}
		d.press("ctrl+s").shows("both windows changed its tag: ctrl+s keeps yours, esc theirs", "sourced · theirs: analyst opinion", "Log")
		d.press("ctrl+s")
		if m := w.stored(); m.Tag != model.Sourced || m.Details.Speaker != speaker || len(m.Details.References) != 1 {
			t.Errorf("decided: %+v", m)
		}
		d.press("4 G a 4 G enter ctrl+u").write("two officials")
		speaker = "the mayor"
		if _, err := command.Edit(context.Background(), w.stored().ID, change); err != nil {
			t.Fatal(err)
		}
		d.press("ctrl+s").shows("both windows changed its speaker: ", "attributed · theirs: analyst opinion", "two officials", "≠ theirs: the mayor")
		d.press("esc y")
		if m := w.stored(); m.Tag != model.Opinion || m.Details.Speaker != "the mayor" {
			t.Errorf("left so: %+v", m)
		}
		d.press("4 G a").shows("A ▌")
		if _, err := command.Edit(context.Background(), w.stored().ID, desk.Edit{Tag: &opinion}); err != nil {
			t.Fatal(err)
		}
		d.press("4 G -").shows("the mark is analyst opinion now, from another window", "O ▌")
		if m := w.stored(); m.Tag != model.Opinion {
			t.Errorf("a key overwrote the tag: %+v", m)
		}
		d.press("4 G -").shows("÷ ▌")
	}
}

// A mark that another window changed meanwhile is not removed unseen.
func TestRemovalShown(t *testing.T) {
	for _, size := range formSizes()[:2] {
		w := newWorld(t, "harbour.md", harbour)
		d := w.read("ada", size[0], size[1])
		d.press("4 G A").write("pilots").press("ctrl+s 4 G")
		note := "the mayor says otherwise"
		if _, err := w.desk("ada").Edit(context.Background(), w.stored().ID, desk.Edit{Revise: func(d *model.Details) { d.Note = note }}); err != nil {
			t.Fatal(err)
		}
		d.press("x").shows("not removed: its note is now “the mayor says otherwise”", "x removes it", "A ▌")
		if m := w.stored(); m.Details.Note != note {
			t.Errorf("the mark is %+v", m)
		}
		d.press("x").shows("removed attributed").lacks("A ▌")
		d.press("4 G o 4 G x").shows("removed analyst opinion").lacks("O ▌") // made and removed before it is named
	}
}
