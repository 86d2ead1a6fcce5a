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

// What is said before and behind what is damaged.
const (
	isDamaged = " is damaged: "
	untouched = "; nothing was written to it: obelus check --repair saves what can be read"
)

func (s *Store) damaged(format string, args ...any) error {
	return &fileError{kind: ErrDamaged, text: s.path + isDamaged + fmt.Sprintf(format, args...) + untouched}
}

// named gives an error about a record the name of the store that it is in.
func (s *Store) named(err error) error {
	var record *recordError
	if !errors.As(err, &record) {
		return err
	}
	return &fileError{kind: ErrDamaged, cause: err, text: fmt.Sprintf(
		"%s is damaged: its record %s cannot be read: %v; obelus check --repair saves what can be", s.path, record.where(), record.cause)}
}

func (s *Store) foreign() error {
	return &fileError{kind: ErrForeign, text: fmt.Sprintf(
		"%s is not a store of Obelus; nothing was written to it: name another file with --db; if it was one, obelus check --repair saves what can be read", s.path)}
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
	case full(err):
		return &fileError{kind: ErrFull, cause: err, text: fmt.Sprintf(
			"no room for the store %s (%v): nothing was changed; free some room and try again", s.path, cause(err))}
	case writable && (errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)):
		return &fileError{kind: ErrReadOnly, cause: err, text: fmt.Sprintf(
			"the store %s cannot be written (%v): reading works; make it writable, or name another file with --db", s.path, cause(err))}
	}
	return fmt.Errorf("the store %s cannot be used (%w): name another file with --db", s.path, cause(err))
}

// full reports whether there was no room for what was to be written.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// cause is err without the path and the system call.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	var call *os.SyscallError // within, where a file is copied to another
	if errors.As(err, &call) {
		return call.Err
	}
	return err
}
