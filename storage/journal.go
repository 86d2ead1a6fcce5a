package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

// Journal yields the changes before that Seq (0: all) that touch the brief
// ("": any), the newest first.
func (tx *Tx) Journal(id model.BriefID, before model.Seq) iter.Seq2[model.Change, error] {
	return func(yield func(model.Change, error) bool) {
		for seq := range tx.seqs(id, before) {
			c, err := tx.change(seq)
			if !yield(c, err) {
				return
			}
		}
	}
}

// change reads one entry, which has to be there.
func (tx *Tx) change(seq model.Seq) (model.Change, error) {
	key := seqKey(seq)
	c, ok, err := load(tx, journalBucket, key, func(d *decoder) model.Change { return d.change(seq) })
	if err == nil && !ok {
		err = &recordError{journalBucket, key, errMissing}
	}
	return c, err
}

// seqs yields the numbers of changes, the newest first.
func (tx *Tx) seqs(id model.BriefID, before model.Seq) iter.Seq[model.Seq] {
	name, prefix := journalBucket, []byte(nil)
	if id != "" {
		name, prefix = touchedBucket, under(string(id))
	}
	return func(yield func(model.Seq) bool) {
		c := tx.cursor(name)
		if c == nil {
			return
		}
		for k := lastBefore(c, prefix, before); k != nil; k, _ = c.Prev() {
			if len(k) != len(prefix)+8 || !bytes.HasPrefix(k, prefix) {
				return
			}
			if !yield(model.Seq(binary.BigEndian.Uint64(k[len(prefix):]))) {
				return
			}
		}
	}
}

// lastBefore moves c to the last key with that prefix and a smaller number
// (0: any).
func lastBefore(c *bolt.Cursor, prefix []byte, before model.Seq) []byte {
	end := append(bytes.Clone(prefix), seqKey(before-1)...) // of 0 the largest there is
	k, _ := c.Seek(end)
	if k == nil {
		k, _ = c.Last()
	}
	if bytes.Compare(k, end) > 0 {
		k, _ = c.Prev()
	}
	return k
}

// LastChange is the newest change that touches the brief ("": any), or 0.
func (tx *Tx) LastChange(id model.BriefID) (model.Seq, error) {
	for seq := range tx.seqs(id, 0) {
		return seq, nil
	}
	return 0, nil
}

// Apply makes a change and appends it to the journal, giving it its Seq. Where
// a Before is not what is in the store the error is model.ErrConflict, and the
// transaction has to be given up. The Paths and Opened of a brief that is there
// already are left as they are.
func (tx *Tx) Apply(c model.Change) (model.Change, error) {
	if tx.bolt == nil || !tx.bolt.Writable() {
		return c, errReads
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
	seq, err := tx.nextSeq()
	if err != nil {
		return c, err
	}
	c.Seq = seq
	for _, id := range c.Touched() {
		if err := tx.put(touchedBucket, touchedKey(id, c.Seq), nil); err != nil {
			return c, err
		}
	}
	return c, tx.putChange(c)
}

// nextSeq is the number of the change that comes next. bbolt keeps the count
// without a checksum, and a wrong one would put changes over others, or leave
// gaps; so the journal's last change has to bear it out.
func (tx *Tx) nextSeq() (model.Seq, error) {
	b := tx.bucket(journalBucket)
	last, _ := b.Cursor().Last()
	counted := b.Sequence()
	if last == nil && counted > 0 || last != nil && !bytes.Equal(last, seqKey(model.Seq(counted))) {
		return 0, &recordError{journalBucket, bytes.Clone(last), fmt.Errorf("it is the last one, and %d were counted", counted)}
	}
	seq, err := b.NextSequence()
	return model.Seq(seq), err
}

func (tx *Tx) putChange(c model.Change) error {
	var e encoder
	e.change(c)
	return tx.put(journalBucket, seqKey(c.Seq), e.b)
}

func (tx *Tx) applyBrief(c model.BriefChange) error {
	if c.Before == nil && c.After == nil {
		return errors.New("a change of nothing cannot be kept")
	}
	id := c.Known().ID
	cur, there, err := tx.Brief(id)
	if err != nil {
		return err
	}
	if there != (c.Before != nil) || there && !cur.SameRecord(*c.Before) {
		return fmt.Errorf("brief %s: %w", id, model.ErrConflict)
	}
	if c.After == nil {
		return tx.dropBrief(cur)
	}
	after := c.After.Clone()
	if there {
		after.Paths, after.Opened = cur.Paths, cur.Opened
		return tx.putBrief(&cur, after)
	}
	for _, p := range after.Paths {
		if err := tx.putPath(p, id); err != nil {
			return err
		}
	}
	return tx.putBrief(nil, after)
}

func (tx *Tx) applyMark(c model.MarkChange) error {
	if c.Before == nil && c.After == nil {
		return errors.New("a change of nothing cannot be kept")
	}
	id := c.Mark().ID
	cur, there, err := tx.Mark(id)
	if err != nil {
		return err
	}
	if there != (c.Before != nil) || there && !cur.Equal(*c.Before) {
		return fmt.Errorf("mark %s: %w", id, model.ErrConflict)
	}
	if there {
		if err := tx.dropMark(cur); err != nil {
			return err
		}
	}
	if c.After == nil {
		return nil
	}
	if _, ok, err := tx.get(briefsBucket, []byte(c.After.Brief)); err != nil || !ok {
		return errors.Join(err, fmt.Errorf("mark %s: its brief %s is not there: %w", id, c.After.Brief, model.ErrConflict))
	}
	return tx.putMark(*c.After)
}
