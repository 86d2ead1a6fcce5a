package storagetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"obelus/model"
)

func testEmpty[T Tx](t *testing.T, f fixture[T]) {
	f.read(func(tx T) error {
		_, brief, err1 := tx.Brief("b")
		_, mark, err2 := tx.Mark("m")
		_, text, err3 := tx.Text(model.HashOf("x"))
		_, path, err4 := tx.BriefByPath("/p")
		if brief || mark || text || path {
			t.Error("an empty store holds something")
		}
		briefs, err5 := collect(tx.Briefs())
		changes, err6 := collect(tx.Journal("", 0))
		last, err7 := tx.LastChange("")
		f.equal("briefs, changes, last", []int{len(briefs), len(changes), int(last)}, []int{0, 0, 0})
		return errors.Join(err1, err2, err3, err4, err5, err6, err7)
	})
	f.sound()
}

func testBrief[T Tx](t *testing.T, f fixture[T]) {
	want := f.keep("aa11", "one text")
	other := f.keep("bb22", "another text")
	f.read(func(tx T) error {
		got, ok, err := tx.Brief(want.ID)
		if !ok {
			t.Error("the brief is not there")
		}
		f.equal("brief", got, want)
		all, err2 := collect(tx.Briefs())
		f.equal("briefs", all, []model.Brief{want, other})
		ids, err3 := tx.BriefsByText(model.HashOf("one text"))
		f.equal("briefs by text", ids, []model.BriefID{want.ID})
		return errors.Join(err, err2, err3)
	})
	f.sound()
}

func testPaths[T Tx](t *testing.T, f fixture[T]) {
	one := f.keep("aa11", "one text")
	two := f.keep("bb22", "another text")
	path := one.Paths[0]
	f.write(func(tx T) error { return tx.Touch(two.ID, path, day(9)) })
	f.read(func(tx T) error {
		id, ok, err := tx.BriefByPath(path)
		f.equal("brief by path", []any{id, ok}, []any{two.ID, true})
		b, _, err2 := tx.Brief(two.ID)
		f.equal("paths", b.Paths, []string{path, two.Paths[0]})
		f.equal("opened", b.Opened, day(9))
		changes, err3 := collect(tx.Journal("", 0))
		f.equal("changes in the journal", len(changes), 2)
		return errors.Join(err, err2, err3)
	})
	f.write(func(tx T) error { return tx.Touch("none", path, day(9)) })
	off := two
	off.Removed = true
	f.apply(model.Change{Verb: model.VerbRemove, Brief: two.ID, Briefs: []model.BriefChange{{Before: &two, After: &off}}})
	f.read(func(tx T) error {
		b, _, err := tx.Brief(two.ID)
		f.equal("opened after a change", []any{b.Opened, b.Removed}, []any{day(9), true})
		return err
	})
	f.sound()
}

func testTexts[T Tx](t *testing.T, f fixture[T]) {
	noise := make([]byte, 600<<10)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.UintN(256))
	}
	texts := []string{"", "a", "Kone said so.\n", strings.Repeat("a line\n", 200_000), string(noise), strings.Repeat("é", 255<<9)}
	f.write(func(tx T) error {
		for _, text := range append(texts, texts...) {
			if err := tx.PutText(text); err != nil {
				return err
			}
		}
		return nil
	})
	f.read(func(tx T) error {
		for i, text := range texts {
			got, ok, err := tx.Text(model.HashOf(text))
			if err != nil || !ok || got != text {
				t.Errorf("text %d of %d bytes came back with %d (%v, %v)", i, len(text), len(got), ok, err)
			}
		}
		return nil
	})
	f.sound()
}

func testMarks[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	one, two := newMark(b, 1, model.Span{Start: 4, End: 8}), newMark(b, 2, model.Span{Start: 0, End: 3})
	two.Tag, two.Details = model.Opinion, model.Details{}
	f.apply(marked(one, two))
	f.read(func(tx T) error {
		got, ok, err := tx.Mark(one.ID)
		f.equal("mark", []any{got, ok}, []any{one, true})
		all, err2 := tx.Marks(b.ID)
		f.equal("marks", all, []model.Mark{two, one})
		at, err3 := tx.MarksAt(b.ID, b.Newest().Hash, one.Span)
		f.equal("marks at", at, []model.Mark{one})
		near, err4 := tx.MarksAt(b.ID, b.Newest().Hash, model.Span{Start: 4, End: 7})
		f.equal("marks at another span", len(near), 0)
		tagged, err5 := collect(tx.Tagged(model.Opinion))
		f.equal("tagged", tagged, []model.MarkID{two.ID})
		ids, err6 := tx.MarkIDs(string(one.ID[:9]), 10)
		f.equal("ids", ids, []model.MarkID{one.ID, two.ID})
		few, err7 := tx.MarkIDs("", 1)
		f.equal("one id", few, []model.MarkID{one.ID})
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
	f.sound()
}

func testSpans[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	var marks []model.Mark
	spans := []model.Span{{Start: 300, End: 310}, {Start: 0, End: 4}, {Start: 0, End: 9}, {Start: 70_000, End: 70_001}, {Start: 5, End: 260}}
	for i, s := range spans {
		marks = append(marks, newMark(b, i, s))
	}
	marks[1].Tag, marks[1].Details.References = model.Sourced, nil
	marks[2].Analyst = "ora"
	marks[3].Revision = model.HashOf("an older text")
	f.apply(marked(marks...))
	f.read(func(tx T) error {
		got, err := tx.Spans(b.ID, b.Newest().Hash)
		want := []model.MarkSpan{marks[2].Outline(), marks[1].Outline(), marks[4].Outline(), marks[0].Outline()}
		f.equal("spans", got, want)
		if !got[1].Hollow {
			t.Error("a sourced mark without a reference is not hollow")
		}
		old, err2 := tx.Spans(b.ID, marks[3].Revision)
		f.equal("spans on another text", old, []model.MarkSpan{marks[3].Outline()})
		return errors.Join(err, err2)
	})
}

func testReindex[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	m := newMark(b, 1, model.Span{Start: 4, End: 8})
	f.apply(marked(m))
	next := m.Clone()
	next.Tag, next.Span, next.Updated = model.Unsourced, model.Span{Start: 0, End: 8}, day(6)
	f.apply(turned(model.VerbEdit, &m, &next))
	f.read(func(tx T) error {
		old, err := collect(tx.Tagged(model.Attributed))
		now, err2 := collect(tx.Tagged(model.Unsourced))
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
	place := model.Place{Revision: b.Newest().Hash, Cursor: model.Span{Start: 3, End: 9}}
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
