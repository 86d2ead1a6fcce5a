package storage

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// Compact copies what is in the store to a new file that takes its place, so
// that nothing is left of what was deleted. Whoever waits for the old file's
// lock notices, and opens the new one.
func (s *Store) Compact(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.compact(ctx)
}

func (s *Store) compact(ctx context.Context) error {
	if _, err := os.Stat(s.path); os.IsNotExist(err) {
		return ctx.Err()
	}
	return s.withFile(ctx, true, func(db *bolt.DB) error {
		if err := s.migrate(db, true); err != nil {
			return err
		}
		return s.written(s.copyOver(ctx, db), true)
	})
}

// copyOver puts a compact copy of db in the store's place. We hold the store's
// lock meanwhile.
func (s *Store) copyOver(ctx context.Context, db *bolt.DB) error {
	dir := filepath.Dir(s.path)
	d, err := newDraft(dir)
	if err != nil {
		return err
	}
	defer d.drop()
	fresh := d.file("store")
	err = copyCompact(ctx, fresh, db, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(metaBucket)).Delete([]byte(purgedKey))
	})
	if err == nil {
		err = d.deliver(fresh, s.path, true)
	}
	s.sound.Store(0)
	if err == nil {
		err = dropRepaired(dir)
	}
	return err
}

// repairedNames is what the new stores are called that repair makes.
const repairedNames = ".obelus-*.repaired"

// dropRepaired removes what repairs left that were killed. They hold the store's
// lock, so while we have it there is no other.
func dropRepaired(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if ours, _ := path.Match(repairedNames, e.Name()); ours {
			err = errors.Join(err, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return err
}

// compactBatch is how many bytes one transaction of compacting copies, and how
// many are copied before an interrupt is heard.
const compactBatch = 16 << 20

// A compaction copies a store record by record, as bolt.Compact does, but hears
// an interrupt.
type compaction struct {
	ctx  context.Context
	to   *bolt.DB
	tx   *bolt.Tx
	size int // bytes put in tx
}

// copyCompact makes a compact copy of a store; last is done to it in the end,
// unless it is nil. The copy is durable.
func copyCompact(ctx context.Context, to string, from *bolt.DB, last func(*bolt.Tx) error) (err error) {
	db, err := bolt.Open(to, fileMode, &bolt.Options{NoStatistics: true})
	if err != nil {
		return err
	}
	defer func() {
		if closed := db.Close(); err == nil {
			err = closed
		}
		if err == nil {
			err = trim(to)
		}
		if err != nil {
			err = grown(err)
		}
	}()
	db.NoSync = true // once for all, in the end
	c := &compaction{ctx: ctx, to: db}
	if c.tx, err = db.Begin(true); err != nil {
		return err
	}
	defer func() { _ = c.tx.Rollback() }() // what was committed is
	err = from.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error { return c.bucket([][]byte{name}, b) })
	})
	if err == nil && last != nil {
		err = last(c.tx)
	}
	if err == nil {
		err = c.commit()
	}
	return err
}

// trim takes off a store's file what bbolt took beyond its pages, a step of
// 16 MB at most, and makes it durable.
func trim(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	h, err := readHeader(f)
	if err == nil && h.size > h.pages*h.pageSize {
		err = f.Truncate(h.pages * h.pageSize)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (c *compaction) commit() error {
	if err := c.ctx.Err(); err != nil {
		return err
	}
	return c.tx.Commit()
}

// bucket copies the bucket at a path of names, and those in it.
func (c *compaction) bucket(names [][]byte, from *bolt.Bucket) error {
	to, err := c.create(names)
	if err == nil {
		err = to.SetSequence(from.Sequence())
	}
	if err != nil {
		return err
	}
	return from.ForEach(func(k, v []byte) error {
		if v == nil {
			return c.bucket(append(slices.Clip(names), k), from.Bucket(k))
		}
		if err := c.room(len(k) + len(v)); err != nil {
			return err
		}
		return c.at(names).Put(k, v)
	})
}

// create makes the bucket at a path of names.
func (c *compaction) create(names [][]byte) (*bolt.Bucket, error) {
	last := names[len(names)-1]
	if len(names) == 1 {
		return c.tx.CreateBucket(last)
	}
	return c.at(names[:len(names)-1]).CreateBucket(last)
}

// at is the bucket at a path of names, in the transaction that there is now. Its
// pages are filled to the brim.
func (c *compaction) at(names [][]byte) *bolt.Bucket {
	b := c.tx.Bucket(names[0])
	for _, name := range names[1:] {
		b = b.Bucket(name)
	}
	b.FillPercent = 1
	return b
}

// room begins another transaction where one would become too large.
func (c *compaction) room(size int) error {
	if c.size += size; c.size <= compactBatch {
		return nil
	}
	c.size = size
	if err := c.commit(); err != nil {
		return err
	}
	tx, err := c.to.Begin(true)
	if err == nil {
		c.tx = tx
	}
	return err
}
