package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"obelus/model"
	"obelus/storage"
)

// copyKills is how often each of the works below is killed, of the times that a
// process that marks is.
func copyKills(t *testing.T) int { return max(1, kills(t)/5) }

// TestCopyChild does one of the works on the store of a folder, the ones that can
// be again and again, until it is killed.
func TestCopyChild(t *testing.T) {
	dir, work, ok := strings.Cut(os.Getenv(childEnv), "|")
	if !ok {
		t.Skip("it is run by the tests below, in a process of its own")
	}
	ctx := context.Background()
	at := func(name string) string { return filepath.Join(dir, name) }
	s := storage.New(at("obelus.db"), storage.Options{})
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	fmt.Println("begins")
	for n := 0; ; n++ {
		var err error
		switch work {
		case "backup":
			if _, err = s.BackUp(ctx, at("copy.db"), true); err == nil {
				_, err = s.BackUpDaily(ctx, day.AddDate(0, 0, n))
			}
		case "restore":
			_, _, err = s.Restore(ctx, at([]string{"few.db", "many.db"}[n%2]), day.Add(time.Duration(n)*time.Second))
		case "purge":
			err = purge(s)
		case "migrate":
			_, err = marksOf(s)
		}
		if err != nil {
			t.Fatal(err)
		}
		if work == "purge" || work == "migrate" {
			return
		}
	}
}

// purge purges the brief from the store and its copies, as the desk does.
func purge(s *storage.Store) error {
	ctx := context.Background()
	if _, err := s.PurgeCopies(ctx, brief().ID); err != nil {
		return err
	}
	if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.Purge(brief().ID) }); err != nil {
		return err
	}
	if err := s.Compact(ctx); err != nil {
		return err
	}
	left, err := s.PurgeCopies(ctx, brief().ID)
	if err == nil && len(left) > 0 {
		err = fmt.Errorf("left: %v", left)
	}
	return err
}

func marksOf(s *storage.Store) (n int, err error) {
	err = s.Read(context.Background(), func(tx *storage.Tx) error {
		marks, err := tx.Marks(brief().ID)
		n = len(marks)
		return err
	})
	return n, err
}

// killAt lets a child do a work in a folder and kills it at a random moment of
// the first so many.
func killAt(t *testing.T, random *rand.Rand, dir, work string, within time.Duration) {
	t.Helper()
	cmd := child(t, "TestCopyChild", fmt.Sprintf("%s=%s|%s", childEnv, dir, work))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if text := lines.Text(); text == "begins" {
			time.AfterFunc(time.Duration(random.Int64N(int64(within))), func() { _ = cmd.Process.Kill() }) // SIGKILL
		} else if strings.Contains(text, "killed_test.go") {
			t.Fatalf("%s: the child says %s", work, text)
		}
	}
	_ = cmd.Wait() // it was killed, and says so
}

// randomly is a source of random moments, and how to have them again.
func randomly(t *testing.T) *rand.Rand {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, %d kills", seed, copyKills(t))
	return rand.New(rand.NewPCG(seed, 2))
}

// drafts counts the unfinished copies in a store's folder.
func drafts(t *testing.T, s *storage.Store) (n int) {
	t.Helper()
	for _, name := range inFolder(t, s) {
		if strings.HasPrefix(name, ".obelus-") {
			n++
		}
	}
	return n
}

// Whoever is killed while making a backup leaves a whole one or none, and what it
// left on the way goes with the next day's.
func TestKilledBackUp(t *testing.T) {
	random := randomly(t)
	s := filled(t, 100)
	dir := filepath.Dir(s.Path())
	left := 0
	for range copyKills(t) {
		killAt(t, random, dir, "backup", 60*time.Millisecond)
		left += drafts(t, s)
		for _, name := range inFolder(t, s) {
			if strings.HasSuffix(name, ".backup") || strings.HasSuffix(name, ".db") {
				c := storage.New(filepath.Join(dir, name), storage.Options{})
				sound(t, c)
				if n := marksIn(t, c); n != 100 {
					t.Errorf("%s has %d marks", name, n)
				}
			}
		}
	}
	if _, err := s.BackUpDaily(context.Background(), time.Now()); err != nil || drafts(t, s) != 0 {
		t.Errorf("unfinished copies are left: %v %v", inFolder(t, s), err)
	}
	t.Logf("%d unfinished copies were left by the killed", left)
}

// Whoever is killed while restoring leaves the old store or the new one in place,
// whole, and the old one beside it.
func TestKilledRestore(t *testing.T) {
	ctx := context.Background()
	random := randomly(t)
	s := filled(t, 30)
	dir := filepath.Dir(s.Path())
	if _, err := s.BackUp(ctx, filepath.Join(dir, "few.db"), false); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(s, 30, 90); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BackUp(ctx, filepath.Join(dir, "many.db"), false); err != nil {
		t.Fatal(err)
	}
	for range copyKills(t) {
		killAt(t, random, dir, "restore", 60*time.Millisecond)
		sound(t, s)
		if n := marksIn(t, s); n != 30 && n != 90 {
			t.Errorf("%d marks are in place", n)
		}
	}
	for _, name := range inFolder(t, s) {
		if strings.Contains(name, ".replaced-") {
			sound(t, storage.New(filepath.Join(dir, name), storage.Options{}))
		}
	}
}

// Whoever is killed while purging leaves a store from which can be purged again,
// and then nothing is left.
func TestKilledPurge(t *testing.T) {
	ctx := context.Background()
	random := randomly(t)
	day := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	traces := []string{"ask for the letter", "the ministry", string(brief().ID), string(brief().Newest().Hash), string(mark(3).ID)}
	half := 0
	for range copyKills(t) {
		s := filled(t, 60)
		dir := filepath.Dir(s.Path())
		daily, err := s.BackUpDaily(ctx, day)
		if err == nil {
			_, _, err = s.Restore(ctx, daily, day)
		}
		if err != nil {
			t.Fatal(err)
		}
		killAt(t, random, dir, "purge", 40*time.Millisecond)
		if n := len(found(t, s, traces)); n > 0 && n < 3*len(traces) {
			half++
		}
		sound(t, s)
		if err := purge(storage.New(s.Path(), storage.Options{})); err != nil {
			t.Fatal(err)
		}
		if all := found(t, s, traces); len(all) > 0 || drafts(t, s) > 0 {
			t.Errorf("still there: %v in %v", all, inFolder(t, s))
		}
		sound(t, s)
	}
	t.Logf("%d were killed half way", half)
}

// Whoever is killed while a store of the first version is brought up to date
// leaves it of that version, or of today's with the backup that precedes it.
func TestKilledMigration(t *testing.T) {
	random := randomly(t)
	first := bytesOf(t, filepath.Join("testdata", "v1.db"))
	old := 0
	for range copyKills(t) {
		path := filepath.Join(t.TempDir(), "obelus.db")
		if err := os.WriteFile(path, first, 0o600); err != nil {
			t.Fatal(err)
		}
		killAt(t, random, filepath.Dir(path), "migrate", 5*time.Millisecond)
		if string(bytesOf(t, path)) == string(first) {
			old++
		} else {
			wholeFixture(t, path+".v1.backup")
		}
		wholeFixture(t, path)
	}
	t.Logf("%d were of the first version still", old)
}

// wholeFixture reads a store that is the fixture.
func wholeFixture(t *testing.T, path string) {
	t.Helper()
	s := storage.New(path, storage.Options{})
	if n, err := marksOf(s); n != len(model.Tags()) || err != nil {
		t.Errorf("%s has %d marks: %v", path, n, err)
	}
	sound(t, s)
}
