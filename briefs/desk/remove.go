package desk

import (
	"context"
	"fmt"

	"obelus/model"
)

// Remove takes briefs off the shelf, in one change. Their texts and marks stay
// in the store: undo, or opening them again, brings them back.
func (d *Desk) Remove(ctx context.Context, ids ...model.BriefID) (Outcome, error) {
	var out Outcome
	err := d.store.Write(ctx, func(tx WriteTx) error {
		out = Outcome{}
		c := model.Change{Time: d.at(), Verb: model.VerbRemove}
		for _, id := range ids {
			b, ok, err := tx.Brief(id)
			if err != nil {
				return err
			}
			if !ok {
				return notStored(id)
			}
			if b.Removed {
				out.Message = "off the shelf already: " + excerpt(b.Title)
				continue
			}
			off := b.Clone()
			off.Removed = true
			c.Briefs = append(c.Briefs, model.BriefChange{Before: &b, After: &off})
		}
		if len(c.Briefs) == 0 {
			return errNothing
		}
		out.Message = ""
		c.Brief = oneBrief(c)
		var err error
		out.Change, err = d.commit(tx, c)
		return err
	})
	return d.settle(out, err)
}

func notStored(id model.BriefID) error {
	return fmt.Errorf("brief %s is not in the store: there is nothing to take off the shelf", id)
}

// Purge removes briefs for good: texts, marks, what the journal says of them,
// and the room they took in the file and in its copies. The journal keeps that
// something was purged. left is the copies that may still hold something of them.
func (d *Desk) Purge(ctx context.Context, ids ...model.BriefID) (left []model.Problem, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		for _, id := range ids {
			if _, ok, err := tx.Brief(id); err != nil {
				return err
			} else if !ok {
				return notStored(id)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	// The copies come first: who is interrupted can purge again for as long as the
	// store has the brief. They come last too, for others may have made one.
	if _, err := d.store.PurgeCopies(ctx, ids...); err != nil {
		return nil, err
	}
	err = d.store.Write(ctx, func(tx WriteTx) error {
		for _, id := range ids {
			if err := tx.Purge(id); err != nil {
				return err
			}
		}
		_, err := d.commit(tx, model.Change{Verb: model.VerbPurge})
		return err
	})
	if err == nil {
		err = d.store.Compact(ctx)
	}
	if err != nil {
		return nil, err
	}
	return d.store.PurgeCopies(ctx, ids...)
}
