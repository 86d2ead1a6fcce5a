package desk_test

import (
	"context"
	"errors"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

const (
	said    = "The ministry said the port would open in May."
	hopeful = "That is too hopeful."
	pledged = "A spokesman, Jan Ilichov, pledged wheat."
)

func TestTagRules(t *testing.T) {
	o := newOffice(t)
	ines, ora := o.desk("ines", "1"), o.desk("ora", "1")
	b := o.keep(ines, o.file("grain.md", briefText))

	made := o.tag(ines, b, model.Attributed, said)
	o.want("message", made.Message, `attributed: "The ministry said the port would open in May."`)
	id := made.Change.Marks[0].After.ID
	o.want("a new mark", o.marks(ines, b), "ines a2 The")

	same := o.tag(ines, b, model.Attributed, "\n\n"+said+" ") // snaps to the same span
	if same.Change.Seq != 0 {
		t.Errorf("the same tag again was change %d", same.Change.Seq)
	}
	o.want("message of nothing", same.Message, `already attributed: "The ministry said the port would open in May."`)

	o.tag(ines, b, model.Unsourced, "the port would open in May")
	o.want("a smaller one beside it", o.marks(ines, b), "ines a2 The, ines u2 the")

	o.tag(ora, b, model.Opinion, said)
	o.want("another analyst's", o.marks(ines, b), "ines a2 The, ora o2 The, ines u2 the")

	o.must(ines.Edit(context.Background(), id, desk.Edit{Revise: func(d *model.Details) { d.Speaker = "the ministry" }}))
	retagged := o.tag(ines, b, model.Sourced, said)
	m := retagged.Change.Marks[0].After
	if m.ID != id || m.Details.Speaker != "the ministry" || retagged.Change.Verb != model.VerbRetag {
		t.Errorf("retagging made %+v (%s)", m, retagged.Change.Verb)
	}
	o.want("retagged", o.marks(ora, b), "ines s2 The, ora o2 The, ines u2 the")
}

func TestTagMany(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	b := o.open(d, o.file("grain.md", briefText)) // not kept before
	out := o.must(d.Tag(context.Background(), b, []desk.Tagging{
		{Span: o.span(b, said), Tag: model.Attributed, Details: &model.Details{Speaker: "the ministry"}},
		{Span: o.span(b, hopeful), Tag: model.Opinion},
		{Span: o.span(b, hopeful), Tag: model.Unsourced},
	}))
	if out.Change.Seq != 1 || len(out.Change.Marks) != 2 || len(out.Change.Briefs) != 1 {
		t.Errorf("not one change with the brief and two marks: %+v", out.Change)
	}
	o.want("marks", o.marks(d, b), "ines a2 The, ines u3 That")
	o.must(d.Undo(context.Background(), desk.Scope{Brief: b.Brief.ID}))
	o.want("one step back", o.marks(d, b), "")
	o.must(d.Redo(context.Background(), desk.Scope{Brief: b.Brief.ID}))
	o.want("and forth", o.marks(d, b), "ines a2 The, ines u3 That")
}

func TestTagRefusals(t *testing.T) {
	o := newOffice(t)
	d := o.desk("ines", "1")
	b := o.open(d, o.file("grain.md", briefText))
	cases := map[string]desk.Tagging{
		"no visible text": {Span: o.span(b, "# "), Tag: model.Opinion},
		"beyond the end":  {Span: model.Span{Start: 3, End: 9999}, Tag: model.Opinion},
		"no tag":          {Span: o.span(b, said), Tag: "rumour"},
		"no such grade":   {Span: o.span(b, said), Tag: model.Sourced, Details: &model.Details{Reliability: "Z"}},
	}
	for name, tagging := range cases {
		if _, err := d.Tag(context.Background(), b, []desk.Tagging{tagging}); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	if entries, err := d.Shelf(context.Background(), ""); err != nil || !entries[0].Sample {
		t.Errorf("a refused tagging stored the brief (%v)", err)
	}
}

func TestEditAndUntag(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	ines, ora := o.desk("ines", "1"), o.desk("ora", "1")
	b := o.keep(ines, o.file("grain.md", briefText))
	id := o.tag(ines, b, model.Attributed, pledged).Change.Marks[0].After.ID
	other := o.tag(ines, b, model.Opinion, hopeful).Change.Marks[0].After.ID

	span := o.span(b, "Jan Ilichov, pledged wheat.")
	out := o.must(ines.Edit(ctx, id, desk.Edit{Span: &span, Revise: func(d *model.Details) { d.Speaker = "Ilichov" }}))
	after := out.Change.Marks[0].After
	if after.ID != id || after.Quote.Text != "Jan Ilichov, pledged wheat." || after.Span != span {
		t.Errorf("a new span made %+v", after)
	}
	taken := o.span(b, hopeful)
	if _, err := ines.Edit(ctx, id, desk.Edit{Span: &taken}); err == nil {
		t.Error("a span was taken on which my other mark stands")
	}
	if out := o.must(ines.Edit(ctx, id, desk.Edit{})); out.Change.Seq != 0 {
		t.Error("an edit of nothing is in the journal")
	}
	var foreign *desk.ForeignError
	if _, err := ora.Untag(ctx, id); !errors.As(err, &foreign) {
		t.Errorf("another's mark: %v", err)
	}
	if _, err := ora.Edit(ctx, id, desk.Edit{Details: &model.Details{}}); !errors.As(err, &foreign) {
		t.Errorf("another's mark: %v", err)
	}
	out = o.must(ines.Untag(ctx, id))
	o.want("message", out.Message, "removed attributed: Ilichov")
	var none *desk.AmbiguousError
	if _, err := ines.Untag(ctx, other, id); !errors.As(err, &none) {
		t.Errorf("a removed mark: %v", err)
	}
	o.want("the other one stays", o.marks(ines, b), "ines o3 That")
}
