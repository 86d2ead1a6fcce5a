package desk

import (
	"context"
	"io"
	"time"

	"obelus/model"
)

// Keep stores an opened brief: what the reader does after its first frame, and
// every command that writes before it does. A sample is not stored by it, but
// with its first mark; an older text is in the store already.
func (d *Desk) Keep(ctx context.Context, o *Opened) (*Opened, error) {
	if o.sample != nil && !o.known || o.Earlier {
		return o, nil
	}
	kept, _, err := d.keep(ctx, o, model.VerbKeep)
	return kept, err
}

// AddOptions says how a brief is brought into the store.
type AddOptions struct {
	Format model.Format // Auto lets the text say
	Title  string       // "" takes the text's own
	New    bool         // another brief, also where the path is known
}

// An Added says what bringing a brief in did.
type Added struct {
	*Opened
	Outcome
	NewBrief    bool // the store did not know it
	NewRevision bool // a known brief has a new text
}

// Add brings what ref names into the store, and back onto the shelf.
func (d *Desk) Add(ctx context.Context, ref string, stdin io.Reader, a AddOptions) (Added, error) {
	o, err := d.open(ctx, ref, stdin, intake{format: a.Format, title: a.Title, fresh: a.New})
	if err == nil {
		err = o.unasked
	}
	if err != nil {
		return Added{}, err
	}
	kept, change, err := d.keep(ctx, o, model.VerbAdd)
	if err != nil {
		return Added{}, err
	}
	added := Added{Opened: kept, Outcome: Outcome{Change: change, Message: "already there: " + excerpt(kept.Brief.Title)}}
	for _, b := range change.Briefs {
		added.NewBrief = b.Before == nil
		added.NewRevision = b.Before != nil && len(b.After.Revisions) > len(b.Before.Revisions)
		added.Message = Describe(change)
	}
	return added, nil
}

func (d *Desk) keep(ctx context.Context, o *Opened, verb model.Verb) (*Opened, model.Change, error) {
	if err := o.writable(); err != nil {
		return nil, model.Change{}, err
	}
	if err := o.measure(ctx); err != nil {
		return nil, model.Change{}, err
	}
	var kept keeping
	var done model.Change
	err := d.store.Write(ctx, func(tx WriteTx) error {
		done = model.Change{}
		at := d.at()
		var err error
		if kept, err = d.keepIn(tx, o, at, verb == model.VerbAdd); err != nil {
			return err
		}
		if err := tx.Touch(kept.brief.ID, o.path, at); err != nil {
			return err
		}
		if len(kept.briefs) > 0 {
			done, err = d.commit(tx, model.Change{Time: at, Verb: verb, Brief: kept.brief.ID, Briefs: kept.briefs, Marks: kept.marks})
		}
		return err
	})
	if err != nil {
		return nil, model.Change{}, err
	}
	d.committed(done)
	return o.stored(kept.brief), done, nil
}

// stored is o after it was kept as brief b.
func (o *Opened) stored(b model.Brief) *Opened {
	o.parsed.settled.Store(true)
	kept := *o
	kept.Brief, kept.Stored, kept.known, kept.unasked = b, true, true, nil
	if o.path != "" {
		kept.Brief.ReadFrom(o.path)
	}
	for _, r := range b.Revisions {
		if r.Hash == o.Revision.Hash {
			kept.Revision = r
		}
	}
	return &kept
}

// measured reports whether r says how large its text is, and so how many words
// and units it has: one that did not arrive yet does not, nor one of a brief
// whose record was lost and that repair made again.
func measured(r model.Revision) bool { return !r.Arrived.IsZero() && r.Bytes > 0 }

// measure counts what a revision records of its text, before a transaction
// begins, unless that is known.
func (o *Opened) measure(ctx context.Context) error {
	if measured(o.Revision) {
		return nil
	}
	_, err := o.parsed.walk.get(ctx)
	return err
}

// measured is o's revision with its words and units counted.
func (o *Opened) measured() model.Revision {
	r := o.Revision
	if !measured(r) {
		w, _ := o.parsed.walk.get(context.Background()) // nothing ends it
		r.Words, r.Units = w.words, len(w.units)
	}
	return r
}

// A keeping is what storing an opened brief takes.
type keeping struct {
	brief  model.Brief         // as it will be
	briefs []model.BriefChange // none where it is stored already
	marks  []model.MarkChange  // what a sample brings with it
}

// keepIn works out how o gets into the store, and puts its text there. It is
// measured before. retitle lets a title that was given replace the old.
func (d *Desk) keepIn(tx WriteTx, o *Opened, at time.Time, retitle bool) (keeping, error) {
	o, err := o.identified(tx)
	if err != nil {
		return keeping{}, err
	}
	id := o.Brief.ID
	cur, there, err := tx.Brief(id)
	if err != nil {
		return keeping{}, err
	}
	if there && !o.known && !cur.Has(o.Revision.Hash) { // another brief took the id meanwhile
		if id, err = freeID(tx, o.Revision.Hash); err != nil {
			return keeping{}, err
		}
		there = false
	}
	after := cur.Clone()
	if !there {
		after = o.begun(id, at)
	}
	settled := o.Stored || o.parsed.settled.Load()
	arrives := !there || !cur.Has(o.Revision.Hash) || !settled && cur.Newest().Hash != o.Revision.Hash
	if arrives {
		after = o.arrive(after, at)
		if there {
			if after, err = keepSet(tx, cur, after); err != nil {
				return keeping{}, err
			}
		}
	} else if newest := cur.Newest(); newest.Hash == o.Revision.Hash && !measured(newest) {
		after = o.recall(after, at)
	}
	if arrives || !o.parsed.settled.Load() { // a text that was lost with a damaged store comes again
		if err := tx.PutText(o.Doc.Text()); err != nil {
			return keeping{}, err
		}
	}
	after.Removed = false
	if retitle && o.Brief.Titled {
		after.Title, after.Titled = o.Brief.Title, true
	}
	change := model.BriefChange{After: &after}
	if there {
		if change.Before = &cur; after.SameRecord(cur) {
			return keeping{brief: after}, nil
		}
	}
	marks, err := d.bring(tx, o, at)
	return keeping{after, []model.BriefChange{change}, marks}, err
}

// identified is o as one of the store's briefs, where it could not be asked
// before which it is.
func (o *Opened) identified(tx ReadTx) (*Opened, error) {
	if o.unasked == nil {
		return o, nil
	}
	found := *o
	_, err := identify(tx, &found, false)
	return &found, err
}

// begun is o's brief as it comes into the store, without texts yet.
func (o *Opened) begun(id model.BriefID, at time.Time) model.Brief {
	b := o.Brief.Clone()
	b.ID, b.Added, b.Opened, b.Revisions = id, at, at, nil
	if o.path != "" {
		b.ReadFrom(o.path)
	}
	return b
}

// arrive is b with o's text as its newest, and what that text says of itself.
func (o *Opened) arrive(b model.Brief, at time.Time) model.Brief {
	rev := o.measured()
	rev.Arrived = at
	b.Revisions = append(b.Revisions, rev)
	describe(&b, o.Brief)
	return b
}

// recall is b, whose record was lost, with what o's text, its newest, says of it.
func (o *Opened) recall(b model.Brief, at time.Time) model.Brief {
	said := o.measured()
	said.Bytes = len(o.Doc.Text())
	if said.Arrived.IsZero() {
		said.Arrived = at
	}
	b.Revisions[len(b.Revisions)-1] = said
	describe(&b, o.Brief)
	return b
}

// bring makes the marks that a sample comes with, where it is stored with its
// first mark.
func (d *Desk) bring(tx ReadTx, o *Opened, at time.Time) ([]model.MarkChange, error) {
	asItComes, err := bare(tx, o)
	if err != nil || !asItComes {
		return nil, err
	}
	var changes []model.MarkChange
	for _, m := range d.premarks(o) {
		m.Created, m.Updated = at, at
		changes = append(changes, model.MarkChange{After: &m})
	}
	return changes, nil
}
