package agreement

import (
	"math"
	"testing"

	"obelus/model"
)

// counted is a table of cells, by labels 1, 2, 3 …
func counted(cells ...[]int) Table {
	labels := make([]model.Tag, len(cells))
	for i := range labels {
		labels[i] = model.Tag(rune('1' + i))
	}
	t := NewTable(labels...)
	for i, row := range cells {
		for j, n := range row {
			for range n {
				t.Add(labels[i], labels[j])
			}
		}
	}
	return t
}

// near reports whether got is a figure as it was printed, to so many decimals.
func near(got, printed float64, decimals int) bool {
	return math.Abs(got-printed) <= 0.5000001*math.Pow10(-decimals)
}

// TestKappaAsPublished holds kappa to worked examples.
func TestKappaAsPublished(t *testing.T) {
	for _, c := range []struct {
		source                    string
		table                     Table
		observed, expected, value float64
		decimals                  int
	}{
		{"Cohen 1960, p. 45: 200 cases, agreement .70, chance .41, kappa .492",
			counted([]int{88, 14, 18}, []int{10, 40, 10}, []int{2, 6, 12}), .70, .41, .492, 3},
		{"Fleiss, Cohen, Everitt: Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72 (1969): kappa .429",
			counted([]int{53, 5, 2}, []int{11, 14, 5}, []int{1, 6, 3}), .70, .475, .429, 3},
		{"Artstein, Poesio: Inter-Coder Agreement for Computational Linguistics. Computational Linguistics 34 (2008), p. 558: statements and requests, chance .54, kappa .348",
			counted([]int{20, 20}, []int{10, 50}), .7, .54, .348, 3},
		{"the same, p. 568, with checks besides: .88, chance .396, kappa .801",
			counted([]int{46, 0, 0}, []int{6, 32, 6}, []int{0, 0, 10}), .88, .396, .801, 3},
	} {
		k := c.table.Kappa()
		if !k.Defined || !near(k.Observed, c.observed, c.decimals) || !near(k.Expected, c.expected, c.decimals) || !near(k.Value, c.value, c.decimals) {
			t.Errorf("%s\ngot %+v", c.source, k)
		}
	}
}

// TestKappaWhereChanceDecides says what is said where kappa has no value, and
// what one unit changes.
func TestKappaWhereChanceDecides(t *testing.T) {
	for name, table := range map[string]Table{
		"nothing":   NewTable(model.Sourced, Unread),
		"one label": counted([]int{12, 0}, []int{0, 0}),
	} {
		if k := table.Kappa(); k.Defined || k.Value != 0 {
			t.Errorf("%s: %+v is no kappa", name, k)
		}
	}
	if k := counted([]int{0, 3}, []int{4, 0}).Kappa(); !k.Defined || k.Value >= 0 {
		t.Errorf("those who never agree: %+v", k)
	}
	k := counted([]int{5, 2}, []int{3, 6}).Kappa()
	if want := 1 / (float64(k.Units) * (1 - k.Expected)); math.Abs(k.Step-want) > 1e-12 {
		t.Errorf("one of %d units is %v of kappa, got %v", k.Units, want, k.Step)
	}
}

func TestWithoutLeavesOutWhatEitherLeftUnread(t *testing.T) {
	table := NewTable(model.Sourced, model.Opinion, Unread)
	for _, pair := range [][2]model.Tag{
		{model.Sourced, model.Sourced}, {model.Sourced, model.Opinion}, {Unread, Unread}, {Unread, model.Opinion}, {model.Sourced, Unread},
		{"no tag", model.Sourced},
	} {
		table.Add(pair[0], pair[1])
	}
	if k := table.Kappa(); k.Units != 5 || k.Agreed != 2 {
		t.Errorf("with what is unread: %+v", k)
	}
	read := table.Without(Unread)
	if k := read.Kappa(); k.Units != 2 || k.Agreed != 1 || len(read.Labels) != 2 {
		t.Errorf("without: %+v of %v", k, read.Labels)
	}
	if same := read.Without(Unread); len(same.Labels) != 2 {
		t.Errorf("without what is not there: %v", same.Labels)
	}
}
