package desk

import (
	"context"
	"fmt"
	"time"

	"obelus/model"
)

// Finds are marks of mine, as they were found in a text of their brief.
type Finds struct {
	In  *Opened
	IDs []model.MarkID
}

// Confirm says of marks of mine that they stand where they were found on o, in
// one change: from there they are looked for from now on. o is kept first where
// it is not stored. One that was not found is an error, and nothing is changed.
func (d *Desk) Confirm(ctx context.Context, o *Opened, ids ...model.MarkID) (Outcome, error) {
	return d.ConfirmAll(ctx, Finds{o, ids})
}

// ConfirmAll is Confirm of marks of several briefs, in one change.
func (d *Desk) ConfirmAll(ctx context.Context, all ...Finds) (Outcome, error) {
	found := make(map[model.MarkID]MarkView)
	for _, f := range all {
		here, _, err := d.readMarks(ctx, f.In)
		if err != nil {
			return Outcome{}, err
		}
		for _, v := range here {
			found[v.ID] = v
		}
	}
	return d.changeFinds(ctx, all, func(tx ReadTx, o *Opened, m model.Mark, at time.Time) (*model.Mark, error) {
		v, ok := found[m.ID]
		switch {
		case !ok:
			return nil, &OrphanError{Mark: m}
		case m.Revision == o.Revision.Hash:
			return &m, nil
		case v.Found && o.found.at(baseOf(m)).span != v.Span:
			return nil, &MeanwhileError{}
		}
		after := m.Clone()
		after.Revision, after.Span, after.Quote, after.Left, after.Updated = o.Revision.Hash, v.Span, v.Quote, "", at
		return &after, d.vacant(tx, after)
	})
}

// Leave says of marks of mine that their words are not in o's text, in one
// change: they stay as they were confirmed last, and are looked for again in the
// next text only. One that was made or confirmed on o is an error.
func (d *Desk) Leave(ctx context.Context, o *Opened, ids ...model.MarkID) (Outcome, error) {
	return d.LeaveAll(ctx, Finds{o, ids})
}

// LeaveAll is Leave of marks of several briefs, in one change.
func (d *Desk) LeaveAll(ctx context.Context, all ...Finds) (Outcome, error) {
	return d.changeFinds(ctx, all, func(_ ReadTx, o *Opened, m model.Mark, at time.Time) (*model.Mark, error) {
		if m.Revision == o.Revision.Hash {
			return nil, fmt.Errorf("%s was made or confirmed on this text: remove it, or undo that", describeMark(m))
		}
		after := m.Clone()
		if after.Left != o.Revision.Hash {
			after.Left, after.Updated = o.Revision.Hash, at
		}
		return &after, nil
	})
}

// changeFinds changes marks with the texts in which they were found.
func (d *Desk) changeFinds(ctx context.Context, all []Finds, become func(ReadTx, *Opened, model.Mark, time.Time) (*model.Mark, error)) (Outcome, error) {
	var ids []model.MarkID
	var on []*Opened
	in := make(map[model.MarkID]*Opened)
	for _, f := range all {
		on = append(on, f.In)
		for _, id := range f.IDs {
			ids, in[id] = append(ids, id), f.In
		}
	}
	return d.changeMarks(ctx, on, ids, func(tx ReadTx, m model.Mark, at time.Time) (*model.Mark, error) {
		return become(tx, in[m.ID], m, at)
	})
}
