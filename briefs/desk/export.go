package desk

import (
	"context"
	"io"

	"obelus/briefs/export"
	"obelus/model"
)

// Export writes the annotated Markdown of o, with the marks of every analyst.
func (d *Desk) Export(ctx context.Context, w io.Writer, o *Opened) error {
	a, err := d.Annotated(ctx, o)
	if err != nil {
		return err
	}
	return export.Markdown(w, a, export.Options{})
}

// Annotated is what an export of o is made of.
func (d *Desk) Annotated(ctx context.Context, o *Opened) (export.Annotated, error) {
	if o.partial {
		return export.Annotated{}, ErrPartial
	}
	here, behind, err := d.readMarks(ctx, o)
	if err != nil {
		return export.Annotated{}, err
	}
	labels := labelsOn(o.Doc, o.Units(), here, nil)
	views, err := d.behindViews(ctx, o.Brief.Title, behind, labels)
	if err != nil {
		return export.Annotated{}, err
	}
	brief := o.Brief
	if o.path != "" {
		brief.ReadFrom(o.path) // as it says once the brief is stored
	}
	a := export.Annotated{
		Brief: brief, Revision: o.measured(), Doc: o.Doc, Units: o.Units(),
		Marks: here, Labels: labels, Tally: o.Tally(here),
	}
	for _, v := range views {
		a.Orphans = append(a.Orphans, v.Mark)
		labels[v.ID] = v.Label
	}
	if a.Labels == nil {
		a.Labels = map[model.MarkID]model.Label{}
	}
	return a, nil
}
