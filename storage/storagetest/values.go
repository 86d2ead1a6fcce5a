package storagetest

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
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
		tagged, err5 := collect(tx.Tagged(model.Opinion, b.ID))
		f.equal("tagged", tagged, []model.MarkID{two.ID})
		elsewhere, err8 := collect(tx.Tagged(model.Opinion, b.ID[:3]))
		f.equal("tagged in another brief", len(elsewhere), 0)
		ids, err6 := tx.MarkIDs(string(one.ID[:9]), 10)
		f.equal("ids", ids, []model.MarkID{one.ID, two.ID})
		few, err7 := tx.MarkIDs("", 1)
		f.equal("one id", few, []model.MarkID{one.ID})
		return errors.Join(err, err2, err3, err4, err5, err6, err7, err8)
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
		texts, err3 := tx.MarkedTexts(b.ID)
		wanted := []model.Hash{marks[3].Revision, b.Newest().Hash}
		slices.Sort(wanted)
		f.equal("marked texts", texts, wanted)
		return errors.Join(err, err2, err3)
	})
	f.apply(marked(marks[3]).Inverse())
	f.read(func(tx T) error {
		texts, err := tx.MarkedTexts(b.ID)
		f.equal("marked texts after a removal", texts, []model.Hash{b.Newest().Hash})
		return err
	})
}
