package desk

import (
	"context"
	"slices"

	"obelus/briefs/markdown"
	"obelus/model"
)

// largestMoved is the size in bytes of the largest text in which a place of
// another revision is looked for: it is wanted at once, or not at all.
const largestMoved = 2 << 20

// PlaceOn is where the reader left off in o's brief, and its bookmarks, on o's
// text: found again where that is another than the place is of. What is not
// found is left out. ok is false where the brief never was open, or nothing of
// the place is left.
func (d *Desk) PlaceOn(ctx context.Context, o *Opened) (p model.Place, ok bool, err error) {
	p, ok, err = d.Place(ctx, o.Brief.ID)
	if err != nil || !ok || p.Revision == o.Revision.Hash {
		return p, ok, err
	}
	var old string
	err = d.store.Read(ctx, func(tx ReadTx) (err error) {
		old, ok, err = tx.Text(p.Revision)
		return err
	})
	if err != nil || !ok || len(old) > largestMoved || len(o.Doc.Text()) > largestMoved {
		return model.Place{}, false, err
	}
	p, ok = moved(markdown.New(old), o, p)
	return p, ok, nil
}

// Carry is p, a place in from, on the text of to. What is not found is left out.
// ok is false where nothing of it is.
func (d *Desk) Carry(from, to *Opened, p model.Place) (carried model.Place, ok bool) {
	if from.Revision.Hash == to.Revision.Hash {
		return p, true
	}
	if len(from.Doc.Text()) > largestMoved || len(to.Doc.Text()) > largestMoved {
		return model.Place{}, false
	}
	return moved(from.Doc, to, p)
}

// moved is p, which is of the text old, on o's text. Where the cursor's words
// are not there it stands on what was nearest to them and is.
func moved(old *markdown.Document, o *Opened, p model.Place) (model.Place, bool) {
	cursor := append([]model.Span{p.Cursor}, near(old, p.Cursor)...)
	bases := make([]base, 0, len(cursor)+len(p.Bookmarks))
	for _, span := range cursor {
		bases = append(bases, base{p.Revision, span})
	}
	for _, b := range p.Bookmarks {
		bases = append(bases, base{p.Revision, b.Span})
	}
	now := model.Place{Revision: o.Revision.Hash}
	found := o.seek(old, inOrder(bases))
	for _, span := range cursor {
		if at := found[base{p.Revision, span}]; at.state != model.Orphaned {
			now.Cursor = at.span
			break
		}
	}
	for _, b := range p.Bookmarks {
		if at := found[base{p.Revision, b.Span}]; at.state != model.Orphaned {
			now.Bookmarks = append(now.Bookmarks, model.Bookmark{Name: b.Name, Span: at.span})
		}
	}
	return now, !now.Cursor.Empty() || len(now.Bookmarks) > 0
}

// nearBlocks is how many blocks before and behind a place are looked through
// for units near it.
const nearBlocks = 8

// near lists the units about span, the nearest first; of two as near the one
// behind it, where the reading goes on.
func near(doc *markdown.Document, span model.Span) []model.Span {
	var spans []model.Span
	at := doc.BlockAt(span.Start)
	for i := max(0, at-nearBlocks); i < min(doc.Blocks(), at+nearBlocks+1); i++ {
		for _, u := range UnitsIn(doc.BlockNear(i, span)) {
			if !u.Span.Overlaps(span) {
				spans = append(spans, u.Span)
			}
		}
	}
	away := func(s model.Span) int { return max(s.Start-span.End, span.Start-s.End) }
	slices.SortStableFunc(spans, func(a, b model.Span) int {
		if d := away(a) - away(b); d != 0 {
			return d
		}
		return b.Start - a.Start
	})
	return spans
}

// inOrder is bases in document order, each once.
func inOrder(bases []base) []base {
	sorted := slices.Clone(bases)
	slices.SortFunc(sorted, func(a, b base) int { return a.span.Compare(b.span) })
	return slices.Compact(sorted)
}
