package desk

import (
	"context"
	"fmt"
	"slices"

	"obelus/model"
)

// CompareFile compares the marks that analyst a has of o with those of analyst b
// that a file has, "" for the only one there, or the only one besides a. Nothing
// is stored. The file's marks are placed as an import would place them; what has
// no place in o's text, or cannot be used, is refused.
func (d *Desk) CompareFile(ctx context.Context, o *Opened, a, b model.Analyst, f ImportFile) (Comparison, error) {
	sides, err := d.Analysts(ctx, o)
	if err != nil {
		return Comparison{}, err
	}
	one, err := sideOf(sides, a)
	if err != nil {
		return Comparison{}, err
	}
	others, refused, err := d.sidesIn(ctx, o, f)
	if err != nil {
		return Comparison{}, err
	}
	other, err := sideInFile(others, a, b, f, refused)
	if err != nil {
		return Comparison{}, err
	}
	c, err := d.compare(ctx, o, one, other)
	c.Refused = refused
	return c, err
}

// sidesIn places the marks of a file in o.
func (d *Desk) sidesIn(ctx context.Context, o *Opened, f ImportFile) ([]Side, []model.Refusal, error) {
	im := &importing{desk: d, ctx: ctx, file: f}
	im.done.Refused = slices.Clone(f.Refused)
	l := &landing{opened: o}
	var marks Marks
	for _, in := range f.Marks {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if in.Gone {
			continue
		}
		if h := in.Mark.Revision; h != "" && h != o.Revision.Hash { // on another text: its words say where it is in this one
			in.Mark.Revision, in.Mark.Span, in.Points = "", model.Span{}, model.Points{}
		}
		why := im.tagged(&in)
		stands, err := im.stands(l, &in)
		if err != nil {
			return nil, nil, err
		}
		if why == "" && !stands {
			why = l.find(&in)
		}
		if why != "" {
			im.refuse(in, why)
			continue
		}
		in.Mark.ID, in.Mark.Brief = importedID(in, o.Brief.ID), o.Brief.ID
		marks.Here = append(marks.Here, MarkView{Mark: in.Mark, Title: o.Brief.Title, State: model.Placed})
	}
	slices.SortStableFunc(marks.Here, func(a, b MarkView) int { return model.CompareMarks(a.Mark, b.Mark) })
	labels := labelsOn(o.Doc, o.Units(), plain(marks.Here), nil)
	for i := range marks.Here {
		marks.Here[i].Label = labels[marks.Here[i].ID]
	}
	return sidesOf(marks), im.done.Refused, nil
}

// sideInFile chooses whose marks of a file are compared with a's.
func sideInFile(sides []Side, a, b model.Analyst, f ImportFile, refused []model.Refusal) (Side, error) {
	name := model.CleanLine(f.Name)
	if len(sides) == 0 {
		if len(refused) > 0 {
			return Side{}, fmt.Errorf("%s has no mark that can be compared: %s: %s", name, model.CleanLine(refused[0].Where), model.CleanLine(refused[0].Why))
		}
		return Side{}, fmt.Errorf("%s has no marks", name)
	}
	others := slices.DeleteFunc(slices.Clone(sides), func(s Side) bool { return s.Analyst == a && len(sides) > 1 })
	switch {
	case b != "":
		side, err := sideOf(sides, b)
		side.File = f.Name
		return side, err
	case len(others) > 1:
		e := &AmbiguousError{Ref: f.Name, Kind: "analyst", Matches: len(others), Hint: "say whose marks are compared, with --analysts A,B"}
		for _, s := range others[:min(len(others), maxCandidates)] {
			e.Candidates = append(e.Candidates, fmt.Sprintf("%s  %s", model.CleanLine(string(s.Analyst)), plural(len(s.Marks), "mark", "marks")))
		}
		return Side{}, e
	}
	others[0].File = f.Name
	return others[0], nil
}
