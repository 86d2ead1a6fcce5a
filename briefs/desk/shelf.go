package desk

import (
	"context"
	"slices"
	"strings"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/model"
)

// An Entry is a line of the shelf.
type Entry struct {
	Brief    model.Brief
	Tags     map[model.Tag]int // marks on the newest text, by tag
	Coverage float64
	Unread   int
	Orphans  int  // marks whose words are not in the newest text
	Unsure   int  // marks that were found there and are to be confirmed
	Sample   bool // not stored: one of the program's own
}

// ToLookAt is how many marks somebody has to decide on after a new text.
func (e Entry) ToLookAt() int { return e.Orphans + e.Unsure }

// Progress is how far the work on the brief is: as somebody said, else by its
// marks.
func (e Entry) Progress() model.Progress {
	if e.Brief.Progress != "" {
		return e.Brief.Progress
	}
	for tag, n := range e.Tags {
		if n > 0 && tag != model.Nonclaim {
			return model.ProgressWorking
		}
	}
	return model.ProgressNew
}

// Shelf lists the briefs in the store whose title, path or marks hold all
// words, the last opened first; while the store has none at all, the samples.
//
// What is counted of a brief is kept in the store until the brief changes, so
// a shelf of a thousand briefs is read without reading their texts.
func (d *Desk) Shelf(ctx context.Context, words string) ([]Entry, error) {
	wanted := strings.Fields(strings.ToLower(words))
	briefs, counted, err := d.shelved(ctx, wanted)
	if err != nil {
		return nil, err
	}
	if briefs == nil {
		return d.sampleEntries(words), nil
	}
	entries := []Entry{}
	fresh := map[model.BriefID]model.Counts{}
	for _, b := range briefs {
		c, ok := counted[b.ID]
		if !ok {
			var whole bool
			if c, whole, err = d.count(ctx, b); err != nil {
				return nil, err
			}
			if whole {
				fresh[b.ID] = c
			}
		}
		entries = append(entries, entryOf(b, c))
	}
	d.remember(ctx, fresh)
	slices.SortStableFunc(entries, func(a, b Entry) int { return b.Brief.Opened.Compare(a.Brief.Opened) })
	return entries, nil
}

// shelved reads the briefs on the shelf that hold all words that are wanted, and
// the counts of those that did not change since they were counted. briefs is
// nil where the store has none at all.
func (d *Desk) shelved(ctx context.Context, wanted []string) (briefs []model.Brief, counted map[model.BriefID]model.Counts, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		briefs, counted = nil, map[model.BriefID]model.Counts{}
		var speakers model.Speakers
		if len(wanted) > 0 {
			if speakers, err = speakersIn(tx); err != nil {
				return err
			}
		}
		for b, err := range tx.Briefs() {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if b.Removed {
				continue
			}
			if briefs == nil {
				briefs = []model.Brief{}
			}
			if holds, err := holds(tx, b, speakers, wanted); err != nil {
				return err
			} else if !holds {
				continue
			}
			briefs = append(briefs, b)
			c, ok, err := tx.Counts(b.ID)
			if err != nil {
				return err
			}
			last, err := tx.LastChange(b.ID)
			if err != nil {
				return err
			}
			if ok && c.At == last {
				counted[b.ID] = c
			}
		}
		return nil
	})
	return briefs, counted, err
}

func entryOf(b model.Brief, c model.Counts) Entry {
	return Entry{Brief: b, Tags: c.Tags, Coverage: c.Coverage(), Unread: c.Unread(), Orphans: c.Orphans, Unsure: c.Unsure}
}

// count counts one brief from its text and marks. whole is false where its text
// was lost with a damaged store: none of it is known to be marked then, and as
// the text may come again without a change, that is not to be remembered.
func (d *Desk) count(ctx context.Context, b model.Brief) (c model.Counts, whole bool, err error) {
	var at model.Seq
	var content string
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		if at, err = tx.LastChange(b.ID); err != nil {
			return err
		}
		content, whole, err = tx.Text(b.Newest().Hash)
		return err
	})
	if err != nil {
		return model.Counts{}, false, err
	}
	o := newOpened(b, b.Newest(), markdown.New(content))
	here, orphans, err := d.readMarks(ctx, o)
	c = tallied(o, here, orphans, at)
	if !whole {
		c.Countable, c.Marked, c.Orphans = b.Newest().Units, 0, 0
	}
	return c, whole, err
}

// tallied counts o, the marks on it, and those that have no place there and
// were not left out.
func tallied(o *Opened, here, orphans []MarkView, at model.Seq) model.Counts {
	t := o.Tally(plain(here))
	c := model.Counts{At: at, Tags: t.Tags, Countable: t.Countable, Marked: t.Marked}
	for _, v := range here {
		if v.Unsure() {
			c.Unsure++
		}
	}
	for _, v := range orphans {
		if !v.Left() {
			c.Orphans++
		}
	}
	return c
}

// viewsAs is marks as their text has them.
func viewsAs(marks []model.Mark) []MarkView {
	views := make([]MarkView, len(marks))
	for i, m := range marks {
		views[i] = MarkView{Mark: m, State: model.Placed}
	}
	return views
}

// remember keeps counts for the next shelf. Where the store cannot be written
// nothing is lost: they are counted again.
func (d *Desk) remember(ctx context.Context, fresh map[model.BriefID]model.Counts) {
	if len(fresh) == 0 {
		return
	}
	_ = d.store.Write(ctx, func(tx WriteTx) error {
		for id, c := range fresh {
			if _, ok, err := tx.Brief(id); err != nil {
				return err
			} else if !ok {
				continue // it was purged meanwhile, and leaves no trace
			}
			if err := tx.SetCounts(id, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// holds reports whether b's title, paths or marks hold all words.
func holds(tx ReadTx, b model.Brief, speakers model.Speakers, wanted []string) (bool, error) {
	text := b.Title + "\n" + strings.Join(b.Paths, "\n")
	if holdsAll(text, wanted) {
		return true, nil
	}
	all, err := tx.Marks(b.ID)
	var hay strings.Builder
	hay.WriteString(text)
	for _, m := range all {
		hay.WriteString("\n" + m.Quote.Text + "\n" + strings.Join(speakers.Names(m.Details.Speaker), "\n") + "\n" + m.Details.Note)
	}
	return holdsAll(hay.String(), wanted), err
}

func (d *Desk) sampleEntries(words string) []Entry {
	wanted := strings.Fields(strings.ToLower(words))
	entries := []Entry{}
	for _, s := range samples.All() {
		o, _, err := read(&source{name: s.Path, path: s.Path, raw: s.Text, sample: &s}, intake{})
		if err != nil || !holdsAll(o.Brief.Title+" "+s.Path, wanted) {
			continue
		}
		o.Brief = sampleBrief(s)
		o.Brief.Revisions = []model.Revision{o.measured()}
		e := entryOf(o.Brief, tallied(o, viewsAs(d.premarks(o)), nil, 0))
		e.Sample = true
		entries = append(entries, e)
	}
	return entries
}

// Count counts o as it stands, with its marks in the store.
func (d *Desk) Count(ctx context.Context, o *Opened) (Entry, error) {
	here, orphans, err := d.readMarks(ctx, o)
	if err != nil {
		return Entry{}, err
	}
	e := entryOf(o.Brief, tallied(o, here, orphans, 0))
	if !o.Stored {
		e.Brief.Revisions = append(slices.Clone(o.Brief.Revisions), o.measured())
		e.Sample = o.sample != nil && !o.known
	}
	return e, nil
}

// SetPlace remembers where a reader left off. It is not journaled.
func (d *Desk) SetPlace(ctx context.Context, id model.BriefID, p model.Place) error {
	return d.store.Write(ctx, func(tx WriteTx) error {
		if _, ok, err := tx.Brief(id); err != nil || !ok {
			return err // a brief that is not stored has no place to come back to
		}
		return tx.SetPlace(id, p)
	})
}

// Place is where the reader left off in a brief; ok is false where it never
// was open.
func (d *Desk) Place(ctx context.Context, id model.BriefID) (p model.Place, ok bool, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		p, ok, err = tx.Place(id)
		return err
	})
	return p, ok, err
}
