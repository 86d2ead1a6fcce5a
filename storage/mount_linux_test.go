package storage_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

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
