package desk_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

// A speaker told to be one is offered by what it is called, and another
// analyst's later word stands in the way of undoing an earlier one.
func TestSpeakersTold(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	ines, omar := o.desk("ines", "1"), o.desk("omar", "2")
	grain := o.keep(ines, o.file("grain.md", briefText))
	done, err := ines.Tag(ctx, grain, []desk.Tagging{{Span: o.span(grain, pledged), Tag: model.Attributed, Details: &model.Details{Speaker: "Ilichov"}}})
	if err != nil {
		t.Fatal(err, done)
	}
	if _, err := ines.SameSpeaker(ctx, "Jan Ilichov", "Ilichov"); err != nil {
		t.Fatal(err)
	}
	used, err := omar.Used(ctx)
	if err != nil || !slices.Equal(used.Speakers, []string{"Jan Ilichov", "Ilichov"}) {
		t.Error(used.Speakers, err)
	}
	if _, err := omar.SameSpeaker(ctx, "Embassy", "jan ilichov"); err != nil {
		t.Fatal(err)
	}
	uses, err := ines.SpeakerUses(ctx)
	if err != nil || len(uses) != 1 || uses[0].Name != "Embassy" || uses[0].Claims != 1 || len(uses[0].Names) != 3 {
		t.Errorf("%+v %v", uses, err)
	}
	var since *desk.ChangedSinceError
	if _, err := ines.Undo(ctx, desk.Scope{}); !errors.As(err, &since) {
		t.Errorf("undo of what was told anew: %v", err)
	}
	if _, err := omar.Undo(ctx, desk.Scope{}); err != nil {
		t.Fatal(err)
	}
	out, err := ines.Undo(ctx, desk.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	o.want("undone", out.Message, `undone: the speaker "Ilichov" is "Jan Ilichov"`)
	if s, err := ines.Speakers(ctx); err != nil || s.Called("Ilichov") != "Ilichov" {
		t.Error("it is still told", err)
	}
}

// What a speaker is called can be set apart too: the message tells of it, and
// says of no name that keeps others that it is alone.
func TestSpeakerApartFromItsNames(t *testing.T) {
	o := newOffice(t)
	ines := o.desk("ines", "1")
	told := func(done desk.Outcome, err error) string { t.Helper(); return o.must(done, err).Message }
	ctx := context.Background()
	o.want("one", told(ines.SameSpeaker(ctx, "MFA", "Embassy", "Ministry")), `the speakers "Embassy", "Ministry" are "MFA"`)
	o.want("apart", told(ines.ApartSpeaker(ctx, "MFA")), `"Embassy" is no longer "MFA"; the speaker "Ministry" is "Embassy"`)
	o.want("alone", told(ines.ApartSpeaker(ctx, "Ministry")), `"Ministry" is a speaker of its own again`)
}
