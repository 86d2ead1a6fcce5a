package export

import "obelus/model"

// called is a's marks with their speakers as they are called, for what counts
// speakers: there one of several names is one. Footnotes and the table of
// statements keep the words of whoever marked.
func (a Annotated) called() []model.Mark {
	if a.Called == nil {
		return a.Marks
	}
	marks := make([]model.Mark, len(a.Marks))
	for i, m := range a.Marks {
		if m.Details.Speaker != "" {
			m.Details.Speaker = a.Called(m.Details.Speaker)
		}
		marks[i] = m
	}
	return marks
}
