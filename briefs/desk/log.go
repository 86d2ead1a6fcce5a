package desk

import (
	"context"

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

// Log lists changes, the newest first. It reads the journal page by page, so
// that nobody waits for a long reader.
func (d *Desk) Log(ctx context.Context, q LogQuery) ([]model.Change, error) {
	changes := []model.Change{}
	for {
		read := 0
		err := d.store.Read(ctx, func(tx ReadTx) error {
			for c, err := range tx.Journal(q.Brief, q.Before) {
				if err != nil {
					return err
				}
				read++
				q.Before = c.Seq
				if q.Mark == "" || changesMark(c, q.Mark) {
					changes = append(changes, c)
				}
				if read == logPage || q.full(changes) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if read < logPage || q.full(changes) {
			return changes, nil
		}
	}
}

// full reports whether as many changes were found as are wanted.
func (q LogQuery) full(found []model.Change) bool {
	return q.Limit > 0 && len(found) >= q.Limit
}

func changesMark(c model.Change, id model.MarkID) bool {
	for _, m := range c.Marks {
		if m.Mark().ID == id {
			return true
		}
	}
	return false
}
