package cli

import (
	"obelus/briefs/desk"
	"obelus/model"
	"obelus/model/agreement"
)

// comparisonJSON is a comparison as scripts see it. Where there are two of
// something, the first is of the first analyst. A figure that is undefined is
// null.
type comparisonJSON struct {
	Brief       model.BriefID    `json:"brief"`
	Title       string           `json:"title"`
	Revision    model.Hash       `json:"revision"`
	Analysts    [2]model.Analyst `json:"analysts"`
	With        string           `json:"with"`   // the file of the second one's marks
	Marks       [2]int           `json:"marks"`  // that were compared
	Absent      [2]int           `json:"absent"` // that have no place in this text
	Open        int              `json:"open"`
	Settled     int              `json:"settled"`
	Differences []differenceJSON `json:"differences"`
	Agreements  []pairJSON       `json:"agreements"`
	ByUnit      kappaJSON        `json:"by_unit"`
	ByUnitRead  kappaJSON        `json:"by_unit_read"` // without the units that either left unread
	BySpan      spansJSON        `json:"by_span"`
	Confusion   confusionJSON    `json:"confusion"`
	Refused     []model.Refusal  `json:"refused"`
}

// pairJSON is two marks of one claim.
type pairJSON struct {
	Unit int       `json:"unit"`
	A    *markJSON `json:"a"` // null where that analyst has none
	B    *markJSON `json:"b"`
}

type differenceJSON struct {
	Unit      int           `json:"unit"`
	Differs   []string      `json:"differs"` // "only", "tag", "edges", names of details
	Settled   desk.Choice   `json:"settled"` // "" while it is open
	SettledBy model.Analyst `json:"settled_by"`
	A         *markJSON     `json:"a"` // null where that analyst has none
	B         *markJSON     `json:"b"`
}

type kappaJSON struct {
	Units    int      `json:"units"`
	Agreed   int      `json:"agreed"`
	Observed float64  `json:"observed"`
	Expected float64  `json:"expected"`
	Kappa    *float64 `json:"kappa"`
	Step     float64  `json:"step"` // how much of kappa one unit is
}

type spansJSON struct {
	Letters     int            `json:"letters"`
	Alpha       *float64       `json:"alpha"`
	AlphaMarked *float64       `json:"alpha_marked"` // whether something is marked
	AlphaTagged *float64       `json:"alpha_tagged"` // the tags where marks meet
	Coverage    float64        `json:"coverage"`     // share of the text where marks meet
	Tags        []tagSpansJSON `json:"tags"`
}

type tagSpansJSON struct {
	Tag         model.Tag `json:"tag"`
	Marks       [2]int    `json:"marks"`
	Alpha       *float64  `json:"alpha"`        // of the marks with this tag alone
	AlphaTagged *float64  `json:"alpha_tagged"` // where a mark with this tag meets another
	Coverage    float64   `json:"coverage"`
}

type confusionJSON struct {
	Labels []string `json:"labels"`
	Cells  [][]int  `json:"cells"` // a row is a label by the first analyst
}

func toComparisonJSON(o *desk.Opened, c desk.Comparison) comparisonJSON {
	f := c.Figures
	shape := comparisonJSON{
		Brief: o.Brief.ID, Title: o.Brief.Title, Revision: o.Revision.Hash,
		Analysts: [2]model.Analyst{c.A.Analyst, c.B.Analyst}, With: c.B.File,
		Marks: [2]int{len(c.A.Marks), len(c.B.Marks)}, Absent: [2]int{c.A.Absent, c.B.Absent},
		Open: c.Open(), Settled: c.Settled(),
		Differences: orEmpty(c.Differences, toDifferenceJSON), Agreements: orEmpty(c.Agreements, toPairJSON),
		ByUnit: toKappaJSON(f.Units.Kappa()), ByUnitRead: toKappaJSON(f.Units.Without(agreement.Unread).Kappa()),
		BySpan: spansJSON{
			Letters: f.Letters, Alpha: figure(f.Spans.All), AlphaMarked: figure(f.Spans.Marked), AlphaTagged: figure(f.Spans.Tagged), Coverage: f.Spans.Coverage,
			Tags: orEmpty(f.Tags, func(t desk.TagFigures) tagSpansJSON {
				return tagSpansJSON{t.Tag, t.Marks, figure(t.Spans), figure(t.Tagged), t.Coverage}
			}),
		},
		Confusion: confusionJSON{Cells: f.Units.Cells},
		Refused:   orEmpty(c.Refused, func(r model.Refusal) model.Refusal { return r }),
	}
	for _, l := range f.Units.Labels {
		name := string(l)
		if l == agreement.Unread {
			name = "unread"
		}
		shape.Confusion.Labels = append(shape.Confusion.Labels, name)
	}
	return shape
}

func toPairJSON(p desk.Pair) pairJSON {
	shape := pairJSON{Unit: p.Unit}
	if p.A != nil {
		a := toMarkJSON(*p.A)
		shape.A = &a
	}
	if p.B != nil {
		b := toMarkJSON(*p.B)
		shape.B = &b
	}
	return shape
}

func toDifferenceJSON(d desk.Difference) differenceJSON {
	pair := toPairJSON(d.Pair)
	shape := differenceJSON{Unit: pair.Unit, A: pair.A, B: pair.B, Differs: orEmpty(d.Differs, func(in model.Difference) string { return in.What })}
	if d.Settled != nil {
		shape.Settled, shape.SettledBy = d.Settled.Choice, d.Settled.By
	}
	return shape
}

func toKappaJSON(k agreement.Kappa) kappaJSON {
	shape := kappaJSON{Units: k.Units, Agreed: k.Agreed, Observed: k.Observed, Expected: k.Expected, Step: k.Step}
	if k.Defined {
		shape.Kappa = &k.Value
	}
	return shape
}

// figure is a coefficient, null where it is undefined.
func figure(a agreement.Alpha) *float64 {
	if !a.Defined {
		return nil
	}
	return &a.Value
}
