package agreement

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/model"
)

// units are marks as they are printed in examples: first and last letter,
// counted from 1, and a value.
func units(all ...any) []model.MarkSpan {
	var marks []model.MarkSpan
	for i := 0; i+2 < len(all); i += 3 {
		marks = append(marks, model.MarkSpan{Span: model.Span{Start: all[i].(int) - 1, End: all[i+1].(int)}, Tag: model.Tag(all[i+2].(string))})
	}
	return marks
}

// letters are marks of one letter each, a value a letter; "." is gap.
func letters(values string) []model.MarkSpan {
	var marks []model.MarkSpan
	for i, v := range values {
		if v != '.' {
			marks = append(marks, model.MarkSpan{Span: model.Span{Start: i, End: i + 1}, Tag: model.Tag(v)})
		}
	}
	return marks
}

// TestUnitizingAsPublished is the worked example of Krippendorff: Content
// Analysis, 4th ed. (2019), Figure 12.11 and section 12.6: three observers who
// unitized a continuum of 60 units of length. Printed are ᵤα = .510, |ᵤα = .413,
// ᶜᵤα = .724, and (k)ᵤα of 1 for the values 1, 5 and 6, of 0 for 2, 3 and 4; of
// what has the value 5, 44 % meets another mark.
func TestUnitizingAsPublished(t *testing.T) {
	u := Continuum{Length: 60, Analysts: [][]model.MarkSpan{
		units(1, 7, "1", 8, 13, "2", 31, 32, "5", 33, 37, "6", 38, 44, "6", 45, 60, "7"),
		units(1, 7, "1", 8, 13, "3", 14, 21, "5", 33, 44, "6"),
		units(1, 7, "1", 8, 13, "4", 14, 21, "5", 33, 37, "6", 38, 41, "6", 42, 44, "6"),
	}}.Unitizing()
	for _, c := range []struct {
		name    string
		got     Alpha
		printed float64
		within  float64
	}{
		{"all", u.All, .510, .0005},
		{"marked", u.Marked, .413, .001}, // .4136: the book cuts
		{"tagged", u.Tagged, .724, .0005},
	} {
		if !c.got.Defined || math.Abs(c.got.Value-c.printed) > c.within {
			t.Errorf("%s: printed %v, got %+v", c.name, c.printed, c.got)
		}
	}
	want := map[model.Tag]float64{"1": 1, "2": 0, "3": 0, "4": 0, "5": 1, "6": 1}
	for _, tag := range u.Tags {
		printed, meets := want[tag.Tag]
		switch {
		case !meets && (tag.Tagged.Defined || tag.Coverage != 0):
			t.Errorf("%s meets nothing: %+v", tag.Tag, tag)
		case meets && (!tag.Tagged.Defined || math.Abs(tag.Tagged.Value-printed) > 1e-9):
			t.Errorf("%s: printed %v, got %+v", tag.Tag, printed, tag)
		case tag.Tag == "5" && !near(tag.Coverage, .44, 2):
			t.Errorf("44 %% of 5 meets a mark, got %v", tag.Coverage)
		}
	}
	if len(u.Tags) != 7 {
		t.Errorf("seven values were used: %+v", u.Tags)
	}
}

// TestLettersAsUnits: where every unit is one letter, ᵤα is Krippendorff's nominal
// alpha. The examples are A and B of Krippendorff: Computing Krippendorff's
// Alpha-Reliability (2011), with alpha = .095 and .692; in A the zeros are gaps.
func TestLettersAsUnits(t *testing.T) {
	a := Continuum{Length: 10, Analysts: [][]model.MarkSpan{letters(".1......1."), letters("111..1....")}}.Unitizing()
	if !near(a.All.Value, .095, 3) || !near(a.Marked.Value, .095, 3) {
		t.Errorf("A: alpha = .095, got %+v", a)
	}
	b := Continuum{Length: 12, Analysts: [][]model.MarkSpan{letters("aabbdcccedda"), letters("babbbccceddd")}}.Unitizing()
	if !near(b.All.Value, .692, 3) || !near(b.Tagged.Value, .692, 3) || b.Coverage != 1 {
		t.Errorf("B: alpha = .692, got %+v", b)
	}
	if b.Marked.Defined {
		t.Errorf("where all is marked nothing is said of whether it is: %+v", b.Marked)
	}
}

func TestPartialOverlapCounts(t *testing.T) {
	alpha := func(start int) float64 {
		u := Continuum{Length: 1000, Analysts: [][]model.MarkSpan{units(101, 200, "a", 501, 600, "b"), units(start, start+99, "a", 501, 600, "b")}}.Unitizing()
		return u.All.Value
	}
	last := 2.0
	for _, start := range []int{101, 111, 151, 191, 301} {
		now := alpha(start)
		if now >= last {
			t.Errorf("from %d on, less is shared and alpha is %v, was %v", start, now, last)
		}
		last = now
	}
	if alpha(101) != 1 {
		t.Errorf("the same marks: %v", alpha(101))
	}
}

func TestNothingToMeasure(t *testing.T) {
	mark := units(1, 10, "a")
	for name, c := range map[string]Continuum{
		"one analyst":    {Length: 10, Analysts: [][]model.MarkSpan{mark}},
		"no text":        {Analysts: [][]model.MarkSpan{nil, nil}},
		"no marks":       {Length: 10, Analysts: [][]model.MarkSpan{nil, nil}},
		"all one by all": {Length: 10, Analysts: [][]model.MarkSpan{mark, mark}},
	} {
		if u := c.Unitizing(); u.All.Defined || u.Marked.Defined || u.Tagged.Defined {
			t.Errorf("%s: %+v", name, u)
		}
	}
}

// drawn is a continuum of some analysts with overlapping marks, flattened.
func drawn(t *rapid.T) Continuum {
	c := Continuum{Length: rapid.IntRange(1, 40).Draw(t, "length")}
	for i := range rapid.IntRange(2, 4).Draw(t, "analysts") {
		var marks []model.MarkSpan
		for n := range rapid.IntRange(0, 6).Draw(t, "marks") {
			start := rapid.IntRange(0, c.Length-1).Draw(t, "start")
			end := rapid.IntRange(start+1, c.Length).Draw(t, "end")
			marks = append(marks, model.MarkSpan{ID: model.MarkID(fmt.Sprint(i, n)), Span: model.Span{Start: start, End: end}, Tag: rapid.SampledFrom(model.Tags()).Draw(t, "tag")})
		}
		c.Analysts = append(c.Analysts, Flatten(marks))
	}
	return c
}

// TestUnitizingLetterByLetter holds the coefficients to what the papers define,
// computed over single letters and over all pairs of units.
func TestUnitizingLetterByLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		u := c.Unitizing()
		for name, pair := range map[string][2]Alpha{
			"all": {u.All, naiveAll(c, false)}, "marked": {u.Marked, naiveAll(c, true)}, "tagged": {u.Tagged, naiveTagged(c)},
		} {
			got, want := pair[0], pair[1]
			if got.Defined != want.Defined || math.Abs(got.Value-want.Value) > 1e-9 || math.Abs(got.Observed-want.Observed) > 1e-9 {
				t.Fatalf("%s: got %+v, want %+v\n%s", name, got, want, shown(c))
			}
			if got.Defined && got.Value > 1+1e-12 {
				t.Fatalf("%s is above 1: %+v", name, got)
			}
		}
	})
}

func shown(c Continuum) string {
	var b strings.Builder
	for _, a := range c.Analysts {
		fmt.Fprintln(&b, a)
	}
	return b.String()
}

// naiveAll pairs every letter of every analyst with every letter at its place,
// and for chance every unit with every other.
func naiveAll(c Continuum, binary bool) Alpha {
	value := func(tag model.Tag) model.Tag {
		if binary && tag != Unread {
			return "marked"
		}
		return tag
	}
	type unit struct {
		tag model.Tag
		n   float64
	}
	var all []unit
	var at [][]model.Tag
	for _, a := range c.Analysts {
		row := make([]model.Tag, c.Length)
		for _, p := range a {
			all = append(all, unit{value(p.Tag), float64(p.Span.Len())})
			for i := p.Span.Start; i < p.Span.End; i++ {
				row[i] = value(p.Tag)
			}
		}
		for _, tag := range row {
			if tag == Unread {
				all = append(all, unit{Unread, 1})
			}
		}
		at = append(at, row)
	}
	observed, pairs := 0.0, 0.0
	for i := range at {
		for j := range at {
			for n := range at[i] {
				if i != j && at[i][n] != at[j][n] {
					observed++
				}
			}
		}
	}
	expected := 0.0
	for i, a := range all {
		for j, b := range all {
			if i != j {
				pairs += a.n * b.n
			}
			if a.tag != b.tag {
				expected += a.n * b.n
			}
		}
	}
	letters := float64(len(at) * c.Length)
	if pairs == 0 {
		return Alpha{}
	}
	return newAlpha(observed/float64(len(at)-1), expected*letters/pairs, letters)
}

// naiveTagged is equations 10 and 11, as they stand.
func naiveTagged(c Continuum) Alpha {
	others := float64(len(c.Analysts) - 1)
	observed, letters, squares := 0.0, 0.0, 0.0
	sums, own := map[model.Tag]float64{}, map[model.Tag]float64{}
	for i, a := range c.Analysts {
		for _, p := range a {
			met := 0.0
			for j, b := range c.Analysts {
				for _, q := range b {
					if i == j {
						continue
					}
					n := float64(p.Span.Intersect(q.Span).Len()) / others
					met += n
					if p.Tag != q.Tag {
						observed += n
					}
				}
			}
			sums[p.Tag] += met
			letters += met
			own[p.Tag] += met * met
			squares += met * met
		}
	}
	expected := 0.0
	for v, n := range sums {
		for w, k := range sums {
			if v != w && letters*letters-squares > 1e-9 {
				expected += letters * n * k / (letters*letters - squares)
			}
		}
	}
	return newAlpha(observed, expected, letters)
}

// TestFlattenLetterByLetter: on every letter stands the smallest mark that has
// it, and the pieces are in order and do not overlap.
func TestFlattenLetterByLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var marks []model.MarkSpan
		for n := range rapid.IntRange(0, 9).Draw(t, "marks") {
			start := rapid.IntRange(0, 30).Draw(t, "start")
			end := start + rapid.IntRange(0, 30).Draw(t, "length")
			marks = append(marks, model.MarkSpan{ID: model.MarkID(fmt.Sprint(n)), Span: model.Span{Start: start, End: end}})
		}
		flat := Flatten(marks)
		last := 0
		on := map[int]model.MarkSpan{}
		for _, p := range flat {
			if p.Span.Start < last || p.Span.Empty() {
				t.Fatalf("%v in %v", p, flat)
			}
			last = p.Span.End
			for i := p.Span.Start; i < p.Span.End; i++ {
				on[i] = p
			}
		}
		lengths := map[model.MarkID]model.Span{}
		for _, m := range marks {
			lengths[m.ID] = m.Span
		}
		for i := range 70 {
			least := math.MaxInt
			for _, m := range marks {
				if m.Span.Contains(i) {
					least = min(least, m.Span.Len())
				}
			}
			p, marked := on[i]
			if marked != (least < math.MaxInt) || marked && lengths[p.ID].Len() != least {
				t.Fatalf("letter %d has %v, the smallest is %d long\n%v\n%v", i, p, least, marks, flat)
			}
		}
	})
}

func TestFlattenKeepsTheLaterOfTwoAsLong(t *testing.T) {
	mark := func(id string, start, end int) model.MarkSpan {
		return model.MarkSpan{ID: model.MarkID(id), Span: model.Span{Start: start, End: end}}
	}
	got := fmt.Sprint(Flatten([]model.MarkSpan{mark("a", 0, 10), mark("b", 5, 15), mark("c", 20, 40), mark("d", 25, 30)}))
	want := fmt.Sprint([]model.MarkSpan{mark("a", 0, 5), mark("b", 5, 15), mark("c", 20, 25), mark("d", 25, 30), mark("c", 30, 40)})
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// BenchmarkAgreement measures two analysts' 10,000 marks over ten million letters,
// beside flattening those marks.
func BenchmarkAgreement(b *testing.B) {
	const marks, length = 10_000, 10_000_000
	made := func(shift int) []model.MarkSpan {
		all := make([]model.MarkSpan, marks)
		for i := range all {
			start := i*length/marks + shift*(i%3)
			all[i] = model.MarkSpan{ID: model.MarkID(fmt.Sprint(i)), Span: model.Span{Start: start, End: start + 300 + i%500}, Tag: model.Tags()[(i+shift*(i%7)/7)%5]}
		}
		return all
	}
	one, other := made(0), made(100)
	b.Run("flatten", func(b *testing.B) {
		for b.Loop() {
			Flatten(one)
		}
	})
	b.Run("unitizing", func(b *testing.B) {
		b.ReportMetric(marks, "marks")
		for b.Loop() {
			Continuum{Length: length, Analysts: [][]model.MarkSpan{Flatten(one), Flatten(other)}}.Unitizing()
		}
	})
}
