package storagetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"obelus/model"
)

func testPurge[T Tx](t *testing.T, f fixture[T]) {
	gone, stays := f.keep("aa11", "shared text"), f.keep("bb22", "shared text")
	f.write(func(tx T) error { return tx.PutText("only text") })
	more := gone.Clone()
	more.Revisions = append(more.Revisions, model.Revision{Hash: model.HashOf("only text"), Arrived: day(8)})
	f.apply(model.Change{Verb: model.VerbAdd, Brief: gone.ID, Briefs: []model.BriefChange{{Before: &gone, After: &more}}})
	kept := newMark(stays, 2, model.Span{Start: 0, End: 3})
	f.apply(marked(newMark(gone, 1, model.Span{Start: 0, End: 3})))
	f.apply(marked(newMark(gone, 3, model.Span{Start: 0, End: 3}), kept))
	f.write(func(tx T) error { return tx.Purge(gone.ID) })
	f.read(func(tx T) error {
		_, brief, err := tx.Brief(gone.ID)
		marks, err2 := tx.Marks(gone.ID)
		_, text, err3 := tx.Text(model.HashOf("only text"))
		_, shared, err4 := tx.Text(model.HashOf("shared text"))
		_, path, err5 := tx.BriefByPath(gone.Paths[0])
		f.equal("left", []any{brief, len(marks), text, shared, path}, []any{false, 0, false, true, false})
		of, err6 := collect(tx.Journal(gone.ID, 0))
		f.equal("changes", len(of), 0)
		all, err7 := collect(tx.Journal("", 0))
		f.equal("numbers", len(all), 5)
		for _, c := range all {
			if c.Touches(gone.ID) {
				t.Errorf("change %d still speaks of the brief", c.Seq)
			}
		}
		f.equal("kept", []any{all[0].Marks[0].After.ID, all[1].Verb}, []any{kept.ID, model.VerbPurge})
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
	if err := f.store.Compact(context.Background()); err != nil {
		t.Fatalf("compact: %v", err)
	}
	f.read(func(tx T) error {
		_, ok, err := tx.Mark(kept.ID)
		f.equal("mark after compacting", ok, true)
		return err
	})
	f.sound()
	f.equal("next change", f.apply(marked(newMark(stays, 9, kept.Span))).Seq, model.Seq(6))
}

// What undo took from a brief is a text of it still, which redo gives back; so it
// goes with the brief, and stays for another one.
func testPurgeUndone[T Tx](t *testing.T, f fixture[T]) {
	gone, stays := f.keep("aa11", "a text"), f.keep("bb22", "another text")
	newer := func(b model.Brief, texts ...string) model.Brief {
		more := b.Clone()
		for _, text := range texts {
			f.write(func(tx T) error { return tx.PutText(text) })
			more.Revisions = append(more.Revisions, model.Revision{Hash: model.HashOf(text), Arrived: day(8)})
		}
		f.apply(model.Change{Verb: model.VerbAdd, Brief: b.ID, Briefs: []model.BriefChange{{Before: &b, After: &more}}})
		f.apply(model.Change{Verb: model.VerbUndo, Brief: b.ID, Briefs: []model.BriefChange{{Before: &more, After: &b}}})
		return more
	}
	newer(gone, "undone text", "undone in both")
	more := newer(stays, "undone in both")
	there := func(text string) (ok bool) {
		f.read(func(tx T) (err error) {
			_, ok, err = tx.Text(model.HashOf(text))
			return err
		})
		return ok
	}
	f.write(func(tx T) error { return tx.Purge(gone.ID) })
	f.equal("left", []any{there("a text"), there("undone text"), there("undone in both")}, []any{false, false, true})
	f.apply(model.Change{Verb: model.VerbRedo, Brief: stays.ID, Briefs: []model.BriefChange{{Before: &stays, After: &more}}})
	f.sound()
	f.write(func(tx T) error { return tx.Purge(stays.ID) })
	f.equal("left in the end", []any{there("another text"), there("undone in both")}, []any{false, false})
	f.sound()
}

func testReadOnly[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	f.read(func(tx T) error {
		_, applied := tx.Apply(marked(newMark(b, 1, model.Span{Start: 0, End: 3})))
		errs := map[string]error{
			"apply": applied, "text": tx.PutText("new"), "touch": tx.Touch(b.ID, "/p", day(1)), "place": tx.SetPlace(b.ID, model.Place{}),
			"counts": tx.SetCounts(b.ID, model.Counts{}), "purge": tx.Purge(b.ID),
		}
		for what, err := range errs {
			if err == nil {
				t.Errorf("%s: a read changed the store", what)
			}
		}
		return nil
	})
	f.sound()
}

func testCopies[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	m := newMark(b, 1, model.Span{Start: 4, End: 8})
	f.apply(marked(m))
	want := m.Clone()
	m.Details.References[0].Title = "changed by the caller"
	f.read(func(tx T) error {
		got, _, err := tx.Mark(m.ID)
		got.Details.References[0].Title = "changed by the reader"
		brief, _, err2 := tx.Brief(b.ID)
		brief.Paths[0], brief.Revisions[0].Words = "changed", 99
		return errors.Join(err, err2)
	})
	f.read(func(tx T) error {
		got, _, err := tx.Mark(m.ID)
		f.equal("mark", got, want)
		brief, _, err2 := tx.Brief(b.ID)
		f.equal("brief", brief, b)
		return errors.Join(err, err2)
	})
}

func testStamp[T Tx](t *testing.T, f fixture[T]) {
	seen := map[string]bool{}
	stamp := func() string {
		s, err := f.store.Stamp()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	seen[stamp()] = true
	b := f.keep("aa11", "one text")
	for i := range 20 {
		s := stamp()
		if seen[s] {
			t.Fatalf("the stamp did not change with write %d", i)
		}
		seen[s] = true
		f.read(func(tx T) error { _, _, err := tx.Brief(b.ID); return err })
		f.equal("stamp after a read", stamp(), s)
		f.apply(marked(newMark(b, i, model.Span{Start: i, End: i + 1})))
	}
}

func testConcurrent[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	const writers, each = 4, 10
	var wg sync.WaitGroup
	errs := make(chan error, writers)
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				m := newMark(b, w*each+i, model.Span{Start: i, End: i + w + 1})
				err := f.store.Write(context.Background(), func(tx T) error {
					_, err := tx.Apply(marked(m))
					return err
				})
				if err != nil {
					errs <- fmt.Errorf("writer %d: %w", w, err)
					return
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		t.Error(err)
	}
	f.read(func(tx T) error {
		all, err := tx.Marks(b.ID)
		last, err2 := tx.LastChange(b.ID)
		f.equal("marks and changes", []int{len(all), int(last)}, []int{writers * each, writers*each + 1})
		return errors.Join(err, err2)
	})
	f.sound()
}
