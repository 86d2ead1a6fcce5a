package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// A schema is the version of what the buckets hold, and the ways to it from
// older ones.
type schema struct {
	version uint32
	steps   map[uint32]func(*bolt.Tx) error // from a version to the next one
}

// currentSchema is the third one. The first had an index of marks by tag, which
// the outlines of spans made needless, and every new mark dearer; the second had
// no rulings.
func currentSchema() schema {
	return schema{version: 3, steps: map[uint32]func(*bolt.Tx) error{
		1: func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("tags")) },
		2: func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte(rulingsBucket))
			return err
		},
	}}
}

const (
	metaBucket = "meta"
	schemaKey  = "schema"
	programKey = "program"
	program    = "obelus"
	purgedKey  = "purged" // something was purged, and the file is not compacted yet
)

// stamp writes the version.
func (c schema) stamp(tx *bolt.Tx) error {
	b := tx.Bucket([]byte(metaBucket))
	if err := b.Put([]byte(programKey), seal([]byte(programKey), []byte(program))); err != nil {
		return err
	}
	return b.Put([]byte(schemaKey), seal([]byte(schemaKey), binary.BigEndian.AppendUint32(nil, c.version)))
}

// version reads the version; ok is false where the file is not a store.
func version(tx *bolt.Tx) (v uint32, ok bool, err error) {
	b := tx.Bucket([]byte(metaBucket))
	if b == nil || b.Get([]byte(programKey)) == nil {
		return 0, false, nil
	}
	raw, err := unseal([]byte(schemaKey), b.Get([]byte(schemaKey)))
	if err != nil || len(raw) != 4 {
		return 0, true, fmt.Errorf("its version cannot be read (%w)", err)
	}
	return binary.BigEndian.Uint32(raw), true, nil
}

// migrate brings the store to the current version; a backup is made first,
// beside it. A store of a newer version is refused.
func (s *Store) migrate(db *bolt.DB, writable bool) error {
	var v uint32
	var ok bool
	err := db.View(func(tx *bolt.Tx) (err error) {
		if v, ok, err = version(tx); err == nil && ok && v == s.schema.version {
			err = hasBuckets(tx)
		}
		return err
	})
	switch {
	case err != nil:
		return s.damaged("%v", err)
	case !ok:
		return s.foreign()
	case v > s.schema.version:
		return &fileError{kind: ErrNewer, text: fmt.Sprintf(
			"%s was made by a newer Obelus (version %d of the store, this program knows %d): use that one", s.path, v, s.schema.version)}
	case v == s.schema.version:
		return nil
	case !writable:
		return s.older(v)
	}
	return s.upgrade(db, v)
}

// hasBuckets reports a bucket that is not there as an error: what it held would
// seem never to have been.
func hasBuckets(tx *bolt.Tx) error {
	for _, name := range buckets() {
		if tx.Bucket([]byte(name)) == nil {
			return fmt.Errorf("it has no %s any more", name)
		}
	}
	return nil
}

// errOlder says that a store is to be brought up to date before it can be read.
var errOlder = errors.New("the store is of an older Obelus")

// older says that a store cannot be read before it is brought up to date.
func (s *Store) older(v uint32) error {
	return &fileError{kind: ErrReadOnly, cause: errOlder, text: fmt.Sprintf(
		"%s is of an older Obelus (version %d of the store) and cannot be written, which would bring it up to date: make it writable", s.path, v)}
}

// upgrade backs the store up and takes it from version v to the current one,
// in one transaction.
func (s *Store) upgrade(db *bolt.DB, v uint32) error {
	if !s.copied {
		to := fmt.Sprintf("%s.v%d%s", s.path, v, backupSuffix)
		if err := s.keepOlder(db, to); err != nil {
			return s.written(fmt.Errorf("the backup %s: %w", to, cause(err)), true)
		}
	}
	err := db.Update(func(tx *bolt.Tx) error {
		for ; v < s.schema.version; v++ {
			step, ok := s.schema.steps[v]
			if !ok {
				return fmt.Errorf("there is no way from version %d of the store; known are %v", v, slices.Sorted(maps.Keys(s.schema.steps)))
			}
			if err := step(tx); err != nil {
				return err
			}
		}
		return s.schema.stamp(tx)
	})
	return s.committed(err)
}

// keepOlder copies the store as it is to another file, byte for byte, and reads
// the copy back; an older one of that name goes when the new one is durable.
func (s *Store) keepOlder(db *bolt.DB, to string) error {
	d, err := newDraft(filepath.Dir(to))
	if err != nil {
		return err
	}
	defer d.drop()
	f, err := os.OpenFile(d.file("copy"), os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	wrote, read := sha256.New(), sha256.New()
	err = db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(io.MultiWriter(f, wrote))
		return err
	})
	if err == nil {
		err = f.Sync()
	}
	if err == nil {
		_, err = io.Copy(read, io.NewSectionReader(f, 0, math.MaxInt64))
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil && !bytes.Equal(wrote.Sum(nil), read.Sum(nil)) {
		err = errors.New("it does not read back as it was written")
	}
	if err != nil {
		return err
	}
	return d.deliver(f.Name(), to, true)
}
