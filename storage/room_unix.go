//go:build unix

package storage

import "golang.org/x/sys/unix"

// freeRoom is how many bytes somebody without privileges can still write in a
// folder; ok is false where that is not known.
func freeRoom(dir string) (bytes int64, ok bool) {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return int64(fs.Bavail) * int64(fs.Bsize), true
}
