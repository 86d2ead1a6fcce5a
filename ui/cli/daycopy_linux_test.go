package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copiesBeside lists the day's copies of a store, and the copies that are not
// finished.
func copiesBeside(t *testing.T, db string) (days, unfinished []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(db))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasSuffix(name, ".backup"):
			days = append(days, filepath.Join(filepath.Dir(db), name))
		case strings.HasPrefix(name, ".obelus-"):
			unfinished = append(unfinished, name)
		}
	}
	return days, unfinished
}

// TestReaderCopiesItsDay marks in an open reader: the day's copy of the store is
// made while it is up.
func TestReaderCopiesItsDay(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	db := storeOf(first)
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("ja")
	w.shows("A ▌")
	w.until("the day's copy", func() bool {
		days, unfinished := copiesBeside(t, db)
		return len(days) == 1 && len(unfinished) == 0
	})
	w.press("o")
	w.shows("O ▌")
	w.press("q")
	if err := w.cmd.Wait(); err != nil {
		t.Errorf("the reader left with %v", err)
	}
	days, _ := copiesBeside(t, db)
	if len(days) != 1 {
		t.Fatalf("there are %v", days)
	}
	soundStore(t, days[0])
}

// TestReaderLeftAtOnce leaves the reader with the key after the mark: the day's
// copy is made all the same, and nothing unfinished is left.
func TestReaderLeftAtOnce(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	db := storeOf(first)
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("jaq")
	if err := w.cmd.Wait(); err != nil {
		t.Errorf("the reader left with %v", err)
	}
	days, unfinished := copiesBeside(t, db)
	if len(days) != 1 || len(unfinished) != 0 {
		t.Errorf("there are %v, and unfinished %v", days, unfinished)
	}
	if got := journal(t, db); len(got) != 1 || got[0] != "attributed" {
		t.Errorf("kept was %v", got)
	}
}

// TestReaderOfARestoredStore restores a backup under an open reader: it shows
// what was restored, and goes on with that.
func TestReaderOfARestoredStore(t *testing.T) {
	t.Parallel()
	first := command(t, "corridor.md", "--theme", "dark")
	db, backup := storeOf(first), filepath.Join(t.TempDir(), "backup.db")
	do := func(args ...string) {
		t.Helper()
		if out, err := command(t, append([]string{"--db", db}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", args, out)
		}
	}
	w := openPane(t, first, 80, 24)
	w.shows("READ")
	w.press("ja")
	w.shows("A ▌")
	do("backup", backup)
	w.press("o")
	w.shows("O ▌")
	do("restore", backup)
	w.until("that the restored store is shown", func() bool { return !strings.Contains(w.String(), "O ▌") })
	w.press("-")
	w.shows("÷ ▌")
	if got := journal(t, db); strings.Join(got, " ") != "attributed unsourced" {
		t.Errorf("in the restored store are %v", got)
	}
	soundStore(t, db)
}
