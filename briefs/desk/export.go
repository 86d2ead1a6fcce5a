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
	here, orphans, err := d.readMarks(ctx, o)
	if err != nil {
		return export.Annotated{}, err
	}
	speakers, err := d.Speakers(ctx)
	if err != nil {
		return export.Annotated{}, err
	}
	marks := plain(here)
	labels := labelsOn(o.Doc, o.Units(), marks, nil)
	if err := d.labelOrphans(ctx, orphans, labels); err != nil {
		return export.Annotated{}, err
	}
	brief := o.Brief
	if o.path != "" {
		brief.ReadFrom(o.path) // as it says once the brief is stored
	}
	a := export.Annotated{
		Brief: brief, Revision: o.measured(), Doc: o.Doc, Units: o.Units(),
		Marks: marks, Labels: labels, Tally: o.Tally(marks),
		Unsure: map[model.MarkID]string{}, Bases: map[model.MarkID]model.Mark{},
		Called: speakers.Called,
	}
	for _, v := range here {
		if v.Found {
			a.Bases[v.ID] = *v.Confirmed
		}
		if v.Unsure() {
			a.Unsure[v.ID] = v.Was
		}
	}
	for _, v := range orphans {
		a.Orphans = append(a.Orphans, v.Mark)
		labels[v.ID] = v.Label
	}
	if a.Labels == nil {
		a.Labels = map[model.MarkID]model.Label{}
	}
	return a, nil
}
