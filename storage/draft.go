package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// draftNames is what the folders of drafts are called.
const draftNames = ".obelus-*.draft"

// A draft is a folder of our own beside a file that is being made, for what is
// made on the way to it. Its maker holds its lock, by which others tell it from
// the draft of one who was killed.
type draft struct {
	dir  string
	lock *os.File
}

// newDraft begins a draft in a folder, and removes what others left there who
// were killed.
func newDraft(in string) (*draft, error) {
	_, _ = dropDrafts(context.Background(), in, 0) // what cannot be removed is in nobody's way
	for {
		dir, err := os.MkdirTemp(in, draftNames) // MkdirTemp makes it 0700
		if err != nil {
			return nil, err
		}
		f, err := os.Open(dir)
		if err == nil {
			var locked bool
			if locked, err = tryLock(f); err == nil && locked {
				if _, err := os.Stat(dir); err == nil {
					return &draft{dir, f}, nil
				}
			}
			_ = f.Close() // it was only locked
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // else it was taken for one left behind: another one
			_ = os.Remove(dir)
			return nil, err
		}
	}
}

// file is the path of a file of the draft.
func (d *draft) file(name string) string { return filepath.Join(d.dir, name) }

// deliver puts a file of the draft in its place. One that is there is an error
// unless replace is set.
func (d *draft) deliver(from, to string, replace bool) error {
	put := os.Rename
	if !replace {
		put = os.Link // which does not replace what came meanwhile
	}
	err := put(from, to)
	if !replace && err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
		err = os.Rename(from, to)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// drop removes the draft.
func (d *draft) drop() {
	unlock(d.lock)
	_ = d.lock.Close() // it was only locked
	_ = os.RemoveAll(d.dir)
}

// dropDrafts removes the drafts in a folder whose makers were killed, and those
// that are made there now once they are done. busy is the ones that were not
// done when the wait was over.
func dropDrafts(ctx context.Context, in string, wait time.Duration) (busy []string, err error) {
	entries, err := os.ReadDir(in)
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(wait)
	for _, e := range entries {
		if ours, _ := path.Match(draftNames, e.Name()); !ours || !e.IsDir() {
			continue
		}
		dir := filepath.Join(in, e.Name())
		for !dropLeft(dir) {
			if !time.Now().Before(deadline) || soon(ctx) != nil {
				busy = append(busy, dir)
				break
			}
		}
	}
	return busy, ctx.Err()
}

// dropLeft removes a draft, unless its maker is at work on it.
func dropLeft(dir string) (gone bool) {
	f, err := os.Open(dir)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	defer func() { _ = f.Close() }() // it was only locked
	return leftBehind(f) && os.RemoveAll(dir) == nil
}
