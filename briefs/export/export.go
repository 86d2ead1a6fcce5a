// Package export writes annotated briefs, one file a format.
package export

import (
	"io"

	"obelus/briefs/markdown"
	"obelus/briefs/tally"
	"obelus/model"
)

// An Annotated is what an export is made of: one revision of a brief and the
// marks on it.
type Annotated struct {
	Brief    model.Brief
	Revision model.Revision
	Doc      *markdown.Document
	Units    []model.Unit
	Marks    []model.Mark // on this revision, in document order
	Orphans  []model.Mark // not found in this revision, with their old words
	Labels   map[model.MarkID]model.Label
	Tally    tally.Tally
}

// Markdown writes the annotated Markdown. Two exports of the same marks are
// the same bytes.
func Markdown(w io.Writer, a Annotated) error { panic("skeleton") }
