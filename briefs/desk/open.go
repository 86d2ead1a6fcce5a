package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"obelus/briefs/markdown"
	"obelus/model"
)

// Open finds what ref names (a path, "sample:NAME", an id, a unique beginning
// of one, a unique part of a title, "-" for stdin) and reads it. It never
// writes. Several matches or none are an *AmbiguousError, a folder is a
// *FolderError.
//
// A file that can be read is opened also where the store cannot be: Notice
// says what is wrong with the store, and which brief it is shows when it is
// kept.
func (d *Desk) Open(ctx context.Context, ref string, stdin io.Reader) (*Opened, error) {
	return d.OpenAs(ctx, ref, stdin, Auto)
}

// OpenAs is Open, where f says what a file or the standard input holds.
func (d *Desk) OpenAs(ctx context.Context, ref string, stdin io.Reader, f model.Format) (*Opened, error) {
	return d.open(ctx, ref, stdin, intake{format: f})
}

// OpenSoon is Open for a screen that is to come at once: where the store is
// not to be had within patience, a file is opened without it, as where the
// store cannot be read.
func (d *Desk) OpenSoon(ctx context.Context, ref string, stdin io.Reader, patience time.Duration) (*Opened, error) {
	return d.open(ctx, ref, stdin, intake{format: Auto, patience: patience})
}

// errLater says why a file was opened without the store.
var errLater = errors.New("another program holds the store: marks show when it lets go")

// intake says how a text comes in.
type intake struct {
	format model.Format
	title  string // "" takes the text's own
	fresh  bool   // another brief, also where path is known

	patience time.Duration // how long the store is waited for; 0 is as long as it takes
}

func (d *Desk) open(ctx context.Context, ref string, stdin io.Reader, in intake) (*Opened, error) {
	src, ok, err := readSource(ref, stdin, maxBytes)
	if err != nil {
		return nil, err
	}
	if !ok {
		return d.openKnown(ctx, ref)
	}
	o, notice, err := read(&src, in)
	if err != nil {
		return nil, err
	}
	soon := ctx
	if in.patience > 0 {
		var cancel context.CancelFunc
		soon, cancel = context.WithTimeout(ctx, in.patience)
		defer cancel()
	}
	err = d.store.Read(soon, func(tx ReadTx) error {
		known, err := identify(tx, o, in.fresh)
		if err != nil {
			return err
		}
		o.Notice = join(notice, newsOf(o, known))
		return nil
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && soon.Err() != nil:
		err = errLater
	}
	if measured(o.Revision) {
		o.parsed = newParsed(o.Revision, o.Doc) // its words were counted when it arrived
	}
	if err != nil { // the text is here, and can be read without the store
		o.Notice = join(notice, err.Error())
		o.Brief.ID, o.unasked = model.BriefID(o.Revision.Hash[:model.BriefIDLen]), err
	}
	if in.title != "" {
		o.Brief.Title, o.Brief.Titled = titleLine(in.title), true
	}
	return o, nil
}

// read makes a brief of src, as if the store knew nothing of it. It empties src:
// of a large brief no text is held longer than it is needed.
func read(src *source, in intake) (o *Opened, notice string, err error) {
	content, notice, err := decode(src.raw)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", src.name, err)
	}
	format := in.format
	if format == Auto {
		if format, err = formatOf(src.path, content); err != nil {
			return nil, "", fmt.Errorf("%s: %w", src.name, err)
		}
	}
	brief, headline, converter := convert(format, content)
	rev := model.Revision{Hash: model.HashOf(brief), Format: format, Converter: converter, Bytes: len(brief)}
	if rev.Original = rev.Hash; brief != src.raw {
		rev.Original = model.HashOf(src.raw)
	}
	src.raw, content = "", ""
	doc := markdown.New(brief)
	o = newOpened(briefOf(doc, headline, src), rev, doc)
	o.path, o.sample, o.stamp = src.path, src.sample, src.stamp
	return o, notice, nil
}

// openKnown opens what the store or the samples know by that name: the newest
// text of a brief whose file is gone, or that is named by its id or title.
func (d *Desk) openKnown(ctx context.Context, ref string) (*Opened, error) {
	var o *Opened
	sample := ""
	err := d.store.Read(ctx, func(tx ReadTx) error {
		b, gone, err := knownBy(tx, ref)
		if err != nil {
			return err
		}
		if len(b.Revisions) == 0 {
			sample = b.Path()
			return nil
		}
		if o, err = fromStore(tx, b, b.Newest()); err != nil || !gone {
			return err
		}
		o.Notice = join(fmt.Sprintf("%s is gone: this is its text of %s", ref, day(o.Revision.Arrived)), o.Notice)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if sample != "" {
		return d.Open(ctx, sample, nil)
	}
	return o, nil
}

// knownBy finds the brief that ref names where it names no file. gone says
// that it was last read from a file of that name.
func knownBy(tx ReadTx, ref string) (b model.Brief, gone bool, err error) {
	if path, err := filepath.Abs(ref); err == nil {
		if id, ok, err := tx.BriefByPath(path); err != nil {
			return b, false, err
		} else if ok {
			b, err := mustBrief(tx, id)
			return b, true, err
		}
	}
	b, err = findBrief(tx, ref)
	return b, false, err
}

// OpenRevision opens an earlier text of a brief: which is its number from 1 in
// the order of arrival, or a beginning of its hash.
func (d *Desk) OpenRevision(ctx context.Context, id model.BriefID, which string) (*Opened, error) {
	var o *Opened
	err := d.store.Read(ctx, func(tx ReadTx) error {
		b, ok, err := tx.Brief(id)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("the brief is not in the store, so it has one text only: leave out the revision")
		}
		r, err := revisionOf(b, which)
		if err != nil {
			return err
		}
		if o, err = fromStore(tx, b, r); err != nil {
			return err
		}
		o.Earlier = r.Hash != b.Newest().Hash
		o.Notice = newsOf(o, true)
		return nil
	})
	return o, err
}

func revisionOf(b model.Brief, which string) (model.Revision, error) {
	var found []model.Revision
	for i, r := range b.Revisions {
		if which == fmt.Sprint(i+1) {
			return r, nil
		}
		same := len(found) > 0 && found[len(found)-1].Hash == r.Hash
		if len(which) >= 4 && strings.HasPrefix(string(r.Hash), strings.ToLower(which)) && !same {
			found = append(found, r)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	e := &AmbiguousError{Ref: which, Kind: "revision", Matches: len(found), Hint: "write its number, or more of its hash", cause: fs.ErrNotExist}
	for i, r := range b.Revisions {
		e.Candidates = append(e.Candidates, fmt.Sprintf("%d  %s  %s", i+1, r.Hash[:model.BriefIDLen], day(r.Arrived)))
	}
	e.Candidates = e.Candidates[max(0, len(e.Candidates)-maxCandidates):]
	return model.Revision{}, e
}

// fromStore opens a text that the store has.
func fromStore(tx ReadTx, b model.Brief, r model.Revision) (*Opened, error) {
	content, ok, err := tx.Text(r.Hash)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, &lostTextError{brief: b}
	}
	doc := markdown.New(content)
	if !measured(b.Newest()) && r.Hash == b.Newest().Hash {
		describe(&b, briefOf(doc, "", &source{path: b.Path()}))
	}
	o := newOpened(b, r, doc)
	o.Stored = r.Hash == b.Newest().Hash && !b.Removed
	o.known = true
	o.path = b.Path()
	return o, nil
}

// A lostTextError says that the store has a brief and its marks, but not the text
// that was wanted: a damaged store was repaired.
type lostTextError struct{ brief model.Brief }

func (e *lostTextError) Error() string {
	again := "add that text again"
	if path := e.brief.Path(); path != "" {
		again = "obelus add " + path + " brings it back, if that is the text still"
	}
	return fmt.Sprintf("the text of %s was lost with a damaged store: %s", excerpt(e.brief.Title), again)
}

func join(notices ...string) string {
	var said []string
	for _, n := range notices {
		if n != "" {
			said = append(said, n)
		}
	}
	return strings.Join(said, "; ")
}
