package desk

import (
	"cmp"
	"context"
	"index/suffixarray"

	"obelus/model"
)

// Fate is what became of a mark between two texts of a brief.
type Fate string

// The fates of marks.
const (
	FateKept    Fate = "kept"    // the same words in the same order among the others
	FateMoved   Fate = "moved"   // the same words in another place
	FateChanged Fate = "changed" // other words
	FateGone    Fate = "gone"    // no words
)

// Fates lists the fates, in the order in which people are told of them.
func Fates() []Fate { return []Fate{FateChanged, FateGone, FateMoved, FateKept} }

// A MarkDiff is what became of one mark. Before is the mark on the older text,
// After the one on the newer; of one that is gone After is nil.
type MarkDiff struct {
	Before MarkView
	After  *MarkView
	Label  model.Label // on the newer text; of one that is gone that of the orphan
	Fate   Fate
}

// A Diff is what changed between two texts of a brief, From and To.
type Diff struct {
	From, To *Opened
	Marks    []MarkDiff   // that stood in From, in its order
	New      []model.Unit // countable units of To whose words From did not have, and that no mark covers
}

// Count is how many marks met a fate.
func (f Diff) Count(fate Fate) int {
	n := 0
	for _, m := range f.Marks {
		if m.Fate == fate {
			n++
		}
	}
	return n
}

// Diff says what changed between two texts of one brief, mark by mark.
func (d *Desk) Diff(ctx context.Context, from, to *Opened) (Diff, error) {
	before, err := d.Marks(ctx, from)
	if err != nil {
		return Diff{}, err
	}
	after, err := d.Marks(ctx, to)
	if err != nil {
		return Diff{}, err
	}
	bases := make([]base, len(before.Here))
	for i, v := range before.Here {
		bases[i] = base{from.Revision.Hash, v.Span}
	}
	if from.Revision.Hash != to.Revision.Hash {
		if err := d.find(ctx, to, bases); err != nil {
			return Diff{}, err
		}
	}
	now := make(map[model.MarkID]*MarkView, len(after.Here))
	labels := make(map[model.MarkID]model.Label, len(after.Here)+len(after.Orphans))
	for i, v := range after.Here {
		now[v.ID], labels[v.ID] = &after.Here[i], v.Label
	}
	for _, v := range after.Orphans {
		labels[v.ID] = v.Label
	}
	diff := Diff{From: from, To: to}
	for i, v := range before.Here {
		m := MarkDiff{Before: v, After: now[v.ID], Label: cmp.Or(labels[v.ID], v.Label), Fate: FateKept}
		switch {
		case m.After == nil:
			m.Fate = FateGone
		case oneLine(m.After.Quote.Text) != oneLine(v.Quote.Text):
			m.Fate = FateChanged
		case from.Revision.Hash != to.Revision.Hash && to.found.at(bases[i]).state == model.Moved:
			m.Fate = FateMoved
		}
		diff.Marks = append(diff.Marks, m)
	}
	diff.New = unreadNews(from, to, plain(after.Here))
	return diff, ctx.Err()
}

// unreadNews lists the countable units of to whose words from does not have,
// and that marks do not cover.
func unreadNews(from, to *Opened, marks []model.Mark) []model.Unit {
	old := suffixarray.New([]byte(oneLine(from.Doc.Visible())))
	progress := to.Counter().Progress()
	progress.Update(marks)
	var news []model.Unit
	for _, u := range to.Units() {
		if progress.Read(u.N) {
			continue
		}
		if words := oneLine(to.Doc.VisibleOf(u.Span)); len(old.Lookup([]byte(words), 1)) == 0 {
			news = append(news, u)
		}
	}
	return news
}

// DiffOf is Diff of a brief's newest text, which is o's, and the one named by
// which (see OpenRevision); "" is the one that came before it.
func (d *Desk) DiffOf(ctx context.Context, o *Opened, which string) (Diff, error) {
	from, err := d.before(ctx, o, which)
	if err != nil {
		return Diff{}, err
	}
	return d.Diff(ctx, from, o)
}

// before opens a text that o's brief had, "" the last one before o's.
func (d *Desk) before(ctx context.Context, o *Opened, which string) (*Opened, error) {
	if which != "" {
		return d.OpenRevision(ctx, o.Brief.ID, which)
	}
	revisions, err := d.Revisions(ctx, o.Brief.ID)
	if err != nil {
		return nil, err
	}
	last := len(revisions) - 1
	for i := last; i >= 0; i-- { // a text that is not stored comes after all of them
		if revisions[i].Hash == o.Revision.Hash {
			last = i - 1
			break
		}
	}
	for i := last; i >= 0; i-- {
		if revisions[i].Hash != o.Revision.Hash {
			return d.OpenRevision(ctx, o.Brief.ID, string(revisions[i].Hash))
		}
	}
	return nil, ErrOneText
}

// Revisions lists the texts that the store has of a brief, in the order of their
// arrival; none of a brief that it does not know.
func (d *Desk) Revisions(ctx context.Context, id model.BriefID) ([]model.Revision, error) {
	var all []model.Revision
	err := d.store.Read(ctx, func(tx ReadTx) error {
		b, _, err := tx.Brief(id)
		all = b.Revisions
		return err
	})
	return all, err
}
