package storage_test

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"obelus/storage"
)

func TestModes(t *testing.T) {
	s := filled(t, 1)
	for path, want := range map[string]os.FileMode{s.Path(): 0o600, filepath.Dir(s.Path()): 0o700} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s is %v, want %v (%v)", path, info.Mode().Perm(), want, err)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(s.Path()))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v stand beside the store (%v)", entries, err)
	}
}

// TestLinks: a store that is named by links stands where they lead, also while
// nothing is there yet, and stays there when it is compacted.
func TestLinks(t *testing.T) {
	dir := t.TempDir()
	real, link, second := filepath.Join(dir, "real", "s.db"), filepath.Join(dir, "link.db"), filepath.Join(dir, "second.db")
	for from, to := range map[string]string{link: filepath.Join("real", "s.db"), second: link} {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	s := storage.New(second, storage.Options{})
	addBrief(t, s)
	if err := s.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := addMarks(storage.New(link, storage.Options{}), 0, 3); err != nil {
		t.Fatal(err)
	}
	if n, err := readAll(storage.New(real, storage.Options{})); n != 3 || err != nil {
		t.Errorf("%d of 3 marks, %v", n, err)
	}
	if to, err := os.Readlink(second); to != link {
		t.Errorf("the link leads to %q now (%v)", to, err)
	}
}

func TestReadCreatesNothing(t *testing.T) {
	s := newStore(t)
	if n, err := readAll(s); n != 0 || err != nil {
		t.Errorf("%d marks, %v", n, err)
	}
	if _, err := os.Stat(filepath.Dir(s.Path())); !os.IsNotExist(err) {
		t.Errorf("reading made a folder (%v)", err)
	}
}

func TestDefaultPath(t *testing.T) {
	cases := map[string]string{
		"":          "/home/ines/.local/share/obelus/obelus.db",
		"/data":     "/data/obelus/obelus.db",
		"relative/": "/home/ines/.local/share/obelus/obelus.db",
	}
	for xdg, want := range cases {
		got := storage.DefaultPath(func(name string) string { return map[string]string{"XDG_DATA_HOME": xdg}[name] }, "/home/ines")
		if got != want {
			t.Errorf("%q: %s, want %s", xdg, got, want)
		}
	}
}

// child runs this test binary again, for one of the tests below.
func child(t *testing.T, test string, env ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v")
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	return cmd
}

const childEnv = "OBELUS_STORAGE_CHILD"

// TestHoldChild holds the store given in the environment until its input ends.
func TestHoldChild(t *testing.T) {
	path := os.Getenv(childEnv)
	if path == "" {
		t.Skip("it is run by TestHeldStore, in a process of its own")
	}
	err := storage.New(path, storage.Options{}).Write(context.Background(), func(*storage.Tx) error {
		os.Stdout.WriteString("held\n")
		_, err := bufio.NewReader(os.Stdin).ReadString('\n')
		return err
	})
	if err != nil {
		t.Log(err)
	}
}

func TestHeldStore(t *testing.T) {
	s := filled(t, 5)
	cmd := child(t, "TestHoldChild", childEnv+"="+s.Path())
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err := errors.Join(err1, err2, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for line := ""; line != "held\n"; {
		var err error
		if line, err = lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	hasty := storage.New(s.Path(), storage.Options{Timeout: 120 * time.Millisecond})
	err := addMarks(hasty, 5, 6)
	if !errors.Is(err, storage.ErrBusy) {
		t.Errorf("write: %v, want busy", err)
	}
	oneLine(t, err, s.Path())
	if _, err := readAll(hasty); !errors.Is(err, storage.ErrBusy) {
		t.Errorf("read: %v, want busy", err)
	}
	done := make(chan error)
	go func() { done <- addMarks(s, 5, 6) }()
	if _, err := in.Write([]byte("\n")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(<-done, cmd.Wait()); err != nil {
		t.Errorf("the one who waited: %v", err)
	}
	if n, err := readAll(s); n != 6 || err != nil {
		t.Errorf("%d marks, %v", n, err)
	}
	sound(t, s)
}

func TestInterruptedWait(t *testing.T) {
	s := filled(t, 1)
	held, release := make(chan struct{}), make(chan struct{})
	go func() {
		_ = s.Write(context.Background(), func(*storage.Tx) error { close(held); <-release; return nil })
	}()
	<-held
	defer close(release)
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	other := storage.New(s.Path(), storage.Options{Timeout: time.Minute})
	err := other.Write(ctx, func(*storage.Tx) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, want the context's error, not the store's own after a minute", err)
	}
}

// readOnlyStore checks what a store does that can be read and not written.
func readOnlyStore(t *testing.T, s *storage.Store, marks int) {
	t.Helper()
	if n, err := readAll(s); n != marks || err != nil {
		t.Errorf("read: %d marks, %v", n, err)
	}
	sound(t, s)
	err := addMarks(s, marks, marks+1)
	if !errors.Is(err, storage.ErrReadOnly) {
		t.Errorf("write: %v, want read-only", err)
	}
	oneLine(t, err, s.Path())
}

// TestReadOnlyFile: a file and a folder whose mode forbids writing.
func TestReadOnlyFile(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write whatever the mode says; TestReadOnlyMount tests the same")
	}
	s := filled(t, 7)
	dir := filepath.Dir(s.Path())
	if err := errors.Join(os.Chmod(s.Path(), 0o400), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	readOnlyStore(t, s, 7)
}

func entries(t *testing.T, dir string) []string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}
