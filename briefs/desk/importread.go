package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"obelus/briefs/export"
	"obelus/briefs/webannotation"
	"obelus/model"
)

// An importReader reads marks, and what they are on, from a file of one format.
type importReader struct {
	format string
	looks  func(text string) bool // whether it is likely of that format
	read   func(name, text string) (ImportFile, error)
}

// importReaders lists the formats that marks are read from. One that is not told
// is the first that a file looks like.
func importReaders() []importReader {
	return []importReader{
		{"markdown", looksAnnotated, readAnnotated},
		{"json", looksJSON, readAnnotations},
	}
}

// ImportFormats lists the formats that marks are read from, by name.
func ImportFormats() []string {
	var names []string
	for _, r := range importReaders() {
		names = append(names, r.format)
	}
	return names
}

// autoFormat lets a file say itself what it is.
const autoFormat = "auto"

// ErrFormat is returned for the name of no format that marks are read from.
var ErrFormat = errors.New("is no format that marks are read from")

// readerNamed is the reader of a format; ok is false for auto.
func readerNamed(format string) (r importReader, ok bool, err error) {
	format = strings.ToLower(strings.TrimSpace(format))
	if format == "" || format == autoFormat {
		return r, false, nil
	}
	for _, r := range importReaders() {
		if r.format == format {
			return r, true, nil
		}
	}
	return r, false, fmt.Errorf("%q %w: write auto, %s", format, ErrFormat, strings.Join(ImportFormats(), " or "))
}

// maxImport bounds a file of marks: the largest brief with a great many.
const maxImport = 4 * maxBytes

// ReadImport reads the marks of the file that ref names, or of the standard
// input for "-", in a format that is named or "auto".
func ReadImport(ref string, stdin io.Reader, format string) (ImportFile, error) {
	reader, named, err := readerNamed(format)
	if err != nil {
		return ImportFile{}, err
	}
	src, ok, err := readSource(ref, stdin, maxImport)
	var folder *FolderError
	switch {
	case errors.As(err, &folder):
		return ImportFile{}, fmt.Errorf("%s is a folder: name the files in it", ref)
	case err != nil:
		return ImportFile{}, err
	case !ok || src.sample != nil:
		return ImportFile{}, fmt.Errorf("there is no file %s", ref)
	}
	text, _, err := decode(src.raw)
	if err != nil {
		return ImportFile{}, fmt.Errorf("%s: %w", ref, err)
	}
	src.raw = ""
	if strings.TrimSpace(text) == "" {
		return ImportFile{}, fmt.Errorf("%s is empty", src.name)
	}
	for _, r := range importReaders() {
		if !named && r.looks(text) {
			reader, named = r, true
		}
	}
	if !named {
		return ImportFile{}, fmt.Errorf("%s holds no marks: give an annotated brief that obelus export wrote, or Web Annotations in JSON", src.name)
	}
	return reader.read(src.name, text)
}

func looksAnnotated(text string) bool { return strings.Contains(text, "<!-- obelus:") }

// readAnnotated reads our own Markdown.
func readAnnotated(name, text string) (ImportFile, error) {
	back, err := export.ReadBack(text)
	if err != nil {
		return ImportFile{}, fmt.Errorf("%s: %w", name, err)
	}
	f := ImportFile{Name: name, Text: back.Text, Whole: true, Brief: back.Brief, Of: back.Of, About: back.About, Marks: back.Marks, Refused: back.Refused}
	if back.Titled {
		f.Title = back.About.Title
	}
	return f, nil
}

func looksJSON(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")
}

// readAnnotations reads W3C Web Annotations, ours and other programs'.
func readAnnotations(name, text string) (ImportFile, error) {
	marks, refused, err := webannotation.Read([]byte(text))
	if err != nil {
		return ImportFile{}, fmt.Errorf("%s: %w", name, err)
	}
	return ImportFile{Name: name, Marks: marks, Refused: refused}, nil
}

// Annotated reports whether o is an annotated brief that Export wrote, and not
// one that somebody keeps as a brief; marks is how many it has, as far as o has
// the text.
func (o *Opened) Annotated() (marks int, ok bool) {
	if o.known {
		return 0, false
	}
	return export.IsAnnotated(o.Doc.Text())
}

// ImportOpened brings in the marks of o, an annotated brief, with the brief that
// it carries, and opens that.
func (d *Desk) ImportOpened(ctx context.Context, o *Opened) (Imported, *Opened, error) {
	name := o.Brief.Title
	if o.path != "" {
		name = filepath.Base(o.path)
	}
	f, err := readAnnotated(name, o.Doc.Text())
	if err != nil {
		return Imported{}, nil, err
	}
	done, err := d.Import(ctx, f, ImportOptions{})
	if err != nil {
		return Imported{}, nil, err
	}
	brief, err := d.OpenID(ctx, done.Brief)
	return done, brief, err
}

// brief is the brief whose text a file carries, as it is called here.
func (im *importing) brief() model.BriefID {
	if im.text == nil {
		return ""
	}
	return im.text.id
}
