package storage_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"obelus/storage"
)

// TestPurgeLeavesNoBytes looks for what was purged in the bytes of the file.
func TestPurgeLeavesNoBytes(t *testing.T) {
	s := filled(t, 400)
	traces := []string{"the ministry", "ask for the letter", "answers.md", "Answers in writing", "aa11bb22cc33", string(brief().Newest().Hash), string(mark(3).ID)}
	before := string(bytesOf(t, s.Path()))
	for _, trace := range traces {
		if !strings.Contains(before, trace) {
			t.Fatalf("%q is not in the file to begin with", trace)
		}
	}
	err := s.Write(context.Background(), func(tx *storage.Tx) error { return tx.Purge(brief().ID) })
	if err != nil {
		t.Fatal(err)
	}
	backup := s.Path() + ".v0.backup"                                   // as a migration leaves it
	draft := filepath.Join(filepath.Dir(s.Path()), ".obelus-123.draft") // as whoever makes a copy leaves it that is killed
	if err := os.Mkdir(draft, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{backup, filepath.Join(draft, "compact"), filepath.Join(filepath.Dir(draft), ".obelus-123.repaired")} {
		if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if left, err := s.PurgeCopies(context.Background(), brief().ID); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
	if names := inFolder(t, s); !slices.Equal(names, []string{"obelus.db", filepath.Base(backup)}) {
		t.Errorf("left behind: %v", names)
	}
	for _, trace := range found(t, s, traces) {
		t.Errorf("still there: %s", trace)
	}
	after := bytesOf(t, s.Path())
	for _, trace := range traces {
		if bytes.Contains(after, []byte(trace)) {
			t.Errorf("%q is still in the file", trace)
		}
	}
	if len(after) >= len(before) {
		t.Errorf("the file has %d bytes, had %d", len(after), len(before))
	}
	info, err := os.Stat(s.Path())
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v (%v)", info.Mode().Perm(), err)
	}
	sound(t, s)
}

// TestCompactUnderOthers: a store that is replaced under others that wait for
// its lock loses nothing that they write.
func TestCompactUnderOthers(t *testing.T) {
	s := filled(t, 0)
	const writers, each = 3, 15
	var wg sync.WaitGroup
	for w := range writers {
		mine := patient(s) // like another process: only the file's lock is between us
		wg.Go(func() {
			for i := range each {
				if err := addMarks(mine, w*each+i, w*each+i+1); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	compacting := patient(s)
	for range 6 {
		if err := compacting.Compact(context.Background()); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	if n, err := readAll(s); n != writers*each || err != nil {
		t.Errorf("%d of %d marks, %v", n, writers*each, err)
	}
	sound(t, s)
}
