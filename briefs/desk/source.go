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
	name   string // what people call it
	path   string // absolute, or a sample's; "" where there is none to come back to
	raw    []byte
	sample *samples.Sample
}

// A FolderError says that a folder was given where one brief was wanted.
type FolderError struct{ Path string }

func (e *FolderError) Error() string {
	return fmt.Sprintf("%s is a folder: name one brief in it", model.CleanLine(e.Path))
}

// readSource reads what ref names where it names a file, a sample or the
// standard input; ok is false where it names none of these.
func readSource(ref string, stdin io.Reader) (s source, ok bool, err error) {
	switch {
	case ref == "-":
		raw, err := readBounded("standard input", stdin)
		return source{name: "standard input", raw: raw}, true, err
	case strings.HasPrefix(ref, samples.Prefix):
		return sampleSource(ref)
	case isURL(ref):
		return source{}, false, fmt.Errorf("%s: pages are not fetched from the net: save it as plain text or Markdown and open that file", ref)
	}
	info, err := os.Stat(ref)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.EINVAL):
		return source{}, false, nil
	case err != nil:
		return source{}, false, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	case info.IsDir():
		return source{}, false, &FolderError{Path: ref}
	}
	s, err = fileSource(ref, info)
	return s, true, err
}

func fileSource(ref string, info fs.FileInfo) (source, error) {
	path, err := filepath.Abs(ref)
	if err != nil {
		return source{}, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	if !info.Mode().IsRegular() {
		path = "" // a pipe's name brings nobody back to its text
	} else if info.Size() > maxBytes {
		return source{}, tooLarge(ref)
	}
	f, err := os.Open(ref)
	if err != nil {
		return source{}, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	raw, err := readBounded(ref, f)
	if closed := f.Close(); err == nil && closed != nil {
		err = fmt.Errorf("%s cannot be read: %w", ref, reason(closed))
	}
	return source{name: ref, path: path, raw: raw}, err
}

func sampleSource(ref string) (source, bool, error) {
	var names []string
	for _, s := range samples.All() {
		if s.Path == ref {
			return source{name: ref, path: ref, raw: []byte(s.Text), sample: &s}, true, nil
		}
		names = append(names, s.Path)
	}
	return source{}, false, &AmbiguousError{Ref: ref, Kind: "sample", Hint: "these are there", Candidates: names, cause: fs.ErrNotExist}
}

func readBounded(name string, r io.Reader) ([]byte, error) {
	if r == nil {
		return nil, fmt.Errorf("%s cannot be read here", name)
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, reason(err))
	case len(raw) > maxBytes:
		return nil, tooLarge(name)
	}
	return raw, nil
}

func tooLarge(name string) error {
	return fmt.Errorf("%s is larger than %d MB: split it into several briefs", name, maxBytes>>20)
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

func isURL(ref string) bool {
	lower := strings.ToLower(ref)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}
