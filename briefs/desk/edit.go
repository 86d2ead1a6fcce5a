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
	Span    *model.Span          // where the mark stands from now on; that confirms it there
	On      *Opened              // the text that Span is of; nil is the brief's newest in the store
	Details *model.Details       // the whole of them
	Revise  func(*model.Details) // changes single details, after Details
	Seen    *model.Mark          // the mark as it was seen; nil takes its place and tag as they are
}

// Edit changes one of my marks, which keeps its id; a new span renews its
// quote. Where its place or its tag was changed since it was Seen, and is to be
// changed, the error is a *MeanwhileError.
func (d *Desk) Edit(ctx context.Context, id model.MarkID, e Edit) (Outcome, error) {
	if e.Tag != nil && !e.Tag.Valid() {
		_, err := model.ParseTag(string(*e.Tag))
		return Outcome{}, err
	}
	place, err := d.newPlace(ctx, id, e)
	if err != nil {
		return Outcome{}, err
	}
	var on []*Opened
	if e.On != nil {
		on = append(on, e.On)
	}
	return d.changeMarks(ctx, on, []model.MarkID{id}, func(tx ReadTx, m model.Mark, at time.Time) (*model.Mark, error) {
		after := m.Clone()
		if e.Tag != nil {
			after.Tag = *e.Tag
		}
		if err := e.unseen(m, &after, place != nil); err != nil {
			return nil, err
		}
		if place != nil {
			after.Revision, after.Span, after.Quote, after.Left = place.text, place.span, place.quote, ""
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

// unseen refuses to change what was changed since e was begun on Seen; a tag
// that e leaves as it was stays as it is now.
func (e Edit) unseen(now model.Mark, after *model.Mark, moves bool) error {
	if e.Seen == nil || now.Updated.Equal(e.Seen.Updated) { // as it was, wherever it was found
		return nil
	}
	if moves && (now.Span != e.Seen.Span || now.Revision != e.Seen.Revision) {
		return &MeanwhileError{Mark: &now, Field: fieldPlace}
	}
	tag, clash := mergeTag(after.Tag, e.Seen.Tag, now.Tag)
	if clash {
		return &MeanwhileError{Mark: &now, Field: fieldTag}
	}
	after.Tag = tag
	return nil
}

// A place is a span of a text, snapped.
type place struct {
	base
	quote model.Quote
}

// newPlace is the place that e gives mark id, nil where it gives none.
func (d *Desk) newPlace(ctx context.Context, id model.MarkID, e Edit) (*place, error) {
	if e.Span == nil {
		return nil, nil
	}
	o := e.On
	if o == nil {
		m, ok, err := d.Mark(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case ok:
			o, err = d.OpenID(ctx, m.Brief)
		default:
			o, err = d.sampleWith(ctx, id)
		}
		if err != nil {
			return nil, err
		}
	}
	span, err := snap(o, *e.Span)
	if err != nil {
		return nil, err
	}
	return &place{base{o.Revision.Hash, span}, o.Doc.Quote(span)}, nil
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
	return d.changeMarks(ctx, nil, ids, func(ReadTx, model.Mark, time.Time) (*model.Mark, error) { return nil, nil })
}

// UntagSeen is Untag of marks as they were seen. Where the tag or a detail of one
// was changed since, nothing is removed, and the error is a *MeanwhileError. A
// mark that was shown before it was kept has been made by the details that were
// seen.
func (d *Desk) UntagSeen(ctx context.Context, seen ...model.Mark) (Outcome, error) {
	ids, was := make([]model.MarkID, len(seen)), make(map[model.MarkID]model.Mark, len(seen))
	for i, m := range seen {
		ids[i], was[m.ID] = m.ID, m
	}
	return d.changeMarks(ctx, nil, ids, func(_ ReadTx, m model.Mark, _ time.Time) (*model.Mark, error) {
		before := m // only what somebody judged: where it stands does not count
		before.Tag, before.Details = was[m.ID].Tag, was[m.ID].Details
		for _, changed := range (model.MarkChange{Before: &before, After: &m}).Differences() {
			return nil, &MeanwhileError{Mark: &m, Field: changed.What}
		}
		return nil, nil
	})
}

// A becoming gives what a mark will be; nil removes it.
type becoming func(tx ReadTx, m model.Mark, at time.Time) (*model.Mark, error)

// changeMarks changes marks of mine, in one change. on are the texts that are
// kept before, none where only a sample may have to be that the marks came with.
func (d *Desk) changeMarks(ctx context.Context, on []*Opened, ids []model.MarkID, become becoming) (Outcome, error) {
	keep, err := d.toKeep(ctx, on, ids)
	if err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err = d.store.Write(ctx, func(tx WriteTx) error {
		at := d.at()
		c := model.Change{Time: at}
		for _, o := range keep {
			kept, err := d.keepIn(tx, o, at, false)
			if err != nil {
				return err
			}
			c.Briefs, c.Marks = append(c.Briefs, kept.briefs...), append(c.Marks, kept.marks...)
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
	return d.settle(out, err, keep...)
}

// changeMark adds what becomes of one mark to c, and gives it; nothing where
// the mark stays as it is.
func (d *Desk) changeMark(tx ReadTx, c *model.Change, id model.MarkID, become becoming) ([]model.MarkChange, error) {
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

// toKeep are the texts that a change of marks has to keep first: on, where some
// are given, else a sample that is not stored yet.
func (d *Desk) toKeep(ctx context.Context, on []*Opened, ids []model.MarkID) ([]*Opened, error) {
	if len(on) == 0 {
		o, err := d.unstoredSample(ctx, ids)
		if o == nil || err != nil {
			return nil, err
		}
		return []*Opened{o}, nil
	}
	for _, o := range on {
		if err := o.writable(); err != nil {
			return nil, err
		}
		if err := o.measure(ctx); err != nil {
			return nil, err
		}
	}
	return on, nil
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
