package desk

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// ErrNoTitle is returned for a brief that is to have no title.
var ErrNoTitle = errors.New("a brief needs a title: write one")

// Describe gives an opened brief particulars, in one change; before is what
// they were taken for, and what somebody else changed since is kept. Where both
// changed the same the error is model.ErrConflict. o is kept first where it is
// not stored, in the same change. A new text of the brief does not change what
// was set here.
func (d *Desk) Describe(ctx context.Context, o *Opened, before, after model.Particulars) (Outcome, error) {
	after = tidied(after)
	if after.Title == "" {
		return Outcome{}, ErrNoTitle
	}
	measure(o)
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
			return fmt.Errorf("the brief's %s was changed in another window meanwhile (%w): look at it again", field, model.ErrConflict)
		}
		if merged == b.Particulars() {
			out.Message = "nothing to change"
			return errNothing
		}
		b.Describe(merged)
		change, err := describing(tx, kept, b)
		if err != nil {
			return err
		}
		out.Message = describeBriefChange(model.BriefChange{Before: &kept.brief, After: &b})
		out.Change, err = d.commit(tx, model.Change{Time: at, Verb: model.VerbDescribe, Brief: b.ID, Briefs: change, Marks: kept.marks})
		return err
	})
	return d.settle(o, out, err)
}

// describing is the change of a brief into b, from what the store has of it.
func describing(tx ReadTx, kept keeping, b model.Brief) ([]model.BriefChange, error) {
	was, there, err := tx.Brief(b.ID)
	if !there || err != nil {
		return []model.BriefChange{{After: &b}}, err
	}
	return []model.BriefChange{{Before: &was, After: &b}}, nil
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

// restated is b with what a new text says of itself, own, but for what a
// person has set: what differs from what the text before said.
func restated(tx ReadTx, b model.Brief, own model.Particulars) (model.Brief, error) {
	prior, _, err := tx.Text(b.Newest().Hash)
	if err != nil {
		return b, err
	}
	said := particularsOf(markdown.New(prior).FrontMatter())
	next := b.Particulars()
	for _, f := range []struct {
		now       *string
		said, own string
	}{
		{&next.Outlet, said.Outlet, own.Outlet}, {&next.Author, said.Author, own.Author}, {&next.Date, said.Date, own.Date},
		{&next.URL, said.URL, own.URL}, {&next.Handling, said.Handling, own.Handling},
	} {
		if *f.now == f.said {
			*f.now = f.own
		}
	}
	if !b.Titled {
		next.Title = own.Title
	}
	titled := b.Titled
	b.Describe(next)
	b.Titled = titled
	return b, nil
}

// particularsOf are the particulars that a text gives of itself, but for the
// title.
func particularsOf(front markdown.FrontMatter) model.Particulars {
	return model.Particulars{Outlet: front.Outlet, Author: front.Author, Date: front.Date, URL: front.URL, Handling: front.Handling}
}
