//go:build unix

package storage

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a file for ourselves, as bbolt does; locked is false where
// another process has it.
func tryLock(f *os.File) (locked bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// unlock gives a file's lock back to the others.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// leftBehind reports whether nobody works on a draft any more, whose open folder
// f is; it is locked then.
func leftBehind(f *os.File) bool {
	locked, err := tryLock(f)
	return locked && err == nil
}
