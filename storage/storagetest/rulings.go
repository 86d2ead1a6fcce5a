package storagetest

import (
	"context"
	"errors"
	"testing"

	"obelus/model"
)

// ruled is the change of one ruling.
func ruled(id model.BriefID, kind model.RulingKind, key, before, after string) model.Change {
	return model.Change{Time: day(6), Analyst: "ines", Sitting: "one", Verb: model.VerbRule, Brief: id,
		Rulings: []model.RulingChange{{Kind: kind, Brief: id, Key: key, Before: before, After: after}}}
}

func testRulings[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	f.apply(ruled("", model.RuledSpeaker, "Mr. B", "", "B"))
	f.apply(ruled("", model.RuledSpeaker, "A", "", "B"))
	f.apply(ruled(b.ID, model.RuledDifference, "m1 m2", "", "mine"))
	f.apply(ruled(b.ID, model.RuledDifference, "m1 m2", "mine", "theirs"))
	taken := f.apply(ruled(b.ID, model.RuledDifference, "m3 m4", "", "neither")).Inverse()
	taken.Verb = model.VerbUndo
	f.apply(taken)
	f.read(func(tx T) error {
		speakers, err := collect(tx.Rulings(model.RuledSpeaker, ""))
		f.equal("speakers", speakers, []model.Ruling{{Kind: model.RuledSpeaker, Key: "A", Value: "B"}, {Kind: model.RuledSpeaker, Key: "Mr. B", Value: "B"}})
		differences, err2 := collect(tx.Rulings(model.RuledDifference, b.ID))
		f.equal("differences", differences, []model.Ruling{{Kind: model.RuledDifference, Brief: b.ID, Key: "m1 m2", Value: "theirs"}})
		elsewhere, err3 := collect(tx.Rulings(model.RuledDifference, b.ID[:2]))
		f.equal("of another brief", len(elsewhere), 0)
		changes, err4 := collect(tx.Journal(b.ID, 0))
		f.equal("changes of the brief", len(changes), 5)
		f.equal("the newest", changes[0].Rulings, []model.RulingChange{{Kind: model.RuledDifference, Brief: b.ID, Key: "m3 m4", Before: "neither"}})
		return errors.Join(err, err2, err3, err4)
	})
	err := f.store.Write(context.Background(), func(tx T) error {
		_, err := tx.Apply(ruled("", model.RuledSpeaker, "A", "", "C"))
		return err
	})
	if !errors.Is(err, model.ErrConflict) {
		t.Errorf("a ruling that was another: %v, want a conflict", err)
	}
	f.write(func(tx T) error { return tx.Purge(b.ID) })
	f.read(func(tx T) error {
		gone, err := collect(tx.Rulings(model.RuledDifference, b.ID))
		stays, err2 := collect(tx.Rulings(model.RuledSpeaker, ""))
		f.equal("rulings after a purge", []int{len(gone), len(stays)}, []int{0, 2})
		for c, err := range tx.Journal("", 0) {
			if err != nil {
				return err
			}
			for _, r := range c.Rulings {
				f.equal("what the journal says after a purge", r.Brief, model.BriefID(""))
			}
		}
		return errors.Join(err, err2)
	})
	f.sound()
}

// testFromElsewhere keeps what came with a mark from elsewhere: when it was made
// there, and what another program said besides.
func testFromElsewhere[T Tx](t *testing.T, f fixture[T]) {
	b := f.keep("aa11", "one text")
	m, left := newMark(b, 1, model.Span{Start: 4, End: 8}), newMark(b, 2, model.Span{Start: 0, End: 3})
	m.Extra = `{"type":"Annotation","purpose":"commenting"}`
	left.Extra, left.Left = "{}", model.HashOf("another text")
	c := marked(m, left)
	c.Verb, c.Marks[1].At = model.VerbSync, day(2)
	f.apply(c)
	f.read(func(tx T) error {
		all, err := tx.Marks(b.ID)
		f.equal("marks", all, []model.Mark{left, m})
		for got, err := range tx.Journal(b.ID, 0) {
			f.equal("its changes", got.Marks, c.Marks)
			f.equal("made", got.Made(got.Marks[0]), day(3))
			f.equal("made elsewhere", got.Made(got.Marks[1]), day(2))
			return err
		}
		t.Error("the journal is empty")
		return err
	})
	f.sound()
}
