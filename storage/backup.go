package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

const (
	backupSuffix   = ".backup"    // of the copies that are made by themselves
	dailyLayout    = "2006-01-02" // of a day's copy, before the suffix
	mostDailies    = 7            // days that are kept
	replacedSuffix = ".replaced-" // of stores that restore replaced; the time follows
	copyPiece      = 4 << 20      // bytes that are copied before an interrupt is heard
	spareRoom      = 16 << 20     // bytes that stay free beside a daily copy
)

// BackUp writes a compact copy of the store to another file, and reads it back.
// The store is locked only while its bytes are copied, so that others go on. A
// store of an older version comes to the copy as one of today's. A file that is
// there is replaced only if replace is set.
func (s *Store) BackUp(ctx context.Context, to string, replace bool) (made model.Backup, err error) {
	to = followLinks(to)
	if err := s.copyable(to, replace); err != nil {
		return made, err
	}
	// What keeps the store from being read is told of it, not of a copy.
	if err := s.read(ctx, func(*Tx) error { return nil }); err != nil && !errors.Is(err, errOlder) {
		return made, backupError(to, err)
	}
	d, err := newDraft(filepath.Dir(to))
	if err != nil {
		return made, backupError(to, err)
	}
	defer d.drop()
	whole, err := s.compacted(ctx, d)
	if err == nil {
		err = s.sane(ctx, whole)
	}
	if err == nil {
		made, err = s.like(whole).contents(ctx)
	}
	if err == nil {
		err = d.deliver(whole, to, replace)
	}
	if errors.Is(err, ErrGone) { // the copy, if not the store as well
		if _, err = s.missing(); err == nil {
			err = fmt.Errorf("its folder was taken away: %w", fs.ErrNotExist)
		}
	}
	return made, backupError(to, err)
}

// contents counts what a copy holds.
func (s *Store) contents(ctx context.Context) (of model.Backup, err error) {
	err = s.Read(ctx, func(tx *Tx) error {
		of.Briefs, of.Marks = tx.bucket(briefsBucket).Stats().KeyN, tx.bucket(marksBucket).Stats().KeyN
		return nil
	})
	if err != nil {
		return of, err
	}
	info, err := os.Stat(s.path)
	if err == nil {
		of.Bytes = info.Size()
	}
	return of, err
}

// copyable refuses what no copy can be made of, or no copy be put at.
func (s *Store) copyable(to string, replace bool) error {
	store, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store to back up yet: %s is not there", s.path)
	}
	there, err2 := os.Lstat(to)
	switch {
	case err2 != nil:
		return nil
	case err == nil && os.SameFile(store, there):
		return &fileError{kind: fs.ErrExist, text: fmt.Sprintf("%s is the store itself: name another file", to)}
	case there.IsDir():
		return &fileError{kind: fs.ErrExist, text: fmt.Sprintf("%s is a folder: name a file", to)}
	case !replace:
		return &fileError{kind: fs.ErrExist, text: fmt.Sprintf("%s is there already: name another file, or replace it with --force", to)}
	}
	return nil
}

// backupError words why a copy could not be written.
func backupError(to string, err error) error {
	var told *fileError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case full(err):
		return &fileError{kind: ErrFull, cause: err, text: fmt.Sprintf("no room for the backup %s (%v): nothing was changed; free some room, or name a file elsewhere", to, cause(err))}
	case errors.As(err, &told):
		return err
	}
	return fmt.Errorf("the backup %s could not be made: %w", to, cause(err))
}

// copyAside copies the store's bytes to a draft, while nobody writes.
func (s *Store) copyAside(ctx context.Context, d *draft) (name string, err error) {
	name = d.file("copy")
	to, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return "", err
	}
	err = s.withFile(ctx, false, func(*bolt.DB) error {
		if err := s.lookOver(); err != nil {
			return err
		}
		from, err := os.Open(s.path)
		if err != nil {
			return err
		}
		err = copyAll(ctx, to, from)
		_ = from.Close() // it was only read
		return err
	})
	if closed := to.Close(); err == nil {
		err = closed
	}
	return name, err
}

// copyAll copies a file whole, and hears an interrupt.
func copyAll(ctx context.Context, to io.Writer, from io.Reader) error {
	for {
		_, err := io.CopyN(to, from, copyPiece)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
}

// compacted makes a compact copy of the store in a draft.
func (s *Store) compacted(ctx context.Context, d *draft) (name string, err error) {
	raw, err := s.copyAside(ctx, d)
	if err != nil {
		return "", err
	}
	name = d.file("compact")
	err = s.like(raw).withFile(ctx, false, func(db *bolt.DB) error { return copyCompact(ctx, name, db, nil) })
	if errors.Is(err, ErrDamaged) {
		err = s.unfit(nil)
	}
	return name, err
}

// like is the store that a copy of this one is. It is not backed up itself, and
// was there: where it is gone, its folder was taken away under us.
func (s *Store) like(path string) *Store {
	c := New(path, Options{Timeout: s.timeout})
	c.schema, c.copied = s.schema, true
	c.met.Store(true)
	return c
}

// sane reads a copy of the store through, which is brought up to date for that.
func (s *Store) sane(ctx context.Context, path string) error {
	problems, err := s.readBack(ctx, path)
	if err == nil && len(problems) > 0 {
		err = s.unfit(problems)
	}
	return err
}

// readBack checks a copy of the store. What it finds is told of the store.
func (s *Store) readBack(ctx context.Context, path string) ([]model.Problem, error) {
	problems, err := s.like(path).Check(ctx)
	for i, p := range problems {
		if p.Where == path {
			what := strings.TrimSuffix(strings.TrimPrefix(p.What, path+isDamaged), untouched)
			problems[i] = model.Problem{What: what}
		}
	}
	return problems, err
}

// unfit says that the store is damaged, so that there is no copy of it.
func (s *Store) unfit(problems []model.Problem) error {
	return &fileError{kind: ErrDamaged, text: fmt.Sprintf("%s is damaged%s, so no copy of it was kept: obelus check lists what is", s.path, firstOf(problems))}
}

// firstOf is the first of some problems, in brackets, and how many more there
// are; "" of none.
func firstOf(problems []model.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	more := ""
	if n := len(problems) - 1; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	first := problems[0].What
	if where := problems[0].Where; where != "" {
		first = where + ": " + first
	}
	return fmt.Sprintf(" (%s%s)", first, more)
}

// BackUpDaily makes the day's copy of the store beside it, where there is none
// yet, and keeps those of seven days. made is where it is, "" where nothing had
// to be done. Where there is no room for it the error is ErrFull.
func (s *Store) BackUpDaily(ctx context.Context, now time.Time) (made string, err error) {
	name := s.path + "." + now.Format(dailyLayout) + backupSuffix
	if _, err := os.Stat(name); err == nil {
		return "", nil
	}
	info, err := os.Stat(s.path)
	if err != nil {
		return "", nil // there is nothing to copy yet
	}
	need := 2*info.Size() + spareRoom
	if free, ok := freeRoom(filepath.Dir(s.path)); ok && free < need {
		return "", &fileError{kind: ErrFull, text: fmt.Sprintf(
			"today's backup of %s was not made: %d MB are free, and %d MB should be; what was marked is kept", s.path, free>>20, need>>20)}
	}
	_, err = s.BackUp(ctx, name, false)
	if errors.Is(err, fs.ErrExist) {
		return "", nil // another window made it meanwhile
	}
	if err != nil {
		return "", err
	}
	return name, s.dropOldDailies()
}

// dropOldDailies removes the oldest of the daily copies.
func (s *Store) dropOldDailies() error {
	all, err := s.dailies()
	if err != nil {
		return err
	}
	for _, name := range all[:max(0, len(all)-mostDailies)] {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return s.written(err, true)
		}
	}
	return nil
}

// dailies lists the daily copies, the oldest first.
func (s *Store) dailies() ([]string, error) {
	return s.beside(func(rest string) bool {
		day, ok := strings.CutSuffix(rest, backupSuffix)
		_, err := time.Parse("."+dailyLayout, day)
		return ok && err == nil
	})
}

// beside lists the files whose names are the store's and something that is
// wanted, in the order of their names.
func (s *Store) beside(wanted func(rest string) bool) ([]string, error) {
	dir, base := filepath.Split(s.path)
	entries, err := os.ReadDir(filepath.Clean(dir))
	if err != nil {
		return nil, s.written(err, true)
	}
	var names []string
	for _, e := range entries {
		if rest, ok := strings.CutPrefix(e.Name(), base); ok && rest != "" && wanted(rest) {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	slices.Sort(names)
	return names, nil
}
