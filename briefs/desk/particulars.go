package desk

import (
	"context"
	"errors"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// ErrNoTitle is returned for a brief that is to have no title.
var ErrNoTitle = errors.New("a brief needs a title: write one")

// Describe gives an opened brief particulars, in one change; before is what
// they were taken for, and what somebody else changed since is kept. Where both
// changed the same the error is a *MeanwhileError. o is kept first where it is
// not stored. A new text of the brief does not change what was set here.
func (d *Desk) Describe(ctx context.Context, o *Opened, before, after model.Particulars) (Outcome, error) {
	after = tidied(after)
	if after.Title == "" {
		return Outcome{}, ErrNoTitle
	}
	if err := o.writable(); err != nil {
		return Outcome{}, err
	}
	if err := o.measure(ctx); err != nil {
		return Outcome{}, err
	}
	var out Outcome
	err := d.store.Write(ctx, func(tx WriteTx) error {
		out = Outcome{}
		at := d.at()
		kept, err := d.keepIn(tx, o, at, false)
		if err != nil {
			return err
		}
		b := kept.brief.Clone()
		merged, field := after.Merge(before, b.Particulars())
		if field != "" {
			return &MeanwhileError{Brief: &kept.brief, Field: field}
		}
		if merged == b.Particulars() {
			out.Message = "nothing to change"
			return errNothing
		}
		b.Describe(merged)
		if len(kept.briefs) > 0 {
			c := model.Change{Time: at, Verb: model.VerbKeep, Brief: b.ID, Briefs: kept.briefs, Marks: kept.marks}
			if _, err := d.commit(tx, c); err != nil {
				return err
			}
		}
		change := model.BriefChange{Before: &kept.brief, After: &b}
		out.Message = describeBriefChange(change)
		out.Change, err = d.commit(tx, model.Change{Time: at, Verb: model.VerbDescribe, Brief: b.ID, Briefs: []model.BriefChange{change}})
		return err
	})
	return d.settle(out, err, o)
}

// tidied is p with every field on one line.
func tidied(p model.Particulars) model.Particulars {
	for _, field := range []*string{&p.Title, &p.Outlet, &p.Author, &p.Date, &p.URL, &p.Handling} {
		*field = strings.Join(strings.Fields(strings.ToValidUTF8(*field, "\uFFFD")), " ")
	}
	return p
}

// As is o with what the store says of its brief now. Another brief's record
// changes nothing.
func (o *Opened) As(b model.Brief) *Opened {
	if b.ID != o.Brief.ID {
		return o
	}
	now := *o
	paths := o.Brief.Paths
	now.Brief = b.Clone()
	now.Brief.Paths = paths
	return &now
}

// keepSet is next, a brief with a new text and what that says of itself, with
// what a person has set: whatever differed from what the text before said.
func keepSet(tx ReadTx, was, next model.Brief) (model.Brief, error) {
	prior, _, err := tx.Text(was.Newest().Hash)
	if err != nil {
		return next, err
	}
	said := markdown.New(prior[:min(len(prior), frontBytes)]).FrontMatter()
	for _, f := range []struct {
		next      *string
		was, said string
	}{
		{&next.Outlet, was.Outlet, said.Outlet}, {&next.Author, was.Author, said.Author}, {&next.Date, was.Date, said.Date},
		{&next.URL, was.URL, said.URL}, {&next.Handling, was.Handling, said.Handling},
	} {
		if f.was != f.said {
			*f.next = f.was
		}
	}
	return next, nil
}

// frontBytes is as much of a text as is read for its front matter.
const frontBytes = 64 << 10
