package desk

import (
	"context"
	"fmt"
	"slices"

	"obelus/model"
	"obelus/model/agreement"
)

// A Side is one analyst's marks of a brief, where they stand in its text.
type Side struct {
	Analyst model.Analyst
	File    string     // that they came from; "" is the store
	Marks   []MarkView // in document order
	Absent  int        // marks that have no place in this text: they are not compared
}

// A Comparison is where two analysts differ in a brief and where they agree.
type Comparison struct {
	A, B        Side
	Differences []Difference // in document order, the settled ones too
	Agreements  []Pair       // pairs of marks that say the same of the same words
	Figures     Figures
	Refused     []model.Refusal // what of a file could not be compared
}

// Open is how many of the differences nobody settled.
func (c Comparison) Open() int { return len(c.Differences) - c.Settled() }

// Settled is how many of the differences were settled.
func (c Comparison) Settled() int {
	n := 0
	for _, d := range c.Differences {
		if d.Settled != nil {
			n++
		}
	}
	return n
}

// A Pair is two analysts' marks of the same claim.
type Pair struct {
	A, B *MarkView // nil where that analyst has none there
	Unit int       // the number of the unit in which the first of them begins
}

// Span is from where the first of the two begins to where the last one ends.
func (p Pair) Span() model.Span {
	switch {
	case p.A == nil && p.B == nil:
		return model.Span{}
	case p.A == nil:
		return p.B.Span
	case p.B == nil:
		return p.A.Span
	}
	return model.Span{Start: min(p.A.Span.Start, p.B.Span.Start), End: max(p.A.Span.End, p.B.Span.End)}
}

// A Difference is a pair of marks that do not say the same, or a mark that only
// one of the analysts has.
type Difference struct {
	Pair
	Between [2]model.Analyst   // whose A and B are
	Differs []model.Difference // "tag", "edges", the names of details, A's before B's; "only" where one has no mark; none where a settlement made them the same
	Settled *Settlement        // nil while nobody settled it, and after one of the marks was changed
}

// Details says what the mark of a side (0 for A, 1 for B) has where details
// besides the speaker differ: "confidence low", "no likelihood".
func (d Difference) Details(side int) []string {
	var words []string
	for _, in := range d.Differs {
		value := [2]string{in.Before, in.After}[side]
		switch in.What {
		case "only", "tag", "edges", "speaker":
			continue
		}
		if value == "" {
			words = append(words, "no "+in.What)
		} else {
			words = append(words, in.What+" "+value)
		}
	}
	return words
}

// Figures say how far two analysts agree.
type Figures struct {
	Units agreement.Table     // by countable unit, the tag under which most of its letters lie; "" is unread
	Spans agreement.Unitizing // by letters of the visible text, which are code points
	Tags  []TagFigures        // of the tags that either used

	Letters int // of the visible text
}

// TagFigures are the figures of one tag.
type TagFigures struct {
	Tag   model.Tag
	Marks [2]int          // with that tag
	Spans agreement.Alpha // ᵤα of the marks with that tag alone
	agreement.TagAgreement
}

// Analysts lists who has marks in o's text and how many, the one with most
// first.
func (d *Desk) Analysts(ctx context.Context, o *Opened) ([]Side, error) {
	marks, err := d.Marks(ctx, o)
	if err != nil {
		return nil, err
	}
	return sidesOf(marks), nil
}

// sidesOf groups marks by their analysts.
func sidesOf(marks Marks) []Side {
	var sides []Side
	side := func(who model.Analyst) *Side {
		i := slices.IndexFunc(sides, func(s Side) bool { return s.Analyst == who })
		if i < 0 {
			i = len(sides)
			sides = append(sides, Side{Analyst: who})
		}
		return &sides[i]
	}
	for _, v := range marks.Here {
		s := side(v.Analyst)
		s.Marks = append(s.Marks, v)
	}
	for _, v := range marks.Orphans {
		side(v.Analyst).Absent++
	}
	slices.SortStableFunc(sides, func(a, b Side) int { return len(b.Marks) - len(a.Marks) })
	return sides
}

// Compare says where analysts a and b differ and agree in o, whose text it is
// about. Who has no marks there is an *AmbiguousError that lists who has.
func (d *Desk) Compare(ctx context.Context, o *Opened, a, b model.Analyst) (Comparison, error) {
	sides, err := d.Analysts(ctx, o)
	if err != nil {
		return Comparison{}, err
	}
	one, err := sideOf(sides, a)
	if err != nil {
		return Comparison{}, err
	}
	other, err := sideOf(sides, b)
	if err != nil {
		return Comparison{}, err
	}
	return d.compare(ctx, o, one, other)
}

// sideOf is the side of an analyst who has marks.
func sideOf(sides []Side, who model.Analyst) (Side, error) {
	e := &AmbiguousError{Ref: string(who), Kind: "analyst", Hint: "nobody of that name marked this brief; it has no marks yet"}
	for _, s := range sides {
		if s.Analyst == who && len(s.Marks) > 0 {
			return s, nil
		}
		if len(e.Candidates) < maxCandidates {
			e.Candidates = append(e.Candidates, fmt.Sprintf("%s  %s", model.CleanLine(string(s.Analyst)), plural(len(s.Marks), "mark", "marks")))
		}
	}
	if len(e.Candidates) > 0 {
		e.Hint = "nobody of that name marked this brief; these did"
	}
	return Side{}, e
}

// compare compares two sides, which have marks.
func (d *Desk) compare(ctx context.Context, o *Opened, a, b Side) (Comparison, error) {
	c := Comparison{A: a, B: b}
	if err := o.Count(ctx); err != nil {
		return c, err
	}
	measure := newRuler(o.Doc)
	placesA, placesB := measure.places(a.Marks, b.Marks)
	unitAt := unitNumber(o.Units())
	settled, err := d.settlements(ctx, o.Brief.ID)
	if err != nil {
		return c, err
	}
	speakers, err := d.Speakers(ctx)
	if err != nil {
		return c, err
	}
	for _, p := range pairs(a.Marks, b.Marks, placesA, placesB) {
		p.Unit = unitAt(p.Span().Start)
		diff := Difference{Pair: p, Between: [2]model.Analyst{a.Analyst, b.Analyst}, Differs: differs(p, speakers)}
		diff.Settled = settled.of(diff)
		if len(diff.Differs) == 0 && diff.Settled == nil {
			c.Agreements = append(c.Agreements, p)
		} else {
			c.Differences = append(c.Differences, diff)
		}
	}
	c.Figures = figures(o, a, b, measure.points.count, [2][]model.MarkSpan{pieces(a.Marks, placesA), pieces(b.Marks, placesB)})
	return c, ctx.Err()
}

// differs lists in what a pair's marks differ. Names that were told to be one
// speaker's are the same.
func differs(p Pair, speakers model.Speakers) []model.Difference {
	if p.A == nil || p.B == nil {
		return []model.Difference{{What: "only"}}
	}
	var in []model.Difference
	if p.A.Tag != p.B.Tag {
		in = append(in, model.Difference{What: "tag", Before: p.A.Tag.Words(), After: p.B.Tag.Words()})
	}
	if p.A.Span != p.B.Span {
		in = append(in, model.Difference{What: "edges", Before: p.A.Quote.Text, After: p.B.Quote.Text})
	}
	if p.A.Tag != p.B.Tag {
		return in // details of different tags cannot be the same
	}
	before, after := model.Mark{Details: p.A.Details.Judged(p.A.Tag)}, model.Mark{Details: p.B.Details.Judged(p.B.Tag)}
	same := func(name string) string { return model.FoldSpeaker(speakers.Called(name)) }
	if same(before.Details.Speaker) == same(after.Details.Speaker) {
		before.Details.Speaker = after.Details.Speaker
	}
	return append(in, (model.MarkChange{Before: &before, After: &after}).Differences()...)
}
