package desk

import (
	"context"
	"slices"

	"obelus/briefs/markdown"
	"obelus/model"
)

// Marks are the marks of an opened brief.
type Marks struct {
	Here    []MarkView // in its text, in document order: made or confirmed there, or found again
	Orphans []MarkView // not in its text, as they were confirmed last
	Newer   bool       // the store has a newer text of the brief
}

// A MarkView is a mark with what is known of it here and now. A mark that was
// found again has the revision, the span and the quote of where it was found.
type MarkView struct {
	model.Mark
	Label model.Label
	Title string // the brief's
	State model.State
	Was   string // the confirmed words, where they differ
	Found bool   // where it stands was found, and nobody confirmed it yet
	// Confirmed is the mark as it was confirmed last, where Found; else nil.
	Confirmed *model.Mark
}

// Unsure reports whether somebody should look whether the mark still fits: it
// was found in other words or in another place.
func (v MarkView) Unsure() bool {
	return v.Found && (v.State == model.Moved || v.State == model.Changed)
}

// Left reports whether the mark is an orphan by its analyst's decision.
func (v MarkView) Left() bool { return v.State == model.Orphaned && v.Mark.Left != "" && !v.Found }

// Marks reads the marks of o, of every analyst; a brief that is not stored has
// none, but a sample comes with its own. Labels take the units of the whole
// text: where only the spans are wanted, Spans is much faster.
func (d *Desk) Marks(ctx context.Context, o *Opened) (Marks, error) {
	all, exact, err := d.allMarks(ctx, o)
	if err != nil {
		return Marks{}, err
	}
	found, err := d.viewsOf(ctx, o, o.Units, all, exact)
	if err != nil {
		return Marks{}, err
	}
	found.Newer, err = d.newer(ctx, o)
	return found, err
}

// viewsOf is what is known of all the marks of o's brief, where those of exact
// once stood on o's text; but for whether a newer one came. units gives o's.
func (d *Desk) viewsOf(ctx context.Context, o *Opened, units func() []model.Unit, all []model.Mark, exact map[model.MarkID]model.Mark) (Marks, error) {
	here, orphans, err := d.stand(ctx, o, all, exact)
	if err != nil {
		return Marks{}, err
	}
	labels := map[model.MarkID]model.Label{}
	if len(here) > 0 {
		labels = labelsOn(o.Doc, units(), plain(here), nil)
	}
	for i := range here {
		here[i].Label = labels[here[i].ID]
	}
	if err := d.labelOrphans(ctx, orphans, labels); err != nil {
		return Marks{}, err
	}
	return Marks{Here: here, Orphans: orphans}, nil
}

// newer reports whether a text came to the store after o, which is there.
func (d *Desk) newer(ctx context.Context, o *Opened) (newer bool, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		b, _, err := tx.Brief(o.Brief.ID)
		newer = b.Has(o.Revision.Hash) && b.Newest().Hash != o.Revision.Hash
		return err
	})
	return newer, err
}

// plain is the marks of views.
func plain(views []MarkView) []model.Mark {
	marks := make([]model.Mark, len(views))
	for i, v := range views {
		marks[i] = v.Mark
	}
	return marks
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
	return slices.DeleteFunc(spans, func(s model.MarkSpan) bool { return !o.holds(s.Span) }), err
}

// holds reports whether a span is in o's text. A mark that came from elsewhere
// before the text did can say another.
func (o *Opened) holds(s model.Span) bool {
	return s.End <= max(o.Revision.Bytes, len(o.Doc.Text())) // of a beginning only, the whole is meant
}

// Mark reads one mark; ok is false where there is none of that id.
func (d *Desk) Mark(ctx context.Context, id model.MarkID) (m model.Mark, ok bool, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		m, ok, err = tx.Mark(id)
		return err
	})
	return m, ok, err
}

// readMarks reads where the marks of o's brief stand on o's text, in document
// order, and which have no place there. They have no labels yet.
func (d *Desk) readMarks(ctx context.Context, o *Opened) (here, orphans []MarkView, err error) {
	all, exact, err := d.allMarks(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	return d.stand(ctx, o, all, exact)
}

// allMarks reads the marks of o's brief, on all its texts, and where those on
// others once stood on o's.
func (d *Desk) allMarks(ctx context.Context, o *Opened) (all []model.Mark, exact map[model.MarkID]model.Mark, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		asItComes, err := bare(tx, o)
		if err != nil {
			return err
		}
		if asItComes {
			all = d.premarks(o)
			return nil
		}
		if all, err = tx.Marks(o.Brief.ID); err == nil {
			exact, err = stoodOn(tx, o, all)
		}
		return err
	})
	return all, exact, err
}

// stand says where all the marks of o's brief stand on o's text, and which have
// no place there.
func (d *Desk) stand(ctx context.Context, o *Opened, all []model.Mark, exact map[model.MarkID]model.Mark) (here, orphans []MarkView, err error) {
	var elsewhere []base
	for _, m := range all {
		if _, known := exact[m.ID]; !known && m.Revision != o.Revision.Hash && m.Left != o.Revision.Hash {
			elsewhere = append(elsewhere, baseOf(m))
		}
	}
	if err := d.find(ctx, o, elsewhere); err != nil {
		return nil, nil, err
	}
	for _, m := range all {
		if v := o.standing(m, exact); v.State == model.Orphaned {
			orphans = append(orphans, v)
		} else {
			here = append(here, v)
		}
	}
	slices.SortStableFunc(here, func(a, b MarkView) int { return model.CompareMarks(a.Mark, b.Mark) })
	return here, orphans, nil
}

// standing is m as it stands on o's text, where those of exact stood once.
func (o *Opened) standing(m model.Mark, exact map[model.MarkID]model.Mark) MarkView {
	v := MarkView{Mark: m, Title: o.Brief.Title, State: model.Placed}
	if m.Revision == o.Revision.Hash {
		if !o.holds(m.Span) {
			v.State = model.Orphaned
		}
		return v
	}
	if stood, ok := exact[m.ID]; ok {
		v.Revision, v.Span, v.Quote = stood.Revision, stood.Span, stood.Quote
		return v
	}
	if m.Left == o.Revision.Hash {
		v.State = model.Orphaned
		return v
	}
	at := o.found.at(baseOf(m))
	v.Found, v.State, v.Confirmed = true, at.state, &m
	if at.state == model.Orphaned {
		return v
	}
	v.Revision, v.Span, v.Quote = o.Revision.Hash, at.span, at.quote
	if at.state == model.Changed {
		v.Was = m.Quote.Text
	}
	return v
}

// stoodOn is where marks that are on other texts now once were confirmed on
// o's, as the journal knows. That can be so only of a text that came before
// another one, here or where marks came from.
func stoodOn(tx ReadTx, o *Opened, all []model.Mark) (map[model.MarkID]model.Mark, error) {
	last := len(o.Brief.Revisions) - 1
	before := slices.IndexFunc(o.Brief.Revisions, func(r model.Revision) bool { return r.Hash == o.Revision.Hash })
	if before < 0 {
		return nil, nil
	}
	behind := map[model.MarkID]bool{}
	for _, m := range all {
		later := before < last || !o.Brief.Has(m.Revision)
		if later && m.Revision != o.Revision.Hash && m.Left != o.Revision.Hash {
			behind[m.ID] = true
		}
	}
	stood := map[model.MarkID]model.Mark{}
	if len(behind) == 0 {
		return stood, nil
	}
	for c, err := range tx.Journal(o.Brief.ID, 0) {
		if err != nil {
			return nil, err
		}
		for _, m := range c.Marks { // the newest change comes first
			for _, was := range []*model.Mark{m.After, m.Before} {
				if was == nil || !behind[was.ID] || was.Revision != o.Revision.Hash {
					continue
				}
				if _, known := stood[was.ID]; !known {
					stood[was.ID] = *was
				}
			}
		}
	}
	return stood, nil
}

// labelsOn labels marks that are on doc; also holds labels that are taken.
func labelsOn(doc *markdown.Document, units []model.Unit, marks []model.Mark, also map[model.Label]bool) map[model.MarkID]model.Label {
	return model.Labels(marks, unitNumber(units), func(l model.Label) bool {
		return also[l] || doc.HasFootnote(string(l))
	})
}

// labelOrphans gives orphans the labels that they had on the texts where they
// were confirmed, where the marks here have not taken them.
func (d *Desk) labelOrphans(ctx context.Context, orphans []MarkView, here map[model.MarkID]model.Label) error {
	taken := make(map[model.Label]bool, len(here))
	for _, l := range here {
		taken[l] = true
	}
	label := map[model.MarkID]model.Label{}
	for _, marks := range byRevision(plain(orphans)) {
		doc, _, err := d.oldText(ctx, marks[0].Revision)
		if err != nil {
			return err
		}
		if doc == nil { // it is lost, and its marks can be listed still
			doc = markdown.New("")
		}
		labels := labelsOn(doc, Units(doc), marks, taken)
		for _, m := range marks {
			taken[labels[m.ID]], label[m.ID] = true, labels[m.ID]
		}
	}
	for i := range orphans {
		orphans[i].Label = label[orphans[i].ID]
	}
	return nil
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
