package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"obelus/model"
)

// Purge removes a brief for good: its texts where no other brief has them, its
// marks, and all that the journal says of it. The bytes are gone from the file
// after Compact.
func (tx *Tx) Purge(id model.BriefID) error {
	if err := tx.purgeMarks(id); err != nil {
		return err
	}
	texts, err := tx.purgeJournal(id)
	if err != nil {
		return err
	}
	b, ok, err := tx.Brief(id)
	if err != nil || !ok {
		return err
	}
	if err := tx.dropBrief(b); err != nil {
		return err
	}
	if err := tx.purgeTexts(append(texts, hashesOf(b)...)); err != nil {
		return err
	}
	if err := tx.purgeRulings(id); err != nil {
		return err
	}
	return errors.Join(tx.delete(placesBucket, []byte(id)), tx.delete(countsBucket, []byte(id)),
		tx.put(metaBucket, []byte(purgedKey), nil))
}

// uncompacted reports whether something was purged whose bytes are in the file
// still: who did it was killed before it was compacted.
func (tx *Tx) uncompacted() bool {
	return tx.bucket(metaBucket).Get([]byte(purgedKey)) != nil
}

func (tx *Tx) purgeMarks(id model.BriefID) error {
	marks, err := tx.Marks(id)
	if err != nil {
		return err
	}
	for _, m := range marks {
		if err := tx.dropMark(m); err != nil {
			return err
		}
	}
	for _, k := range tx.keysWith(spansBucket, under(string(id)), 0) {
		if err := tx.bucket(spansBucket).DeleteBucket(k); err != nil {
			return err
		}
	}
	return nil
}

// purgeJournal leaves of entries that were of this brief only that there was
// one, so that the numbers stay without gaps. texts is those that the brief has
// or had: what undo took from it is in the store still.
func (tx *Tx) purgeJournal(id model.BriefID) (texts []model.Hash, err error) {
	var seqs []model.Seq
	for seq := range tx.seqs(id, 0) {
		seqs = append(seqs, seq)
	}
	for _, seq := range seqs {
		c, err := tx.change(seq)
		if err != nil {
			return nil, err
		}
		for _, b := range c.Briefs {
			if b.Known().ID == id {
				texts = append(texts, textsOf(b)...)
			}
		}
		if err := tx.putChange(c.Without(id)); err != nil {
			return nil, err
		}
		if err := tx.delete(touchedBucket, touchedKey(id, seq)); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// textsOf lists the texts that a brief had before a change, and after it.
func textsOf(c model.BriefChange) (texts []model.Hash) {
	for _, b := range []*model.Brief{c.Before, c.After} {
		if b != nil {
			texts = append(texts, hashesOf(*b)...)
		}
	}
	return texts
}

func hashesOf(b model.Brief) (texts []model.Hash) {
	for _, r := range b.Revisions {
		texts = append(texts, r.Hash)
	}
	return texts
}

// purgeTexts removes texts, but for those that another brief has, or would have
// again by undo or redo.
func (tx *Tx) purgeTexts(texts []model.Hash) error {
	slices.Sort(texts)
	for _, h := range slices.Compact(texts) {
		others, err := tx.BriefsByText(h)
		if err != nil {
			return err
		}
		if len(others) > 0 {
			continue
		}
		told, err := tx.toldTexts()
		if err != nil {
			return err
		}
		if slices.ContainsFunc(told[h], tx.hasBrief) {
			continue
		}
		if err := tx.dropText(h); err != nil {
			return err
		}
	}
	return nil
}

// hasBrief reports whether the brief is there.
func (tx *Tx) hasBrief(id model.BriefID) bool {
	b := tx.bucket(briefsBucket)
	return b != nil && b.Get([]byte(id)) != nil
}

// toldTexts is the texts that the journal tells of, each with the briefs that had
// it. It is read once in a transaction: it takes as long as the journal is.
func (tx *Tx) toldTexts() (map[model.Hash][]model.BriefID, error) {
	if tx.told != nil {
		return tx.told, nil
	}
	told := map[model.Hash][]model.BriefID{}
	for c, err := range tx.Journal("", 0) {
		if err != nil {
			return nil, err
		}
		for _, b := range c.Briefs {
			for _, h := range textsOf(b) {
				if id := b.Known().ID; !slices.Contains(told[h], id) {
					told[h] = append(told[h], id)
				}
			}
		}
	}
	tx.told = told
	return told, nil
}

// PurgeCopies purges briefs from the copies of the store that lie beside it: the
// daily ones, those that a migration made, and those that restore replaced. left
// is the files that may still hold something of them, each with why: damaged
// ones, which cannot be purged from, and copies that are being made.
func (s *Store) PurgeCopies(ctx context.Context, ids ...model.BriefID) (left []model.Problem, err error) {
	dir := filepath.Dir(s.path)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	busy, err := dropDrafts(ctx, dir, s.timeout)
	if err != nil {
		return nil, err
	}
	for _, path := range busy {
		left = append(left, model.Problem{Where: path, What: "a copy is being made in it"})
	}
	copies, err := s.beside(func(rest string) bool {
		return strings.HasSuffix(rest, backupSuffix) || strings.HasPrefix(rest, replacedSuffix)
	})
	if err != nil {
		return left, err
	}
	for _, path := range copies {
		err := s.purgeCopy(ctx, path, ids)
		if ctx.Err() != nil {
			return left, ctx.Err()
		}
		if err != nil {
			left = append(left, model.Problem{Where: path, What: err.Error()})
		}
	}
	damaged, err := s.beside(func(rest string) bool { return strings.HasPrefix(rest, damagedSuffix) })
	for _, path := range damaged {
		left = append(left, model.Problem{Where: path, What: "it is a damaged store that was set aside"})
	}
	return left, err
}

// purgeCopy purges briefs from one copy, which is written only where it has
// something of one of them.
func (s *Store) purgeCopy(ctx context.Context, path string, ids []model.BriefID) error {
	c := s.like(path)
	has, err := c.holds(ctx, ids)
	if err != nil || !has {
		return err
	}
	err = c.Write(ctx, func(tx *Tx) error {
		for _, id := range ids {
			if err := tx.Purge(id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Compact(ctx)
}

// holds reports whether a copy has something of one of the briefs. One of an
// older version is not brought up to date for that: the older program may be
// wanted again, with its own.
func (s *Store) holds(ctx context.Context, ids []model.BriefID) (has bool, err error) {
	look := func(tx *Tx) error {
		has = tx.bolt != nil && tx.uncompacted()
		for _, id := range ids {
			_, there, err1 := tx.Brief(id)
			last, err2 := tx.LastChange(id)
			if err := errors.Join(err1, err2); err != nil {
				return err
			}
			has = has || there || last != 0
		}
		return nil
	}
	if err = s.read(ctx, look); !errors.Is(err, errOlder) {
		return has, err
	}
	d, err := newDraft(filepath.Dir(s.path))
	if err != nil {
		return false, err
	}
	defer d.drop()
	raw, err := s.copyAside(ctx, d)
	if err == nil {
		err = s.like(raw).Read(ctx, look)
	}
	return has, err
}
