package export

import (
	"fmt"

	"obelus/model"
)

// exported is the value of f that had that sum, for a field that can have few
// values; ok is false where it is none of them.
func (f field) exported(s sum) (value string, ok bool) {
	if s == "" {
		return f.none, true
	}
	for _, t := range f.terms() {
		if f.sum(t.Value) == s {
			return t.Value, true
		}
	}
	return "", false
}

// judged is what a note says of its mark: the tag, the details, whose it is.
// edited lists what a person changed, wrong says what cannot be used; there the
// mark is as it was.
func (n *note) judged() (m model.Mark, edited, wrong []string) {
	m = model.Mark{Tag: n.read.Tag, Details: n.read.Details.Clone(), Analyst: n.read.Analyst}
	if e := n.record.Exact; e != nil {
		if e.Details != nil {
			m.Details = e.Details.Clone()
		}
		if e.Analyst != nil {
			m.Analyst = *e.Analyst
		}
	}
	for _, f := range fields() {
		value := f.get(&n.read)
		was, known := n.record.Sums[f.name], n.record.Sums != nil
		if known && f.sum(value) == was {
			continue
		}
		if f.terms == nil {
			if known {
				f.take(&m, &n.read)
				edited = append(edited, f.name)
			}
			continue
		}
		term, err := model.ParseTerm(f.name, f.terms(), value)
		switch {
		case err != nil || term == "" && f.name == "tag":
			if err == nil {
				err = fmt.Errorf("its tag is gone")
			}
			wrong = append(wrong, err.Error())
			value, _ := f.exported(was)
			f.set(&m, value)
		case !known:
			f.set(&m, term)
		case f.sum(term) == was:
			f.set(&m, term)
		default:
			if term == "" {
				term = f.none
			}
			f.set(&m, term)
			edited = append(edited, f.name)
		}
	}
	return m, edited, wrong
}
