package desk

import (
	"context"
	"slices"
	"strings"

	"obelus/model"
)

// A ClaimsQuery says which marks are wanted; what is "" asks for nothing.
type ClaimsQuery struct {
	Briefs  []*Opened // these, as they are opened; none is every brief on the shelf
	Tag     model.Tag // nonclaims only come where they are asked for by it
	State   model.State
	Status  model.Status
	Speaker string // words of it, in any case
	Text    string // words of the quote, in any case
	Analyst model.Analyst
}

// Claims finds marks across briefs: brief by brief in the order of their
// arrival (or as asked for), in document order within a brief, those on other
// texts after those on this one.
func (d *Desk) Claims(ctx context.Context, q ClaimsQuery) ([]MarkView, error) {
	found := []MarkView{}
	if len(q.Briefs) > 0 {
		for _, o := range q.Briefs {
			views, err := d.claimsOf(ctx, o, q)
			if err != nil {
				return nil, err
			}
			found = append(found, views...)
		}
		return found, nil
	}
	briefs, _, err := d.shelved(ctx, nil)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(briefs, func(a, b model.Brief) int { return a.Added.Compare(b.Added) })
	for _, b := range briefs {
		if tagged, err := d.hasTagged(ctx, b.ID, q.Tag); err != nil {
			return nil, err
		} else if !tagged {
			continue
		}
		some, err := d.anyClaim(ctx, b, q)
		if err != nil {
			return nil, err
		}
		if !some {
			continue // its text need not be read
		}
		o, err := d.OpenID(ctx, b.ID)
		if err != nil {
			return nil, err
		}
		views, err := d.claimsOf(ctx, o, q)
		if err != nil {
			return nil, err
		}
		found = append(found, views...)
	}
	return found, nil
}

// hasTagged reports whether the brief has a mark of that tag, by the index of
// tags; any brief has one of no tag.
func (d *Desk) hasTagged(ctx context.Context, brief model.BriefID, tag model.Tag) (bool, error) {
	if tag == "" {
		return true, nil
	}
	has := false
	err := d.store.Read(ctx, func(tx ReadTx) error {
		for _, err := range tx.Tagged(tag, brief) {
			has = true
			return err
		}
		return nil
	})
	return has, err
}

// anyClaim reports whether a mark of b fits q, but for its state.
func (d *Desk) anyClaim(ctx context.Context, b model.Brief, q ClaimsQuery) (bool, error) {
	some := false
	err := d.store.Read(ctx, func(tx ReadTx) error {
		all, err := tx.Marks(b.ID)
		some = slices.ContainsFunc(all, q.fits)
		return err
	})
	return some, err
}

func (d *Desk) claimsOf(ctx context.Context, o *Opened, q ClaimsQuery) ([]MarkView, error) {
	marks, err := d.Marks(ctx, o)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Concat(marks.Here, marks.Behind), func(v MarkView) bool {
		return !q.fits(v.Mark) || q.State != "" && v.State != q.State
	}), nil
}

// fits reports whether m is what q asks for, but for its state.
func (q ClaimsQuery) fits(m model.Mark) bool {
	switch {
	case q.Tag == "" && m.Tag == model.Nonclaim, q.Tag != "" && m.Tag != q.Tag:
		return false
	case q.Status != "" && m.Details.Status != q.Status, q.Analyst != "" && m.Analyst != q.Analyst:
		return false
	}
	return holdsAll(m.Details.Speaker, strings.Fields(strings.ToLower(q.Speaker))) &&
		holdsAll(m.Quote.Text, strings.Fields(strings.ToLower(q.Text)))
}
