package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"
)

// What can be wrong with the store's file; the errors that Read and Write
// return wrap these and name the file.
var (
	ErrBusy     = errors.New("another obelus is writing")
	ErrReadOnly = errors.New("the store cannot be written")
	ErrFull     = errors.New("the disk is full")
	ErrDamaged  = errors.New("the store is damaged")
	ErrForeign  = errors.New("not a store of Obelus")
	ErrNewer    = errors.New("the store was made by a newer Obelus")
)

// A fileError is one line for people that is one of the errors above.
type fileError struct {
	kind  error
	text  string
	cause error
}

func (e *fileError) Error() string { return e.text }

func (e *fileError) Unwrap() []error { return []error{e.kind, e.cause} }

func (s *Store) busy() error {
	return &fileError{kind: ErrBusy, text: fmt.Sprintf("another obelus is writing %s; try again", s.path)}
}

func (s *Store) damaged(format string, args ...any) error {
	what := fmt.Sprintf(format, args...)
	return &fileError{kind: ErrDamaged, text: fmt.Sprintf(
		"%s is damaged: %s; nothing was written to it: put a backup in its place, or move it away to start anew", s.path, what)}
}

func (s *Store) foreign() error {
	return &fileError{kind: ErrForeign, text: fmt.Sprintf(
		"%s is not a store of Obelus; nothing was written to it: name another file with --db", s.path)}
}

// opened words an error of opening the file.
func (s *Store) opened(err error, writable bool) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrTimeout):
		return s.busy()
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrChecksum):
		return s.damaged("its first pages are not valid")
	}
	return s.written(err, writable)
}

// committed words an error of writing the file.
func (s *Store) committed(err error) error { return s.written(err, true) }

func (s *Store) written(err error, writable bool) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return &fileError{kind: ErrFull, cause: err, text: fmt.Sprintf(
			"no room for the store %s (%v): nothing was changed; free some room and try again", s.path, cause(err))}
	case writable && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return &fileError{kind: ErrReadOnly, cause: err, text: fmt.Sprintf(
			"the store %s cannot be written (%v): reading works; make it writable, or name another file with --db", s.path, cause(err))}
	}
	return fmt.Errorf("the store %s cannot be used (%w): name another file with --db", s.path, cause(err))
}

// cause is err without the path and the system call.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
