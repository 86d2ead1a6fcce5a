package agreement

import (
	"slices"

	"obelus/model"
)

// Unread is the label of a unit that an analyst left unmarked. It is a category
// like the tags: two who both leave a unit alone agree on it.
const Unread model.Tag = ""

// A Table is how often two analysts gave units which labels: Cells[i][j] units
// have Labels[i] by the first and Labels[j] by the second.
type Table struct {
	Labels []model.Tag
	Cells  [][]int
}

// NewTable is a table of those labels with nothing counted.
func NewTable(labels ...model.Tag) Table {
	t := Table{Labels: slices.Clone(labels), Cells: make([][]int, len(labels))}
	for i := range t.Cells {
		t.Cells[i] = make([]int, len(labels))
	}
	return t
}

// Add counts a unit. A label that the table does not have is not counted.
func (t Table) Add(a, b model.Tag) {
	i, j := slices.Index(t.Labels, a), slices.Index(t.Labels, b)
	if i >= 0 && j >= 0 {
		t.Cells[i][j]++
	}
}

// Without is the table of the units that neither gave that label.
func (t Table) Without(label model.Tag) Table {
	i := slices.Index(t.Labels, label)
	if i < 0 {
		return t
	}
	less := Table{Labels: slices.Delete(slices.Clone(t.Labels), i, i+1)}
	for n, row := range t.Cells {
		if n != i {
			less.Cells = append(less.Cells, slices.Delete(slices.Clone(row), i, i+1))
		}
	}
	return less
}

// Rows are the first analyst's counts by label.
func (t Table) Rows() []int {
	sums := make([]int, len(t.Labels))
	for i, row := range t.Cells {
		for _, n := range row {
			sums[i] += n
		}
	}
	return sums
}

// Columns are the second analyst's counts by label.
func (t Table) Columns() []int {
	sums := make([]int, len(t.Labels))
	for _, row := range t.Cells {
		for j, n := range row {
			sums[j] += n
		}
	}
	return sums
}

// A Kappa is Cohen's coefficient of agreement over units, with what it is made
// of.
type Kappa struct {
	Units    int
	Agreed   int     // units with one label by both
	Observed float64 // share of the units with one label by both; 0 where there are no units
	Expected float64 // that share if each gave as many units each label, but without regard to which
	Value    float64 // (Observed - Expected) / (1 - Expected): 1 is agreement, 0 what chance gives; 0 where it is not Defined
	Defined  bool    // false without units, and where both gave all units the same one label: then chance alone would agree always
	Step     float64 // how much of Value one unit is, that both would label the same instead of not; 0 where it is not Defined
}

// Kappa is Cohen's kappa of the table.
func (t Table) Kappa() Kappa {
	rows, columns := t.Rows(), t.Columns()
	var k Kappa
	chance := 0 // n² times the expected share
	for i := range t.Labels {
		k.Units += rows[i]
		k.Agreed += t.Cells[i][i]
		chance += rows[i] * columns[i]
	}
	if k.Units == 0 {
		return k
	}
	n := float64(k.Units)
	all := k.Units * k.Units
	k.Observed, k.Expected = float64(k.Agreed)/n, float64(chance)/float64(all)
	if chance == all {
		return k
	}
	k.Defined = true
	k.Value = float64(k.Agreed*k.Units-chance) / float64(all-chance)
	k.Step = n / float64(all-chance)
	return k
}
