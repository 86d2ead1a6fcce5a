package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/briefs/share"
	"obelus/model"
)

// put writes a file into a shared folder.
func (o *office) put(folder, name, text string) {
	o.Helper()
	path := filepath.Join(folder, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		o.Fatal(err)
	}
}

func (o *office) got(folder, name string) string {
	o.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		o.Fatal(err)
	}
	return string(data)
}

// shares is the file that an analyst's marks on a text are in.
func (o *office) shares(analyst model.Analyst, text string, marks ...model.Mark) string {
	o.Helper()
	states := share.States{}
	for i, m := range marks {
		m.Analyst, m.Created, m.Updated = analyst, o.clock, o.clock
		if m.ID == "" {
			m.ID = model.MarkID(fmt.Sprintf("01980000-0000-7000-8000-%012d", i+1))
		}
		if m.Revision == "" {
			m.Revision = model.HashOf(text)
		}
		m.Details.Status = model.Open
		states.Take(share.StateOf(m, o.clock, false))
	}
	data, err := share.Write(share.Header{Analyst: analyst, Brief: model.BriefID(model.HashOf(text)[:12]), Title: "Grain and ports"}, states)
	if err != nil {
		o.Fatal(err)
	}
	return string(data)
}

// at is a mark on bytes of a text.
func at(start, end int, words string) model.Mark {
	return model.Mark{Span: model.Span{Start: start, End: end}, Quote: model.Quote{Text: words}, Tag: model.Opinion}
}

// TestSyncRefuses: what cannot be used is refused with file and reason, the rest
// comes, and nothing outside the folder is read or written.
func TestSyncRefuses(t *testing.T) {
	o := newOffice(t)
	folder, outside := t.TempDir(), t.TempDir()
	kim := o.desk("kim", "1")
	b := o.keep(kim, o.file("grain.md", briefText))
	mine := madeBy(o.tag(kim, b, model.Attributed, portOpens))
	name := string(b.Brief.ID) + ".jsonl"
	taken := at(0, 5, "taken")
	taken.ID = mine
	beyond, inside := at(0, len(briefText)+1, "beyond"), at(strings.Index(briefText, "—")+1, 9, "blank")
	inside.Span = model.Span{Start: strings.Index(briefText, "ports\n") + 5, End: strings.Index(briefText, "ports\n") + 6}
	o.put(folder, "marks/ora/"+name, o.shares("ora", briefText, at(o.span(b, tooBold).Start, o.span(b, tooBold).End, tooBold), beyond, inside, taken)+"{\"id\":")
	o.put(folder, "marks/max/"+name, o.shares("Max", briefText, at(0, 5, "x")))
	o.put(folder, "marks/lee/notes.jsonl", "not marks\n")
	o.put(folder, "marks/lee/readme.md", "nothing to do with it\n")
	o.put(folder, "marks/readme.txt", "nothing to do with it\n")
	o.put(outside, "secret.jsonl", o.shares("mallory", briefText, at(0, 5, "x")))
	for link, to := range map[string]string{"marks/mallory": outside, "marks/lee/" + name: filepath.Join(outside, "secret.jsonl")} {
		if err := os.Symlink(to, filepath.Join(folder, link)); err != nil {
			t.Fatal(err)
		}
	}
	want := `came ora "Grain and ports" +1 ~0 -0 =0
went kim "Grain and ports" +1 ~0 -0 =0 written
refused marks/lee/` + name + ` : it is a link or a device: only plain files are read
refused marks/lee/notes.jsonl : it is no file of marks: its first line does not say so, or it is not all there yet
refused marks/mallory : it is a link: links are not followed
refused marks/max/` + name + ` : it says that it is of Max, whose files are in marks/max_` + string(model.HashOf("Max")[:16]) + `
refused marks/ora/` + name + ` line 6: it is cut off
refused marks/ora/` + name + ` mark 01980000-0000-7000-8000-000000000002: it stands nowhere in the text that it is on
refused marks/ora/` + name + ` mark 01980000-0000-7000-8000-000000000003: it stands nowhere in the text that it is on
refused marks/ora/` + name + ` mark ` + string(mine) + `: it is a mark of kim`
	o.want("refused", o.plain(kim, folder), want)
	o.want("marks", o.marks(kim, b), "kim a2 The, ora o3 That")

	// My own folder is a link that leads out: nothing is written there.
	elsewhere := t.TempDir()
	o.put(elsewhere, "marks/readme.txt", "")
	if err := os.Symlink(outside, filepath.Join(elsewhere, "marks", "kim")); err != nil {
		t.Fatal(err)
	}
	if got := o.plain(kim, elsewhere); !strings.Contains(got, "error: F/marks/kim") {
		t.Errorf("a folder that leads out: %s", got)
	}
	if left, err := os.ReadDir(outside); err != nil || len(left) != 1 {
		t.Errorf("outside is %v (%v)", left, err)
	}
	o.want("no folder", o.plain(kim, filepath.Join(folder, "none")), "error: F is not there: make the folder, or see whether the share is mounted")
	o.want("a file", o.plain(kim, filepath.Join(folder, "marks", "readme.txt")), "error: F is no folder: name the folder that the desk shares")
	if err := os.WriteFile(filepath.Join(folder, "marks", "kim", name), []byte(`{"obelus":"marks","version":9,"analyst":"kim","brief":"`+string(b.Brief.ID)+"\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := o.plain(kim, folder); !strings.Contains(got, "it is of a newer obelus") || strings.Contains(got, "went") {
		t.Errorf("my own file of a newer program: %s", got)
	}
	o.wantPrefix("stays", o.got(folder, "marks/kim/"+name), `{"obelus":"marks","version":9`)
}

// TestSyncBesideAnothersFile: a file in my folder that says it is another's is
// left as it is, and keeps only the marks of its own brief from going out.
func TestSyncBesideAnothersFile(t *testing.T) {
	o := newOffice(t)
	folder := t.TempDir()
	kim := o.desk("kim", "1")
	b := o.keep(kim, o.file("grain.md", briefText))
	o.tag(kim, b, model.Attributed, portOpens)
	o.tag(kim, o.keep(kim, o.file("maize.md", strings.ReplaceAll(briefText, "wheat", "maize"))), model.Opinion, tooBold)
	name, theirs := "marks/kim/"+string(b.Brief.ID)+".jsonl", o.shares("Max", briefText, at(0, 5, "x"))
	o.put(folder, name, theirs)
	o.want("sync", o.plain(kim, folder), `went kim "Grain and ports" +1 ~0 -0 =0 written
refused `+name+` : it says that it is of Max, whose files are in marks/max_a1a5936d3b0f8a69`)
	o.want("stays", o.got(folder, name), theirs)
}

// TestSyncOfMarksBeyondALaterText: marks that stand nowhere in a text that comes
// later do no harm to it.
func TestSyncOfMarksBeyondALaterText(t *testing.T) {
	o := newOffice(t)
	folder := t.TempDir()
	kim := o.desk("kim", "1")
	path := o.file("grain.md", "# Grain and ports\n\nThe beginning.\n")
	b := o.keep(kim, path)
	newer := briefText + "\nGrün — ende.\n"
	rune2 := strings.Index(newer, "ü") + 1
	file := strings.ReplaceAll(o.shares("ora", newer, at(0, 1<<30, "far"), at(1<<29, 1<<30, "farther"), at(rune2, rune2+4, "half"), at(17, 18, "nothing"), at(len(newer), len(newer)+3, "end")),
		string(model.HashOf(newer)[:12])+`"`, string(b.Brief.ID)+`"`)
	o.put(folder, "marks/ora/"+string(b.Brief.ID)+".jsonl", file)
	o.want("comes", o.plain(kim, folder), `came ora "Grain and ports" +5 ~0 -0 =0`)
	for n, text := range []string{newer, strings.Replace(newer, "May", "June", 1)} {
		o.file("grain.md", text)
		now := o.keep(kim, path)
		marks, err := kim.Marks(context.Background(), now)
		if err != nil || len(marks.Here)+len(marks.Orphans) != 5+n || len(marks.Orphans) < 3 {
			t.Errorf("%d and %d marks: %v", len(marks.Here), len(marks.Orphans), err)
		}
		spans, err := kim.Spans(context.Background(), now)
		if err != nil || slices.ContainsFunc(spans, func(s model.MarkSpan) bool { return s.Span.End > len(text) }) {
			t.Errorf("spans %v: %v", spans, err)
		}
		var out strings.Builder
		if err := kim.Export(context.Background(), &out, now); err != nil {
			t.Error(err)
		}
		if _, err := kim.Count(context.Background(), now); err != nil {
			t.Error(err)
		}
		o.tag(kim, now, model.Opinion, tooBold)
	}
}

// TestSyncHeals: my file with a merge left in conflict, cut off, or with copies
// beside it loses nothing, and is written anew; what is not mine stays as it is.
func TestSyncHeals(t *testing.T) {
	o := newOffice(t)
	lap, folder := o.beside(), t.TempDir()
	one, two := o.desk("kim", "1"), lap.desk("kim", "2")
	b, c := o.keep(one, o.file("grain.md", briefText)), lap.keep(two, lap.file("grain.md", briefText))
	o.tag(one, b, model.Attributed, portOpens)
	lap.tag(two, c, model.Opinion, tooBold)
	aside, name := t.TempDir(), "marks/kim/"+string(b.Brief.ID)+".jsonl"
	o.plain(one, folder)
	lap.plain(two, aside)
	head, mine, _ := strings.Cut(o.got(folder, name), "\n")
	_, theirs, _ := strings.Cut(o.got(aside, name), "\n")
	o.put(folder, name, head+"\n<<<<<<< HEAD\n"+mine+"=======\n"+theirs+">>>>>>> laptop\n")
	o.want("conflict", o.plain(one, folder), "came kim \"Grain and ports\" +1 ~0 -0 =1\nwent kim \"Grain and ports\" +0 ~0 -0 =2 written\nnote "+
		name+": a merge was left in conflict there (line 2): both sides were read, and the next sync of kim writes it anew")
	whole := o.got(folder, name)
	o.want("healed", whole, head+"\n"+mine+theirs)

	o.put(folder, name, whole[:len(whole)-30])
	o.want("cut off", o.plain(one, folder), "came kim \"Grain and ports\" +0 ~0 -0 =1\nwent kim \"Grain and ports\" +1 ~0 -0 =1 written\nrefused "+name+" line 3: it is cut off")
	o.want("whole again", o.got(folder, name), whole)

	for _, broken := range []string{"", whole[:20]} {
		o.put(folder, name, broken)
		o.want("nothing in it", o.plain(one, folder), "went kim \"Grain and ports\" +2 ~0 -0 =0 written\nrefused "+name+" : it is no file of marks: its first line does not say so, or it is not all there yet")
		o.want("whole once more", o.got(folder, name), whole)
	}

	id := o.mark(one, b, 0).ID
	o.note(one, id, "newer")
	copied := strings.TrimSuffix(name, ".jsonl") + " (conflicted copy).jsonl"
	o.put(folder, copied, strings.Replace(whole, `"tag":"opinion"`, `"tag":"unsourced"`, 1))
	crlf := strings.ReplaceAll(whole, "\n", "\r\n")
	o.put(folder, name, crlf)
	o.plain(one, folder)
	if again := o.got(folder, copied); !strings.Contains(again, "unsourced") {
		t.Error("the copy was touched")
	}
	lap.wantPrefix("the copy is read", lap.plain(two, folder), "came kim \"Grain and ports\" +1 ~1 -0 =0\n")

	settled := o.got(folder, name)
	o.put(folder, name, strings.ReplaceAll(settled, "\n", "\r\n"))
	if got := o.plain(one, folder); strings.Contains(got, "written") {
		t.Errorf("other ends of lines are no change: %s", got)
	}
}

// TestSyncInterrupted: what a writer who was killed left behind is not read, and
// removed when it is old; a sync that is given up leaves both sides whole.
func TestSyncInterrupted(t *testing.T) {
	o := newOffice(t)
	folder := t.TempDir()
	kim := o.desk("kim", "1")
	b := o.keep(kim, o.file("grain.md", briefText))
	o.tag(kim, b, model.Attributed, portOpens)
	left, other := "marks/kim/.obelus-1.tmp", "marks/kim/.other.tmp"
	o.put(folder, left, "half a fi")
	o.put(folder, other, "not ours")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := kim.Sync(ctx, folder, desk.SyncOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	o.want("young", o.plain(kim, folder), `went kim "Grain and ports" +1 ~0 -0 =0 written`)
	if _, err := os.Stat(filepath.Join(folder, left)); err != nil {
		t.Error("what another may be writing now was removed")
	}
	long := o.clock.Add(-2 * time.Hour)
	if err := errors.Join(os.Chtimes(filepath.Join(folder, left), long, long), os.Chtimes(filepath.Join(folder, other), long, long)); err != nil {
		t.Fatal(err)
	}
	o.tag(kim, b, model.Opinion, tooBold)
	o.plain(kim, folder)
	if _, err := os.Stat(filepath.Join(folder, left)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was left behind is there still (%v)", err)
	}
	o.got(folder, other)
}

// TestSyncAtOnce: two machines of one analyst that sync at the same time lose
// nothing, though both write one file.
func TestSyncAtOnce(t *testing.T) {
	o, folder := newOffice(t), t.TempDir()
	offices := []*office{o, o.beside(), o.beside()}
	offices[2].ids += 1000
	var desks []*desk.Desk
	var briefs []*desk.Opened
	for i, of := range offices {
		desks = append(desks, of.desk([]string{"kim", "kim", "ora"}[i], fmt.Sprint(i)))
		briefs = append(briefs, of.keep(desks[i], of.file("grain.md", briefText)))
	}
	failed := make(chan error, len(desks))
	for i, d := range desks {
		go func() {
			for n := range 10 {
				u := briefs[i].Units()[n%len(briefs[i].Units())]
				_, err := d.Tag(context.Background(), briefs[i], []desk.Tagging{{Span: u.Span, Tag: model.Tags()[(n+i)%3]}})
				if err == nil {
					_, err = d.Sync(context.Background(), folder, desk.SyncOptions{})
				}
				if err != nil && !strings.Contains(err.Error(), "written by another meanwhile") {
					failed <- err
					return
				}
			}
			failed <- nil
		}()
	}
	for range desks {
		if err := <-failed; err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		for i, d := range desks {
			if got := offices[i].plain(d, folder); strings.Contains(got, "refused") || strings.Contains(got, "error") {
				t.Error(got)
			}
		}
	}
	for i, d := range desks {
		o.want("everybody has", offices[i].marks(d, briefs[i]), o.marks(desks[0], briefs[0]))
	}
}

// git runs Git in a folder, with nothing of the machine's own settings.
func (o *office) git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org",
		"GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (o *office) mustGit(dir string, args ...string) {
	o.Helper()
	if out, err := o.git(dir, args...); err != nil {
		o.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// TestSyncInGit: two clones of a repository, one analyst at two machines and
// another one: merges go through by themselves, and where they are left in
// conflict nothing is lost.
func TestSyncInGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not here: ", err)
	}
	for _, union := range []bool{true, false} {
		t.Run(fmt.Sprint("union ", union), func(t *testing.T) {
			o := newOffice(t)
			lap, top := o.beside(), t.TempDir()
			one, two := o.desk("kim", "1"), lap.desk("kim", "2")
			ora := lap.desk("ora", "3")
			b, c := o.keep(one, o.file("grain.md", briefText)), lap.keep(two, lap.file("grain.md", briefText))
			bare, first, second := filepath.Join(top, "bare"), filepath.Join(top, "first"), filepath.Join(top, "second")
			o.mustGit(top, "init", "-q", "--bare", "-b", "main", bare)
			o.mustGit(top, "clone", "-q", bare, first)
			o.mustGit(first, "checkout", "-q", "-B", "main")
			commit := func(dir string) {
				o.mustGit(dir, "add", "-A")
				o.mustGit(dir, "commit", "-q", "--allow-empty", "-m", "marks")
			}
			o.tag(one, b, model.Attributed, portOpens)
			o.plain(one, first)
			o.want("how Git merges", o.got(first, "marks/.gitattributes"), "*.jsonl merge=union -text\n")
			if !union {
				o.put(first, "marks/.gitattributes", "# as Git does by itself\n")
			}
			commit(first)
			o.mustGit(first, "push", "-q", "origin", "main")
			o.mustGit(top, "clone", "-q", bare, second)
			lap.plain(two, second)

			o.tag(one, b, model.Opinion, tooBold)
			o.note(one, o.mark(one, b, 0).ID, "from the desktop")
			lap.tag(two, c, model.Unsourced, prices)
			lap.note(two, o.mark(one, b, 0).ID, "from the laptop")
			lap.tag(ora, c, model.Sourced, tooBold)
			o.plain(one, first)
			lap.plain(two, second)
			lap.plain(ora, second)
			commit(first)
			commit(second)
			o.mustGit(first, "push", "-q", "origin", "main")
			_, err := o.git(second, "pull", "-q", "--no-rebase", "origin", "main")
			if union && err != nil {
				t.Errorf("a merge did not go through: %v", err)
			}
			if !union && err == nil {
				t.Error("the merge went through, and should not without the attributes")
			}
			if got := lap.plain(two, second); strings.Contains(got, "refused") || strings.Contains(got, "conflict") == union {
				t.Errorf("after the merge: %s", got)
			}
			commit(second)
			o.mustGit(second, "push", "-q", "origin", "HEAD:main")
			o.mustGit(first, "pull", "-q", "--no-rebase", "origin", "main")
			o.plain(one, first)
			want := "kim a2 The, kim o3 That, ora s3B That, kim u5 Prices"
			if got := o.marks(one, b); got != lap.marks(two, c) || strings.Count(got, ",") != 3 {
				t.Errorf("the desktop has %s\nthe laptop has %s\nwant about %s", got, lap.marks(two, c), want)
			}
			o.want("one note", o.noted(one, o.mark(one, b, 0).ID), lap.noted(two, o.mark(one, b, 0).ID))
			if out, err := o.git(first, "status", "--porcelain"); err != nil || out != "" {
				t.Errorf("the last sync wrote something: %s (%v)", out, err)
			}
			again, other := o.got(first, "marks/kim/"+string(b.Brief.ID)+".jsonl"), o.got(second, "marks/kim/"+string(b.Brief.ID)+".jsonl")
			o.want("one file", again, other)
		})
	}
}
