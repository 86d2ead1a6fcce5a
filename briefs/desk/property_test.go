package desk_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage/storagetest"
)

// A plainMark is as much of a mark as the model of the tests knows.
type plainMark struct {
	span model.Span
	tag  model.Tag
	note string
}

// A history is the plainest model of one analyst in one sitting: states, and
// where in them we stand.
type history struct {
	states []map[model.MarkID]plainMark
	at     int
}

func (h *history) now() map[model.MarkID]plainMark { return h.states[h.at] }

// change makes a new state, and ends what could be redone.
func (h *history) change(do func(map[model.MarkID]plainMark)) {
	next := maps.Clone(h.now())
	do(next)
	h.states = append(h.states[:h.at+1], next)
	h.at++
}

func (h *history) ids() []model.MarkID { return slices.Sorted(maps.Keys(h.now())) }

// A bench is a desk beside its model.
type bench struct {
	*rapid.T
	desk   *desk.Desk
	store  desk.Store
	opened *desk.Opened
	spans  []model.Span
	h      history
}

func (b *bench) tag(t *rapid.T) {
	span := rapid.SampledFrom(b.spans).Draw(t, "span")
	tag := rapid.SampledFrom(model.Tags()).Draw(t, "tag")
	out, err := b.desk.Tag(context.Background(), b.opened, []desk.Tagging{{Span: span, Tag: tag}})
	if err != nil {
		t.Fatal(err)
	}
	for id, m := range b.h.now() {
		if m.span != span {
			continue
		}
		if (out.Change.Seq == 0) != (m.tag == tag) {
			t.Fatalf("retagging %s as %s was change %d", m.tag, tag, out.Change.Seq)
		}
		if m.tag != tag {
			m.tag = tag
			b.h.change(func(s map[model.MarkID]plainMark) { s[id] = m })
		}
		return
	}
	b.h.change(func(s map[model.MarkID]plainMark) {
		s[out.Change.Marks[0].After.ID] = plainMark{span: span, tag: tag}
	})
}

func (b *bench) edit(t *rapid.T) {
	ids := b.h.ids()
	if len(ids) == 0 {
		t.Skip("no mark to edit")
	}
	id := rapid.SampledFrom(ids).Draw(t, "mark")
	note := rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "note")
	_, err := b.desk.Edit(context.Background(), id, desk.Edit{Revise: func(d *model.Details) { d.Note = note }})
	if err != nil {
		t.Fatal(err)
	}
	if m := b.h.now()[id]; m.note != note {
		m.note = note
		b.h.change(func(s map[model.MarkID]plainMark) { s[id] = m })
	}
}

func (b *bench) untag(t *rapid.T) {
	ids := b.h.ids()
	if len(ids) == 0 {
		t.Skip("no mark to remove")
	}
	some := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(len(ids), 3), rapid.ID[model.MarkID]).Draw(t, "marks")
	if _, err := b.desk.Untag(context.Background(), some...); err != nil {
		t.Fatal(err)
	}
	b.h.change(func(s map[model.MarkID]plainMark) {
		for _, id := range some {
			delete(s, id)
		}
	})
}

func (b *bench) undo(t *rapid.T) {
	_, err := b.desk.Undo(context.Background(), desk.Scope{Brief: b.opened.Brief.ID})
	if b.h.at == 0 {
		if !errors.Is(err, desk.ErrNothingToUndo) {
			t.Fatalf("undo at the beginning: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	b.h.at--
}

func (b *bench) redo(t *rapid.T) {
	_, err := b.desk.Redo(context.Background(), desk.Scope{Brief: b.opened.Brief.ID})
	if b.h.at == len(b.h.states)-1 {
		if !errors.Is(err, desk.ErrNothingToRedo) {
			t.Fatalf("redo at the end: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	b.h.at++
}

// check compares the store with the model, and with the journal played again
// from nothing.
func (b *bench) check(t *rapid.T) {
	marks, err := b.desk.Marks(context.Background(), b.opened)
	if err != nil {
		t.Fatal(err)
	}
	got := map[model.MarkID]plainMark{}
	whole := map[model.MarkID]model.Mark{}
	for _, m := range marks.Here {
		got[m.ID] = plainMark{m.Span, m.Tag, m.Details.Note}
		whole[m.ID] = m.Mark
	}
	if !maps.Equal(got, b.h.now()) {
		t.Fatalf("the store has %v, the model %v", got, b.h.now())
	}
	changes, err := listed(b.desk.Log(context.Background(), desk.LogQuery{}))
	if err != nil {
		t.Fatal(err)
	}
	if replayed := replay(changes); !maps.EqualFunc(replayed, whole, model.Mark.Equal) {
		t.Fatalf("the journal gives %v, the store %v", replayed, whole)
	}
}

// replay plays a journal, the newest first, from nothing.
func replay(changes []model.Change) map[model.MarkID]model.Mark {
	marks := map[model.MarkID]model.Mark{}
	for _, c := range slices.Backward(changes) {
		for _, m := range c.Marks {
			delete(marks, m.Mark().ID)
			if m.After != nil {
				marks[m.After.ID] = *m.After
			}
		}
	}
	return marks
}

func TestHistories(t *testing.T) {
	path := newOffice(t).file("grain.md", briefText)
	rapid.Check(t, func(t *rapid.T) {
		b := &bench{T: t, store: desk.Over(storagetest.NewMemory()), h: history{states: []map[model.MarkID]plainMark{{}}}}
		n := 0
		b.desk = desk.New(desk.Config{Store: b.store, Analyst: "ines", NewID: func() model.MarkID {
			n++
			return model.MarkID(fmt.Sprintf("m%04d", n))
		}})
		opened, err := b.desk.Open(context.Background(), path, nil)
		if err == nil {
			b.opened, err = b.desk.Keep(context.Background(), opened)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range b.opened.Units() {
			b.spans = append(b.spans, u.Span)
		}
		t.Repeat(map[string]func(*rapid.T){
			"tag": b.tag, "edit": b.edit, "untag": b.untag, "undo": b.undo, "redo": b.redo, "": b.check,
		})
	})
}
