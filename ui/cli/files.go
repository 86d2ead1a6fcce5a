package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"obelus/model"
)

// namesFolder reports whether output is a folder, or is written as one.
func namesFolder(output string) bool {
	return output != "" && (isFolder(output) || os.IsPathSeparator(output[len(output)-1]))
}

// maxName is how many bytes of a title a file's name takes.
const maxName = 100

// fileName makes a file's name of a title: its letters and digits in any
// script, parted by hyphens. It holds no separator and no leading point, so it
// cannot leave its folder, nor is it hidden, nor a device of Windows.
func fileName(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) || r == utf8.RuneError {
			gap = b.Len() > 0
			continue
		}
		if b.Len()+utf8.RuneLen(r)+1 > maxName {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "untitled"
	}
	return b.String()
}

// freeName is the name of a brief's file in a folder, which no other brief of
// this run has and no file there of another one. The ending keeps it apart from
// a brief's own file.
func freeName(taken map[string]model.BriefID, folder string, form form, brief model.Brief) string {
	name := fileName(brief.Title)
	whose, ok := taken[name]
	if ok && whose != brief.ID || !form.nameless && isOfOther(filepath.Join(folder, name+form.ending), brief.ID) {
		name += "-" + string(brief.ID)
	}
	taken[name] = brief.ID
	return name + form.ending
}

// isOfOther reports whether a file is there that does not name a brief.
func isOfOther(path string, id model.BriefID) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	buf := make([]byte, 64<<10)
	kept := 0 // of what was read before, in which an id can begin
	for {
		n, err := f.Read(buf[kept:])
		read := buf[:kept+n]
		if bytes.Contains(read, []byte(id)) {
			return false
		}
		if err != nil {
			return len(read) > 0
		}
		kept = copy(buf, read[max(0, len(read)-len(id)):])
	}
}

// writeWhole writes a file so that it is there whole or not at all: beside its
// place, then moved there. What is no file (a pipe, a device) is written to.
func writeWhole(path string, write func(*bufio.Writer) error) error {
	err := replace(path, write)
	var pathErr *fs.PathError
	var linkErr *os.LinkError
	switch {
	case errors.As(err, &pathErr):
		err = pathErr.Err
	case errors.As(err, &linkErr):
		err = linkErr.Err
	case err == nil:
		return nil
	}
	return fmt.Errorf("%s cannot be written: %w", path, err)
}

func replace(path string, write func(*bufio.Writer) error) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return fill(f, write)
	}
	mode := fs.FileMode(0o666) // less the umask
	if err == nil {
		mode = info.Mode().Perm()
	}
	beside := filepath.Join(filepath.Dir(path), fmt.Sprintf(".obelus-%d.tmp", os.Getpid()))
	f, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if err := fill(f, write); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	if err := os.Rename(beside, path); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return nil
}

// fill writes f and closes it.
func fill(f *os.File, write func(*bufio.Writer) error) error {
	w := bufio.NewWriter(f)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}
