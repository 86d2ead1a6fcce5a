package desk

import (
	"context"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/model/anchor"
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
	return moved(markdown.New(old), o, p)
}

// moved is p, which is of the text old, on o's text.
func moved(old *markdown.Document, o *Opened, p model.Place) (model.Place, bool, error) {
	quotes := []model.Quote{old.Quote(p.Cursor)}
	for _, b := range p.Bookmarks {
		quotes = append(quotes, old.Quote(b.Span))
	}
	now := model.Place{Revision: o.Revision.Hash}
	for i, f := range anchor.FindQuotes(o.Doc.Visible(), quotes) {
		if f.State == model.Orphaned {
			continue
		}
		span := o.Doc.VisibleSpan(f.Start, f.End)
		if i == 0 {
			now.Cursor = span
		} else {
			now.Bookmarks = append(now.Bookmarks, model.Bookmark{Name: p.Bookmarks[i-1].Name, Span: span})
		}
	}
	return now, !now.Cursor.Empty() || len(now.Bookmarks) > 0, nil
}
