package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
	"obelus/storage"
)

// room is how many bytes of the store's file were ever used; bbolt makes the
// file itself larger in leaps.
func room(t *testing.T, s *storage.Store) (bytes int64) {
	t.Helper()
	db, err := bolt.Open(s.Path(), 0o600, &bolt.Options{ReadOnly: true})
	if err == nil {
		err = db.View(func(tx *bolt.Tx) error {
			bytes = tx.Size()
			return nil
		})
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

// TestRoomOfRewrites changes the same marks and places again and again, in
// transactions of their own: the file grows by what the journal has to keep,
// and by nothing where there is nothing to keep.
func TestRoomOfRewrites(t *testing.T) {
	ctx := context.Background()
	const marks, rounds = 20, 40
	s := filled(t, marks)
	edit := func(round int) {
		for n := range marks {
			err := s.Write(ctx, func(tx *storage.Tx) error {
				before, _, err := tx.Mark(mark(n).ID)
				if err != nil {
					return err
				}
				after := before.Clone()
				after.Tag, after.Updated = model.Tags()[(n+round)%5], before.Updated.Add(time.Minute)
				_, err = tx.Apply(model.Change{Verb: model.VerbRetag, Brief: after.Brief, Marks: []model.MarkChange{{Before: &before, After: &after}}})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	edit(0)
	before := room(t, s)
	for round := range rounds {
		edit(round + 1)
	}
	const entry = 1500 // bytes, generously: a mark before and after, and what leads to it
	each := float64(room(t, s)-before) / (marks * rounds)
	t.Logf("%.0f bytes a change", each)
	if each > entry {
		t.Errorf("the file grew by %.0f bytes a change, more than %d", each, entry)
	}
	place := func(n int) {
		err := s.Write(ctx, func(tx *storage.Tx) error {
			return tx.SetPlace(brief().ID, model.Place{Revision: brief().Newest().Hash, Cursor: model.Span{Start: n, End: n + 1}})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	place(0)
	before = room(t, s)
	for n := range 200 {
		place(n)
	}
	if after := room(t, s); after > before {
		t.Errorf("the file grew from %d to %d bytes by places that replaced one another", before, after)
	}
	sound(t, s)
}

// TestRoomOfPurges fills the store, purges, and fills it again, many times: what
// stays is that something was purged.
func TestRoomOfPurges(t *testing.T) {
	ctx := context.Background()
	const marks, rounds = 300, 12
	s := filled(t, marks)
	full := room(t, s)
	for range rounds {
		if err := s.Write(ctx, func(tx *storage.Tx) error { return tx.Purge(brief().ID) }); err != nil {
			t.Fatal(err)
		}
		if err := s.Compact(ctx); err != nil {
			t.Fatal(err)
		}
		addBrief(t, s)
		if err := addMarks(s, 0, marks); err != nil {
			t.Fatal(err)
		}
	}
	const trace = 150 // bytes, generously, that a purged change leaves
	each := float64(room(t, s)-full) / (marks * rounds)
	t.Logf("%.0f bytes a purged change, from %d to %d", each, full, room(t, s))
	if each > trace {
		t.Errorf("%d marks made and purged %d times let the file grow from %d to %d bytes", marks, rounds, full, room(t, s))
	}
	sound(t, s)
}

// TestRoomOfMarks: marks made one after the other fill their pages.
func TestRoomOfMarks(t *testing.T) {
	const marks, most = 5000, 1300 // bytes that a mark comes to, with its indexes and its entry in the journal
	s := filled(t, 0)
	before := room(t, s)
	for from := 0; from < marks; from += 50 {
		if err := addMarks(s, from, from+50); err != nil {
			t.Fatal(err)
		}
	}
	each := float64(room(t, s)-before) / marks
	t.Logf("%.0f bytes a mark", each)
	if each > most {
		t.Errorf("a mark takes %.0f bytes, more than %d", each, most)
	}
}
