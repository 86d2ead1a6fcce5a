package storage

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

const (
	folderMode = 0o700
	fileMode   = 0o600
	// oneTry has bbolt try the lock once. Its own tries are 50 ms apart, and who
	// waits beside somebody that writes on and on would hardly ever come to it; so
	// we wait ourselves, for a random part of lockWait, and meanwhile hear an
	// interrupt and notice a file that was replaced.
	oneTry   = time.Millisecond
	lockWait = 20 * time.Millisecond
)

// withFile opens the file, gives it to do and closes it. Faults in the file
// are errors.
func (s *Store) withFile(ctx context.Context, writable bool, do func(*bolt.DB) error) error {
	if _, err := s.header(); err != nil {
		return err
	}
	var file *os.File // known before bbolt reads it, which can panic
	return s.guarded(func() error {
		db, err := s.open(ctx, writable, &file)
		if err != nil {
			return err
		}
		err = do(db)
		if closed := db.Close(); err == nil && closed != nil {
			err = s.written(closed, writable)
		}
		return err
	}, func() {
		if file != nil {
			unlock(file) // the mapping, which nobody can close now, would hold it
			_ = file.Close()
		}
	})
}

// open opens the file that is at the path now, waiting for its lock for as
// long as the store's timeout says. file is set to what was opened last.
func (s *Store) open(ctx context.Context, writable bool, file **os.File) (*bolt.DB, error) {
	options := &bolt.Options{
		Timeout:  oneTry,
		ReadOnly: !writable,
		OpenFile: func(path string, flag int, mode os.FileMode) (f *os.File, err error) {
			if path != s.path { // a copy that is being made
				return os.OpenFile(path, flag, mode)
			}
			*file, err = os.OpenFile(path, flag&^os.O_CREATE, mode)
			return *file, err
		},
		NoStatistics: true,
	}
	deadline := time.Now().Add(s.timeout)
	for {
		db, err := bolt.Open(s.path, fileMode, options)
		switch {
		case errors.Is(err, berrors.ErrTimeout) && time.Now().Before(deadline):
			if err := soon(ctx); err != nil {
				return nil, err
			}
			continue
		case err != nil:
			return nil, s.opened(err, writable)
		case s.replaced(*file):
			if err := db.Close(); err != nil {
				return nil, s.written(err, writable)
			}
			continue
		}
		return db, nil
	}
}

// soon returns after a random part of lockWait, or at once with ctx's error.
func soon(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Millisecond + rand.N(lockWait)):
		return nil
	}
}

// maxLinks is how many links one path may take, as in Linux (path_resolution(7)).
const maxLinks = 40

// followLinks gives the file that path leads to, also one that is not there
// yet: what takes a link's own place (an empty store, a compacted one) would
// leave the file behind that it led to.
func followLinks(path string) string {
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	followed := path
	for range maxLinks {
		to, err := os.Readlink(followed)
		if err != nil {
			return followed
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(followed), to)
		}
		followed = to
	}
	return path
}

// replaced reports whether another file took the path while we waited for the
// lock: compacting does that.
func (s *Store) replaced(file *os.File) bool {
	ours, err1 := file.Stat()
	there, err2 := os.Stat(s.path)
	return err1 == nil && err2 == nil && !os.SameFile(ours, there)
}

// create makes an empty store where there is none. It is made under another
// name and linked into place, so nobody ever sees half of one: a file of
// length zero is damage, not a new store.
func (s *Store) create() error {
	missing, err := s.missing()
	if err != nil {
		return err
	}
	if !missing {
		_, err := os.Stat(s.path)
		return s.opened(err, true)
	}
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return s.written(err, true)
	}
	tmp, err := os.CreateTemp(dir, ".obelus-*.new") // CreateTemp makes it 0600
	if err != nil {
		return s.written(err, true)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	if err := tmp.Close(); err != nil {
		return s.written(err, true)
	}
	if err := s.initialise(tmp.Name()); err != nil {
		return s.written(err, true)
	}
	if err := os.Link(tmp.Name(), s.path); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.Rename(tmp.Name(), s.path); err != nil { // a file system without links
			return s.written(err, true)
		}
	}
	return s.written(syncDir(dir), true)
}

// initialise makes the buckets of an empty store.
func (s *Store) initialise(path string) error {
	db, err := bolt.Open(path, fileMode, &bolt.Options{NoStatistics: true})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return s.schema.stamp(tx)
	})
	if closed := db.Close(); err == nil {
		err = closed
	}
	return err
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
