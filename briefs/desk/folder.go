package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"obelus/model"
)

// maxFiles bounds how many briefs a folder can show.
const maxFiles = 10_000

// Files lists the briefs in a folder and the folders in it (.md, .markdown,
// .txt), in the order of their paths. Hidden folders are passed by, links are
// not followed. A folder without briefs is an error.
func Files(ctx context.Context, dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == dir:
			return fmt.Errorf("%s cannot be read: %w", dir, reason(err))
		case err != nil:
			return nil // what cannot be read inside is left out
		case e.IsDir() && path != dir && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case !e.Type().IsRegular():
			return nil
		}
		if _, ok := extensions()[strings.ToLower(filepath.Ext(path))]; ok {
			files = append(files, path)
		}
		if len(files) > maxFiles {
			return fmt.Errorf("%s holds more than %d briefs: name a folder inside it", dir, maxFiles)
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s holds no briefs: it has no .md, .markdown or .txt file", dir)
	}
	return files, err
}

// A Skipped file is one in a folder that could not be read as a brief.
type Skipped struct {
	Path string
	Err  error
}

// Folder is the shelf of what is in a folder, in the order of the paths,
// whether it is in the store or not. What cannot be read as a brief is listed
// as skipped; where nothing can, that is the error.
func (d *Desk) Folder(ctx context.Context, dir string) ([]Entry, []Skipped, error) {
	files, err := Files(ctx, dir)
	if err != nil {
		return nil, nil, err
	}
	var entries []Entry
	var skipped []Skipped
	for _, path := range files {
		e, err := d.fileEntry(ctx, path)
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case err != nil:
			skipped = append(skipped, Skipped{Path: path, Err: err})
		default:
			entries = append(entries, e)
		}
	}
	if len(entries) == 0 {
		errs := make([]error, 0, len(skipped))
		for _, s := range skipped {
			errs = append(errs, s.Err)
		}
		return nil, skipped, fmt.Errorf("%s holds no brief that can be read: %w", dir, errors.Join(errs[:1]...))
	}
	return entries, skipped, nil
}

func (d *Desk) fileEntry(ctx context.Context, path string) (Entry, error) {
	o, err := d.Open(ctx, path, nil)
	if err != nil {
		return Entry{}, err
	}
	if o.Stored {
		if c, ok, err := d.counts(ctx, o.Brief.ID); err == nil && ok {
			return atPath(entryOf(o.Brief, c), o.path), nil
		}
	}
	e, err := d.Count(ctx, o)
	return atPath(e, o.path), err
}

// atPath puts the path that an entry was found at first.
func atPath(e Entry, path string) Entry {
	if path != "" {
		e.Brief.ReadFrom(path)
	}
	return e
}

// counts reads what was counted of a brief, where it is still true.
func (d *Desk) counts(ctx context.Context, id model.BriefID) (c model.Counts, ok bool, err error) {
	err = d.store.Read(ctx, func(tx ReadTx) error {
		var last model.Seq
		if c, ok, err = tx.Counts(id); err != nil || !ok {
			return err
		}
		last, err = tx.LastChange(id)
		ok = c.At == last
		return err
	})
	return c, ok, err
}
