package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

func put(t *testing.T, s *Store, text string) error {
	t.Helper()
	return s.Write(context.Background(), func(tx *Tx) error { return tx.PutText(text) })
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "obelus.db")
	newer := New(path, Options{})
	newer.schema.version = 9
	if err := put(t, newer, "text"); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := New(path, Options{})
	writeErr := put(t, s, "more")
	readErr := s.Read(context.Background(), func(*Tx) error { return nil })
	_, copyErr := s.BackUp(context.Background(), path+".copy", false)
	for _, err := range []error{writeErr, readErr, copyErr} {
		if !errors.Is(err, ErrNewer) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), path) {
			t.Errorf("%v, want one line that says it is newer", err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the file was changed (%v)", err)
	}
}

// TestMigrationAfterABackup takes a store of today's version two invented ones
// further.
func TestMigrationAfterABackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "obelus.db")
	old := New(path, Options{})
	if err := put(t, old, "text"); err != nil {
		t.Fatal(err)
	}
	next := New(path, Options{})
	var steps []string
	step := func(name string) func(*bolt.Tx) error {
		return func(tx *bolt.Tx) error {
			steps = append(steps, name)
			_, err := tx.CreateBucket([]byte(name))
			return err
		}
	}
	now := old.schema.version
	next.schema = schema{version: now + 2, steps: map[uint32]func(*bolt.Tx) error{now: step("next"), now + 1: step("last")}}
	if err := next.Read(context.Background(), func(*Tx) error { return nil }); err != nil || len(steps) != 2 {
		t.Errorf("reading an older store: %v, steps %v", err, steps)
	}
	if err := put(t, next, "more"); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(steps, " "); got != "next last" {
		t.Errorf("steps: %s", got)
	}
	backup := New(fmt.Sprintf("%s.v%d.backup", path, now), Options{})
	err := backup.Read(context.Background(), func(tx *Tx) error {
		text, _, err := tx.Text(model.HashOf("text"))
		_, more, err2 := tx.Text(model.HashOf("more"))
		if text != "text" || more {
			t.Error("the backup is not the store as it was")
		}
		return errors.Join(err, err2)
	})
	if err != nil {
		t.Errorf("the backup: %v", err)
	}
	if err := put(t, old, "again"); !errors.Is(err, ErrNewer) {
		t.Errorf("the older program: %v", err)
	}
	if err := put(t, next, "again"); err != nil || len(steps) != 2 {
		t.Errorf("a second write migrated again: %v %v", steps, err)
	}
}

// TestFailedMigrationLeavesTheStore: what fails half way changes nothing.
func TestFailedMigrationLeavesTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "obelus.db")
	old := New(path, Options{})
	if err := put(t, old, "text"); err != nil {
		t.Fatal(err)
	}
	next := New(path, Options{})
	next.schema = schema{version: old.schema.version + 1, steps: map[uint32]func(*bolt.Tx) error{old.schema.version: func(tx *bolt.Tx) error {
		return errors.Join(tx.DeleteBucket([]byte(textsBucket)), errors.New("it does not fit"))
	}}}
	if err := put(t, next, "more"); err == nil {
		t.Fatal("the migration did not fail")
	}
	if err := put(t, old, "more"); err != nil {
		t.Errorf("the older program cannot go on: %v", err)
	}
	problems, err := old.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}
