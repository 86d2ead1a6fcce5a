package desk_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/desk"
	"obelus/model"
)

// pairWords spells a pair: "a2 The|o2 The", "-" for none.
func pairWords(p desk.Pair) string {
	var sides []string
	for _, v := range []*desk.MarkView{p.A, p.B} {
		if v == nil {
			sides = append(sides, "-")
			continue
		}
		first, _, _ := strings.Cut(v.Quote.Text, " ")
		sides = append(sides, v.Tag.Letter()+" "+first)
	}
	return fmt.Sprintf("%d %s", p.Unit, strings.Join(sides, "|"))
}

// compared spells a comparison: a line a difference, then the agreements.
func compared(c desk.Comparison) string {
	var lines []string
	for _, d := range c.Differences {
		line := pairWords(d.Pair) + " "
		for i, in := range d.Differs {
			line += strings.Repeat(" ", min(i, 1)) + in.What
		}
		if d.Settled != nil {
			line += fmt.Sprintf(" settled %s by %s", d.Settled.Choice, d.Settled.By)
		}
		lines = append(lines, line)
	}
	for _, p := range c.Agreements {
		lines = append(lines, "= "+pairWords(p))
	}
	return strings.Join(lines, "\n")
}

func (o *office) compare(d *desk.Desk, b *desk.Opened, one, other model.Analyst) desk.Comparison {
	o.Helper()
	c, err := d.Compare(context.Background(), b, one, other)
	if err != nil {
		o.Fatal(err)
	}
	return c
}

// differing is a brief on which ines and ora differ in all there is: the tag, the
// edges, a detail, and marks that only one has.
func differing(t *testing.T) (o *office, ines, ora *desk.Desk, b *desk.Opened) {
	o = newOffice(t)
	ines, ora = o.desk("ines", "1"), o.desk("ora", "1")
	b = o.keep(ines, o.file("grain.md", briefText))
	o.tag(ines, b, model.Attributed, said)
	o.tag(ora, b, model.Attributed, said)
	o.tag(ines, b, model.Opinion, hopeful)
	o.tag(ora, b, model.Unsourced, "too hopeful.")
	made := o.tag(ines, b, model.Attributed, pledged)
	o.must(ines.Edit(context.Background(), made.Change.Marks[0].After.ID, desk.Edit{Revise: func(d *model.Details) { d.Speaker, d.Note = "Jan Ilichov", "call him" }}))
	made = o.tag(ora, b, model.Attributed, pledged)
	o.must(ora.Edit(context.Background(), made.Change.Marks[0].After.ID, desk.Edit{Revise: func(d *model.Details) { d.Speaker, d.Status = "a spokesman", model.Checked }}))
	o.tag(ora, b, model.Unsourced, "Prices fell by 4 percent.")
	return o, ines, ora, b
}

func TestCompare(t *testing.T) {
	o, ines, ora, b := differing(t)
	const want = "3 o That|u too tag edges\n4 a A|a A speaker\n5 -|u Prices only\n= 2 a The|a The"
	o.want("ines and ora", compared(o.compare(ines, b, "ines", "ora")), want)
	other := o.compare(ora, b, "ora", "ines")
	o.want("the other way round", compared(other), "3 u too|o That tag edges\n4 a A|a A speaker\n5 u Prices|- only\n= 2 a The|a The")
	c := o.compare(ines, b, "ines", "ora")
	if k := c.Figures.Units.Kappa(); k.Units != 4 || k.Agreed != 2 || !k.Defined {
		t.Errorf("of four units two agree: %+v", k)
	}
	if k := c.Figures.Units.Without("").Kappa(); k.Units != 3 || k.Agreed != 2 {
		t.Errorf("of the three that both read two agree: %+v", k)
	}
	if s := c.Figures.Spans; !s.All.Defined || s.All.Value <= 0 || s.All.Value >= 1 {
		t.Errorf("over letters they agree in part: %+v", s)
	}
	if len(c.Figures.Tags) != 3 || c.Figures.Tags[0].Tag != model.Attributed || c.Figures.Tags[0].Spans.Value != 1 {
		t.Errorf("what is attributed is so by both: %+v", c.Figures.Tags)
	}
	same := o.compare(ines, b, "ines", "ines")
	if len(same.Differences) != 0 || same.Figures.Units.Kappa().Value != 1 || same.Figures.Spans.All.Value != 1 {
		t.Errorf("with herself: %s, %+v", compared(same), same.Figures)
	}
}

// TestCompareKnowsSpeakers: names that were told to be one are no difference.
func TestCompareKnowsSpeakers(t *testing.T) {
	o, ines, _, b := differing(t)
	o.must(ines.SameSpeaker(context.Background(), "Jan Ilichov", "A spokesman"))
	o.want("one speaker", compared(o.compare(ines, b, "ines", "ora")), "3 o That|u too tag edges\n5 -|u Prices only\n= 2 a The|a The\n= 4 a A|a A")
}

func TestCompareNeedsMarksOfBoth(t *testing.T) {
	o, ines, _, b := differing(t)
	_, err := ines.Compare(context.Background(), b, "ines", "kim")
	var nobody *desk.AmbiguousError
	if !errors.As(err, &nobody) || !errors.Is(err, fs.ErrNotExist) && nobody.Matches != 0 {
		t.Fatalf("kim marked nothing: %v", err)
	}
	o.want("error", err.Error(), `no analyst "kim": nobody of that name marked this brief; these did`)
	o.want("who", strings.Join(nobody.Candidates, ", "), "ora  4 marks, ines  3 marks")
	empty := o.keep(ines, o.file("other.md", "Nothing is marked here.\n"))
	_, err = ines.Compare(context.Background(), empty, "ines", "ora")
	o.want("nothing", err.Error(), `no analyst "ines": nobody of that name marked this brief; it has no marks yet`)
}

// TestPairs: the same span first, then most shared letters; every mark once.
func TestPairs(t *testing.T) {
	o := newOffice(t)
	ines, ora := o.desk("ines", "1"), o.desk("ora", "1")
	b := o.keep(ines, o.file("grain.md", briefText))
	o.tag(ines, b, model.Attributed, said+" "+hopeful)
	o.tag(ines, b, model.Opinion, "hopeful.")
	o.tag(ora, b, model.Attributed, said)
	o.tag(ora, b, model.Opinion, hopeful)
	o.tag(ora, b, model.Sourced, "too hopeful.")
	o.want("pairs", compared(o.compare(ines, b, "ines", "ora")),
		"2 a The|a The edges\n3 -|o That only\n3 o hopeful.|s too tag edges")
	o.tag(ora, b, model.Unsourced, "hopeful.")
	o.want("the same span goes first", compared(o.compare(ines, b, "ines", "ora")),
		"2 a The|a The edges\n3 -|o That only\n3 -|s too only\n3 o hopeful.|u hopeful. tag")
}

func TestSettle(t *testing.T) {
	ctx := context.Background()
	o, ines, ora, b := differing(t)
	list := func() desk.Comparison { return o.compare(ines, b, "ines", "ora") }
	settle := func(i int, choice desk.Choice) desk.Outcome {
		t.Helper()
		return o.must(ines.Settle(ctx, b, list().Differences[i], choice))
	}
	out := settle(0, desk.ChooseTheirs)
	o.want("theirs", out.Message, `settled: theirs · unsourced: "too hopeful.", was analyst opinion`)
	if out.Change.Verb != model.VerbRule || len(out.Change.Marks) != 1 || len(out.Change.Rulings) != 1 {
		t.Errorf("one change of a mark and a ruling: %+v", out.Change)
	}
	o.want("then", compared(list()), "3 u too|u too  settled theirs by ines\n4 a A|a A speaker\n5 -|u Prices only\n= 2 a The|a The")
	out = settle(1, desk.ChooseMine)
	o.want("mine", out.Message, "settled: mine · attributed: Jan Ilichov stays")
	out = settle(2, desk.ChooseNeither)
	o.want("neither", out.Message, `settled: neither · not taken: unsourced: "Prices fell by 4 percent."`)
	settled := list()
	o.want("all", compared(settled), "3 u too|u too  settled theirs by ines\n4 a A|a A speaker settled mine by ines\n5 -|u Prices only settled neither by ines\n= 2 a The|a The")
	if settled.Open() != 0 || settled.Settled() != 3 {
		t.Errorf("%d open, %d settled", settled.Open(), settled.Settled())
	}
	o.want("ora sees it too", compared(o.compare(ora, b, "ora", "ines"))[:38], "3 u too|u too  settled theirs by ines\n")
	if again := settle(1, desk.ChooseMine); again.Change.Seq != 0 || again.Message != "settled so already" {
		t.Errorf("the same again: %+v", again)
	}
	for range 3 {
		o.must(ines.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	}
	o.want("undone", compared(list()), "3 o That|u too tag edges\n4 a A|a A speaker\n5 -|u Prices only\n= 2 a The|a The")
	o.must(ines.Redo(ctx, desk.Scope{Brief: b.Brief.ID}))
	o.want("done again", compared(list())[:38], "3 u too|u too  settled theirs by ines\n")
}

// TestSettlingAfterARestart: what was settled is undone and done again by another
// sitting, also where one side had no mark.
func TestSettlingAfterARestart(t *testing.T) {
	ctx := context.Background()
	o, ines, _, b := differing(t)
	before := o.compare(ines, b, "ines", "ora")
	was := compared(before)
	for _, diff := range before.Differences {
		for _, choice := range []desk.Choice{desk.ChooseTheirs, desk.ChooseMine, desk.ChooseNeither} {
			o.must(ines.Settle(ctx, b, diff, choice))
			settled := compared(o.compare(ines, b, "ines", "ora"))
			again := o.desk("ines", "2")
			o.must(again.Undo(ctx, desk.Scope{Brief: b.Brief.ID, Earlier: true}))
			o.want("undone", compared(o.compare(again, b, "ines", "ora")), was)
			o.must(o.desk("ines", "3").Redo(ctx, desk.Scope{Earlier: true}))
			o.want("done again", compared(o.compare(again, b, "ines", "ora")), settled)
			o.must(o.desk("ines", "4").Undo(ctx, desk.Scope{Earlier: true}))
			o.want("undone again", compared(o.compare(again, b, "ines", "ora")), was)
		}
	}
}

// TestSettleSeesANewMark: where the other marked the very words meanwhile, my mark
// does not go for want of theirs.
func TestSettleSeesANewMark(t *testing.T) {
	ctx := context.Background()
	o, ines, ora, b := differing(t)
	for _, by := range []struct{ first, second *desk.Desk }{{ines, ora}, {ora, ines}} {
		o.tag(by.first, b, model.Opinion, "the port")
		list := o.compare(by.first, b, by.first.Analyst(), by.second.Analyst()).Differences
		i := slices.IndexFunc(list, func(d desk.Difference) bool { return d.A != nil && d.B == nil && d.A.Quote.Text == "the port" })
		if i < 0 {
			t.Fatal("no mark of one alone")
		}
		o.tag(by.second, b, model.Unsourced, "the port")
		var stale *desk.StaleError
		if _, err := by.first.Settle(ctx, b, list[i], desk.ChooseTheirs); !errors.As(err, &stale) {
			t.Errorf("it was settled: %v", err)
		}
		o.must(by.first.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
		o.must(by.second.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	}
}

// TestSettleChangesMyMarkOnly: a mark of mine is made, taken away, or takes what
// was judged, but not the note and the state of the work.
func TestSettleChangesMyMarkOnly(t *testing.T) {
	ctx := context.Background()
	o, ines, ora, b := differing(t)
	theirs, err := ora.Marks(ctx, b)
	if err != nil {
		t.Fatal(err)
	}
	list := func() []desk.Difference { return o.compare(ines, b, "ines", "ora").Differences }
	o.must(ines.Settle(ctx, b, list()[1], desk.ChooseTheirs))
	m := *list()[1].A
	if m.Details.Speaker != "a spokesman" || m.Details.Note != "call him" || m.Details.Status != model.Open {
		t.Errorf("taken: %+v", m.Details)
	}
	out := o.must(ines.Settle(ctx, b, list()[2], desk.ChooseTheirs))
	o.want("a new one", out.Message, `settled: theirs · unsourced: "Prices fell by 4 percent."`)
	if made := out.Change.Marks[0]; made.Before != nil || made.After.Analyst != "ines" {
		t.Errorf("a new mark of mine: %+v", made)
	}
	out = o.must(ines.Settle(ctx, b, list()[0], desk.ChooseNeither))
	o.want("gone", out.Message, `settled: neither · removed analyst opinion: "That is too hopeful."`)
	o.want("it is theirs only", compared(o.compare(ines, b, "ines", "ora"))[:40], "3 -|u too only settled neither by ines\n4")
	only := o.compare(ora, b, "ora", "ines").Differences
	i := slices.IndexFunc(only, func(d desk.Difference) bool { return d.B == nil })
	out = o.must(ora.Settle(ctx, b, only[i], desk.ChooseTheirs))
	o.want("theirs is none", out.Message, `settled: theirs · removed unsourced: "too hopeful."`)
	o.must(ora.Undo(ctx, desk.Scope{Brief: b.Brief.ID}))
	now, err := ora.Marks(ctx, b)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range theirs.Here {
		if v.Analyst != "ora" {
			continue
		}
		if !slices.ContainsFunc(now.Here, func(n desk.MarkView) bool { return n.Mark.Equal(v.Mark) }) {
			t.Errorf("ora's %s was changed", v.Label)
		}
	}
}

func TestSettledUntilAMarkChanges(t *testing.T) {
	ctx := context.Background()
	o, ines, ora, b := differing(t)
	first := o.compare(ines, b, "ines", "ora").Differences
	for _, d := range first {
		o.must(ines.Settle(ctx, b, d, desk.ChooseMine))
	}
	settled := func() int { return o.compare(ines, b, "ines", "ora").Settled() }
	if settled() != 3 {
		t.Fatalf("%d are settled", settled())
	}
	edit := func(d *desk.Desk, id model.MarkID, revise func(*model.Details)) {
		t.Helper()
		o.must(d.Edit(ctx, id, desk.Edit{Revise: revise}))
	}
	edit(ora, first[1].B.ID, func(d *model.Details) { d.Note = "asked" })
	if settled() != 3 {
		t.Error("a note opened a difference again")
	}
	edit(ora, first[1].B.ID, func(d *model.Details) { d.Speaker = "Jan" })
	if settled() != 2 {
		t.Errorf("their speaker changed, and %d are settled", settled())
	}
	o.tag(ines, b, model.Sourced, hopeful)
	if settled() != 1 {
		t.Errorf("my tag changed, and %d are settled", settled())
	}
	var meanwhile *desk.StaleError
	if _, err := ines.Settle(ctx, b, first[1], desk.ChooseTheirs); !errors.As(err, &meanwhile) {
		t.Errorf("a mark that was changed since was settled: %v", err)
	}
	if _, err := o.desk("kim", "1").Settle(ctx, b, first[0], desk.ChooseMine); err == nil {
		t.Error("kim settled what is between ines and ora")
	}
}

// TestCompareFile compares with marks of a file, which are not stored.
func TestCompareFile(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	ines := o.desk("ines", "1")
	b := o.keep(ines, o.file("grain.md", briefText))
	o.tag(ines, b, model.Attributed, said)
	found := incoming(2, pledged, model.Opinion, o.clock)
	found.Mark.Revision, found.Mark.Span = "abc", model.Span{Start: 1, End: 2}
	lost := incoming(3, pledged, model.Opinion, o.clock)
	lost.Mark.Quote, lost.Mark.Revision = model.Quote{Text: "not there"}, ""
	file := carrying(incoming(1, said, model.Unsourced, o.clock), found, lost)
	c, err := ines.CompareFile(ctx, b, "ines", "", file)
	if err != nil {
		t.Fatal(err)
	}
	o.want("compared", compared(c), "2 a The|u The tag\n4 -|o A only")
	if len(c.Refused) != 1 || c.Refused[0].Where != "line 3" || c.B.Analyst != "ora" || c.B.File != "annotated.md" {
		t.Errorf("refused %+v of %+v", c.Refused, c.B)
	}
	o.want("nothing was stored", o.marks(ines, b), "ines a2 The")
	third := incoming(4, hopeful, model.Opinion, o.clock)
	third.Mark.Analyst = "kim"
	file.Marks = append(file.Marks, third)
	if _, err := ines.CompareFile(ctx, b, "ines", "", file); err == nil || !strings.Contains(err.Error(), "--analysts A,B") {
		t.Errorf("two others are in the file: %v", err)
	}
	if c, err = ines.CompareFile(ctx, b, "ines", "kim", file); err != nil || len(c.B.Marks) != 1 {
		t.Errorf("kim: %v, %+v", err, c.B)
	}
	if _, err = ines.CompareFile(ctx, b, "ines", "", desk.ImportFile{Name: "empty.md"}); err == nil {
		t.Error("an empty file was compared")
	}
}

// TestComparePairsAll: whatever two analysts mark, every mark is in one pair, and
// the comparison is the same from both sides.
func TestComparePairsAll(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := newOffice(t)
		ines, ora := o.desk("ines", "1"), o.desk("ora", "1")
		b := o.keep(ines, o.file("grain.md", briefText))
		for _, d := range []*desk.Desk{ines, ora} {
			for range rapid.IntRange(1, 6).Draw(rt, "marks") {
				start := rapid.IntRange(0, len(briefText)-1).Draw(rt, "start")
				span := model.Span{Start: start, End: min(len(briefText), start+rapid.IntRange(1, 80).Draw(rt, "length"))}
				tag := rapid.SampledFrom(model.Tags()).Draw(rt, "tag")
				if _, err := d.Tag(context.Background(), b, []desk.Tagging{{Span: span, Tag: tag}}); err != nil && !errors.Is(err, model.ErrEmptySpan) {
					rt.Fatal(err)
				}
			}
			o.tag(d, b, model.Opinion, hopeful)
		}
		c, back := o.compare(ines, b, "ines", "ora"), o.compare(ora, b, "ora", "ines")
		seen := map[model.MarkID]int{}
		for _, d := range c.Differences {
			for _, v := range []*desk.MarkView{d.A, d.B} {
				if v != nil {
					seen[v.ID]++
				}
			}
		}
		for _, p := range c.Agreements {
			seen[p.A.ID]++
			seen[p.B.ID]++
		}
		for _, v := range append(slices.Clone(c.A.Marks), c.B.Marks...) {
			if seen[v.ID] != 1 {
				rt.Fatalf("%s is in %d pairs of\n%s", v.Quote.Text, seen[v.ID], compared(c))
			}
		}
		if len(back.Agreements) != len(c.Agreements) {
			rt.Fatalf("one way\n%s\nthe other\n%s", compared(c), compared(back))
		}
		if x, y := c.Figures.Units.Kappa(), back.Figures.Units.Kappa(); x != y {
			rt.Fatalf("kappa %+v, back %+v", x, y)
		}
		x, y := c.Figures.Spans.All, back.Figures.Spans.All
		if diff := x.Value - y.Value; diff > 1e-12 || diff < -1e-12 {
			rt.Fatalf("alpha %+v, back %+v", x, y)
		}
	})
}
