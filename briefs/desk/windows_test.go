package desk_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// longBrief is a text of n sentences, each one a unit.
func longBrief(n int) string {
	var text strings.Builder
	text.WriteString("# A long brief\n")
	for i := range n {
		fmt.Fprintf(&text, "\nSentence number %d says a thing.\n", i)
	}
	return text.String()
}

// TestWindows lets several desks, each with a store of its own, work on one
// file at once, as windows do: every mark is there, undo takes back its own.
func TestWindows(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "long.md")
	if err := os.WriteFile(path, []byte(longBrief(60)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	const windows, each = 4, 12
	sit := func(w int) *desk.Desk {
		store := storage.New(filepath.Join(dir, "obelus.db"), storage.Options{Timeout: 5 * time.Minute})
		return desk.New(desk.Config{Store: desk.Over(store), Analyst: model.Analyst(fmt.Sprint("analyst", w))})
	}
	var wg sync.WaitGroup
	for w := range windows {
		wg.Go(func() {
			if err := work(ctx, sit(w), path, each); err != nil {
				t.Errorf("window %d: %v", w, err)
			}
		})
	}
	wg.Wait()
	d := sit(0)
	o, err := d.Open(ctx, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	marks, err := d.Marks(ctx, o)
	if err != nil || len(marks.Here) != windows*(each-1) {
		t.Errorf("%d marks, want %d (%v)", len(marks.Here), windows*(each-1), err)
	}
	if problems, err := d.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

// work marks units and takes the last mark back.
func work(ctx context.Context, d *desk.Desk, path string, marks int) error {
	o, err := d.Open(ctx, path, nil)
	if err == nil {
		o, err = d.Keep(ctx, o)
	}
	if err != nil {
		return err
	}
	for i := range marks {
		span := o.Units()[i+1].Span
		if _, err := d.Tag(ctx, o, []desk.Tagging{{Span: span, Tag: model.Opinion}}); err != nil {
			return err
		}
		if _, err := d.Spans(ctx, o); err != nil {
			return err
		}
	}
	out, err := d.Undo(ctx, desk.Scope{Brief: o.Brief.ID})
	if err == nil && out.Change.Of == 0 {
		err = errors.New("undo took nothing back")
	}
	return err
}

// TestOpenSoon holds the store in another window while a file is opened for a
// screen: the file is there at once, says why its marks are not, and is kept
// when the store is free again.
func TestOpenSoon(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "long.md")
	if err := os.WriteFile(path, []byte(longBrief(3)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	sit := func() (*desk.Desk, desk.Store) {
		store := desk.Over(storage.New(filepath.Join(dir, "obelus.db"), storage.Options{Timeout: 5 * time.Minute}))
		return desk.New(desk.Config{Store: store, Analyst: "ada"}), store
	}
	mine, _ := sit()
	if _, err := mine.Add(ctx, path, nil, desk.AddOptions{}); err != nil {
		t.Fatal(err)
	}
	_, other := sit()
	var o *desk.Opened
	err := other.Write(ctx, func(desk.WriteTx) (err error) {
		o, err = mine.OpenSoon(ctx, path, nil, 10*time.Millisecond)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if o.Stored || o.Unasked() == nil || !strings.Contains(o.Notice, "another program holds the store") {
		t.Errorf("opened beside a held store: stored %v, unasked %v, notice %q", o.Stored, o.Unasked(), o.Notice)
	}
	if o, err = mine.Keep(ctx, o); err != nil || !o.Stored {
		t.Errorf("kept when the store is free: %v, stored %v", err, o.Stored)
	}
	if o, err = mine.OpenSoon(ctx, path, nil, time.Minute); err != nil || !o.Stored || o.Notice != "" {
		t.Errorf("opened with a free store: %v, %+v", err, o)
	}
}
