package desk

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"time"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A ClaimsQuery says which marks are wanted; what is "" asks for nothing.
type ClaimsQuery struct {
	Briefs  []*Opened // these, as they are opened; none is every brief on the shelf
	Tag     model.Tag // nonclaims only come where they are asked for by it
	State   model.State
	Status  model.Status
	Speaker string // words of a name of who says it, in any case; only attributed marks have one
	Text    string // words of the quote, in any case
	Analyst model.Analyst

	speakers model.Speakers // which names are one
}

// Claims yields marks across briefs: brief by brief in the order of their
// arrival (or as asked for), in document order within a brief, those on other
// texts after those on this one. It reads one brief's marks at a time, each in
// a short transaction, so that it begins at once on a store of any size, holds
// little of it in memory, and keeps nobody from writing. A brief that goes
// meanwhile is left out. An error ends it.
func (d *Desk) Claims(ctx context.Context, q ClaimsQuery) iter.Seq2[MarkView, error] {
	return func(yield func(MarkView, error) bool) {
		if q.Speaker != "" {
			var err error
			if q.speakers, err = d.Speakers(ctx); err != nil {
				yield(MarkView{}, err)
				return
			}
		}
		for views, err := range d.claimed(ctx, q) {
			if err != nil {
				yield(MarkView{}, err)
				return
			}
			for _, v := range views {
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}

// claimed yields the marks that q asks for, a brief's at a time.
func (d *Desk) claimed(ctx context.Context, q ClaimsQuery) iter.Seq2[[]MarkView, error] {
	return func(yield func([]MarkView, error) bool) {
		if len(q.Briefs) > 0 {
			for _, o := range q.Briefs {
				marks, err := d.Marks(ctx, o)
				if !yield(q.of(marks), err) || err != nil {
					return
				}
			}
			return
		}
		ids, err := d.arrivals(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, id := range ids {
			views, err := d.claimsIn(ctx, id, q)
			if !yield(views, err) || err != nil {
				return
			}
		}
	}
}

// arrivals lists the briefs on the shelf in the order of their arrival.
func (d *Desk) arrivals(ctx context.Context) ([]model.BriefID, error) {
	type arrival struct {
		id model.BriefID
		at time.Time
	}
	var all []arrival
	err := d.store.Read(ctx, func(tx ReadTx) error {
		all = nil
		for b, err := range shelfBriefs(ctx, tx) {
			if err != nil {
				return err
			}
			all = append(all, arrival{b.ID, b.Added})
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b arrival) int { return a.at.Compare(b.at) })
	ids := make([]model.BriefID, len(all))
	for i, a := range all {
		ids[i] = a.id
	}
	return ids, err
}

// shelfBriefs yields the briefs on the shelf in the order of their ids. An error,
// also ctx's, ends it.
func shelfBriefs(ctx context.Context, tx ReadTx) iter.Seq2[model.Brief, error] {
	return func(yield func(model.Brief, error) bool) {
		for b, err := range tx.Briefs() {
			if err == nil {
				err = ctx.Err()
			}
			if (err != nil || !b.Removed) && !yield(b, err) || err != nil {
				return
			}
		}
	}
}

// claimsIn finds the marks of a brief on the shelf that q asks for. Where it
// has none its text is not read.
func (d *Desk) claimsIn(ctx context.Context, id model.BriefID, q ClaimsQuery) ([]MarkView, error) {
	var o *Opened
	var all []model.Mark
	err := d.store.Read(ctx, func(tx ReadTx) error {
		o = nil
		if q.Tag != "" {
			if tagged, err := hasTagged(tx, q.Tag, id); err != nil || !tagged {
				return err
			}
		}
		b, ok, err := tx.Brief(id)
		if err != nil || !ok || b.Removed {
			return err
		}
		if all, err = tx.Marks(id); err != nil || !slices.ContainsFunc(all, func(m model.Mark) bool { return q.mayFit(m, b.Newest().Hash) }) {
			return err
		}
		o, err = fromStore(tx, b, b.Newest())
		if lost := (*lostTextError)(nil); errors.As(err, &lost) { // its marks are there, with their words
			o, err = newOpened(b, b.Newest(), markdown.New("")), nil
		}
		return err
	})
	if err != nil || o == nil {
		return nil, err
	}
	units := func() []model.Unit { return Units(o.Doc) } // without preparing the text for searches
	marks, err := d.viewsOf(ctx, o, units, all, nil)
	return q.of(marks), err
}

// hasTagged reports whether a brief has a mark of that tag, by the outlines of
// its spans.
func hasTagged(tx ReadTx, tag model.Tag, id model.BriefID) (bool, error) {
	for _, err := range tx.Tagged(tag, id) {
		return err == nil, err
	}
	return false, nil
}

// of are those of a brief's marks that q asks for.
func (q ClaimsQuery) of(marks Marks) []MarkView {
	return slices.DeleteFunc(slices.Concat(marks.Here, marks.Orphans), func(v MarkView) bool {
		return !q.fits(v.Mark) || q.State != "" && v.State != q.State
	})
}

// mayFit is fits for a mark as it is stored: where it is on an older text than
// that one, its words there may be others.
func (q ClaimsQuery) mayFit(m model.Mark, newest model.Hash) bool {
	if m.Revision != newest {
		q.Text = ""
	}
	return q.fits(m)
}

// fits reports whether m is what q asks for, but for its state.
func (q ClaimsQuery) fits(m model.Mark) bool {
	switch {
	case q.Tag == "" && m.Tag == model.Nonclaim, q.Tag != "" && m.Tag != q.Tag:
		return false
	case q.Status != "" && m.Details.Status != q.Status, q.Analyst != "" && m.Analyst != q.Analyst:
		return false
	}
	who := strings.Fields(strings.ToLower(q.Speaker))
	if len(who) > 0 && (m.Tag != model.Attributed || !speakerHolds(q.speakers, m.Details.Speaker, who)) {
		return false
	}
	return holdsAll(m.Quote.Text, strings.Fields(strings.ToLower(q.Text)))
}
