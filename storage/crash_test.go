package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"obelus/model"
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
	fmt.Println("begins")
	for ; ; n++ {
		if err := addMarks(s, n, n+1); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("kept %d\n", n)
	}
}

// kills is how often TestKilled kills: OBELUS_KILLS says it, else 50 times, and
// a thousand with OBELUS_LONG.
func kills(t *testing.T) int {
	if v := os.Getenv("OBELUS_KILLS"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if os.Getenv("OBELUS_LONG") != "" {
		return 1000
	}
	return 50
}

// killWithin is the time within which a child is killed, at any moment, once it
// is about to make its first mark: it makes some ten in it.
const killWithin = 25 * time.Millisecond

// TestKilled kills a process that marks, again and again: every mark that it
// said was kept is there, the journal says so, and the store is sound.
func TestKilled(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	s := filled(t, 0)
	next, confirmed, unsaid := 0, 0, 0
	all := kills(t)
	for kill := range all {
		after := time.Duration(random.Int64N(int64(killWithin)))
		confirmed += killOne(t, s.Path(), &next, after)
		more, err := keptAfterKill(s, next)
		if err != nil {
			t.Fatalf("kill %d of seed %d, after %v: %v", kill, seed, after, err)
		}
		next, unsaid = next+more, unsaid+more
		sound(t, s)
	}
	if confirmed == 0 {
		t.Error("no mark was ever confirmed")
	}
	t.Logf("%d kills (seed %d), %d marks confirmed, all there; %d were durable and the process died before it could say so",
		all, seed, confirmed, unsaid)
}

// keptAfterKill reads what the marks before next left: each is there, with one
// entry in the journal that makes it. more counts those behind them: one at
// most, which was durable when its process died.
func keptAfterKill(s *storage.Store, next int) (more int, err error) {
	err = s.Read(context.Background(), func(tx *storage.Tx) error {
		n := 0
		for ; ; n++ {
			m, ok, err := tx.Mark(mark(n).ID)
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			if !m.Equal(mark(n)) {
				return fmt.Errorf("mark %d is %+v", n, m)
			}
		}
		if n < next || n > next+1 {
			return fmt.Errorf("%d marks were kept, %d are there", next, n)
		}
		more = n - next
		seq := model.Seq(n + 1) // the brief came first
		for c, err := range tx.Journal("", 0) {
			if err != nil {
				return err
			}
			if c.Seq != seq || seq > 1 && (len(c.Marks) != 1 || c.Marks[0].Before != nil || !c.Marks[0].After.Equal(mark(int(seq)-2))) {
				return fmt.Errorf("entry %d of the journal, where %d is due, is %+v", c.Seq, seq, c)
			}
			seq--
		}
		if seq != 0 {
			return fmt.Errorf("the journal ends at entry %d", seq+1)
		}
		return nil
	})
	return more, err
}

// killOne lets a child mark from *next on, kills it that long after it was about
// to begin, and counts what it confirmed.
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
		if lines.Text() == "begins" {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // SIGKILL
		}
		n, isKept := strings.CutPrefix(lines.Text(), "kept ")
		if !isKept {
			continue
		}
		if got, err := strconv.Atoi(n); err != nil || got != *next {
			t.Fatalf("the child said %q, want %d", lines.Text(), *next)
		}
		*next++
		confirmed++
	}
	_ = cmd.Wait() // it was killed, and says so
	return confirmed
}
