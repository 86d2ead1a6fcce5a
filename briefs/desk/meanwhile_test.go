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

// TestTagMeanwhile: a tag, or new edges, that another window gave a mark are not
// overwritten by a key that was pressed on what it was before.
func TestTagMeanwhile(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	b := o.keep(d, o.file("grain.md", briefText))
	seen := *o.tag(d, b, model.Attributed, said).Change.Marks[0].After
	now := func() model.Mark {
		t.Helper()
		m, _, err := d.Mark(ctx, seen.ID)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	tag := func(tag, was model.Tag) error {
		_, err := d.Tag(ctx, b, []desk.Tagging{{Span: seen.Span, Tag: tag, Was: &was}})
		return err
	}
	edges := func(words string, tag model.Tag) error {
		span := o.span(b, words)
		_, err := d.Edit(ctx, seen.ID, desk.Edit{Span: &span, Tag: &tag, Seen: &seen})
		return err
	}
	var meanwhile *desk.MeanwhileError
	wants := func(what string, err error, field string) {
		t.Helper()
		if meanwhile = nil; !errors.As(err, &meanwhile) || meanwhile.Field != field {
			t.Errorf("%s: %v, want a clash about %q", what, err, field)
		}
	}
	o.tag(d, b, model.Opinion, said) // the other window
	wants("both retagged", tag(model.Sourced, model.Attributed), "tag")
	o.want("told", meanwhile.Error(), "the mark is analyst opinion now, from another window: that stays until you tag it again")
	if err := tag(model.Opinion, model.Attributed); err != nil || now().Tag != model.Opinion {
		t.Errorf("the same tag from both: %v, %s", err, now().Tag)
	}
	wants("new edges and a tag", edges("The ministry", model.Sourced), "tag")
	if err := edges("The ministry", model.Attributed); err != nil || now().Tag != model.Opinion || now().Quote.Text != "The ministry" {
		t.Errorf("new edges of what was retagged: %v, %+v", err, now())
	}
	wants("new edges twice", edges("The ministry said", model.Opinion), "place")
	wants("a tag where the mark was moved away", tag(model.Sourced, model.Opinion), "")
	if err := tag(model.Sourced, ""); err != nil { // none was seen there, and none is
		t.Errorf("a new mark: %v", err)
	}
	wants("a new mark where another window made one", tag(model.Unsourced, ""), "tag")
	_, err := d.Tag(ctx, b, []desk.Tagging{{Span: seen.Span, Tag: model.Sourced, Details: &model.Details{Note: "mine"}, Seen: &model.Mark{}}})
	if err != nil {
		t.Errorf("details where another window made the same mark: %v", err)
	}
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
