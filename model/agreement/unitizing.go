package agreement

import (
	"slices"

	"obelus/model"
)

// A Continuum is a text of Length code points (or of whatever the spans count)
// and what each of its analysts marked. An analyst's pieces are in order and do
// not overlap, as Flatten leaves them; what lies between them is gap.
type Continuum struct {
	Length   int
	Analysts [][]model.MarkSpan
}

// An Alpha is one of Krippendorff's coefficients, with what it is made of.
type Alpha struct {
	Observed float64 // disagreement, as a share of what was compared
	Expected float64 // disagreement that chance would give
	Value    float64 // 1 - Observed/Expected: 1 is agreement, 0 what chance gives; 0 where it is not Defined
	Defined  bool    // false where nothing could have been otherwise: nobody marked anything, or all is marked alike
}

// newAlpha is the coefficient of disagreements among so many letters.
func newAlpha(observed, expected, compared float64) Alpha {
	if compared <= 0 {
		return Alpha{}
	}
	a := Alpha{Observed: observed / compared, Expected: expected / compared}
	if expected > 0 {
		a.Value, a.Defined = 1-observed/expected, true
	}
	return a
}

// A Unitizing is how far the analysts of a continuum agree on what stretches of
// it are marked, and how.
type Unitizing struct {
	All      Alpha   // ᵤα: marks and gaps, places and tags
	Marked   Alpha   // |ᵤα: only whether something is marked, whatever the tag
	Tagged   Alpha   // ᶜᵤα: the tags where two marks meet, wherever they begin and end
	Coverage float64 // the share of the continuum where marks meet, which Tagged is of
	Tags     []TagAgreement
}

// A TagAgreement is how far the analysts agree on one tag.
type TagAgreement struct {
	Tag      model.Tag
	Tagged   Alpha   // (k)ᵤα: where a mark with this tag meets another mark
	Coverage float64 // the share of what has this tag that meets another mark
}

// Unitizing measures the agreement of two or more analysts by the coefficients of
// Krippendorff et al. (2016) with the nominal metric: equations 1, 4, 5a, 6, 10,
// 11 and 13b; in Krippendorff (2019) 32 to 38. Chance is what pairing the marks
// of all analysts at random would give, where no mark is paired with itself; a
// gap has no structure, so its letters count one by one. A tag that nobody used
// does not come. It takes time in proportion to the pieces and the pairs of
// analysts.
func (c Continuum) Unitizing() Unitizing {
	m := measuring{analysts: len(c.Analysts), length: c.Length, values: c.values()}
	if m.analysts < 2 || c.Length <= 0 {
		return Unitizing{}
	}
	m.lengths()
	for i, a := range c.Analysts {
		m.meets = make([]int, len(a))
		for j, b := range c.Analysts {
			if i != j {
				m.pair(a, b)
			}
		}
		m.own(a)
	}
	return m.result()
}

// values lists the tags that are used, behind the gap.
func (c Continuum) values() []model.Tag {
	var tags []model.Tag
	for _, a := range c.Analysts {
		for _, p := range a {
			if !slices.Contains(tags, p.Tag) {
				tags = append(tags, p.Tag)
			}
		}
	}
	order := model.Tags()
	slices.SortFunc(tags, func(a, b model.Tag) int {
		if x, y := slices.Index(order, a), slices.Index(order, b); x != y {
			return x - y
		}
		if a < b {
			return -1
		}
		return 1
	})
	return append([]model.Tag{Unread}, tags...)
}

// A measuring collects what the coefficients are made of. Values are indexes; 0
// is the gap. Counts of pairs are of ordered pairs of analysts, so that they are
// analysts-1 times the coincidences of the papers.
type measuring struct {
	analysts, length int
	values           []model.Tag
	together         [][]int // letters of one value that are paired with another's of another value
	total            []int   // letters of a value, of all analysts
	squares          []int   // of the lengths of the marks of a value; of the gap, its letters
	paired           []int   // of the letters of each mark that are paired with marks
	meets            []int   // by piece of the analyst in hand: its letters that are paired with marks
}

func (m *measuring) lengths() {
	n := len(m.values)
	m.total, m.squares, m.paired = make([]int, n), make([]int, n), make([]int, n)
	m.together = make([][]int, n)
	for i := range m.together {
		m.together[i] = make([]int, n)
	}
}

// pair counts which values of a meet which of b; where a's marks meet b's gaps it
// counts for b too, so that marks alone are gone through.
func (m *measuring) pair(a, b []model.MarkSpan) {
	marked, j := 0, 0
	for i, p := range a {
		v := slices.Index(m.values, p.Tag)
		for j < len(b) && b[j].Span.End <= p.Span.Start {
			j++
		}
		met := 0
		for k := j; k < len(b) && b[k].Span.Start < p.Span.End; k++ {
			n := p.Span.Intersect(b[k].Span).Len()
			m.together[v][slices.Index(m.values, b[k].Tag)] += n
			met += n
		}
		m.meets[i] += met
		m.together[v][0] += p.Span.Len() - met
		m.together[0][v] += p.Span.Len() - met
		marked += p.Span.Len() - met
	}
	union := marked
	for _, p := range b {
		union += p.Span.Len()
	}
	m.together[0][0] += m.length - union
}

// own counts what is an analyst's own: the lengths of marks and gaps, and what of
// each mark is paired with others' marks.
func (m *measuring) own(a []model.MarkSpan) {
	gap := m.length
	for i, p := range a {
		v, n := slices.Index(m.values, p.Tag), p.Span.Len()
		m.total[v] += n
		m.squares[v] += n * n
		m.paired[v] += m.meets[i] * m.meets[i]
		gap -= n
	}
	m.total[0] += gap
	m.squares[0] += gap
}
