package desk

import (
	"context"
	"errors"
	"slices"

	"obelus/model"
)

// A Scope says whose changes undo may take back.
type Scope struct {
	Brief   model.BriefID // "" is the whole store; with a brief, only changes of its marks and particulars
	Earlier bool          // also changes of earlier sittings
}

// Undo takes back my newest change in scope that was not taken back. It is
// refused with a *ChangedSinceError where the thing was changed since. Where
// only an earlier sitting's change is left and scope does not allow it, the
// error is ErrEarlier; where nothing is left, ErrNothingToUndo. That a brief
// was stored because somebody read it is no change to take back.
func (d *Desk) Undo(ctx context.Context, s Scope) (Outcome, error) {
	return d.step(ctx, model.VerbUndo, func(tx ReadTx) (model.Change, error) { return d.toUndo(tx, s) })
}

// Redo does again what Undo took back; a new change ends that. Its errors are
// Undo's, with ErrNothingToRedo.
func (d *Desk) Redo(ctx context.Context, s Scope) (Outcome, error) {
	return d.step(ctx, model.VerbRedo, func(tx ReadTx) (model.Change, error) { return d.toRedo(tx, s) })
}

// step applies the inverse of a change that find finds: for undo the change,
// for redo the undo of it.
func (d *Desk) step(ctx context.Context, verb model.Verb, find func(ReadTx) (model.Change, error)) (Outcome, error) {
	var out Outcome
	err := d.store.Write(ctx, func(tx WriteTx) error {
		of, err := find(tx)
		if err != nil {
			return err
		}
		c := of.Inverse()
		c.Verb, c.Of = verb, of.Seq
		if err := unshelve(tx, &c); err != nil {
			return err
		}
		if len(c.Briefs)+len(c.Marks) == 0 {
			return changedSince(tx, of)
		}
		if err := d.unmarked(tx, of, c); err != nil {
			return err
		}
		out.Change, err = d.commit(tx, c)
		if errors.Is(err, model.ErrConflict) {
			return changedSince(tx, of)
		}
		out.Message = "undone: " + describeChange(of)
		if verb == model.VerbRedo {
			out.Message = "redone: " + describeChange(out.Change)
		}
		return err
	})
	return d.settle(nil, out, err)
}

// unshelve makes the inverse of storing a brief keep it off the shelf: nothing
// that came into the store is lost by undo. With marks that stay it stays on
// the shelf.
func unshelve(tx ReadTx, c *model.Change) error {
	removed := removedMarks(*c)
	var briefs []model.BriefChange
	for _, b := range c.Briefs {
		if b.After != nil {
			briefs = append(briefs, b)
			continue
		}
		marks, err := tx.Marks(b.Before.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(marks, func(m model.Mark) bool { return !removed[m.ID] }) {
			continue
		}
		off := b.Before.Clone()
		off.Removed = true
		briefs = append(briefs, model.BriefChange{Before: b.Before, After: &off})
	}
	c.Briefs = briefs
	return nil
}

// removedMarks are the marks that are gone after c.
func removedMarks(c model.Change) map[model.MarkID]bool {
	removed := map[model.MarkID]bool{}
	for _, m := range c.Marks {
		if m.After == nil && m.Before != nil {
			removed[m.Before.ID] = true
		}
	}
	return removed
}

// unmarked refuses to take back the arrival of a text on which marks stand
// that the change itself does not remove.
func (d *Desk) unmarked(tx ReadTx, of, c model.Change) error {
	removed := removedMarks(c)
	for _, b := range c.Briefs {
		if b.Before == nil || b.After == nil {
			continue
		}
		for _, r := range b.Before.Revisions {
			if b.After.Has(r.Hash) {
				continue
			}
			spans, err := tx.Spans(b.Before.ID, r.Hash)
			if err != nil {
				return err
			}
			for _, s := range spans {
				if !removed[s.ID] {
					return changedSince(tx, of)
				}
			}
		}
	}
	return nil
}

// toUndo finds my newest change in scope that stands. Undo entries cancel what
// they are of; a redo entry stands for what it did again.
func (d *Desk) toUndo(tx ReadTx, s Scope) (model.Change, error) {
	cancelled := map[model.Seq]bool{}
	first := model.Seq(d.first.Load())
	earlier := false
	for c, err := range tx.Journal(s.Brief, 0) {
		switch {
		case err != nil:
			return model.Change{}, err
		case earlier && c.Seq < first, earlier && first == 0:
			return model.Change{}, ErrEarlier
		case c.Analyst != d.analyst || cancelled[c.Seq]:
		case c.Verb == model.VerbUndo:
			cancelled[c.Of] = true
		case !undoable(c, s):
		case c.Sitting == d.sitting || s.Earlier:
			return c, nil
		default:
			earlier = true
		}
	}
	if earlier {
		return model.Change{}, ErrEarlier
	}
	return model.Change{}, ErrNothingToUndo
}

// undoable reports whether c is a change that undo in that scope speaks of.
func undoable(c model.Change, s Scope) bool {
	if c.Verb == model.VerbKeep || c.Verb == model.VerbPurge {
		return false
	}
	if len(c.Marks) > 0 || s.Brief == "" && len(c.Briefs) > 0 {
		return true
	}
	return len(c.Briefs) > 0 && c.Briefs[0].DescribesOnly()
}

// toRedo finds my newest undo in scope that was not redone, with no new change
// of mine since.
func (d *Desk) toRedo(tx ReadTx, s Scope) (model.Change, error) {
	redone := map[model.Seq]bool{}
	for c, err := range tx.Journal(s.Brief, 0) {
		switch {
		case err != nil:
			return model.Change{}, err
		case c.Analyst != d.analyst || redone[c.Seq] || !undoable(c, s):
		case c.Verb == model.VerbRedo:
			redone[c.Of] = true
		case c.Verb != model.VerbUndo:
			return model.Change{}, ErrNothingToRedo
		case c.Sitting == d.sitting || s.Earlier:
			return c, nil
		default:
			return model.Change{}, ErrEarlier
		}
	}
	return model.Change{}, ErrNothingToRedo
}

// changedSince says what changed the things of a change later.
func changedSince(tx ReadTx, of model.Change) error {
	e := &ChangedSinceError{Change: of}
	for c, err := range tx.Journal(of.Brief, 0) {
		if err != nil {
			return err
		}
		if c.Seq <= of.Seq {
			break
		}
		if sharesThing(c, of) {
			e.Since = c
			break
		}
	}
	return e
}

// sharesThing reports whether two changes touch the same mark, the same brief's
// own record, or one's marks stand in a brief that the other brought.
func sharesThing(a, b model.Change) bool {
	marks := map[model.MarkID]bool{}
	briefs := map[model.BriefID]bool{}
	for _, m := range b.Marks {
		marks[m.Mark().ID] = true
	}
	for _, x := range b.Briefs {
		briefs[x.Known().ID] = true
	}
	for _, m := range a.Marks {
		if marks[m.Mark().ID] || briefs[m.Mark().Brief] {
			return true
		}
	}
	for _, x := range a.Briefs {
		if briefs[x.Known().ID] {
			return true
		}
	}
	return false
}
