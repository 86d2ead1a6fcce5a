package storage

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"testing"
)

// TestCause: what people read says why, not by which call.
func TestCause(t *testing.T) {
	for name, err := range map[string]error{
		"itself":  syscall.ENOSPC,
		"a path":  &fs.PathError{Op: "write", Path: "/f", Err: syscall.ENOSPC},
		"a link":  &os.LinkError{Op: "link", Old: "/f", New: "/g", Err: syscall.ENOSPC},
		"a call":  os.NewSyscallError("copy_file_range", syscall.ENOSPC),
		"a copy":  &fs.PathError{Op: "write", Path: "/f", Err: os.NewSyscallError("copy_file_range", syscall.ENOSPC)},
		"wrapped": errors.Join(&fs.PathError{Op: "write", Path: "/f", Err: syscall.ENOSPC}),
	} {
		if got := cause(err); got != syscall.ENOSPC {
			t.Errorf("%s: %v, want %v", name, got, syscall.ENOSPC)
		}
	}
}
