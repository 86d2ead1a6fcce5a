package desk

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"obelus/model"
)

// An Edit changes a mark; nil leaves a thing as it is.
type Edit struct {
	Tag     *model.Tag
	Span    *model.Span          // in the mark's own revision
	Details *model.Details       // the whole of them
	Revise  func(*model.Details) // changes single details, after Details
}

// Edit changes one of my marks, which keeps its id; a new span renews its
// quote.
func (d *Desk) Edit(ctx context.Context, id model.MarkID, e Edit) (Outcome, error) {
	if e.Tag != nil && !e.Tag.Valid() {
		_, err := model.ParseTag(string(*e.Tag))
		return Outcome{}, err
	}
	newSpan, err := d.newSpan(ctx, id, e.Span)
	if err != nil {
		return Outcome{}, err
	}
	return d.changeMarks(ctx, []model.MarkID{id}, func(tx ReadTx, m model.Mark, at time.Time) (*model.Mark, error) {
		after := m.Clone()
		if e.Tag != nil {
			after.Tag = *e.Tag
		}
		if newSpan != nil {
			after.Span, after.Quote = newSpan.Span, newSpan.quote
			if err := d.vacant(tx, after); err != nil {
				return nil, err
			}
		}
		if err := revise(&after.Details, e.Details, e.Revise); err != nil {
			return nil, err
		}
		if !after.Equal(m) {
			after.Updated = at
		}
		return &after, nil
	})
}

// newSpan snaps span in the text that mark id is of.
func (d *Desk) newSpan(ctx context.Context, id model.MarkID, span *model.Span) (*wantedMark, error) {
	if span == nil {
		return nil, nil
	}
	var o *Opened
	err := d.store.Read(ctx, func(tx ReadTx) error {
		m, ok, err := tx.Mark(id)
		if err != nil || !ok {
			return err
		}
		b, err := mustBrief(tx, m.Brief)
		if err != nil {
			return err
		}
		o, err = fromStore(tx, b, model.Revision{Hash: m.Revision})
		return err
	})
	if err == nil && o == nil {
		o, err = d.sampleWith(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	snapped, err := snap(o, *span)
	if err != nil {
		return nil, err
	}
	return &wantedMark{Tagging: Tagging{Span: snapped}, quote: o.Doc.Quote(snapped)}, nil
}

// vacant refuses a span that another mark of mine has: keys act on my mark
// with exactly one span, so there can be one of it.
func (d *Desk) vacant(tx ReadTx, m model.Mark) error {
	there, err := tx.MarksAt(m.Brief, m.Revision, m.Span)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.ID != m.ID && other.Analyst == d.analyst {
			return fmt.Errorf("you have a mark with that span already (%s): change that one", describeMark(other))
		}
	}
	return nil
}

// Untag removes marks of mine, in one change.
func (d *Desk) Untag(ctx context.Context, ids ...model.MarkID) (Outcome, error) {
	return d.changeMarks(ctx, ids, func(ReadTx, model.Mark, time.Time) (*model.Mark, error) { return nil, nil })
}

// changeMarks changes marks of mine, in one change. become gives what a mark
// will be: nil removes it.
func (d *Desk) changeMarks(ctx context.Context, ids []model.MarkID, become func(ReadTx, model.Mark, time.Time) (*model.Mark, error)) (Outcome, error) {
	sample, err := d.unstoredSample(ctx, ids)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err = d.store.Write(ctx, func(tx WriteTx) error {
		at := d.at()
		c := model.Change{Time: at}
		if sample != nil {
			kept, err := d.keepIn(tx, sample, at, false)
			if err != nil {
				return err
			}
			c.Briefs, c.Marks = kept.briefs, kept.marks
		}
		out = Outcome{}
		var said []model.MarkChange // what was asked for and does change something
		for _, id := range ids {
			done, err := d.changeMark(tx, &c, id, become)
			if err != nil {
				return err
			}
			said = append(said, done...)
		}
		if c.Verb == "" {
			out.Message = "nothing to change"
			return errNothing
		}
		c.Brief = oneBrief(c)
		out.Message = describeChange(model.Change{Marks: said})
		out.Change, err = d.commit(tx, c)
		return err
	})
	return d.settle(sample, out, err)
}

// changeMark adds what becomes of one mark to c, and gives it; nothing where
// the mark stays as it is.
func (d *Desk) changeMark(tx ReadTx, c *model.Change, id model.MarkID, become func(ReadTx, model.Mark, time.Time) (*model.Mark, error)) ([]model.MarkChange, error) {
	before, at, err := d.markIn(tx, c, id)
	if err != nil {
		return nil, err
	}
	if before.Analyst != d.analyst {
		return nil, &ForeignError{Mark: before}
	}
	after, err := become(tx, before, c.Time)
	if err != nil || after != nil && after.Equal(before) {
		return nil, err
	}
	if c.Verb == "" {
		c.Verb = verbOf(&before, after)
	}
	change := model.MarkChange{Before: &before, After: after}
	if at >= 0 { // it came with a sample, in this very change
		change.Before = c.Marks[at].Before
		c.Marks = slices.Delete(c.Marks, at, at+1)
	}
	if change.Before != nil || after != nil { // else it never got to be one
		c.Marks = append(c.Marks, change)
	}
	return []model.MarkChange{{Before: &before, After: after}}, nil
}

// markIn is a mark as c leaves it so far, and where c changes it, or -1.
func (d *Desk) markIn(tx ReadTx, c *model.Change, id model.MarkID) (model.Mark, int, error) {
	for i, m := range c.Marks {
		if m.After != nil && m.After.ID == id {
			return *m.After, i, nil
		}
	}
	m, ok, err := tx.Mark(id)
	if err == nil && (!ok || gone(c, id)) {
		err = &AmbiguousError{Ref: string(id), Kind: "mark", Hint: "it was removed, or never was", cause: fs.ErrNotExist}
	}
	return m, -1, err
}

// gone reports whether c removes the mark already.
func gone(c *model.Change, id model.MarkID) bool {
	for _, m := range c.Marks {
		if m.After == nil && m.Before != nil && m.Before.ID == id {
			return true
		}
	}
	return false
}

// oneBrief is the brief that c touches, "" where it touches several.
func oneBrief(c model.Change) model.BriefID {
	if ids := c.Touched(); len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// unstoredSample opens the sample that one of ids came with, where that mark
// is not in the store yet.
func (d *Desk) unstoredSample(ctx context.Context, ids []model.MarkID) (*Opened, error) {
	for _, id := range ids {
		if d.samplePathOf(id) == "" {
			continue
		}
		stored := false
		err := d.store.Read(ctx, func(tx ReadTx) (err error) {
			_, stored, err = tx.Mark(id)
			return err
		})
		if err != nil || stored {
			return nil, err
		}
		o, err := d.sampleWith(ctx, id)
		if err == nil {
			err = o.measure(ctx)
		}
		return o, err
	}
	return nil, nil
}

// sampleWith opens the sample that a mark came with.
func (d *Desk) sampleWith(ctx context.Context, id model.MarkID) (*Opened, error) {
	path := d.samplePathOf(id)
	if path == "" {
		return nil, &AmbiguousError{Ref: string(id), Kind: "mark", Hint: "it was removed, or never was", cause: fs.ErrNotExist}
	}
	return d.Open(ctx, path, nil)
}
