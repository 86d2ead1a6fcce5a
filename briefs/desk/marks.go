package desk

import (
	"context"
	"slices"

	"obelus/briefs/markdown"
	"obelus/model"
)

// Marks are the marks of an opened brief.
type Marks struct {
	Here   []MarkView // on this revision, in document order
	Behind []MarkView // still on another revision: State Orphaned until they are found again
}

// A MarkView is a mark with what is known of it here and now.
type MarkView struct {
	model.Mark
	Label model.Label
	Title string // the brief's
	State model.State
	Was   string // the confirmed words, where they differ
}

// Marks reads the marks of o, of every analyst; a brief that is not stored has
// none, but a sample comes with its own. Labels take the units of the whole
// text: where only the spans are wanted, Spans is much faster.
func (d *Desk) Marks(ctx context.Context, o *Opened) (Marks, error) {
	here, behind, err := d.readMarks(ctx, o)
	if err != nil {
		return Marks{}, err
	}
	var found Marks
	labels := map[model.MarkID]model.Label{}
	if len(here) > 0 {
		labels = labelsOn(o.Doc, o.Units(), here, nil)
	}
	for _, m := range here {
		found.Here = append(found.Here, MarkView{Mark: m, Label: labels[m.ID], Title: o.Brief.Title, State: model.Placed})
	}
	found.Behind, err = d.behindViews(ctx, o.Brief.Title, behind, labels)
	return found, err
}

// Spans outlines the marks of every analyst on o's text, in document order: as
// much as a first frame needs, without decoding details.
func (d *Desk) Spans(ctx context.Context, o *Opened) ([]model.MarkSpan, error) {
	var spans []model.MarkSpan
	err := d.store.Read(ctx, func(tx ReadTx) error {
		asItComes, err := bare(tx, o)
		if err != nil {
			return err
		}
		if asItComes {
			for _, m := range d.premarks(o) {
				spans = append(spans, m.Outline())
			}
			return nil
		}
		spans, err = tx.Spans(o.Brief.ID, o.Revision.Hash)
		return err
	})
	return spans, err
}

// Mark reads one mark; ok is false where there is none of that id.
func (d *Desk) Mark(ctx context.Context, id model.MarkID) (m model.Mark, ok bool, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		m, ok, err = tx.Mark(id)
		return err
	})
	return m, ok, err
}

// readMarks splits the marks of o's brief by whether they are on o's text.
func (d *Desk) readMarks(ctx context.Context, o *Opened) (here, behind []model.Mark, err error) {
	var all []model.Mark
	err = d.store.Read(ctx, func(tx ReadTx) error {
		asItComes, err := bare(tx, o)
		if err != nil {
			return err
		}
		if asItComes {
			all = d.premarks(o)
			return nil
		}
		all, err = tx.Marks(o.Brief.ID)
		return err
	})
	for _, m := range all {
		if m.Revision == o.Revision.Hash {
			here = append(here, m)
		} else {
			behind = append(behind, m)
		}
	}
	slices.SortStableFunc(here, model.CompareMarks)
	return here, behind, err
}

// labelsOn labels marks that are on doc; also holds labels that are taken.
func labelsOn(doc *markdown.Document, units []model.Unit, marks []model.Mark, also map[model.Label]bool) map[model.MarkID]model.Label {
	return model.Labels(marks, unitNumber(units), func(l model.Label) bool {
		return also[l] || doc.HasFootnote(string(l))
	})
}

// behindViews gives marks on earlier texts their labels there, where the
// marks here have not taken them.
func (d *Desk) behindViews(ctx context.Context, title string, behind []model.Mark, here map[model.MarkID]model.Label) ([]MarkView, error) {
	taken := make(map[model.Label]bool, len(here))
	for _, l := range here {
		taken[l] = true
	}
	var views []MarkView
	for _, marks := range byRevision(behind) {
		doc, err := d.textOf(ctx, marks[0].Revision)
		if err != nil {
			return nil, err
		}
		labels := labelsOn(doc, Units(doc), marks, taken)
		for _, m := range marks {
			taken[labels[m.ID]] = true
			views = append(views, MarkView{Mark: m, Label: labels[m.ID], Title: title, State: model.Orphaned})
		}
	}
	return views, nil
}

// byRevision groups marks by their text, in the order in which the texts are
// first met, each group in document order.
func byRevision(marks []model.Mark) [][]model.Mark {
	var groups [][]model.Mark
	at := map[model.Hash]int{}
	for _, m := range marks {
		i, met := at[m.Revision]
		if !met {
			i = len(groups)
			at[m.Revision] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], m)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, model.CompareMarks)
	}
	return groups
}

// textOf reads a text from the store; one that is lost is an empty document,
// so that its marks can still be listed.
func (d *Desk) textOf(ctx context.Context, h model.Hash) (*markdown.Document, error) {
	var content string
	err := d.store.Read(ctx, func(tx ReadTx) (err error) {
		content, _, err = tx.Text(h)
		return err
	})
	return markdown.New(content), err
}
