package desk_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
)

// TestCountIsLeftToOthers gives counting and indexing up: what was not made is
// made by who asks next, once.
func TestCountIsLeftToOthers(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	b := o.open(d, o.file("long.md", longBrief(3000)))
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if err := b.Count(over); !errors.Is(err, context.Canceled) {
		t.Errorf("counting that was given up: %v", err)
	}
	if _, err := b.Index(over); !errors.Is(err, context.Canceled) {
		t.Errorf("indexing that was given up: %v", err)
	}
	if _, err := d.Keep(over, b); !errors.Is(err, context.Canceled) {
		t.Errorf("keeping that was given up: %v", err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := b.Count(context.Background()); err != nil {
				t.Error(err)
			}
			if _, err := b.Index(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(b.Units()) != 3001 {
		t.Errorf("%d units", len(b.Units()))
	}
	if err := b.Count(context.Background()); err != nil {
		t.Error(err)
	}
	kept, err := d.Keep(context.Background(), b)
	if err != nil {
		t.Fatal(err)
	}
	if kept.Revision.Words != 3+6*3000 || kept.Revision.Units != 3001 {
		t.Errorf("%d words, %d units", kept.Revision.Words, kept.Revision.Units)
	}
	first, _ := b.Index(context.Background())
	if again, err := kept.Index(context.Background()); err != nil || again != first || first == nil {
		t.Errorf("keeping the brief made another index (%v)", err)
	}
	if kept.Counter() != b.Counter() {
		t.Error("keeping the brief made another counter")
	}
}

// TestWaitingForACount gives up waiting for somebody else's walk.
func TestWaitingForACount(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	b := o.open(d, o.file("long.md", strings.Repeat("A sentence of a brief is here.\n\n", 20000)))
	going := make(chan struct{})
	var walking sync.WaitGroup
	walking.Go(func() {
		close(going)
		if err := b.Count(context.Background()); err != nil {
			t.Error(err)
		}
	})
	<-going
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if err := b.Count(over); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("waiting that was given up: %v", err)
	}
	walking.Wait()
	if err := b.Count(over); err != nil {
		t.Errorf("what is there: %v", err)
	}
	if got := len(b.Units()); got != 20000 {
		t.Errorf("%d units", got)
	}
}
