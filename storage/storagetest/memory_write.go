package storagetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"obelus/model"
)

var errReadOnly = errors.New("this transaction only reads")

// Apply makes a change.
func (tx *MemoryTx) Apply(c model.Change) (model.Change, error) {
	if !tx.writable {
		return c, errReadOnly
	}
	for _, b := range c.Briefs {
		if err := tx.applyBrief(b); err != nil {
			return c, err
		}
	}
	for _, m := range c.Marks {
		if err := tx.applyMark(m); err != nil {
			return c, err
		}
	}
	for _, r := range c.Rulings {
		if err := tx.applyRuling(r); err != nil {
			return c, err
		}
	}
	c.Seq = model.Seq(len(tx.journal) + 1)
	tx.journal = append(tx.journal, cloneChange(c))
	return c, nil
}

func (tx *MemoryTx) applyBrief(c model.BriefChange) error {
	id := c.Known().ID
	cur, there := tx.briefs[id]
	if there != (c.Before != nil) || there && !cur.SameRecord(*c.Before) {
		return fmt.Errorf("brief %s: %w", id, model.ErrConflict)
	}
	if c.After == nil {
		delete(tx.briefs, id)
		maps.DeleteFunc(tx.paths, func(_ string, owner model.BriefID) bool { return owner == id })
		return nil
	}
	after := c.After.Clone()
	if there {
		after.Paths, after.Opened = cur.Paths, cur.Opened
	}
	tx.briefs[id] = after
	if !there {
		for _, p := range after.Paths {
			tx.paths[p] = id
		}
	}
	return nil
}

func (tx *MemoryTx) applyMark(c model.MarkChange) error {
	id := c.Mark().ID
	cur, there := tx.marks[id]
	if there != (c.Before != nil) || there && !cur.Equal(*c.Before) {
		return fmt.Errorf("mark %s: %w", id, model.ErrConflict)
	}
	if c.After == nil {
		delete(tx.marks, id)
		return nil
	}
	if _, ok := tx.briefs[c.After.Brief]; !ok {
		return fmt.Errorf("mark %s: its brief %s is not there: %w", id, c.After.Brief, model.ErrConflict)
	}
	tx.marks[id] = c.After.Clone()
	return nil
}

func (tx *MemoryTx) applyRuling(c model.RulingChange) error {
	what := model.RulingChange{Kind: c.Kind, Brief: c.Brief, Key: c.Key}
	if tx.rulings[what] != c.Before {
		return fmt.Errorf("the ruling on %s: %w", c.Key, model.ErrConflict)
	}
	tx.rulings[what] = c.After
	if c.After == "" {
		delete(tx.rulings, what)
	}
	return nil
}

// PutText keeps a text.
func (tx *MemoryTx) PutText(text string) error {
	if !tx.writable {
		return errReadOnly
	}
	tx.texts[model.HashOf(text)] = text
	return nil
}

// Touch notes that a brief was opened.
func (tx *MemoryTx) Touch(id model.BriefID, path string, at time.Time) error {
	if !tx.writable {
		return errReadOnly
	}
	b, ok := tx.briefs[id]
	if !ok {
		return nil
	}
	b = b.Clone()
	b.Opened = at
	if path != "" {
		b.ReadFrom(path)
		tx.paths[path] = id
	}
	tx.briefs[id] = b
	return nil
}

// SetPlace keeps a place.
func (tx *MemoryTx) SetPlace(id model.BriefID, p model.Place) error {
	if !tx.writable {
		return errReadOnly
	}
	tx.places[id] = p
	return nil
}

// SetCounts keeps counts.
func (tx *MemoryTx) SetCounts(id model.BriefID, c model.Counts) error {
	if !tx.writable {
		return errReadOnly
	}
	tx.counts[id] = c.Clone()
	return nil
}

// Purge removes a brief for good.
func (tx *MemoryTx) Purge(id model.BriefID) error {
	if !tx.writable {
		return errReadOnly
	}
	gone := tx.briefs[id]
	delete(tx.briefs, id)
	delete(tx.places, id)
	delete(tx.counts, id)
	maps.DeleteFunc(tx.paths, func(_ string, owner model.BriefID) bool { return owner == id })
	maps.DeleteFunc(tx.rulings, func(r model.RulingChange, _ string) bool { return r.Brief == id })
	maps.DeleteFunc(tx.marks, func(_ model.MarkID, m model.Mark) bool { return m.Brief == id })
	theirs, others := map[model.Hash]bool{}, map[model.Hash]bool{}
	tell := func(b *model.Brief) {
		switch {
		case b == nil:
		case b.ID == id:
			maps.Copy(theirs, textsOf(*b))
		case tx.briefs[b.ID].ID == b.ID:
			maps.Copy(others, textsOf(*b))
		}
	}
	tell(&gone)
	for i, c := range tx.journal {
		for _, b := range c.Briefs {
			tell(b.Before)
			tell(b.After)
		}
		tx.journal[i] = c.Without(id)
	}
	for _, b := range tx.briefs {
		tell(&b)
	}
	maps.DeleteFunc(tx.texts, func(h model.Hash, _ string) bool { return theirs[h] && !others[h] })
	return nil
}

func textsOf(b model.Brief) map[model.Hash]bool {
	texts := map[model.Hash]bool{}
	for _, r := range b.Revisions {
		texts[r.Hash] = true
	}
	return texts
}

func cloneChange(c model.Change) model.Change {
	c.Marks = slices.Clone(c.Marks)
	for i, m := range c.Marks {
		c.Marks[i] = model.MarkChange{Before: cloned(m.Before), After: cloned(m.After), At: m.At}
	}
	c.Briefs = slices.Clone(c.Briefs)
	for i, b := range c.Briefs {
		c.Briefs[i] = model.BriefChange{Before: cloned(b.Before), After: cloned(b.After)}
	}
	c.Rulings = slices.Clone(c.Rulings)
	return c
}

func cloned[T interface{ Clone() T }](v *T) *T {
	if v == nil {
		return nil
	}
	c := (*v).Clone()
	return &c
}
