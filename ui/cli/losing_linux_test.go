package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"obelus/model"
)

// journal is what the store beside first says of the tags that its marks were
// given, the oldest first.
func journal(t *testing.T, db string) (tags []string) {
	t.Helper()
	out, err := command(t, "--db", db, "log", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var changes []struct {
		Marks []struct {
			After struct {
				Tag string `json:"tag"`
			} `json:"after"`
		} `json:"marks"`
	}
	if err := json.Unmarshal(out, &changes); err != nil {
		t.Fatal(err)
	}
	for _, c := range slices.Backward(changes) {
		for _, m := range c.Marks {
			tags = append(tags, m.After.Tag)
		}
	}
	return tags
}

// soundStore fails the test where the store is not.
func soundStore(t *testing.T, db string) {
	t.Helper()
	if out, err := command(t, "--db", db, "check").CombinedOutput(); err != nil {
		t.Errorf("check: %s", out)
	}
}

// TestReaderLosesItsStore takes the store's folder away under an open reader, and
// puts it back: it says so, keeps what was marked meanwhile, and writes it in
// the order of the keys.
func TestReaderLosesItsStore(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	db := storeOf(first)
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("ja")
	w.shows("A ▌")
	away := filepath.Dir(db) + ".away"
	if err := os.Rename(filepath.Dir(db), away); err != nil {
		t.Fatal(err)
	}
	w.press("o")
	w.shows("not kept: the store is gone: put ")
	w.press("-")
	w.shows("2 changes not kept")
	w.press("q")
	w.shows("Leave without 2 changes that could not be kept?")
	w.press("\x1b")
	w.shows("READ")
	if _, err := os.Stat(filepath.Dir(db)); !os.IsNotExist(err) {
		t.Errorf("something was made where the store was (%v)", err)
	}
	if err := os.Rename(away, filepath.Dir(db)); err != nil {
		t.Fatal(err)
	}
	w.shows("÷ ▌") // by itself
	if got := fmt.Sprint(journal(t, db)); got != "[attributed opinion unsourced]" {
		t.Errorf("the marks were written as %s", got)
	}
	soundStore(t, db)
}

// TestReaderOnAFullDisk fills the disk under an open reader: what cannot be kept
// is said, asked about in leaving, and kept in the order of the keys when there
// is room again.
func TestReaderOnAFullDisk(t *testing.T) {
	t.Parallel()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no small file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(disk, syscall.MNT_DETACH); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	db, filler := filepath.Join(disk, "s.db"), filepath.Join(disk, "filler")
	first := command(t, "corridor.md", "--theme", "dark", "--db", db)
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("ja")
	w.shows("A ▌")
	w.shows("today's backup") // there is no room for it: said once, and not in the way of what follows
	if err := os.WriteFile(filler, bytes.Repeat([]byte("x"), 2<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	tags := map[string]model.Tag{"o": model.Opinion, "-": model.Unsourced, "s": model.Sourced, "a": model.Attributed}
	want := []string{"attributed"}
	keys := []string{"o", "-", "s", "a"}
	for n := 0; !strings.Contains(w.String(), "not kept: "); n++ { // there is room in the store's file for some
		if n == 400 {
			t.Fatalf("on a full disk %d marks were kept", n)
		}
		key := keys[n%len(keys)]
		w.press(key)
		want = append(want, string(tags[key]))
		w.until("whether it is kept", func() bool {
			lines := strings.Split(strings.TrimSpace(w.String()), "\n") // the last one says what the key did
			done := strings.HasPrefix(strings.TrimSpace(lines[len(lines)-1]), tags[key].Words())
			return done && !strings.Contains(w.String(), "▯") || strings.Contains(w.String(), "not kept: ")
		})
	}
	w.shows("no room for the store")
	w.press("#")
	want = append(want, "nonclaim")
	w.shows("2 changes not kept")
	w.press("q")
	w.shows("Leave without 2 changes that could not be kept?")
	w.press("\x1b")
	if got := journal(t, db); len(got) != len(want)-2 || fmt.Sprint(got) != fmt.Sprint(want[:len(got)]) {
		t.Errorf("confirmed were %v, in the store are %v", want[:len(want)-2], got)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	w.shows("# ▌")
	if got := journal(t, db); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the marks were written as\n%v, want\n%v", got, want)
	}
	soundStore(t, db)
	w.press("q")
	if err := w.cmd.Wait(); err != nil {
		t.Errorf("the reader left with %v", err)
	}
}
