//go:build unix

package storage_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"obelus/storage"
)

// lost fails the test unless the store says of itself, reading and writing, that
// it is of that kind; nothing is made in its place.
func lost(t *testing.T, s *storage.Store, kind error) {
	t.Helper()
	_, err := readAll(s)
	if !errors.Is(err, kind) {
		t.Errorf("read: %v, want %v", err, kind)
	}
	oneLine(t, err, s.Path())
	err = addMarks(s, 100, 101)
	if !errors.Is(err, kind) {
		t.Errorf("write: %v, want %v", err, kind)
	}
	oneLine(t, err, s.Path())
}

// TestLostStore takes the store's file, or its folder, away under a program that
// has used it, and puts it back: nothing is made in its place meanwhile, what was
// confirmed is there, and the work goes on.
func TestLostStore(t *testing.T) {
	takes := map[string]func(path string) string{
		"the file":   func(path string) string { return path },
		"its folder": filepath.Dir,
	}
	for name, what := range takes {
		t.Run(name, func(t *testing.T) {
			s := filled(t, 3)
			away := filepath.Join(t.TempDir(), "away")
			if err := os.Rename(what(s.Path()), away); err != nil {
				t.Fatal(err)
			}
			lost(t, s, storage.ErrGone)
			if _, err := os.Stat(what(s.Path())); !os.IsNotExist(err) {
				t.Errorf("something was made in its place (%v)", err)
			}
			if err := os.Rename(away, what(s.Path())); err != nil {
				t.Fatal(err)
			}
			if err := addMarks(s, 3, 5); err != nil {
				t.Errorf("put back: %v", err)
			}
			if n, err := readAll(s); n != 5 || err != nil {
				t.Errorf("%d of 5 marks, %v", n, err)
			}
			sound(t, s)
		})
	}
}

// TestReplacedStore puts another store in the place of one that is in use, and
// then a file that is none: the one is used, the other is left alone.
func TestReplacedStore(t *testing.T) {
	s, other := filled(t, 3), filled(t, 8)
	if err := os.Rename(other.Path(), s.Path()); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(s, 8, 9); err != nil {
		t.Error(err)
	}
	if n, err := readAll(s); n != 9 || err != nil {
		t.Errorf("%d of 9 marks, %v", n, err)
	}
	if err := os.WriteFile(s.Path(), []byte("Dear colleagues,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	lost(t, s, storage.ErrForeign)
	if err := errors.Join(os.Remove(s.Path()), os.Mkdir(s.Path(), 0o700)); err != nil {
		t.Fatal(err)
	}
	if _, err := readAll(s); err == nil {
		t.Error("a folder was read as a store")
	}
}

// TestHeldFileDeleted deletes the file in the middle of a transaction: what it
// writes goes nowhere, and the next one says so.
func TestHeldFileDeleted(t *testing.T) {
	s := filled(t, 3)
	err := s.Write(context.Background(), func(tx *storage.Tx) error {
		return errors.Join(applyMark(tx, 3), os.Remove(s.Path()))
	})
	if !errors.Is(err, storage.ErrGone) {
		t.Errorf("a mark was confirmed that is in no file any more: %v", err)
	}
	lost(t, s, storage.ErrGone)
}

// TestNobodyChild reads and writes the store in the environment as somebody who
// may, then as often as its input says, and tells what came of it.
func TestNobodyChild(t *testing.T) {
	path := os.Getenv(childEnv)
	if path == "" {
		t.Skip("it is run by TestUnreadableStore, in a process of its own")
	}
	if os.Geteuid() == 0 {
		if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
			t.Fatal(err)
		}
	}
	s := storage.New(path, storage.Options{})
	lines := bufio.NewScanner(os.Stdin)
	for n := 0; lines.Scan(); n++ {
		_, read := readAll(s)
		fmt.Printf("read: %v\nwrite: %v\n", read, addMarks(s, n, n+1))
	}
}

// TestUnreadableStore takes the rights to the store away under a running
// program, and gives them back.
func TestUnreadableStore(t *testing.T) {
	dir := t.TempDir()
	s := storage.New(filepath.Join(dir, "data", "obelus.db"), storage.Options{})
	addBrief(t, s)
	if os.Geteuid() == 0 {
		err := errors.Join(os.Chmod(filepath.Dir(dir), 0o711), os.Chmod(dir, 0o711),
			os.Chown(filepath.Dir(s.Path()), 65534, 65534), os.Chown(s.Path(), 65534, 65534))
		if err != nil {
			t.Fatal(err)
		}
	}
	cmd := child(t, "TestNobodyChild", childEnv+"="+s.Path())
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	said := func(what string) string {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), what+": "); ok {
				return text
			}
		}
		t.Fatalf("the child said nothing of %s", what)
		return ""
	}
	steps := []struct {
		path        string
		mode        os.FileMode
		read, write string
	}{
		{s.Path(), 0o600, "<nil>", "<nil>"},
		{s.Path(), 0o400, "<nil>", "cannot be written"},
		{s.Path(), 0, "permission denied", "permission denied"},
		{s.Path(), 0o600, "<nil>", "<nil>"},
		{filepath.Dir(s.Path()), 0, "permission denied", "permission denied"},
		{filepath.Dir(s.Path()), 0o700, "<nil>", "<nil>"},
	}
	for _, step := range steps {
		if err := os.Chmod(step.path, step.mode); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write([]byte("\n")); err != nil {
			t.Fatal(err)
		}
		if got := said("read"); !strings.Contains(got, step.read) {
			t.Errorf("%s with %v: read %q, want %q", step.path, step.mode, got, step.read)
		}
		if got := said("write"); !strings.Contains(got, step.write) {
			t.Errorf("%s with %v: write %q, want %q", step.path, step.mode, got, step.write)
		}
	}
	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Error(err)
	}
	if n, err := readAll(s); n != 3 || err != nil {
		t.Errorf("%d of 3 marks, %v", n, err)
	}
	sound(t, s)
}

// TestLimitChild marks until the files it may write are as large as they may be,
// says so, and marks on with more room.
func TestLimitChild(t *testing.T) {
	path := os.Getenv(childEnv)
	if path == "" {
		t.Skip("it is run by TestFileLimit, in a process of its own")
	}
	signal.Ignore(syscall.SIGXFSZ)
	s := storage.New(path, storage.Options{})
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	limit.Cur = uint64(info.Size()) + 100<<10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	n := 0
	for ; err == nil; n++ {
		err = addMarks(s, n, n+1)
	}
	fmt.Printf("kept %d\nfull %v: %v\n", n-1, errors.Is(err, storage.ErrFull), err)
	limit.Cur = limit.Max
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(s, n-1, n+9); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("kept %d\n", n+9)
}

// TestFileLimit is the full disk for whoever may mount none: a process that may
// not make its files larger.
func TestFileLimit(t *testing.T) {
	s := filled(t, 0)
	out, err := child(t, "TestLimitChild", childEnv+"="+s.Path()).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var kept []int
	full := ""
	for line := range strings.Lines(string(out)) {
		if n, ok := strings.CutPrefix(strings.TrimSpace(line), "kept "); ok {
			k, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			kept = append(kept, k)
		}
		if text, ok := strings.CutPrefix(line, "full true: "); ok {
			full = text
		}
	}
	if len(kept) != 2 || kept[0] == 0 || kept[1] != kept[0]+10 || !strings.Contains(full, "no room for the store") {
		t.Fatalf("the child said %q", out)
	}
	if n, err := readAll(s); n != kept[1] || err != nil {
		t.Errorf("%d of %d marks, %v", n, kept[1], err)
	}
	sound(t, s)
}

// TestStoreTakenDuringABackup takes the store's folder away, and with it the
// copy that is being made of it, at any moment of making one: a plain message or
// a copy that is whole, and the store is as it was when it is back.
func TestStoreTakenDuringABackup(t *testing.T) {
	s := filled(t, 300)
	dir := filepath.Dir(s.Path())
	away, copied := filepath.Join(t.TempDir(), "away"), filepath.Join(dir, "copy")
	began := time.Now()
	if _, err := s.BackUp(context.Background(), copied, false); err != nil {
		t.Fatal(err)
	}
	usual := time.Since(began)
	gone := 0
	for range 40 {
		done := make(chan error, 1)
		go func() {
			_, err := s.BackUp(context.Background(), copied, true)
			done <- err
		}()
		time.Sleep(rand.N(usual))
		if err := os.Rename(dir, away); err != nil {
			t.Fatal(err)
		}
		err := <-done
		if err != nil {
			oneLine(t, err, dir)
			gone++
		}
		if err := os.Rename(away, dir); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of 40 copies were cut off", gone)
	if n, err := readAll(s); n != 300 || err != nil {
		t.Errorf("%d of 300 marks, %v", n, err)
	}
	sound(t, s)
}

// A pipe in the store's place is named, not waited for.
func TestPipeInTheStoresPlace(t *testing.T) {
	ctx := context.Background()
	good := filled(t, 1)
	path := filepath.Join(t.TempDir(), "obelus.db")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no pipe can be made here: %v", err)
	}
	s := storage.New(path, storage.Options{})
	for name, do := range map[string]func() error{
		"read":         func() error { _, err := readAll(s); return err },
		"write":        func() error { return addMarks(s, 0, 1) },
		"stamp":        func() error { _, err := s.Stamp(); return err },
		"check":        func() error { _, err := s.Check(ctx); return err },
		"repair":       func() error { _, err := s.Repair(ctx, time.Now()); return err },
		"back up":      func() error { _, err := s.BackUp(ctx, path+".copy", false); return err },
		"restore":      func() error { _, _, err := s.Restore(ctx, good.Path(), time.Now()); return err },
		"restore from": func() error { _, _, err := good.Restore(ctx, path, time.Now()); return err },
	} {
		failed := make(chan error, 1)
		go func() { failed <- do() }()
		select {
		case err := <-failed:
			oneLine(t, err, path)
		case <-time.After(time.Minute):
			t.Fatalf("%s waits", name)
		}
	}
}
