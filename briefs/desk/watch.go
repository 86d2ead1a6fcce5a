package desk

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// A FileStamp changes when a brief's file is written; it is "" where there is no
// file.
type FileStamp string

// FileStamp is the stamp of the file that o was read from. It costs
// microseconds, so it can be asked for often.
func (o *Opened) FileStamp() FileStamp {
	if o.path == "" || o.sample != nil {
		return ""
	}
	info, err := os.Stat(o.path)
	if err != nil {
		return ""
	}
	return stampOf(info)
}

// ReadStamp is the stamp that the file had when o was read from it; "" where o
// came from elsewhere.
func (o *Opened) ReadStamp() FileStamp { return o.stamp }

func stampOf(info fs.FileInfo) FileStamp {
	if !info.Mode().IsRegular() {
		return ""
	}
	return FileStamp(fmt.Sprintf("%d.%d", info.Size(), info.ModTime().UnixNano()))
}

// NewText opens what o's file holds now, where that is another text; it is nil
// where the text is o's still, or there is no file.
func (d *Desk) NewText(ctx context.Context, o *Opened) (*Opened, error) {
	if o.FileStamp() == "" {
		return nil, nil
	}
	now, err := d.open(ctx, o.path, strings.NewReader(""), intake{format: o.Revision.Format})
	if err != nil || now.Revision.Hash == o.Revision.Hash {
		return nil, err
	}
	return now, nil
}

// NewestText opens the newest text of o's brief: what its file holds, where that
// is another text than o's, else what the store has.
func (d *Desk) NewestText(ctx context.Context, o *Opened) (*Opened, error) {
	if now, err := d.NewText(ctx, o); err != nil || now != nil {
		return now, err
	}
	return d.OpenID(ctx, o.Brief.ID)
}
