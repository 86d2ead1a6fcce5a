// Package storage keeps briefs, marks and the journal in one bbolt file.
//
// Every Read and Write opens the file, does one transaction and closes it, so
// that several windows can work on one store: bbolt locks the file for as long
// as it is open. Nothing is created before the first Write, and a file that is
// damaged or somebody else's is never written to.
//
// Every record carries a version and a checksum, for bbolt has checksums on
// its meta pages only. Values are copied out: they stay valid after the
// transaction.
package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
)

// defaultTimeout is how long an operation waits for another process.
const defaultTimeout = 5 * time.Second

// A Store is one file. It is safe for concurrent use, also by several
// processes and by several Stores of one process.
type Store struct {
	path    string
	timeout time.Duration
	schema  schema
	zip     *zipper
	sound   atomic.Uint64 // bbolt's number of the state that was looked over last, or left by this process
	met     atomic.Bool   // the file was there once
	copied  bool          // it is a copy: no backup of it precedes a migration
	mu      sync.RWMutex  // in one process nobody has to poll for the file's lock
}

// Options of a store; the zero value is what the program uses.
type Options struct {
	Timeout time.Duration // how long to wait for another process; 0 is 5 s
}

// New makes a store of the file at path, which need not be there. It writes
// nothing. Where path is a link the store is what it leads to.
func New(path string, o Options) *Store {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	return &Store{path: followLinks(path), timeout: o.Timeout, schema: currentSchema(), zip: newZipper()}
}

// Path is the store's file.
func (s *Store) Path() string { return s.path }

// DefaultPath is where the store is unless somebody says otherwise:
// $XDG_DATA_HOME/obelus/obelus.db, else ~/.local/share/obelus/obelus.db. env
// looks up a variable; home is the user's home folder. The specification (XDG
// Base Directory, 0.8) has a relative $XDG_DATA_HOME ignored.
func DefaultPath(env func(name string) string, home string) string {
	data := env("XDG_DATA_HOME")
	if !filepath.IsAbs(data) {
		data = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(data, "obelus", "obelus.db")
}

// Read gives do one state of the store; where there is no file, an empty one. A
// store of an older version is brought up to date first, where it can be written.
func (s *Store) Read(ctx context.Context, do func(*Tx) error) error {
	err := s.read(ctx, do)
	if !errors.Is(err, errOlder) {
		return err
	}
	if update := s.Write(ctx, func(*Tx) error { return nil }); errors.Is(update, ErrReadOnly) {
		return err
	} else if update != nil {
		return update
	}
	return s.read(ctx, do)
}

func (s *Store) read(ctx context.Context, do func(*Tx) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.transact(ctx, false, do)
}

// Write gives do the store to change. What it does is there whole when Write
// returns nil, and not at all otherwise.
func (s *Store) Write(ctx context.Context, do func(*Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.create(); err != nil {
		return err
	}
	pending := false
	err := s.transact(ctx, true, func(tx *Tx) error {
		pending = tx.uncompacted()
		return do(tx)
	})
	if err == nil && pending {
		_ = s.compact(ctx) // who purged was killed before it could; where it fails, the next write tries again
	}
	return err
}

func (s *Store) transact(ctx context.Context, writable bool, do func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch missing, err := s.missing(); {
	case err != nil:
		return err
	case missing && !writable:
		return do(&Tx{zip: s.zip})
	}
	return s.withFile(ctx, writable, func(db *bolt.DB) error {
		err := s.lookOver()
		if err == nil {
			err = s.migrate(db, writable)
		}
		if err != nil {
			return err
		}
		opened, err := os.Stat(s.path)
		if err != nil {
			return s.gone(err)
		}
		tx, err := db.Begin(writable)
		if err != nil {
			return err
		}
		if err := do(&Tx{bolt: tx, zip: s.zip}); err != nil {
			_ = tx.Rollback() // the error that matters is do's
			return s.named(err)
		}
		if err := ctx.Err(); err != nil {
			_ = tx.Rollback()
			return err
		}
		if !writable {
			return tx.Rollback()
		}
		id := tx.ID()
		if err := tx.Commit(); err != nil {
			return s.committed(grown(err))
		}
		s.sound.Store(uint64(id))
		return s.stillThere(opened)
	})
}
