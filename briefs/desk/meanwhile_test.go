package desk_test

import (
	"context"
	"errors"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

// Two windows have the same mark open: what one changed is not lost by what
// the other keeps.
func TestChangedMeanwhile(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	out := o.tag(d, b, model.Attributed, said)
	seen := *out.Change.Marks[0].After
	set := func(tag model.Tag, revise func(*model.Details)) (model.Mark, error) {
		details := seen.Details.Clone()
		revise(&details)
		out, err := d.Tag(ctx, b, []desk.Tagging{{Span: seen.Span, Tag: tag, Details: &details, Seen: &seen}})
		if err != nil {
			return model.Mark{}, err
		}
		return *out.Change.Marks[0].After, nil
	}
	if _, err := d.Tag(ctx, b, []desk.Tagging{{Span: seen.Span, Tag: model.Opinion}}); err != nil {
		t.Fatal(err)
	}
	if _, err := set(seen.Tag, func(d *model.Details) { d.Speaker = "the ministry" }); err != nil {
		t.Fatal(err)
	}
	m, err := set(seen.Tag, func(d *model.Details) { d.Note = "mine" })
	if err != nil || m.Details.Speaker != "the ministry" || m.Details.Note != "mine" || m.Tag != model.Opinion {
		t.Errorf("%v: %+v", err, m)
	}
	_, err = set(seen.Tag, func(d *model.Details) { d.Note = "another" })
	var meanwhile *desk.MeanwhileError
	if !errors.As(err, &meanwhile) || meanwhile.Field != "note" || meanwhile.Mark.Details.Note != "mine" || !errors.Is(err, model.ErrConflict) {
		t.Errorf("both changed the note: %v", err)
	}
	o.must(d.Untag(ctx, seen.ID))
	if _, err = set(seen.Tag, func(d *model.Details) { d.Note = "late" }); !errors.As(err, &meanwhile) || meanwhile.Mark != nil {
		t.Errorf("of a mark that is gone: %v", err)
	}
	o.want("nothing made", o.marks(d, b), "")
}

func TestUsed(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	log := model.Reference{Title: "Port log", URL: "https://port.example", AddedBy: "ines"}
	name := func(words, who string, refs ...model.Reference) {
		details := model.Details{Speaker: who, References: refs}
		o.must(d.Tag(ctx, b, []desk.Tagging{{Span: o.span(b, words), Tag: model.Attributed, Details: &details}}))
	}
	name(said, "the ministry", log)
	name(pledged, "Ilichov")
	name("Prices fell", "the ministry", log, model.Reference{Title: "Wire"})
	used, err := d.Used(ctx)
	if err != nil || len(used.Speakers) != 2 || used.Speakers[0] != "the ministry" || used.Speakers[1] != "Ilichov" {
		t.Errorf("speakers %q, %v", used.Speakers, err)
	}
	if len(used.References) != 2 || used.References[0].Title != "Port log" || used.References[0].AddedBy != "" {
		t.Errorf("references %v", used.References)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := d.Used(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
