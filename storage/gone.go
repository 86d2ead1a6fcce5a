package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// ErrGone says that the store's file was there before, and is not any more:
// moved, deleted, or its disk taken out. No other one is made in its place, for
// what it held would seem to be lost.
var ErrGone = errors.New("the store is gone")

// missing reports whether there is no file. Where there was one before that is
// an error, ErrGone.
func (s *Store) missing() (bool, error) {
	_, err := os.Stat(s.path)
	if err == nil {
		s.met.Store(true)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return false, nil // what is wrong with it, opening it tells
	}
	if s.met.Load() {
		return true, s.gone(err)
	}
	return true, nil
}

func (s *Store) gone(cause error) error {
	return &fileError{kind: ErrGone, cause: cause, text: fmt.Sprintf(
		"the store is gone: put %s back, or start again to begin a new one; nothing was written", s.path)}
}

// stillThere reports that what was committed is in a file that nobody finds any
// more: it was deleted, or replaced from outside, while we had it open.
func (s *Store) stillThere(opened fs.FileInfo) error {
	now, err := os.Stat(s.path)
	if err == nil && os.SameFile(opened, now) {
		return nil
	}
	return s.gone(err)
}

// grown gives bbolt's error of a commit its cause, which bbolt only spells where
// the file could not be made larger (db.go, grow).
func grown(err error) error {
	if text := err.Error(); strings.HasPrefix(text, "file resize error: ") {
		for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
			if strings.HasSuffix(text, full.Error()) {
				return full
			}
		}
	}
	return err
}
