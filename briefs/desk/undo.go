package desk

import (
	"context"
	"errors"
	"iter"
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
	return d.step(ctx, model.VerbUndo, s, d.toUndo)
}

// Redo does again what Undo took back; a new change ends that. Its errors are
// Undo's, with ErrNothingToRedo.
func (d *Desk) Redo(ctx context.Context, s Scope) (Outcome, error) {
	return d.step(ctx, model.VerbRedo, s, d.toRedo)
}

// A finder finds the change that a step goes over, among changes from the
// newest on.
type finder func(changes iter.Seq2[model.Change, error], s Scope) (model.Change, error)

// errFar says that what a step goes over does not lie near.
var errFar = errors.New("it lies far back in the journal")

// step goes over a change that find finds: mostly near the journal's end, where
// the transaction that writes looks itself. What lies further back is looked for
// page by page first, so that nobody is kept waiting.
func (d *Desk) step(ctx context.Context, verb model.Verb, s Scope, find finder) (Outcome, error) {
	out, err := d.stepOver(ctx, verb, func(tx ReadTx) (model.Change, error) {
		more := false
		of, err := find(nearest(tx.Journal(s.Brief, 0), &more), s)
		if err != nil && more {
			err = errFar
		}
		return of, err
	})
	for errors.Is(err, errFar) {
		var of model.Change
		var seen model.Seq
		if of, seen, err = d.farBack(ctx, s, find); err != nil {
			break
		}
		out, err = d.stepOver(ctx, verb, func(tx ReadTx) (model.Change, error) { return of, d.quietSince(tx, s, seen) })
	}
	return d.settle(out, err)
}

// nearest yields a page of changes; more says that there were others.
func nearest(changes iter.Seq2[model.Change, error], more *bool) iter.Seq2[model.Change, error] {
	return func(yield func(model.Change, error) bool) {
		n := 0
		for c, err := range changes {
			if n++; n > logPage {
				*more = true
				return
			}
			if !yield(c, err) {
				return
			}
		}
	}
}

// farBack looks for the change that a step goes over in the whole journal, up
// to its entry seen.
func (d *Desk) farBack(ctx context.Context, s Scope, find finder) (of model.Change, seen model.Seq, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		seen, err = tx.LastChange(s.Brief)
		return err
	})
	if err == nil {
		of, err = find(d.journal(ctx, s.Brief, seen+1), s)
	}
	return of, seen, err
}

// quietSince refuses with errFar where I changed something after seen: what a
// step goes over may be another then.
func (d *Desk) quietSince(tx ReadTx, s Scope, seen model.Seq) error {
	for c, err := range tx.Journal(s.Brief, 0) {
		switch {
		case err != nil:
			return err
		case c.Seq <= seen:
			return nil
		case c.Analyst == d.analyst:
			return errFar
		}
	}
	return nil
}

// stepOver applies the inverse of a change that find finds: for undo the
// change, for redo the undo of it.
func (d *Desk) stepOver(ctx context.Context, verb model.Verb, find func(ReadTx) (model.Change, error)) (Outcome, error) {
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
		if c.Empty() {
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
	return out, err
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
// that the change itself does not remove, or bring back to where they were.
func (d *Desk) unmarked(tx ReadTx, of, c model.Change) error {
	off := map[model.MarkID]bool{}
	for _, m := range c.Marks {
		off[m.Mark().ID] = m.After == nil || m.Before != nil && m.Before.Revision != m.After.Revision
	}
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
				if !off[s.ID] {
					return changedSince(tx, of)
				}
			}
		}
	}
	return nil
}

// toUndo finds my newest change in scope that stands. Undo entries cancel what
// they are of; a redo entry stands for what it did again.
func (d *Desk) toUndo(changes iter.Seq2[model.Change, error], s Scope) (model.Change, error) {
	cancelled := map[model.Seq]bool{}
	first := model.Seq(d.first.Load())
	earlier := false
	for c, err := range changes {
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
	if c.Verb == model.VerbKeep || c.Verb == model.VerbPurge || c.Verb == model.VerbRepair {
		return false
	}
	if len(c.Marks)+len(c.Rulings) > 0 || s.Brief == "" && len(c.Briefs) > 0 {
		return true
	}
	return len(c.Briefs) > 0 && c.Briefs[0].DescribesOnly()
}

// toRedo finds my newest undo in scope that was not redone, with no new change
// of mine since.
func (d *Desk) toRedo(changes iter.Seq2[model.Change, error], s Scope) (model.Change, error) {
	redone := map[model.Seq]bool{}
	for c, err := range changes {
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
	return slices.ContainsFunc(a.Rulings, func(r model.RulingChange) bool { return slices.ContainsFunc(b.Rulings, r.Of) })
}
