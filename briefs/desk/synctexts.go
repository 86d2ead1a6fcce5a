package desk

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"obelus/briefs/share"
	"obelus/model"
)

// A parcel is a brief that the store lacks, with the texts of it that the folder
// has.
type parcel struct {
	share.File
	texts []*Opened // in the order in which they came, as far as that can be told
}

// look finds which briefs the folder has and the store lacks, and reads their
// texts where they are wanted.
func (s *syncing) look() error {
	if !s.opts.Texts {
		return nil
	}
	var lacking []sharedFile
	err := s.desk.store.Read(s.ctx, func(tx ReadTx) error {
		shelf, err := shelvingOf(tx)
		if err != nil {
			return err
		}
		for _, f := range s.files {
			if _, known, err := shelf.briefOf(f.File); err != nil {
				return err
			} else if !known {
				lacking = append(lacking, f)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, f := range lacking {
		p := parcel{File: f.File}
		for _, h := range textsOf(f.States) {
			o, err := s.textOf(h, f.Header)
			if err != nil {
				return err
			}
			if o != nil {
				p.texts = append(p.texts, o)
			}
		}
		if len(p.texts) > 0 {
			slices.SortStableFunc(p.texts, func(a, b *Opened) int { return begins(b, f.Brief) - begins(a, f.Brief) })
			s.parcel = append(s.parcel, p)
		}
	}
	return nil
}

// begins is 1 for a text that gave its brief the id, for that was the first.
func begins(o *Opened, id model.BriefID) int {
	if strings.HasPrefix(string(o.Revision.Hash), string(id)) {
		return 1
	}
	return 0
}

// textFile is where a text is in a shared folder.
func textFile(h model.Hash) string { return path.Join(textsFolder, string(h)+".md") }

// errOtherText says that a file is not the text that its name says.
var errOtherText = errors.New("it is not the text that its name says, or is not all there yet")

// textOf reads a text of the folder, as one of the brief of a file of marks; nil
// where it is not there or not that text.
func (s *syncing) textOf(h model.Hash, of share.Header) (*Opened, error) {
	data, err := s.shared.bytesOf(textFile(h), maxBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var o *Opened
	if err == nil && model.HashOf(string(data)) != h {
		err = errOtherText
	}
	if err == nil {
		src := source{name: textFile(h), raw: string(data)}
		o, _, err = read(&src, intake{format: model.FormatMarkdown})
	}
	if err == nil && o.Revision.Hash != h {
		err = errOtherText
	}
	if err != nil {
		s.shared.refuse(textFile(h), err)
		return nil, nil
	}
	if validBriefID(of.Brief) {
		o.Brief.ID = of.Brief
	} else {
		o.Brief.ID = model.BriefID(h[:model.BriefIDLen])
	}
	if t := titleLine(of.Title); t != "" && t != o.Brief.Title {
		o.Brief.Title, o.Brief.Titled = t, true
	}
	return o, o.measure(s.ctx)
}

// hasText reports whether the folder has one of the texts that marks stand on.
func (s *shared) hasText(states share.States) bool {
	return slices.ContainsFunc(textsOf(states), func(h model.Hash) bool {
		info, err := s.root.Lstat(textFile(h))
		return err == nil && info.Mode().IsRegular()
	})
}

// unpack brings the briefs that only the folder has into the store; without w it
// only says what would come.
func (d *deciding) unpack(w WriteTx) error {
	for _, p := range d.parcel {
		if _, known, err := d.shelf.briefOf(p.File); err != nil || known { // another analyst's file brought it
			if err != nil {
				return err
			}
			continue
		}
		first, at := p.texts[0], d.at
		b := first.Brief
		b.Revisions = []model.Revision{first.Revision}
		if w != nil {
			kept, err := d.desk.keepIn(w, first, at, false)
			if err != nil {
				return err
			}
			b = kept.brief
		}
		for _, o := range p.texts[1:] {
			if b = o.arrive(b, at); w != nil {
				if err := w.PutText(o.Doc.Text()); err != nil {
					return err
				}
			}
		}
		d.shelf.add(b)
		for _, o := range p.texts {
			d.docs[o.Revision.Hash] = o.Doc
		}
		c := d.changeOf(b.ID)
		c.Briefs = append(c.Briefs, model.BriefChange{After: &b})
		d.briefs = append(d.briefs, b.ID)
	}
	return nil
}

// sendText puts a text into the folder where it is not there whole.
func (s *syncing) sendText(h model.Hash) error {
	var text string
	var ok bool
	err := s.desk.store.Read(s.ctx, func(tx ReadTx) (err error) {
		text, ok, err = tx.Text(h)
		return err
	})
	if err != nil || !ok {
		return err
	}
	name := textFile(h)
	if info, err := s.shared.root.Lstat(name); err == nil && info.Mode().IsRegular() && info.Size() == int64(len(text)) {
		return nil
	}
	if s.shared.texts++; s.opts.Dry {
		return nil
	}
	was, err := s.shared.bytesOf(name, share.MaxFile)
	if errors.Is(err, fs.ErrNotExist) {
		was = nil
	} else if err != nil {
		return s.shared.unwritten(name, err)
	}
	return s.shared.write(name, []byte(text), was)
}
