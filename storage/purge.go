package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

// Purge removes a brief for good: its texts where no other brief has them, its
// marks, and all that the journal says of it. The bytes are gone from the file
// after Compact.
func (tx *Tx) Purge(id model.BriefID) error {
	b, ok, err := tx.Brief(id)
	if err != nil || !ok {
		return err
	}
	if err := tx.purgeMarks(id); err != nil {
		return err
	}
	if err := tx.purgeJournal(id); err != nil {
		return err
	}
	if err := tx.dropBrief(b); err != nil {
		return err
	}
	for _, r := range b.Revisions {
		others, err := tx.BriefsByText(r.Hash)
		if err != nil {
			return err
		}
		if len(others) > 0 {
			continue
		}
		if err := tx.dropText(r.Hash); err != nil {
			return err
		}
	}
	return errors.Join(tx.delete(placesBucket, []byte(id)), tx.delete(countsBucket, []byte(id)))
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
// one, so that the numbers stay without gaps.
func (tx *Tx) purgeJournal(id model.BriefID) error {
	var seqs []model.Seq
	for seq := range tx.seqs(id, 0) {
		seqs = append(seqs, seq)
	}
	for _, seq := range seqs {
		c, err := tx.change(seq)
		if err != nil {
			return err
		}
		if err := tx.putChange(c.Without(id)); err != nil {
			return err
		}
		if err := tx.delete(touchedBucket, touchedKey(id, seq)); err != nil {
			return err
		}
	}
	return nil
}

// compactBatch is how many bytes one transaction of compacting copies.
const compactBatch = 16 << 20

// Compact copies what is in the store to a new file that takes its place, so
// that nothing is left of what was deleted. Whoever waits for the old file's
// lock notices, and opens the new one.
func (s *Store) Compact(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := os.Stat(s.path); os.IsNotExist(err) {
		return ctx.Err()
	}
	err := s.withFile(ctx, true, func(db *bolt.DB) error {
		if err := s.migrate(db, true); err != nil {
			return err
		}
		return s.copyOver(db)
	})
	if err != nil {
		return err
	}
	return s.dropBeside(".v", backupSuffix) // migrations' copies hold what was deleted since
}

// dropBeside removes the files beside the store that are named as it is, with
// first next and last at the end.
func (s *Store) dropBeside(first, last string) error {
	dir, base := filepath.Split(s.path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return s.written(err, true)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), base+first) && strings.HasSuffix(e.Name(), last) {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return s.written(err, true)
			}
		}
	}
	return nil
}

// compactSuffix is of the copies that compacting makes.
const compactSuffix = ".compact"

// copyOver puts a compact copy of db in the store's place. We hold the store's
// lock, so a copy that is there already is one whose maker was killed.
func (s *Store) copyOver(db *bolt.DB) error {
	if err := s.dropBeside(".", compactSuffix); err != nil {
		return err
	}
	tmp := fmt.Sprintf("%s.%d%s", s.path, os.Getpid(), compactSuffix)
	defer func() { _ = os.Remove(tmp) }() // it is gone where all went well
	to, err := bolt.Open(tmp, fileMode, &bolt.Options{NoStatistics: true})
	if err != nil {
		return s.written(err, true)
	}
	err = bolt.Compact(to, db, compactBatch)
	if closed := to.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(tmp, s.path)
	}
	if err == nil {
		err = syncDir(filepath.Dir(s.path))
	}
	if err != nil {
		return s.written(err, true)
	}
	return nil
}
