package storagetest

import (
	"context"
	"errors"
	"testing"

	"obelus/model"
)

func testReindex[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	m := newMark(b, 1, model.Span{Start: 4, End: 8})
	f.apply(marked(m))
	next := m.Clone()
	next.Tag, next.Span, next.Updated = model.Unsourced, model.Span{Start: 0, End: 8}, day(6)
	f.apply(turned(model.VerbEdit, &m, &next))
	f.read(func(tx T) error {
		old, err := collect(tx.Tagged(model.Attributed, b.ID))
		now, err2 := collect(tx.Tagged(model.Unsourced, b.ID))
		f.equal("tagged", []int{len(old), len(now)}, []int{0, 1})
		spans, err3 := tx.Spans(b.ID, m.Revision)
		f.equal("spans", spans, []model.MarkSpan{next.Outline()})
		return errors.Join(err, err2, err3)
	})
	f.apply(turned(model.VerbUntag, &next, nil))
	f.read(func(tx T) error {
		all, err := tx.Marks(b.ID)
		_, there, err2 := tx.Mark(m.ID)
		if len(all) != 0 || there {
			t.Error("a removed mark is there")
		}
		return errors.Join(err, err2)
	})
	f.sound()
}

func testConflict[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	m := newMark(b, 1, model.Span{Start: 4, End: 8})
	f.apply(marked(m))
	other := m.Clone()
	other.Details.References[0].Title = "Another report"
	stray := newMark(b, 2, m.Span)
	stray.Brief = "none"
	renamed := b.Clone()
	renamed.Title = "Renamed"
	cases := map[string]model.Change{
		"made twice":       marked(m),
		"was another":      turned(model.VerbEdit, &other, &m),
		"never was":        turned(model.VerbUntag, &stray, nil),
		"of no brief":      marked(stray),
		"brief made twice": added(b),
		"brief was other":  {Briefs: []model.BriefChange{{Before: &renamed, After: &b}}},
	}
	for name, c := range cases {
		err := f.store.Write(context.Background(), func(tx T) error {
			_, err := tx.Apply(c)
			return err
		})
		if !errors.Is(err, model.ErrConflict) {
			t.Errorf("%s: %v, want a conflict", name, err)
		}
	}
	f.read(func(tx T) error {
		all, err := tx.Marks(b.ID)
		f.equal("marks", all, []model.Mark{m})
		last, err2 := tx.LastChange("")
		f.equal("last change", last, model.Seq(2))
		return errors.Join(err, err2)
	})
	f.sound()
}

// testDescribed changes every particular of a brief, and takes it back.
func testDescribed[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	after := b.Clone()
	after.Describe(model.Particulars{Title: "New title", Author: "Jo, \u200fعمر", Date: "May", URL: "https://example.org/new", Handling: "TLP:RED"})
	change := model.Change{Time: day(5), Analyst: "ines", Sitting: "one", Verb: model.VerbDescribe, Brief: b.ID,
		Briefs: []model.BriefChange{{Before: &b, After: &after}}}
	done := f.apply(change)
	f.read(func(tx T) error {
		now, _, err := tx.Brief(b.ID)
		f.equal("described", now, after)
		by, _, err2 := tx.BriefByPath(b.Path())
		f.equal("by path", by, b.ID)
		for c, err := range tx.Journal(b.ID, 0) {
			f.equal("journal", c, done)
			return errors.Join(err, err2)
		}
		return errors.Join(err, err2)
	})
	back := done.Inverse()
	back.Time, back.Verb, back.Of = day(6), model.VerbUndo, done.Seq
	f.apply(back)
	f.read(func(tx T) error {
		now, _, err := tx.Brief(b.ID)
		f.equal("taken back", now, b)
		return err
	})
	f.sound()
}

var errGivenUp = errors.New("given up")

func testRollback[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	err := f.store.Write(context.Background(), func(tx T) error {
		if _, err := tx.Apply(marked(newMark(b, 1, model.Span{Start: 4, End: 8}))); err != nil {
			return err
		}
		if err := tx.PutText("a new text"); err != nil {
			return err
		}
		return errGivenUp
	})
	if !errors.Is(err, errGivenUp) {
		t.Fatalf("write: %v", err)
	}
	f.read(func(tx T) error {
		all, err := tx.Marks(b.ID)
		_, text, err2 := tx.Text(model.HashOf("a new text"))
		last, err3 := tx.LastChange("")
		if len(all) > 0 || text || last != 1 {
			t.Errorf("left behind: %d marks, text %v, change %d", len(all), text, last)
		}
		return errors.Join(err, err2, err3)
	})
	done := f.apply(marked(newMark(b, 1, model.Span{Start: 4, End: 8})))
	f.equal("next change", done.Seq, model.Seq(2))
	f.sound()
}

func testCancelled[T Tx](t *testing.T, f fixture[T]) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := f.store.Write(ctx, func(tx T) error { return tx.PutText("text") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("write: %v", err)
	}
	if err := f.store.Read(ctx, func(T) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("read: %v", err)
	}
}

func testJournal[T Tx](t *testing.T, f fixture[T]) {
	one, two := f.keep("aa11", "one text"), f.keep("aa112", "another text") // one id begins the other
	m := newMark(one, 1, model.Span{Start: 4, End: 8})
	done := f.apply(marked(m))
	f.equal("seq", done.Seq, model.Seq(3))
	undo := model.Change{Time: day(7), Analyst: "ines", Sitting: "two", Verb: model.VerbUndo, Brief: one.ID, Of: 3, Marks: []model.MarkChange{{Before: &m}}}
	undone := f.apply(undo)
	f.read(func(tx T) error {
		all, err := collect(tx.Journal("", 0))
		want := []model.Change{undone, done, added(two), added(one)}
		want[2].Seq, want[3].Seq = 2, 1
		f.equal("journal", all, want)
		older, err2 := collect(tx.Journal("", 3))
		f.equal("older", older, want[2:])
		of, err3 := collect(tx.Journal(one.ID, 0))
		f.equal("of one brief", of, []model.Change{want[0], want[1], want[3]})
		last, err4 := tx.LastChange(one.ID)
		f.equal("last", last, model.Seq(4))
		olderOf, err5 := collect(tx.Journal(one.ID, 4))
		f.equal("older of one brief", olderOf, []model.Change{want[1], want[3]})
		none, err6 := collect(tx.Journal("zz", 0))
		f.equal("of none", len(none), 0)
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
	f.sound()
}

func testAside[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	place := model.Place{Revision: b.Newest().Hash, Cursor: model.Span{Start: 3, End: 9},
		Bookmarks: []model.Bookmark{{Name: "a", Span: model.Span{Start: 1, End: 4}}, {Name: "q", Span: model.Span{Start: 5, End: 9}}}}
	counts := model.Counts{At: 1, Tags: map[model.Tag]int{model.Opinion: 3}, Countable: 9, Marked: 4, Orphans: 1}
	f.write(func(tx T) error { return errors.Join(tx.SetPlace(b.ID, place), tx.SetCounts(b.ID, counts)) })
	f.read(func(tx T) error {
		p, ok, err := tx.Place(b.ID)
		f.equal("place", []any{p, ok}, []any{place, true})
		c, ok, err2 := tx.Counts(b.ID)
		f.equal("counts", []any{c, ok}, []any{counts, true})
		last, err3 := tx.LastChange("")
		f.equal("last", last, model.Seq(1))
		return errors.Join(err, err2, err3)
	})
	f.sound()
}
