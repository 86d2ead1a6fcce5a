package desk

import (
	"context"
	"iter"

	"obelus/model"
)

// A LogQuery says which changes are wanted.
type LogQuery struct {
	Brief  model.BriefID // "" is every brief
	Mark   model.MarkID  // "" is every mark; one that was removed is found too
	Before model.Seq     // only older ones; 0 is all
	Limit  int           // at most so many; 0 is all
}

// logPage is how many changes one transaction reads.
const logPage = 1000

// Log yields changes, the newest first. It reads the journal page by page, so
// that nobody waits for a long reader. An error ends it.
func (d *Desk) Log(ctx context.Context, q LogQuery) iter.Seq2[model.Change, error] {
	return func(yield func(model.Change, error) bool) {
		found := 0
		for c, err := range d.journal(ctx, q.Brief, q.Before) {
			if err != nil {
				yield(c, err)
				return
			}
			if q.Mark != "" && !changesMark(c, q.Mark) {
				continue
			}
			if found++; !yield(c, nil) || found == q.Limit {
				return
			}
		}
	}
}

// journal yields the changes before that Seq (0: all) that touch the brief
// ("": any), the newest first, each page of them in a transaction of its own.
func (d *Desk) journal(ctx context.Context, id model.BriefID, before model.Seq) iter.Seq2[model.Change, error] {
	return func(yield func(model.Change, error) bool) {
		for {
			var page []model.Change
			err := d.store.Read(ctx, func(tx ReadTx) error {
				page = page[:0]
				for c, err := range tx.Journal(id, before) {
					if err != nil {
						return err
					}
					if page = append(page, c); len(page) == logPage {
						return nil
					}
				}
				return nil
			})
			if err != nil {
				yield(model.Change{}, err)
				return
			}
			for _, c := range page {
				if !yield(c, nil) {
					return
				}
				before = c.Seq
			}
			if len(page) < logPage {
				return
			}
		}
	}
}

func changesMark(c model.Change, id model.MarkID) bool {
	for _, m := range c.Marks {
		if m.Mark().ID == id {
			return true
		}
	}
	return false
}
