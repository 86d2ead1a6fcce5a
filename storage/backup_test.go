package storage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"obelus/model"
	"obelus/storage"
)

// inFolder lists the names in the store's folder.
func inFolder(t *testing.T, s *storage.Store) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(s.Path()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func marksIn(t *testing.T, s *storage.Store) int {
	t.Helper()
	n, err := readAll(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A backup is whole, compact and sound, is not written over another file, and
// leaves nothing beside it.
func TestBackUp(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 200)
	to := filepath.Join(t.TempDir(), "copy.db")
	made, err := s.BackUp(ctx, to, false)
	if want := (model.Backup{Briefs: 1, Marks: 200, Bytes: int64(len(bytesOf(t, to)))}); err != nil || made != want {
		t.Fatalf("%+v, want %+v (%v)", made, want, err)
	}
	copied := storage.New(to, storage.Options{})
	if n := marksIn(t, copied); n != 200 {
		t.Errorf("the copy has %d marks", n)
	}
	sound(t, copied)
	if a, b := len(bytesOf(t, to)), len(bytesOf(t, s.Path())); a > b {
		t.Errorf("the copy has %d bytes, the store %d", a, b)
	}
	if names := inFolder(t, copied); len(names) != 1 {
		t.Errorf("beside the copy is %v", names)
	}
	info, err := os.Stat(to)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy's mode is %v (%v)", info.Mode(), err)
	}
	before := bytesOf(t, to)
	if _, err := s.BackUp(ctx, to, false); !errors.Is(err, fs.ErrExist) || !bytes.Equal(before, bytesOf(t, to)) {
		t.Errorf("a file that was there: %v", err)
	}
	if err := addMarks(s, 200, 210); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BackUp(ctx, to, true); err != nil || marksIn(t, copied) != 210 {
		t.Errorf("replaced: %v", err)
	}
	if _, err := newStore(t).BackUp(ctx, filepath.Join(t.TempDir(), "none.db"), false); err == nil || !strings.Contains(err.Error(), "no store to back up") {
		t.Errorf("without a store: %v", err)
	}
}

// Whenever it is interrupted, a backup leaves nothing.
func TestBackUpInterrupted(t *testing.T) {
	s := filled(t, 300)
	to := filepath.Join(t.TempDir(), "copy.db")
	copied := storage.New(to, storage.Options{})
	ended := 0
	for after := time.Duration(0); ; after += 500 * time.Microsecond {
		ctx, cancel := context.WithTimeout(context.Background(), after)
		_, err := s.BackUp(ctx, to, false)
		cancel()
		if err == nil {
			break
		}
		if ended++; !errors.Is(err, context.DeadlineExceeded) || len(inFolder(t, copied)) != 0 {
			t.Fatalf("interrupted after %v: %v, beside it %v", after, err, inFolder(t, copied))
		}
	}
	if ended == 0 || len(inFolder(t, copied)) != 1 || marksIn(t, copied) != 300 {
		t.Errorf("%d were interrupted, at last there is %v", ended, inFolder(t, copied))
	}
}

// No backup takes the store's own place, by whatever name, for others write to
// it meanwhile; a link leads to where the backup goes.
func TestBackUpOntoItself(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 20)
	before := bytesOf(t, s.Path())
	dir := t.TempDir()
	link, hard := filepath.Join(dir, "link.db"), filepath.Join(dir, "hard.db")
	if err := errors.Join(os.Symlink(s.Path(), link), os.Link(s.Path(), hard)); err != nil {
		t.Skipf("no links can be made here: %v", err)
	}
	for _, to := range []string{s.Path(), link, hard, dir} {
		_, err := s.BackUp(ctx, to, true)
		if err == nil || strings.Contains(err.Error(), "\n") || !bytes.Equal(before, bytesOf(t, s.Path())) {
			t.Errorf("to %s: %v", to, err)
		}
	}
	if names := inFolder(t, s); len(names) != 1 {
		t.Errorf("beside the store is %v", names)
	}
	away := filepath.Join(dir, "away.db")
	if err := os.Symlink(filepath.Join(t.TempDir(), "real.db"), away); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BackUp(ctx, away, false); err != nil || marksIn(t, storage.New(away, storage.Options{})) != 20 {
		t.Errorf("through a link: %v", err)
	}
	if info, err := os.Lstat(away); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is %v now (%v)", info.Mode(), err)
	}
}

// Others write while a backup is made, and it is of one moment.
func TestBackUpIsHot(t *testing.T) {
	s := patient(filled(t, 500))
	done := make(chan error, 1)
	go func() {
		var err error
		for n := 500; n < 700 && err == nil; n++ {
			err = addMarks(patient(s), n, n+1)
		}
		done <- err
	}()
	for i := range 5 {
		to := filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", i))
		if _, err := s.BackUp(context.Background(), to, false); err != nil {
			t.Fatal(err)
		}
		copied := storage.New(to, storage.Options{})
		sound(t, copied)
		if n := marksIn(t, copied); n < 500 || n > 700 {
			t.Errorf("the copy has %d marks", n)
		}
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	sound(t, s)
}

// A copy of a damaged store is not kept.
func TestBackUpOfDamage(t *testing.T) {
	s := filled(t, 50)
	whole := bytesOf(t, s.Path())
	pages := 0
	for at := 2 * os.Getpagesize(); at < len(whole); at += os.Getpagesize() {
		broken := filepath.Join(t.TempDir(), "broken.db")
		if err := os.WriteFile(broken, slices.Concat(whole[:at], bytes.Repeat([]byte{0xff}, 64), whole[at+64:]), 0o600); err != nil {
			t.Fatal(err)
		}
		b := storage.New(broken, storage.Options{})
		to := filepath.Join(t.TempDir(), "copy.db")
		_, err := b.BackUp(context.Background(), to, false)
		if err == nil { // nothing is on that page any more
			if n := marksIn(t, storage.New(to, storage.Options{})); n != 50 {
				t.Errorf("page at %d: the copy has %d marks", at, n)
			}
			continue
		}
		pages++
		oneLine(t, err, broken)
		if !errors.Is(err, storage.ErrDamaged) || len(inFolder(t, storage.New(to, storage.Options{}))) != 0 {
			t.Errorf("page at %d: %v", at, err)
		}
	}
	if pages == 0 {
		t.Error("no page was of use: the test says nothing")
	}
	raw := slices.Clone(whole)
	raw[bytes.LastIndex(raw, []byte("ask for the letter"))] ^= 1
	if err := os.WriteFile(s.Path(), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	_, err := storage.New(s.Path(), storage.Options{}).BackUp(context.Background(), to, false)
	if !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("a copy of a damaged store: %v", err)
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("it was kept")
	}
}

// Windows that come to a day's copy at once make one.
func TestDailyBackupOfMany(t *testing.T) {
	s := filled(t, 100)
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	var wg sync.WaitGroup
	var made atomic.Int32
	for range 6 {
		wg.Go(func() {
			name, err := patient(s).BackUpDaily(context.Background(), now)
			if err != nil {
				t.Error(err)
			}
			if name != "" {
				made.Add(1)
			}
		})
	}
	wg.Wait()
	if names := inFolder(t, s); made.Load() != 1 || len(names) != 2 {
		t.Errorf("%d were made: %v", made.Load(), names)
	}
}

func TestDailyBackups(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 5)
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	for i := range 10 {
		now := day.AddDate(0, 0, i)
		made, err := s.BackUpDaily(ctx, now)
		if err != nil || made != s.Path()+"."+now.Format("2006-01-02")+".backup" {
			t.Fatalf("day %d: %q %v", i, made, err)
		}
		if made, err := s.BackUpDaily(ctx, now.Add(8*time.Hour)); err != nil || made != "" {
			t.Errorf("a second one on one day: %q %v", made, err)
		}
		if err := addMarks(s, 5+i, 6+i); err != nil {
			t.Fatal(err)
		}
	}
	names := inFolder(t, s)
	if len(names) != 8 || !strings.Contains(names[1], "2026-03-04") || !strings.Contains(names[7], "2026-03-10") {
		t.Errorf("kept are %v", names)
	}
	last := storage.New(s.Path()+".2026-03-10.backup", storage.Options{})
	if n := marksIn(t, last); n != 14 {
		t.Errorf("the last day's has %d marks, want 14", n)
	}
	if made, err := newStore(t).BackUpDaily(ctx, day); made != "" || err != nil {
		t.Errorf("without a store: %q %v", made, err)
	}
}

// What restore replaces is there as it was; an open window goes on with what was
// restored.
func TestRestore(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	s := filled(t, 30)
	backup := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackUp(ctx, backup, false); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(s, 30, 50); err != nil {
		t.Fatal(err)
	}
	window := storage.New(s.Path(), storage.Options{})
	stamp, err := window.Stamp()
	if err != nil || marksIn(t, window) != 50 {
		t.Fatal(err)
	}
	before := bytesOf(t, s.Path())
	_, replaced, err := s.Restore(ctx, backup, now)
	if err != nil || replaced != s.Path()+".replaced-20260302-100000" || !bytes.Equal(bytesOf(t, replaced), before) {
		t.Fatalf("%q %v", replaced, err)
	}
	if after, err := window.Stamp(); err != nil || after == stamp {
		t.Errorf("the window's stamp is %q still (%v)", after, err)
	}
	if n := marksIn(t, window); n != 30 {
		t.Errorf("the window reads %d marks", n)
	}
	if err := addMarks(window, 60, 61); err != nil || marksIn(t, s) != 31 {
		t.Errorf("the window writes: %v", err)
	}
	sound(t, s)
	if _, _, err := s.Restore(ctx, replaced, now.Add(time.Hour)); err != nil || marksIn(t, s) != 50 {
		t.Errorf("going back: %v", err)
	}
	none := newStore(t)
	if of, replaced, err := none.Restore(ctx, backup, now); of.Marks != 30 || err != nil || replaced != "" || marksIn(t, none) != 30 {
		t.Errorf("where there was none: %q %v", replaced, err)
	}
}

// A damaged store is replaced too, and kept as it was; a damaged backup, another
// file and none at all are refused, and nothing changes.
func TestRestoreRefuses(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 30)
	backup := filepath.Join(t.TempDir(), "copy.db")
	if _, err := s.BackUp(ctx, backup, false); err != nil {
		t.Fatal(err)
	}
	good, dir := bytesOf(t, s.Path()), t.TempDir()
	raw := bytesOf(t, backup)
	raw[bytes.LastIndex(raw, []byte("ask for the letter"))] ^= 1
	for name, data := range map[string][]byte{"damaged": raw, "cut": raw[:len(raw)/2], "empty": nil, "text": []byte("Dear colleagues,\n")} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := s.Restore(ctx, path, time.Now())
		oneLine(t, err, path)
		if name != "text" && !strings.Contains(err.Error(), "check --repair --db "+path) {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.Equal(good, bytesOf(t, s.Path())) || len(inFolder(t, s)) != 1 {
			t.Errorf("%s: the store was touched: %v", name, inFolder(t, s))
		}
	}
	if _, _, err := s.Restore(ctx, filepath.Join(dir, "nowhere"), time.Now()); err == nil {
		t.Error("restored from nowhere")
	}
	if _, _, err := s.Restore(ctx, s.Path(), time.Now()); err == nil {
		t.Error("restored from itself")
	}
	broken := good[:len(good)/3]
	if err := os.WriteFile(s.Path(), broken, 0o600); err != nil {
		t.Fatal(err)
	}
	_, replaced, err := s.Restore(ctx, backup, time.Now())
	if err != nil || !bytes.Equal(bytesOf(t, replaced), broken) || marksIn(t, s) != 30 {
		t.Errorf("a damaged store: %v", err)
	}
}

// Of a brief that was purged nothing is in any file, nor of its text.
func TestPurgeLeavesNoTrace(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 40)
	random := rand.New(rand.NewPCG(5, 9))
	secret := make([]byte, 300_000) // what cannot be compressed stands in the file as it is
	for i := range secret {
		secret[i] = byte('!' + random.IntN(90))
	}
	text := "# The kestrel memorandum\n\n" + string(secret)
	b := brief()
	b.ID, b.Title, b.Paths = "dd11ee22ff33", "The kestrel memorandum", []string{"/briefs/kestrel.md"}
	b.Revisions = []model.Revision{{Hash: model.HashOf(text), Format: model.FormatMarkdown, Bytes: len(text), Arrived: b.Added}}
	m := mark(7)
	m.ID, m.Brief, m.Revision = "01990000-0000-7000-8000-00000000beef", b.ID, b.Newest().Hash
	m.Quote.Text, m.Details.Note, m.Details.Speaker = "peregrine words", "merlin note", "goshawk speaker"
	write := func(do func(tx *storage.Tx) error) {
		t.Helper()
		if err := s.Write(ctx, do); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx *storage.Tx) error { return tx.PutText(text) })
	write(func(tx *storage.Tx) error {
		_, err := tx.Apply(model.Change{Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{After: &b}}})
		return err
	})
	write(func(tx *storage.Tx) error {
		_, err := tx.Apply(model.Change{Verb: model.VerbTag, Brief: b.ID, Marks: []model.MarkChange{{After: &m}}})
		return err
	})
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	for i := range 2 {
		if _, err := s.BackUpDaily(ctx, day.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.Restore(ctx, s.Path()+".2026-03-01.backup", day); err != nil {
		t.Fatal(err)
	}
	traces := []string{"kestrel", "peregrine", "merlin", "goshawk", string(m.ID), string(b.ID), string(model.HashOf(text)), string(secret[1000:1040])}
	if got := found(t, s, traces); len(got) < 3*len(traces) {
		t.Fatalf("before the purge there are only %v", got)
	}
	write(func(tx *storage.Tx) error { return tx.Purge(b.ID) })
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	aside := s.Path() + ".damaged-20260301-090000"
	if err := os.WriteFile(aside, []byte("no trace in here"), 0o600); err != nil {
		t.Fatal(err)
	}
	left, err := s.PurgeCopies(ctx, b.ID)
	if err != nil || len(left) != 1 || left[0].Where != aside {
		t.Errorf("left: %v %v", left, err)
	}
	if got := found(t, s, traces); len(got) > 0 {
		t.Errorf("after the purge there is still %v", got)
	}
	if n := marksIn(t, s); n != 40 {
		t.Errorf("%d marks of the other brief are left", n)
	}
	sound(t, s)
	for _, name := range inFolder(t, s) {
		if strings.HasSuffix(name, ".backup") {
			c := storage.New(filepath.Join(filepath.Dir(s.Path()), name), storage.Options{})
			sound(t, c)
			if n := marksIn(t, c); n != 40 {
				t.Errorf("%s has %d marks of the other brief", name, n)
			}
		}
	}
}

// Copies of an older version are purged too: those from before a migration, and
// those of the days before it. Where they have nothing of the brief they stay of
// their version.
func TestPurgeFromOlderCopies(t *testing.T) {
	ctx := context.Background()
	first := bytesOf(t, filepath.Join("testdata", "v1.db"))
	s := newStore(t)
	if err := s.Write(ctx, func(*storage.Tx) error { return nil }); err != nil { // it makes the folder
		t.Fatal(err)
	}
	daily := s.Path() + ".2026-03-01.backup"
	replaced := s.Path() + ".replaced-20260301-090000"
	for _, path := range []string{s.Path(), daily, replaced} {
		if err := os.WriteFile(path, first, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n := marksIn(t, s); n != len(model.Tags()) {
		t.Fatalf("%d marks", n)
	}
	migrated := s.Path() + ".v1.backup"
	before := bytesOf(t, migrated)
	if left, err := s.PurgeCopies(ctx, "0123456789ab"); err != nil || len(left) > 0 {
		t.Errorf("of a brief that is nowhere, left: %v %v", left, err)
	}
	if !bytes.Equal(bytesOf(t, daily), first) || !bytes.Equal(bytesOf(t, replaced), first) || !bytes.Equal(bytesOf(t, migrated), before) {
		t.Error("a copy was written that has nothing of the brief")
	}
	b, texts := brief(), []string{"# A harbour\n\nThe ministry said so. Prices fell.\n", "# A harbour\n\nThe ministry said so on Monday. Prices fell.\n"}
	traces := []string{
		"harbour", "ministry", "Prices fell", "MINUSMA", "S/2023/36", "of two lines", "01990000-0000-7000-8000-000000000001", "The Wire", string(b.ID),
		string(model.HashOf(texts[0])), string(model.HashOf(texts[1])),
	}
	if got := found(t, s, traces); len(got) < 4*len(traces) {
		t.Fatalf("before the purge there are only %v", got)
	}
	if err := purge(s); err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, traces); len(got) > 0 {
		t.Errorf("after the purge there is still %v", got)
	}
	names := inFolder(t, s)
	if len(names) != 4 {
		t.Errorf("beside the store is %v", names)
	}
	for _, name := range names {
		c := storage.New(filepath.Join(filepath.Dir(s.Path()), name), storage.Options{})
		sound(t, c)
		err := c.Read(ctx, func(tx *storage.Tx) error {
			text, ok, err := tx.Text(model.HashOf("Зерно.\n"))
			if err == nil && (!ok || text != "Зерно.\n") {
				t.Errorf("%s: the other brief's text is %q", name, text)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// A backup of an older version is restored as one of today's, read through, and
// itself stays as it is; where it is damaged it is refused.
func TestRestoreOlder(t *testing.T) {
	ctx := context.Background()
	first := bytesOf(t, filepath.Join("testdata", "v1.db"))
	dir := t.TempDir()
	old, broken := filepath.Join(dir, "old.db"), filepath.Join(dir, "broken.db")
	bad := bytes.Clone(first)
	bad[bytes.LastIndex(bad, []byte("MINUSMA"))] ^= 1
	if err := errors.Join(os.WriteFile(old, first, 0o600), os.WriteFile(broken, bad, 0o600)); err != nil {
		t.Fatal(err)
	}
	s := filled(t, 3)
	_, _, err := s.Restore(ctx, broken, time.Now())
	if !errors.Is(err, storage.ErrDamaged) || strings.Contains(err.Error(), "draft") || marksIn(t, s) != 3 {
		t.Errorf("a damaged one: %v", err)
	}
	oneLine(t, err, broken)
	if _, _, err := s.Restore(ctx, old, time.Now()); err != nil || marksIn(t, s) != len(model.Tags()) {
		t.Errorf("restored: %v", err)
	}
	sound(t, s)
	if !bytes.Equal(first, bytesOf(t, old)) {
		t.Error("the backup was written to")
	}
	again := filepath.Join(dir, "again.db")
	if _, err := storage.New(old, storage.Options{}).BackUp(ctx, again, false); err != nil {
		t.Errorf("a backup of an older store: %v", err)
	}
	if n := marksIn(t, storage.New(again, storage.Options{})); n != len(model.Tags()) || !bytes.Equal(first, bytesOf(t, old)) {
		t.Errorf("it has %d marks, or the store was written to", n)
	}
}

// found is which traces are in which files beside the store, or in folders there.
func found(t *testing.T, s *storage.Store, traces []string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Dir(s.Path()), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw := bytesOf(t, path)
		for _, trace := range traces {
			if bytes.Contains(raw, []byte(trace)) {
				all = append(all, path+": "+trace)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Who is killed between purging and compacting leaves bytes: the next write
// takes them away.
func TestPurgeThatWasKilled(t *testing.T) {
	ctx := context.Background()
	s := filled(t, 40)
	if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.Purge(brief().ID) }); err != nil {
		t.Fatal(err)
	}
	traces := []string{"ask for the letter"}
	if len(found(t, s, traces)) == 0 {
		t.Fatal("nothing was left in free pages: the test says nothing")
	}
	next := storage.New(s.Path(), storage.Options{})
	if err := next.Write(ctx, func(tx *storage.Tx) error { return tx.PutText("another text") }); err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, traces); len(got) > 0 {
		t.Errorf("after the next write there is still %v", got)
	}
	sound(t, next)
}
