package desk

import (
	"fmt"

	"github.com/google/uuid"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/model"
)

// sampleBrief is a sample as the shelf shows it before it is stored: without
// revisions.
func sampleBrief(s samples.Sample) model.Brief {
	doc := markdown.New(s.Text)
	front := doc.FrontMatter()
	return model.Brief{
		ID: model.BriefID(model.HashOf(s.Text)[:model.BriefIDLen]), Title: titleLine(doc.Title()), Paths: []string{s.Path},
		URL: front.URL, Date: front.Date, Outlet: front.Outlet, Author: front.Author, Handling: front.Handling,
	}
}

// premarks are the marks that a sample comes with, as this desk's analyst's.
// Their ids are always the same, so a mark that was shown before the sample was
// stored can be changed by its id.
func (d *Desk) premarks(o *Opened) []model.Mark {
	if o.sample == nil {
		return nil
	}
	var marks []model.Mark
	for i, p := range o.sample.Marks {
		found := o.Doc.Find(p.Quote)
		if len(found) == 0 {
			continue
		}
		marks = append(marks, model.Mark{
			ID: d.premarkID(o.sample.Path, i), Brief: o.Brief.ID, Revision: o.Revision.Hash,
			Span: found[0], Quote: o.Doc.Quote(found[0]), Tag: p.Tag,
			Details: model.Details{Status: model.Open}, Analyst: d.analyst,
		})
	}
	return marks
}

func (d *Desk) premarkID(path string, i int) model.MarkID {
	name := fmt.Sprintf("%s#%d %s", path, i, d.analyst)
	return model.MarkID(uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String())
}

// samplePathOf is the sample that a premark's id belongs to, or "".
func (d *Desk) samplePathOf(id model.MarkID) string {
	for _, s := range samples.All() {
		for i := range s.Marks {
			if d.premarkID(s.Path, i) == id {
				return s.Path
			}
		}
	}
	return ""
}

// bare reports whether a sample stands as the program brings it: it is not on
// the shelf, and no mark of it is in the store.
func bare(tx ReadTx, o *Opened) (bool, error) {
	if o.sample == nil {
		return false, nil
	}
	b, stored, err := tx.Brief(o.Brief.ID)
	if err != nil || !stored {
		return err == nil, err
	}
	if !b.Removed {
		return false, nil
	}
	marks, err := tx.Marks(b.ID)
	return len(marks) == 0, err
}
