package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"obelus/model"
)

// Restore puts a backup in the store's place, after it was read through. of is
// what it holds, replaced where the store is that was there, "" where there was
// none.
func (s *Store) Restore(ctx context.Context, from string, now time.Time) (of model.Backup, replaced string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.restorable(from); err != nil {
		return of, "", err
	}
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return of, "", s.written(err, true)
	}
	d, err := newDraft(dir)
	if err != nil {
		return of, "", s.written(err, true)
	}
	defer d.drop()
	source := s.like(from)
	tmp, err := source.copyAside(ctx, d)
	if err == nil {
		err = source.fit(ctx, tmp)
	}
	if err == nil {
		of, err = s.like(tmp).contents(ctx)
	}
	if err != nil {
		return of, "", s.notRestored(source.path, err)
	}
	if err := syncFile(tmp); err != nil {
		return of, "", s.written(err, true)
	}
	if _, err := os.Stat(s.path); err == nil {
		f, err := s.lockFile(ctx)
		if err != nil {
			return of, "", err
		}
		defer func() {
			unlock(f)
			_ = f.Close() // it was only read
		}()
		if replaced, err = s.setAside(replacedSuffix, now); err != nil {
			return of, "", s.written(err, true)
		}
	}
	err = d.deliver(tmp, s.path, true)
	s.sound.Store(0)
	return of, replaced, s.written(err, true)
}

// restorable refuses what is no other file.
func (s *Store) restorable(from string) error {
	info, err := os.Stat(from)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is not there: name a backup (obelus man lists where they are)", from)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", from, cause(err))
	}
	if info.IsDir() {
		return fmt.Errorf("%s is a folder: name a backup", from)
	}
	if there, err := os.Stat(s.path); err == nil && os.SameFile(info, there) {
		return fmt.Errorf("%s is the store itself: name a backup", from)
	}
	return nil
}

// fit reads the copy of a backup, s, through. One of an older version is brought
// up to date for that; the backup itself stays as it is.
func (s *Store) fit(ctx context.Context, path string) error {
	problems, err := s.readBack(ctx, path)
	if err == nil && len(problems) > 0 {
		err = &fileError{kind: ErrDamaged, text: firstOf(problems)}
	}
	return err
}

// notRestored words why the backup from was not taken over.
func (s *Store) notRestored(from string, err error) error {
	var told *fileError
	switch {
	case full(err):
		return s.written(err, true)
	case errors.Is(err, ErrForeign):
		return &fileError{kind: ErrForeign, text: fmt.Sprintf("%s is not a store of Obelus: name a backup", from)}
	case errors.Is(err, ErrNewer):
		return &fileError{kind: ErrNewer, text: fmt.Sprintf("%s was made by a newer Obelus: restore it with that one", from)}
	case errors.Is(err, ErrDamaged):
		what := err.Error()
		if bare, ok := strings.CutPrefix(what, from+isDamaged); ok {
			what = " (" + strings.TrimSuffix(bare, untouched) + ")"
		}
		return &fileError{kind: ErrDamaged, text: fmt.Sprintf(
			"%s is damaged%s, so it was not restored: obelus check --repair --db %s saves what can be read of it", from, what, from)}
	case errors.As(err, &told), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return fmt.Errorf("%s could not be restored: %w; the store is as it was", from, cause(err))
}

// syncFile makes a file's bytes durable.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
