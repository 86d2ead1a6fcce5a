package desk

import (
	"slices"

	"obelus/model"
	"obelus/model/agreement"
)

// figures measures how far two sides agree in o, whose units are counted and
// whose visible text has so many letters; sides are their marks in it.
func figures(o *Opened, a, b Side, letters int, sides [2][]model.MarkSpan) Figures {
	f := Figures{Letters: letters, Units: agreement.NewTable(append(model.Tags(), agreement.Unread)...)}
	counter := o.Counter()
	one, counted := counter.Prevailing(agreement.Flatten(outlines(a.Marks)))
	other, _ := counter.Prevailing(agreement.Flatten(outlines(b.Marks)))
	for i := range counted {
		if counted[i] {
			f.Units.Add(one[i], other[i])
		}
	}
	f.Spans = unitizing(letters, sides, nil)
	for _, tag := range model.Tags() {
		t := TagFigures{Tag: tag}
		for i, s := range [2]Side{a, b} {
			for _, v := range s.Marks {
				if v.Tag == tag {
					t.Marks[i]++
				}
			}
		}
		if t.Marks == [2]int{} {
			continue
		}
		t.Spans = unitizing(letters, sides, func(m model.MarkSpan) bool { return m.Tag == tag }).All
		if i := slices.IndexFunc(f.Spans.Tags, func(of agreement.TagAgreement) bool { return of.Tag == tag }); i >= 0 {
			t.TagAgreement = f.Spans.Tags[i]
		}
		f.Tags = append(f.Tags, t)
	}
	return f
}

// outlines are the spans of marks in the brief text.
func outlines(views []MarkView) []model.MarkSpan {
	spans := make([]model.MarkSpan, len(views))
	for i, v := range views {
		spans[i] = v.Outline()
	}
	return spans
}

// unitizing measures the agreement of those marks that only lets through; nil
// lets all.
func unitizing(letters int, sides [2][]model.MarkSpan, only func(model.MarkSpan) bool) agreement.Unitizing {
	c := agreement.Continuum{Length: letters}
	for _, marks := range sides {
		if only != nil {
			marks = slices.DeleteFunc(slices.Clone(marks), func(m model.MarkSpan) bool { return !only(m) })
		}
		c.Analysts = append(c.Analysts, agreement.Flatten(marks))
	}
	return c.Unitizing()
}
