package desk

import (
	"context"
	"fmt"
	"time"

	"obelus/model"
)

// Confirm says of marks of mine that they stand where they were found on o, in
// one change: from there they are looked for from now on. o is kept first where
// it is not stored. One that was not found is an error, and nothing is changed.
func (d *Desk) Confirm(ctx context.Context, o *Opened, ids ...model.MarkID) (Outcome, error) {
	here, _, err := d.readMarks(ctx, o)
	if err != nil {
		return Outcome{}, err
	}
	found := make(map[model.MarkID]MarkView, len(here))
	for _, v := range here {
		found[v.ID] = v
	}
	return d.changeMarks(ctx, o, ids, func(tx ReadTx, m model.Mark, at time.Time) (*model.Mark, error) {
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
	return d.changeMarks(ctx, o, ids, func(_ ReadTx, m model.Mark, at time.Time) (*model.Mark, error) {
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
