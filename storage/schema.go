package storage

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// A schema is the version of what the buckets hold, and the ways to it from
// older ones.
type schema struct {
	version uint32
	steps   map[uint32]func(*bolt.Tx) error // from a version to the next one
}

// currentSchema is the first one.
func currentSchema() schema { return schema{version: 1} }

const (
	metaBucket = "meta"
	schemaKey  = "schema"
	programKey = "program"
	program    = "obelus"

	backupSuffix = ".backup" // of the copies that migrations make
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
		v, ok, err = version(tx)
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

// older says that a store cannot be read before it is brought up to date.
func (s *Store) older(v uint32) error {
	return &fileError{kind: ErrReadOnly, text: fmt.Sprintf(
		"%s is of an older Obelus (version %d of the store): make it writable and add a brief, which brings it up to date", s.path, v)}
}

// upgrade backs the store up and takes it from version v to the current one,
// in one transaction.
func (s *Store) upgrade(db *bolt.DB, v uint32) error {
	if err := s.backUp(db, fmt.Sprintf("%s.v%d%s", s.path, v, backupSuffix)); err != nil {
		return err
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

// backUp copies the store whole to another file; an older backup of that name
// goes when the new one is complete.
func (s *Store) backUp(db *bolt.DB, to string) error {
	tmp := to + ".new"
	err := db.View(func(tx *bolt.Tx) error { return tx.CopyFile(tmp, fileMode) })
	if err == nil {
		err = os.Rename(tmp, to)
	}
	if err != nil {
		_ = os.Remove(tmp)
		return s.written(fmt.Errorf("the backup %s: %w", to, cause(err)), true)
	}
	return nil
}
