package desk

import (
	"context"
	"fmt"
	"slices"

	"obelus/model"
)

// Settle settles a difference between my marks and another's in o, in one change:
// my mark becomes what theirs is (a new one where I had none), stays, or goes;
// theirs never changes. What was settled is kept, so that the difference counts
// as settled until one of the marks is changed. Where one was changed since the
// difference was listed, nothing is done, and the error is a *StaleError.
func (d *Desk) Settle(ctx context.Context, o *Opened, diff Difference, choice Choice) (Outcome, error) {
	if err := o.writable(); err != nil {
		return Outcome{}, err
	}
	s, err := d.settling(o, diff, choice)
	if err != nil {
		return Outcome{}, err
	}
	if err := o.measure(ctx); err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err = d.store.Write(ctx, func(tx WriteTx) error {
		out = Outcome{}
		c := model.Change{Time: d.at(), Verb: model.VerbRule}
		kept, err := d.keepIn(tx, o, c.Time, false)
		if err != nil {
			return err
		}
		c.Brief, c.Briefs, c.Marks = kept.brief.ID, kept.briefs, kept.marks
		if err := s.unchanged(tx, &c); err != nil {
			return err
		}
		did, err := s.change(tx, &c)
		if err != nil {
			return err
		}
		if err := s.rule(tx, &c); err != nil {
			return err
		}
		if did == nil && len(c.Rulings) == 0 {
			out.Message = "settled so already"
			return errNothing
		}
		out.Message = s.message(did)
		out.Change, err = d.commit(tx, c)
		return err
	})
	return d.settle(out, err, o)
}

// A settling is one difference as it is settled.
type settling struct {
	desk   *Desk
	opened *Opened
	diff   Difference
	choice Choice
	me     int // 0 where I am A, 1 where I am B
}

func (d *Desk) settling(o *Opened, diff Difference, choice Choice) (*settling, error) {
	s := &settling{desk: d, opened: o, diff: diff, choice: choice, me: slices.Index(diff.Between[:], d.analyst)}
	switch {
	case s.me < 0:
		return nil, fmt.Errorf("this is between %s and %s: one of them settles it", model.CleanLine(string(diff.Between[0])), model.CleanLine(string(diff.Between[1])))
	case choice != ChooseTheirs && choice != ChooseMine && choice != ChooseNeither:
		return nil, fmt.Errorf("%q settles nothing: choose theirs, mine or neither", choice)
	}
	return s, nil
}

// unchanged refuses where one of the marks is not what it was when the difference
// was listed, or where one stands now on the very words on which there was none.
func (s *settling) unchanged(tx ReadTx, c *model.Change) error {
	sides := [2]*MarkView{s.diff.A, s.diff.B}
	for i, seen := range sides {
		if seen == nil {
			if other := sides[1-i]; other != nil {
				if err := s.still(tx, c.Brief, s.diff.Between[i], other.Span); err != nil {
					return err
				}
			}
			continue
		}
		if now, _, err := s.desk.markIn(tx, c, seen.ID); err != nil || !now.Updated.Equal(seen.Updated) {
			return &StaleError{seen.Mark}
		}
	}
	return nil
}

// still refuses where an analyst has a mark on that span by now.
func (s *settling) still(tx ReadTx, id model.BriefID, who model.Analyst, span model.Span) error {
	there, err := tx.MarksAt(id, s.opened.Revision.Hash, span)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(there, func(m model.Mark) bool { return m.Analyst == who }); i >= 0 {
		return &StaleError{there[i]}
	}
	return nil
}

// change adds to c what becomes of my mark; nil where it stays as it is. The
// difference then has what came of it.
func (s *settling) change(tx ReadTx, c *model.Change) (*model.MarkChange, error) {
	mine, theirs := s.diff.Sides(s.desk.analyst)
	if s.choice == ChooseMine || mine == nil && (theirs == nil || s.choice == ChooseNeither) {
		return nil, nil
	}
	var done model.MarkChange
	if mine != nil {
		before, _, err := s.desk.markIn(tx, c, mine.ID)
		if err != nil {
			return nil, err
		}
		done.Before = &before
	}
	if s.choice == ChooseTheirs && theirs != nil {
		after := s.taken(done.Before, theirs, c)
		if done.Before != nil && sameJudgement(*done.Before, after) {
			return nil, nil
		}
		if s.desk.vacant(tx, after) != nil {
			return nil, &StaleError{after} // another of mine came there
		}
		done.After = &after
	}
	s.became(done.After)
	c.Marks = append(c.Marks, done)
	return &done, nil
}

// taken is my mark, or a new one, with what theirs says.
func (s *settling) taken(mine *model.Mark, theirs *MarkView, c *model.Change) model.Mark {
	after := model.Mark{Brief: c.Brief, Analyst: s.desk.analyst, Created: c.Time, Details: model.Details{Status: model.Open}}
	if mine != nil {
		after = mine.Clone()
	} else {
		after.ID = s.desk.newID()
	}
	after.Revision, after.Span, after.Quote, after.Left = s.opened.Revision.Hash, theirs.Span, s.opened.Doc.Quote(theirs.Span), ""
	after.Tag, after.Details, after.Updated = theirs.Tag, after.Details.Take(theirs.Details), c.Time
	return after
}

// became puts what became of my mark into the difference.
func (s *settling) became(m *model.Mark) {
	var view *MarkView
	if m != nil {
		view = &MarkView{Mark: *m, State: model.Placed}
	}
	if s.me == 0 {
		s.diff.A = view
	} else {
		s.diff.B = view
	}
}

// rule adds to c that the difference, as it is then, is settled. Where neither
// has a mark left there is nothing to be settled.
func (s *settling) rule(tx ReadTx, c *model.Change) error {
	if s.diff.A == nil && s.diff.B == nil {
		return nil
	}
	all, err := settlementsIn(tx, c.Brief)
	if err != nil {
		return err
	}
	ruled := model.RulingChange{Kind: model.RuledDifference, Brief: c.Brief, Key: s.diff.rulingKey()}
	ruled.Before, ruled.After = all[ruled.Key], Settlement{s.choice, s.desk.analyst}.ruling(s.diff.digest())
	if ruled.Before != ruled.After {
		c.Rulings = append(c.Rulings, ruled)
	}
	return nil
}

// message says what was settled, and what became of my mark.
func (s *settling) message(did *model.MarkChange) string {
	text := "settled: " + string(s.choice)
	if did != nil {
		return text + " · " + describeMarkChange(*did)
	}
	mine, theirs := s.diff.Sides(s.desk.analyst)
	switch {
	case mine != nil:
		return text + " · " + describeMark(mine.Mark) + " stays"
	case theirs != nil:
		return text + " · not taken: " + describeMark(theirs.Mark)
	}
	return text
}
