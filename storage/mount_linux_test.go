package storage_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"obelus/storage"
)

// TestReadOnlyMount: a whole file system without a way to write.
func TestReadOnlyMount(t *testing.T) {
	dir := tmpfs(t, "size=4m")
	s := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{})
	addBrief(t, s)
	if err := addMarks(s, 0, 7); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=4m"); err != nil {
		t.Skipf("the file system cannot be made read-only here: %v", err)
	}
	readOnlyStore(t, s, 7)
	err := addMarks(storage.New(filepath.Join(dir, "new.db"), storage.Options{}), 0, 1)
	if !errors.Is(err, storage.ErrReadOnly) {
		t.Errorf("create: %v, want read-only", err)
	}
}

// tmpfs mounts a small file system for the test.
func tmpfs(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, size); err != nil {
		t.Skipf("no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return dir
}

func TestFullDisk(t *testing.T) {
	dir := tmpfs(t, "size=512k")
	s := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{})
	addBrief(t, s)
	kept := 0
	var err error
	for ; err == nil; kept += 50 {
		err = addMarks(s, kept, kept+50)
	}
	kept -= 50
	if !errors.Is(err, storage.ErrFull) {
		t.Fatalf("after %d marks: %v, want a full disk", kept, err)
	}
	oneLine(t, err, s.Path())
	if n, err := readAll(s); n != kept || err != nil {
		t.Errorf("%d of %d marks are left, %v", n, kept, err)
	}
	sound(t, s)
	if err := s.Compact(context.Background()); err != nil && !errors.Is(err, storage.ErrFull) {
		t.Errorf("compact: %v", err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=8m"); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(s, kept, kept+50); err != nil {
		t.Errorf("with room again: %v", err)
	}
	sound(t, s)
	for _, e := range entries(t, dir) {
		if strings.Contains(e, ".compact") || strings.Contains(e, ".new") {
			t.Errorf("%s was left behind", e)
		}
	}
}

// TestFullFromTheStart: where not even an empty store fits, nothing is left.
func TestFullFromTheStart(t *testing.T) {
	dir := tmpfs(t, "size=16k")
	s := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{})
	err := addMarks(s, 0, 1)
	if !errors.Is(err, storage.ErrFull) {
		t.Errorf("%v, want a full disk", err)
	}
	if left := entries(t, dir); len(left) != 0 {
		t.Errorf("%v was left behind", left)
	}
}

// TestBackupWithoutRoom: a day's copy is passed by where it would fill the disk,
// and says so; a copy that somebody asks for fails, and leaves nothing; with room
// again the day's copy is made.
func TestBackupWithoutRoom(t *testing.T) {
	ctx, now := context.Background(), time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	dir := tmpfs(t, "size=600k")
	s := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{})
	addBrief(t, s)
	if err := addMarks(s, 0, 150); err != nil {
		t.Fatal(err)
	}
	before := entries(t, dir)
	made, err := s.BackUpDaily(ctx, now)
	if made != "" || !errors.Is(err, storage.ErrFull) || !strings.Contains(err.Error(), "what was marked is kept") {
		t.Errorf("the day's copy: %q %v", made, err)
	}
	oneLine(t, err, s.Path())
	to := filepath.Join(dir, "copy.db")
	if _, err := s.BackUp(ctx, to, false); err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), to) {
		t.Errorf("a copy: %v", err)
	}
	if after := entries(t, dir); !slices.Equal(before, after) {
		t.Errorf("left behind: %v, was %v", after, before)
	}
	if err := addMarks(s, 150, 151); err != nil {
		t.Errorf("marking goes on: %v", err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	if made, err := s.BackUpDaily(ctx, now); made == "" || err != nil {
		t.Errorf("with room again: %q %v", made, err)
	}
	sound(t, s)
}

// TestPurgedWithoutRoom: what a killed purge left waits where there is no room to
// compact; what is marked meanwhile is kept, and said to be.
func TestPurgedWithoutRoom(t *testing.T) {
	ctx := context.Background()
	dir := tmpfs(t, "size=2m")
	s := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{})
	addBrief(t, s)
	if err := addMarks(s, 0, 300); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.Purge(brief().ID) }); err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.PutText("a text") }); err != nil {
		t.Errorf("what was written is said not to be: %v", err)
	}
	traces := []string{"ask for the letter"}
	if len(found(t, s, traces)) == 0 {
		t.Error("it was compacted without room")
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.PutText("another") }); err != nil {
		t.Error(err)
	}
	if got := found(t, s, traces); len(got) > 0 {
		t.Errorf("with room again there is still %v", got)
	}
	sound(t, s)
}

// TestOlderStoreOnAReadOnlyMount: it cannot be brought up to date, and says so.
func TestOlderStoreOnAReadOnlyMount(t *testing.T) {
	dir := tmpfs(t, "size=4m")
	path := filepath.Join(dir, "obelus.db")
	if err := os.WriteFile(path, bytesOf(t, filepath.Join("testdata", "v1.db")), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=4m"); err != nil {
		t.Skipf("the file system cannot be made read-only here: %v", err)
	}
	s := storage.New(path, storage.Options{})
	_, err := readAll(s)
	if !errors.Is(err, storage.ErrReadOnly) || !strings.Contains(err.Error(), "older Obelus") {
		t.Errorf("read: %v", err)
	}
	oneLine(t, err, path)
	away := filepath.Join(t.TempDir(), "away.db")
	if _, err := s.BackUp(context.Background(), away, false); err != nil || marksIn(t, storage.New(away, storage.Options{})) != 5 {
		t.Errorf("a backup elsewhere: %v", err)
	}
}
