package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"obelus/briefs/share"
	"obelus/model"
)

// Where things are in a shared folder. Nothing else in it is looked at.
const (
	marksFolder = "marks"
	textsFolder = "texts"
	attributes  = marksFolder + "/.gitattributes"
)

// How Git is to merge files of marks: it takes the lines of both sides, of which
// the next sync keeps the newer ones, and leaves their ends as they are.
const unionMerge = "*" + share.Ending + " merge=union -text\n"

// What a shared folder may hold at most.
const (
	maxShared      = 20_000 // entries of one folder
	maxSharedBytes = 512 << 20
)

// A shared is a shared folder that is synced with.
type shared struct {
	root    *os.Root
	name    string
	mine    model.Analyst
	bytes   int // read so far
	texts   int // written
	refused []SyncRefusal
	notes   []string
	broken  map[string][]byte // files that hold nothing that can be read, and can be written anew
	closed  map[string]bool   // files that are not to be written over, such as a newer program's
}

func newShared(root *os.Root, name string, mine model.Analyst) *shared {
	return &shared{root: root, name: name, mine: mine, broken: map[string][]byte{}, closed: map[string]bool{}}
}

func (s *shared) refuse(file string, err error) {
	s.refused = append(s.refused, SyncRefusal{file, model.Refusal{Why: reason(err).Error()}})
}

func (s *shared) note(format string, args ...any) {
	s.notes = append(s.notes, fmt.Sprintf(format, args...))
}

// read reads the files of all analysts, in the order of their names. What cannot
// be read is refused.
func (s *shared) read(ctx context.Context) (files []sharedFile, err error) {
	for _, dir := range s.list(marksFolder) {
		switch {
		case strings.HasPrefix(dir.Name(), "."):
			continue
		case dir.Type()&fs.ModeSymlink != 0:
			s.refuse(path.Join(marksFolder, dir.Name()), errors.New("it is a link: links are not followed"))
			continue
		case !dir.IsDir():
			continue
		}
		for _, e := range s.list(path.Join(marksFolder, dir.Name())) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if strings.HasPrefix(e.Name(), ".") || !strings.EqualFold(path.Ext(e.Name()), share.Ending) {
				continue
			}
			if f, ok := s.readFile(dir.Name(), e.Name()); ok {
				files = append(files, f)
			}
		}
	}
	return files, nil
}

// list lists a folder; one that is not there is empty.
func (s *shared) list(dir string) []fs.DirEntry {
	f, err := s.root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var entries []fs.DirEntry
	if err == nil {
		entries, err = f.ReadDir(maxShared)
		if closed := f.Close(); err == nil || errors.Is(err, io.EOF) {
			err = closed
		}
	}
	if len(entries) == maxShared {
		err = fmt.Errorf("it holds more than %d files: only so many of them are read", maxShared-1)
	}
	if err != nil {
		s.refuse(dir, err)
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries
}

// readFile reads one file of marks; ok is false where it is refused as a whole.
func (s *shared) readFile(dir, name string) (f sharedFile, ok bool) {
	f.path = path.Join(marksFolder, dir, name)
	data, err := s.bytesOf(f.path, share.MaxFile)
	if err == nil {
		f.File, err = share.Read(data)
	}
	if errors.Is(err, share.ErrNoHeader) {
		s.broken[f.path] = data
	} else if err != nil {
		s.closed[f.path] = true
	}
	if err == nil && share.Folder(f.Analyst) != dir {
		s.closed[f.path] = true
		err = fmt.Errorf("it says that it is of %s, whose files are in %s", model.CleanLine(string(f.Analyst)), path.Join(marksFolder, share.Folder(f.Analyst)))
	}
	if err != nil {
		s.refuse(f.path, err)
		return f, false
	}
	for _, r := range f.Refused {
		s.refused = append(s.refused, SyncRefusal{f.path, r})
	}
	if f.Markers > 0 {
		s.note("%s: a merge was left in conflict there (%s): both sides were read, and the next sync of %s writes it anew",
			f.path, f.First, model.CleanLine(string(f.Analyst)))
	}
	if f.copy = name != share.FileOf(f.Brief); f.copy {
		s.note("%s was read too: another program made it beside %s, and it can be removed when %s has synced",
			f.path, share.FileOf(f.Brief), model.CleanLine(string(f.Analyst)))
	}
	if f.Analyst == s.mine {
		f.data = data
	}
	return f, true
}

// bytesOf reads a file whole; links and what is no file are not read.
func (s *shared) bytesOf(name string, most int64) ([]byte, error) {
	info, err := s.root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is a link or a device: only plain files are read")
	case info.Size() > most:
		return nil, fmt.Errorf("it is larger than %d MB", most>>20)
	case s.bytes > maxSharedBytes:
		return nil, fmt.Errorf("the folder holds more than %d MB: only so much of it is read", maxSharedBytes>>20)
	}
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	s.bytes += len(data)
	return data, errors.Join(err, f.Close())
}

// write puts a file in its place, whole or not at all, and durably. was is what
// was read there, nil for nothing: where something else is there now it is
// errMeanwhile.
func (s *shared) write(name string, data, was []byte) error {
	if err := s.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return s.unwritten(name, err)
	}
	mode := fs.FileMode(0o666) // less the umask: the folder's others read it too
	if info, err := s.root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	beside := path.Join(path.Dir(name), ".obelus-"+uuid.NewString()+".tmp")
	err := s.fill(beside, data, mode)
	if err == nil {
		now, missing := s.bytesOf(name, share.MaxFile)
		switch {
		case errors.Is(missing, fs.ErrNotExist) != (was == nil), missing == nil && !slices.Equal(now, was):
			err = errMeanwhile
		default:
			err = s.root.Rename(beside, name)
		}
	}
	if err != nil {
		_ = s.root.Remove(beside) // what could not be made may not be there
		return s.unwritten(name, err)
	}
	if dir, err := s.root.Open(path.Dir(name)); err == nil {
		_ = dir.Sync() // network file systems may not know how
		_ = dir.Close()
	}
	return nil
}

func (s *shared) fill(name string, data []byte, mode fs.FileMode) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err = f.Write(data); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (s *shared) unwritten(name string, err error) error {
	return fmt.Errorf("%s cannot be written: %w", filepath.Join(s.name, filepath.FromSlash(name)), reason(err))
}

// sweep removes what writers of mine who were killed left in a folder.
func (s *shared) sweep(dir string, now time.Time) {
	for _, e := range s.list(dir) {
		if !strings.HasPrefix(e.Name(), ".obelus-") || path.Ext(e.Name()) != ".tmp" {
			continue
		}
		if info, err := e.Info(); err == nil && now.Sub(info.ModTime()) > time.Hour {
			_ = s.root.Remove(path.Join(dir, e.Name())) // the next sync tries again
		}
	}
}

// unite tells Git how to merge the files, where the folder is in a checkout and
// nobody told it anything.
func (s *shared) unite() error {
	if _, err := s.root.Lstat(attributes); err == nil || !inCheckout(s.name) {
		return nil
	}
	if err := s.write(attributes, []byte(unionMerge), nil); err != nil && !errors.Is(err, errMeanwhile) {
		return err
	}
	return nil
}

// inCheckout reports whether a folder is in the checkout of a Git repository.
func inCheckout(folder string) bool {
	dir, err := filepath.Abs(folder)
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, ".git")); missing == nil {
			return true
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	return false
}
