package desk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"obelus/briefs/samples"
	"obelus/model"
)

// A source is what came in, before anybody knows which brief it is.
type source struct {
	name   string    // what people call it
	path   string    // absolute, or a sample's; "" where there is none to come back to
	raw    string    // the bytes as they came
	stamp  FileStamp // of the file; "" where there is none
	sample *samples.Sample
}

// A FolderError says that a folder was given where one brief was wanted.
type FolderError struct{ Path string }

func (e *FolderError) Error() string {
	return fmt.Sprintf("%s is a folder: name one brief in it", model.CleanLine(e.Path))
}

// readSource reads what ref names where it names a file, a sample or the
// standard input, at most so many bytes; ok is false where it names none of
// these.
func readSource(ref string, stdin io.Reader, most int64) (s source, ok bool, err error) {
	switch {
	case ref == "-":
		raw, err := readBounded("standard input", stdin, 0, most)
		return source{name: "standard input", raw: raw}, true, err
	case isSample(ref):
		return sampleSource(ref)
	case isURL(ref):
		return source{}, false, fmt.Errorf("%s: pages are not fetched from the net: save it as plain text or Markdown and open that file", ref)
	}
	info, ok, err := fileAt(ref, most)
	if err != nil || !ok {
		return source{}, false, err
	}
	s, err = fileSource(ref, info, most)
	return s, true, err
}

// fileAt says what stands at the path ref; ok is false where nothing does. A
// folder is an error.
func fileAt(ref string, most int64) (info fs.FileInfo, ok bool, err error) {
	info, err = os.Stat(ref)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.EINVAL):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	case info.IsDir():
		return nil, false, &FolderError{Path: ref}
	case info.Mode().IsRegular() && info.Size() > most:
		return nil, false, tooLarge(ref, most)
	}
	return info, true, nil
}

// fileSource reads the file at ref.
func fileSource(ref string, info fs.FileInfo, most int64) (source, error) {
	path, err := filepath.Abs(ref)
	if err != nil {
		return source{}, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	if !info.Mode().IsRegular() {
		path = "" // a pipe's name brings nobody back to its text
	}
	f, err := os.Open(ref)
	if err != nil {
		return source{}, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	raw, err := readBounded(ref, f, info.Size(), most)
	if closed := f.Close(); err == nil && closed != nil {
		err = fmt.Errorf("%s cannot be read: %w", ref, reason(closed))
	}
	return source{name: ref, path: path, raw: raw, stamp: stampOf(info)}, err
}

func sampleSource(ref string) (source, bool, error) {
	var names []string
	for _, s := range samples.All() {
		if s.Path == ref {
			return source{name: ref, path: ref, raw: s.Text, sample: &s}, true, nil
		}
		names = append(names, s.Path)
	}
	return source{}, false, &AmbiguousError{Ref: ref, Kind: "sample", Hint: "these are there", Candidates: names, cause: fs.ErrNotExist}
}

// readBounded reads r to its end, which is likely behind size bytes and not
// behind most. It fills one string, of which no copy is made.
func readBounded(name string, r io.Reader, size, most int64) (string, error) {
	if r == nil {
		return "", fmt.Errorf("%s cannot be read here", name)
	}
	var raw strings.Builder
	raw.Grow(int(min(size, most)))
	_, err := io.Copy(&raw, io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("%s cannot be read: %w", name, reason(err))
	case int64(raw.Len()) > most:
		return "", tooLarge(name, most)
	}
	return raw.String(), nil
}

func tooLarge(name string, most int64) error {
	return fmt.Errorf("%s is larger than %d MB: split it into several briefs", name, most>>20)
}

// reason is err without the path and the system call, which the message around
// it names better.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

func isSample(ref string) bool { return strings.HasPrefix(ref, samples.Prefix) }

func isURL(ref string) bool {
	lower := strings.ToLower(ref)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
