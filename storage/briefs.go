package storage

import (
	"bytes"
	"errors"
	"iter"
	"time"

	"obelus/model"
)

func decodeBrief(d *decoder) model.Brief { return d.brief() }

// Brief reads a brief.
func (tx *Tx) Brief(id model.BriefID) (model.Brief, bool, error) {
	return load(tx, briefsBucket, []byte(id), decodeBrief)
}

// Briefs yields every brief in the order of the ids, removed ones too.
func (tx *Tx) Briefs() iter.Seq2[model.Brief, error] {
	return func(yield func(model.Brief, error) bool) {
		c := tx.cursor(briefsBucket)
		if c == nil {
			return
		}
		for k, v := c.First(); k != nil; k, v = c.Next() {
			b, err := readAt(briefsBucket, k, v, decodeBrief)
			if !yield(b, err) {
				return
			}
		}
	}
}

// readAt reads the record that a cursor stands on.
func readAt[T any](bucket string, key, record []byte, read func(*decoder) T) (v T, err error) {
	payload, err := unseal(key, record)
	if err != nil {
		return v, &recordError{bucket, bytes.Clone(key), err}
	}
	return decoded(bucket, key, payload, read)
}

// BriefByPath is the brief that was last read from path.
func (tx *Tx) BriefByPath(path string) (model.BriefID, bool, error) {
	payload, ok, err := tx.get(pathsBucket, []byte(path))
	return model.BriefID(payload), ok, err
}

// BriefsByText lists the briefs that have text h among their revisions.
func (tx *Tx) BriefsByText(h model.Hash) ([]model.BriefID, error) {
	prefix := under(string(h))
	var ids []model.BriefID
	for _, k := range tx.keysWith(arrivedBucket, prefix, 0) {
		ids = append(ids, model.BriefID(k[len(prefix):]))
	}
	return ids, nil
}

// putBrief writes a brief and the index of its texts. before is what was there,
// or nil.
func (tx *Tx) putBrief(before *model.Brief, b model.Brief) error {
	if b.ID == "" {
		return errors.New("a brief without an id cannot be kept")
	}
	if before != nil {
		for _, r := range before.Revisions {
			if b.Has(r.Hash) {
				continue
			}
			if err := tx.delete(arrivedBucket, joined(string(r.Hash), string(b.ID))); err != nil {
				return err
			}
		}
	}
	for _, r := range b.Revisions {
		if before != nil && before.Has(r.Hash) {
			continue
		}
		if err := tx.put(arrivedBucket, joined(string(r.Hash), string(b.ID)), nil); err != nil {
			return err
		}
	}
	var e encoder
	e.brief(b)
	return tx.put(briefsBucket, []byte(b.ID), e.b)
}

// putPath lets path lead to a brief. A path that is too long to be a key leads
// nowhere: its text still names its brief.
func (tx *Tx) putPath(path string, id model.BriefID) error {
	if path == "" || len(path) > maxPath {
		return nil
	}
	return tx.put(pathsBucket, []byte(path), []byte(id))
}

// maxPath is below what bbolt takes as a key, and above what systems take as a
// path (PATH_MAX is 4096).
const maxPath = 16 << 10

// dropBrief removes a brief's record and what leads to it.
func (tx *Tx) dropBrief(b model.Brief) error {
	for _, r := range b.Revisions {
		if err := tx.delete(arrivedBucket, joined(string(r.Hash), string(b.ID))); err != nil {
			return err
		}
	}
	for _, p := range b.Paths {
		id, ok, err := tx.BriefByPath(p)
		if err != nil || !ok || id != b.ID {
			continue // it leads elsewhere by now, or is damaged and goes with check
		}
		if err := tx.delete(pathsBucket, []byte(p)); err != nil {
			return err
		}
	}
	return tx.delete(briefsBucket, []byte(b.ID))
}

// Touch notes that a brief was opened, from path or ("") from elsewhere. A
// brief that is not there is no error.
func (tx *Tx) Touch(id model.BriefID, path string, at time.Time) error {
	b, ok, err := tx.Brief(id)
	if err != nil || !ok {
		return err
	}
	b.Opened = at
	if path != "" {
		b.ReadFrom(path)
		if err := tx.putPath(path, id); err != nil {
			return err
		}
	}
	var e encoder
	e.brief(b)
	return tx.put(briefsBucket, []byte(id), e.b)
}

// Place is where a reader left off.
func (tx *Tx) Place(id model.BriefID) (model.Place, bool, error) {
	return load(tx, placesBucket, []byte(id), func(d *decoder) model.Place { return d.place() })
}

// SetPlace remembers where a reader left off. It is not journaled.
func (tx *Tx) SetPlace(id model.BriefID, p model.Place) error {
	var e encoder
	e.place(p)
	return tx.put(placesBucket, []byte(id), e.b)
}

// Counts is what was counted of a brief.
func (tx *Tx) Counts(id model.BriefID) (model.Counts, bool, error) {
	return load(tx, countsBucket, []byte(id), func(d *decoder) model.Counts { return d.counts() })
}

// SetCounts keeps what was counted of a brief. It is not journaled.
func (tx *Tx) SetCounts(id model.BriefID, c model.Counts) error {
	var e encoder
	e.counts(c)
	return tx.put(countsBucket, []byte(id), e.b)
}
