package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"obelus/storage"
)

// TestMarkChild marks as fast as it can and says so of every mark that is
// durable.
func TestMarkChild(t *testing.T) {
	path, from, ok := strings.Cut(os.Getenv(childEnv), "|")
	if !ok {
		t.Skip("it is run by TestKilled, in a process of its own")
	}
	n, err := strconv.Atoi(from)
	if err != nil {
		t.Fatal(err)
	}
	s := storage.New(path, storage.Options{})
	for ; ; n++ {
		if err := addMarks(s, n, n+1); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("kept %d\n", n)
	}
}

// TestKilled kills a process that marks, again and again: every mark that it
// said was kept is there, and the store is sound. OBELUS_KILLS says how often.
func TestKilled(t *testing.T) {
	kills := 10
	if v := os.Getenv("OBELUS_KILLS"); v != "" {
		var err error
		if kills, err = strconv.Atoi(v); err != nil {
			t.Fatal(err)
		}
	}
	s := filled(t, 0)
	next, confirmed := 0, 0
	for kill := range kills {
		confirmed += killOne(t, s.Path(), &next, time.Duration(10+7*kill%60)*time.Millisecond)
		err := s.Read(context.Background(), func(tx *storage.Tx) error {
			for n := range next {
				if _, ok, err := tx.Mark(mark(n).ID); err != nil || !ok {
					return fmt.Errorf("mark %d was kept and is not there (%v)", n, err)
				}
			}
			if _, more, err := tx.Mark(mark(next).ID); err != nil || more {
				next++ // it was durable, and the process died before it could say so
			}
			return nil
		})
		if err != nil {
			t.Fatalf("kill %d: %v", kill, err)
		}
		sound(t, s)
	}
	if confirmed == 0 {
		t.Error("no mark was ever confirmed")
	}
	t.Logf("%d kills, %d marks confirmed, all there", kills, confirmed)
}

// killOne lets a child mark from *next on, kills it after a while once it has
// begun, and counts what it confirmed.
func killOne(t *testing.T, path string, next *int, after time.Duration) int {
	t.Helper()
	cmd := child(t, "TestMarkChild", fmt.Sprintf("%s=%s|%d", childEnv, path, *next))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	confirmed := 0
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		n, isKept := strings.CutPrefix(lines.Text(), "kept ")
		if !isKept {
			continue
		}
		if got, err := strconv.Atoi(n); err != nil || got != *next {
			t.Fatalf("the child said %q, want %d", lines.Text(), *next)
		}
		if confirmed == 0 {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // SIGKILL
		}
		*next++
		confirmed++
	}
	_ = cmd.Wait() // it was killed, and says so
	return confirmed
}
