package model

import "strconv"

// A Label names a mark within its brief for people: its tag's letter and its
// first unit's number, then b, c … where that is taken ("a14", "a14b").
type Label string

// Labels gives each of marks its label. marks are in document order; unitOf
// gives the number of the unit at an offset; taken reports labels that the
// brief itself uses, as the names of its footnotes.
func Labels(marks []Mark, unitOf func(offset int) int, taken func(Label) bool) map[MarkID]Label {
	labels := make(map[MarkID]Label, len(marks))
	next := make(map[string]int, len(marks))
	for _, m := range marks {
		stem := m.Tag.Letter() + strconv.Itoa(unitOf(m.Span.Start))
		label := labelOf(stem, next[stem])
		for taken(label) {
			next[stem]++
			label = labelOf(stem, next[stem])
		}
		next[stem]++
		labels[m.ID] = label
	}
	return labels
}

// LabelAt is the label that Labels gives marks[i], found from the marks of its
// unit alone.
func LabelAt(marks []Mark, i int, unitOf func(offset int) int, taken func(Label) bool) Label {
	unit, first := unitOf(marks[i].Span.Start), i
	for first > 0 && unitOf(marks[first-1].Span.Start) == unit {
		first--
	}
	return Labels(marks[first:i+1], unitOf, taken)[marks[i].ID]
}

// labelOf is the i-th label of a stem, from 0.
func labelOf(stem string, i int) Label {
	if i == 0 {
		return Label(stem)
	}
	return Label(stem + suffix(i))
}

// suffix is b for 1, c for 2 … z for 25, then ba, bb …
func suffix(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return suffix(i/26) + string(rune('a'+i%26))
}
