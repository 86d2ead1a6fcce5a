package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"obelus/briefs/desk"
	"obelus/model"
)

// An index that is brought up to date finds what a new one finds, whatever was
// done to the marks and the briefs meanwhile.
func TestMarkIndex(t *testing.T) {
	o := newOffice(t)
	ctx := context.Background()
	d := o.desk("ines", "1")
	grain := o.keep(d, o.file("grain.md", briefText))
	rain := o.keep(d, o.file("rain.md", "# Rain\n\nIt rained, said Ilichov. Nobody pledged anything.\n"))
	briefs := []*desk.Opened{grain, rain}
	finds := func(x *desk.MarkIndex, words string) string {
		var found []string
		for _, b := range briefs {
			marks, holds := x.Query(words).In(b.Brief.ID, strings.ToLower(b.Brief.Title), nil)
			for _, m := range marks {
				found = append(found, m.Text)
			}
			found = append(found, fmt.Sprint(holds))
		}
		return strings.Join(found, "|")
	}
	var index *desk.MarkIndex
	steps := []struct {
		name  string
		do    func()
		words string
		want  string
	}{
		{"nothing is marked", func() {}, "pledged", "false|false"},
		{"a mark", func() { o.tag(d, grain, model.Attributed, pledged) }, "PLEDGED wheat", pledged + "|true|false"},
		{"a word of the title", func() {}, "grain pledged", pledged + "|true|false"},
		{"the title alone finds no mark", func() {}, "grain", "true|false"},
		{"a speaker", func() {
			o.must(d.Tag(ctx, rain, []desk.Tagging{{Span: o.span(rain, "It rained, said Ilichov."), Tag: model.Attributed, Details: &model.Details{Speaker: "Ilichov", Note: "ask Rome"}}}))
		}, "rome", "false|It rained, said Ilichov.|true"},
		{"what it is called", func() { o.must(d.SameSpeaker(ctx, "The Embassy", "ILICHOV")) }, "embassy", "false|It rained, said Ilichov.|true"},
		{"that was taken back", func() { o.must(d.Undo(ctx, desk.Scope{})) }, "embassy", "false|false"},
		{"another tag hides the speaker", func() {
			o.must(d.Tag(ctx, rain, []desk.Tagging{{Span: o.span(rain, "It rained, said Ilichov."), Tag: model.Opinion}}))
		}, "ilichov rome", "false|It rained, said Ilichov.|true"},
		{"a brief goes", func() { o.must(d.Remove(ctx, grain.Brief.ID)) }, "pledged", "false|false"},
		{"and comes back", func() { o.must(d.Undo(ctx, desk.Scope{})) }, "pledged", pledged + "|true|false"},
	}
	for _, s := range steps {
		s.do()
		next, err := d.MarkIndex(ctx, index)
		if err != nil {
			t.Fatal(err)
		}
		fresh, err := d.MarkIndex(ctx, nil)
		if err != nil {
			t.Fatal(err)
		}
		index = next
		o.want(s.name, finds(index, s.words), s.want)
		o.want(s.name+", read anew", finds(fresh, s.words), s.want)
	}
	if again, err := d.MarkIndex(ctx, index); err != nil || again != index {
		t.Error("an index of a store that did not change was read again", err)
	}
	labels, err := d.MarkLabels(ctx, grain.Brief.ID)
	if err != nil || len(labels) != 1 || !slices.Contains([]model.Label{"a4", "a3"}, labels[o.marked(d, grain)]) {
		t.Errorf("labels %v %v", labels, err)
	}
	cancelled, stop := context.WithCancel(ctx)
	stop()
	if _, err := d.MarkIndex(cancelled, nil); err == nil {
		t.Error("it was read to its end though nobody waits")
	}
}

// marked is the id of a brief's first mark.
func (o *office) marked(d *desk.Desk, b *desk.Opened) model.MarkID {
	o.Helper()
	marks, err := d.Marks(context.Background(), b)
	if err != nil || len(marks.Here) == 0 {
		o.Fatal(err)
	}
	return marks.Here[0].ID
}
