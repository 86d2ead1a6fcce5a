//go:build !unix

package storage

import "os"

// tryLock takes the file for ours: bbolt locks it here in ways of its own.
func tryLock(*os.File) (locked bool, err error) { return true, nil }

// unlock leaves the lock to the end of the process: here closing the file is
// all that gives it back.
func unlock(*os.File) {}

// leftBehind is not known here: no draft of another process is touched.
func leftBehind(*os.File) bool { return false }
