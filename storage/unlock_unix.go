//go:build unix

package storage

import (
	"os"
	"syscall"
)

// unlock gives a file's lock back to the others.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
