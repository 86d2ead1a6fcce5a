package desk_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

const (
	portOpens = "The ministry said the port would open in May."
	tooBold   = "That is too hopeful."
	wheat     = "A spokesman, Jan Ilichov, pledged wheat."
	prices    = "Prices fell by 4 percent."
)

// revisedText moves one sentence to the front, changes one, drops one and brings
// a new one.
const revisedText = `# Grain and ports

The ministry said on Monday the port would open in June.

Prices fell by 4 percent.

A spokesman, Jan Ilichov, pledged wheat. Rain stopped the harvest in the east.
`

// revised marks every sentence of a brief, one as another analyst, and gives it
// a new text.
func (o *office) revised() (d *desk.Desk, path string, old, now *desk.Opened) {
	o.Helper()
	d = o.desk("ines", "1")
	path = o.file("grain.md", briefText)
	old = o.keep(d, path)
	o.tag(d, old, model.Attributed, portOpens)
	o.tag(d, old, model.Opinion, tooBold)
	o.tag(o.desk("ora", "2"), old, model.Attributed, wheat)
	o.tag(d, old, model.Unsourced, prices)
	o.file("grain.md", revisedText)
	return d, path, old, o.keep(d, path)
}

// view is the mark whose confirmed words begin with words.
func (o *office) view(d *desk.Desk, b *desk.Opened, words string) desk.MarkView {
	o.Helper()
	marks, err := d.Marks(context.Background(), b)
	if err != nil {
		o.Fatal(err)
	}
	for _, v := range append(marks.Here, marks.Orphans...) {
		if strings.HasPrefix(v.Quote.Text, words) {
			return v
		}
	}
	o.Fatalf("no mark begins with %q", words)
	return desk.MarkView{}
}

func TestFoundAgain(t *testing.T) {
	o := newOffice(t)
	d, _, old, now := o.revised()
	o.want("states", o.marks(d, now), "ines a2 The changed, ines u3 Prices moved, ora a4 A moved | ines o3 That")
	v := o.view(d, now, "The ministry")
	o.want("was", v.Was, portOpens)
	o.want("its words now", v.Quote.Text, "The ministry said on Monday the port would open in June.")
	o.want("its text now", string(v.Revision), string(now.Revision.Hash))
	o.want("its place now", now.Doc.Text()[v.Span.Start:v.Span.End], v.Quote.Text)

	stored, _, err := d.Mark(context.Background(), v.ID)
	if err != nil || stored.Revision != old.Revision.Hash || stored.Quote.Text != portOpens {
		t.Errorf("a find was written to the store: %+v %v", stored, err)
	}
	e, err := d.Count(context.Background(), now)
	if err != nil || e.Orphans != 1 || e.Tags[model.Attributed] != 2 || e.Unread != 1 {
		t.Errorf("counts %+v %v", e, err)
	}
}

func TestConfirm(t *testing.T) {
	o := newOffice(t)
	d, path, old, now := o.revised()
	ctx := context.Background()
	moved, changed := o.view(d, now, "Prices"), o.view(d, now, "The ministry")
	out := o.must(d.Confirm(ctx, now, moved.ID, changed.ID))
	o.want("message", out.Message, "confirmed 2 marks")
	o.want("verb", string(out.Change.Verb), string(model.VerbConfirm))
	o.want("confirmed", o.marks(d, now), "ines a2 The, ines u3 Prices, ora a4 A moved | ines o3 That")
	again := o.must(d.Confirm(ctx, now, moved.ID))
	if again.Change.Seq != 0 {
		t.Error("confirming twice was a change")
	}
	var orphan *desk.OrphanError
	if _, err := d.Confirm(ctx, now, o.view(d, now, "That").ID); !errors.As(err, &orphan) {
		t.Errorf("confirming an orphan: %v", err)
	}
	var foreign *desk.ForeignError
	if _, err := d.Confirm(ctx, now, o.view(d, now, "A spokesman").ID); !errors.As(err, &foreign) {
		t.Errorf("confirming another's mark: %v", err)
	}

	// The old text shows where they stood; the next one is searched from here.
	first, err := d.OpenRevision(ctx, now.Brief.ID, "1")
	if err != nil || !first.Earlier || first.Revision.Hash != old.Revision.Hash {
		t.Fatal(first, err)
	}
	o.want("on the old text", o.marks(d, first), "ines a2 The, ines o3 That, ora a4 A, ines u5 Prices")
	if _, err := d.Tag(ctx, first, []desk.Tagging{{Span: moved.Span, Tag: model.Opinion}}); !errors.Is(err, desk.ErrEarlierText) {
		t.Errorf("marking an older text: %v", err)
	}
	o.file("grain.md", strings.Replace(revisedText, "on Monday", "early on Tuesday", 1))
	o.want("in a third text", o.marks(d, o.open(d, path)), "ines a2 The changed, ines u3 Prices placed, ora a4 A moved | ines o3 That")

	o.must(d.Undo(ctx, desk.Scope{Brief: now.Brief.ID}))
	o.want("undone", o.marks(d, now), "ines a2 The changed, ines u3 Prices moved, ora a4 A moved | ines o3 That")
	o.must(d.Redo(ctx, desk.Scope{Brief: now.Brief.ID}))
	o.want("redone", o.marks(d, now), "ines a2 The, ines u3 Prices, ora a4 A moved | ines o3 That")
}

func TestTagConfirms(t *testing.T) {
	o := newOffice(t)
	d, _, _, now := o.revised()
	ctx := context.Background()
	changed := o.view(d, now, "The ministry")
	o.must(d.Edit(ctx, changed.ID, desk.Edit{Revise: func(d *model.Details) { d.Speaker = "the ministry" }}))
	if v := o.view(d, now, "The ministry"); v.State != model.Changed || v.Details.Speaker != "the ministry" {
		t.Errorf("new details confirmed it: %+v", v)
	}
	same := o.tag(d, now, model.Attributed, changed.Quote.Text)
	o.want("the same tag again", same.Message, "confirmed: attributed: the ministry")
	v := o.view(d, now, "The ministry")
	if v.ID != changed.ID || v.Found || v.Details.Speaker != "the ministry" || v.State != model.Placed {
		t.Errorf("after the same tag: %+v", v)
	}
	other := o.tag(d, now, model.Sourced, prices)
	if m := other.Change.Marks[0]; m.Before == nil || m.Before.Tag != model.Unsourced || other.Change.Verb != model.VerbRetag {
		t.Errorf("another tag on a find made %+v", other.Change)
	}
	o.want("of another analyst", o.tag(d, now, model.Opinion, wheat).Message, `analyst opinion: "`+wheat+`"`)
	o.want("all", o.marks(d, now), "ines a2 The, ines s3 Prices, ora a4 A moved, ines o4 A | ines o3 That")
}

func TestLeaveAndReattach(t *testing.T) {
	o := newOffice(t)
	d, path, _, now := o.revised()
	ctx := context.Background()
	orphan, changed := o.view(d, now, "That"), o.view(d, now, "The ministry")
	o.want("left", o.must(d.Leave(ctx, now, orphan.ID, changed.ID)).Message, "left out of this text: 2 marks")
	o.want("two are left out", o.marks(d, now), "ines u3 Prices moved, ora a4 A moved | ines a2 The, ines o3 That")
	if v := o.view(d, now, "The ministry"); !v.Left() || v.Quote.Text != portOpens {
		t.Errorf("left out: %+v", v)
	}
	if e, err := d.Count(ctx, now); err != nil || e.Orphans != 0 {
		t.Errorf("orphans that were left out are counted: %+v %v", e, err)
	}
	o.file("grain.md", revisedText+"\nMore rain is to come.\n")
	o.want("in the next text", o.marks(d, o.open(d, path)), "ines a2 The changed, ines u3 Prices moved, ora a4 A moved | ines o3 That")
	o.must(d.Undo(ctx, desk.Scope{Brief: now.Brief.ID}))
	o.want("undone", o.marks(d, now), "ines a2 The changed, ines u3 Prices moved, ora a4 A moved | ines o3 That")

	span := o.span(now, "Rain stopped the harvest in the east.")
	out := o.must(d.Edit(ctx, orphan.ID, desk.Edit{Span: &span, On: now}))
	o.want("given a new place", out.Message, `confirmed: analyst opinion: "Rain stopped the harvest in the east."`)
	v := o.view(d, now, "Rain stopped")
	if v.ID != orphan.ID || v.Found || v.Revision != now.Revision.Hash {
		t.Errorf("given a new place: %+v", v)
	}
	if _, err := d.Leave(ctx, now, orphan.ID); err == nil {
		t.Error("a mark was left out of the text that it was confirmed on")
	}
	o.must(d.Undo(ctx, desk.Scope{Brief: now.Brief.ID}))
	o.want("an orphan again", o.view(d, now, "That").Quote.Text, tooBold)
}

// A mark whose find nobody confirmed is looked for from where it was confirmed
// last, through any number of texts.
func TestNeverFromAFind(t *testing.T) {
	o := newOffice(t)
	d, path, old, _ := o.revised()
	text := revisedText
	for _, words := range [][2]string{{"June", "July"}, {"would open", "would reopen"}, {"The ministry said", "The minister told us"}, {"the port", "both ports"}} {
		text = strings.Replace(text, words[0], words[1], 1)
		o.file("grain.md", text)
		b := o.keep(d, path)
		marks, err := d.Marks(context.Background(), b)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range append(marks.Here, marks.Orphans...) {
			m, _, err := d.Mark(context.Background(), v.ID)
			if err != nil || m.Revision != old.Revision.Hash || old.Doc.VisibleOf(m.Span) != m.Quote.Text {
				t.Fatalf("%s is of %s now (%v)", v.ID, m.Revision, err)
			}
			if v.State == model.Changed && v.Was != portOpens {
				t.Errorf("changed %+v", v)
			}
		}
	}
	o.want("the old words again", o.marks(d, o.keep(d, o.file("grain.md", briefText))), "ines a2 The, ines o3 That, ora a4 A, ines u5 Prices")
}
