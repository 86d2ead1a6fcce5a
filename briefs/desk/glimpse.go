package desk

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"obelus/briefs/markdown"
	"obelus/briefs/text"
	"obelus/model"
)

const (
	// wholeAtOnce is the size up to which a file is opened whole in a couple of
	// milliseconds, so that there is nothing to be gained by its beginning.
	wholeAtOnce = 256 << 10
	// glimpsed is how much of a larger file is read. It holds what says what
	// kind of file it is (sniffed), front matter of any size that is read, and
	// what the conversion of plain text decides from.
	glimpsed = 128 << 10
)

// Glimpse opens the beginning of a large file, for a screen that is to come at
// once; Open has to follow for the whole. ok is false where ref names no
// regular file or a small one, which is opened whole as fast. What is wrong
// with the file is the same error that Open gives.
//
// The beginning has text, title and front matter, is Partial, and cannot be
// kept or marked. Where the store answers within patience and knows the path,
// the brief has its id and its given title, and Place.
func (d *Desk) Glimpse(ctx context.Context, ref string, patience time.Duration) (o *Opened, ok bool, err error) {
	if ref == "-" || isSample(ref) || isURL(ref) {
		return nil, false, nil
	}
	info, ok, err := fileAt(ref, maxBytes)
	if err != nil || !ok || !info.Mode().IsRegular() || info.Size() <= wholeAtOnce {
		return nil, false, err
	}
	path, err := filepath.Abs(ref)
	if err != nil {
		return nil, false, nil // Open says so
	}
	soon, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	known := d.recall(soon, path)
	raw, whole, err := readHead(ref)
	if err != nil || whole {
		return nil, false, err
	}
	if o, err = beginning(&source{name: ref, path: path, raw: raw}); err != nil {
		return nil, false, err
	}
	select {
	case k := <-known:
		o.recognise(k)
	case <-soon.Done():
	}
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	return o, true, nil
}

// readHead reads the beginning of the file at ref; whole says that there is no
// more of it (any more).
func readHead(ref string) (raw string, whole bool, err error) {
	f, err := os.Open(ref)
	if err != nil {
		return "", false, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	defer func() { _ = f.Close() }() // nothing was written
	var head strings.Builder
	head.Grow(glimpsed)
	if _, err := io.Copy(&head, io.LimitReader(f, glimpsed)); err != nil {
		return "", false, fmt.Errorf("%s cannot be read: %w", ref, reason(err))
	}
	return head.String(), head.Len() < glimpsed, nil
}

// beginning makes a partial brief of src, which holds the beginning of a file.
func beginning(src *source) (*Opened, error) {
	content, _, err := decode(src.raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.name, err)
	}
	format, err := formatOf(src.path, content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.name, err)
	}
	content, headline := cutBehind(content), ""
	converter := converterMarkdown
	if format == model.FormatText {
		content, headline = text.Beginning(content)
		converter = text.Version
	}
	doc := markdown.New(content)
	o := newOpened(briefOf(doc, headline, src), model.Revision{Format: format, Converter: converter}, doc)
	o.path, o.partial = src.path, true
	return o, nil
}

// cutBehind cuts the beginning of a text behind its last whole line; where that
// would leave less than half of it, for a line is huge, behind a word, else
// behind a letter.
func cutBehind(content string) string {
	for _, end := range []byte{'\n', ' '} {
		if i := strings.LastIndexByte(content, end); i >= len(content)/2 {
			return content[:i+1]
		}
	}
	// What is cut in two was decoded to a U+FFFD.
	return strings.TrimRight(content, string(utf8.RuneError))
}

// A recollection is what the store knows of a path.
type recollection struct {
	brief model.Brief // without an id where the path is not known
	place *model.Place
}

// recall asks the store what it knows of path, and answers unless it fails.
// The store is not waited for beyond ctx: whoever asks may go on without it.
func (d *Desk) recall(ctx context.Context, path string) <-chan recollection {
	answer := make(chan recollection, 1)
	go func() {
		var k recollection
		err := d.store.Read(ctx, func(tx ReadTx) error {
			k = recollection{}
			id, ok, err := tx.BriefByPath(path)
			if err != nil || !ok {
				return err
			}
			if k.brief, err = mustBrief(tx, id); err != nil {
				return err
			}
			p, ok, err := tx.Place(id)
			if ok {
				k.place = &p
			}
			return err
		})
		if err == nil {
			answer <- k
		}
	}()
	return answer
}

// recognise takes over what the store knows of o's path.
func (o *Opened) recognise(k recollection) {
	if k.brief.ID == "" {
		return
	}
	own := o.Brief
	o.Brief, o.known, o.place = k.brief, true, k.place
	describe(&o.Brief, own)
}

// Partial reports whether o is only the beginning of a file (see Glimpse).
func (o *Opened) Partial() bool { return o.partial }

// Place is where the reader left off in the brief that was last read from o's
// path, as Glimpse found it; ok is false where that is not known. It need not
// lie in the text that o has, nor be a place in the file's text of today.
func (o *Opened) Place() (p model.Place, ok bool) {
	if o.place == nil {
		return model.Place{}, false
	}
	return *o.place, true
}

// Continues reports whether o's text begins with the partial's, but for the
// white space at the partial's end, and after the same front matter: then
// every place in the partial is the same place in o.
func (o *Opened) Continues(partial *Opened) bool {
	begun := strings.TrimRight(partial.Doc.Text(), " \t\n")
	return strings.HasPrefix(o.Doc.Text(), begun) && o.Doc.FrontMatter().Span == partial.Doc.FrontMatter().Span
}
