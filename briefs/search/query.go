package search

import "strings"

// A query is words to look for, folded as the text is.
type query struct {
	text   []byte
	bits   letterBits
	marks  map[int]uint16 // by position in text, the number of the accents there
	cased  bool           // capitals count
	marked bool           // accents count
	never  bool           // it has an accent that the text has not
}

// read folds words for a search in x.
func (x *Index) read(words string) query {
	f := folder{known: make(known, fewKnown), names: accents{}}
	f.fold(strings.TrimSpace(words))
	q := query{text: f.text, bits: f.bits, cased: len(f.bits.upper) > 0, marked: len(f.marks) > 0}
	if !q.marked {
		return q
	}
	asked := make([]string, len(f.names))
	for marks, n := range f.names {
		asked[n] = marks
	}
	q.marks = make(map[int]uint16, len(f.marks))
	for at := range q.text {
		if !q.bits.accent.has(at) {
			continue
		}
		n, known := x.names[asked[f.marks[len(q.marks)]]]
		switch {
		case known:
			q.marks[at] = n
		case len(x.names) == others:
			q.marks[at] = others
		default:
			q.never = true
			return q
		}
	}
	return q
}

// suits reports whether the letters at position at, which fold to q's, are
// such as q asks for.
func (x *Index) suits(q query, at int) bool {
	if q.cased {
		for i := range q.text {
			if x.bits.upper.has(at+i) != q.bits.upper.has(i) {
				return false
			}
		}
	}
	if !q.marked {
		return true
	}
	end := at + len(q.text)
	if x.bits.inside.has(at) || end < len(x.text) && x.bits.inside.has(end) {
		return false
	}
	for i := range q.text {
		n, asked := q.marks[i]
		if x.bits.accent.has(at+i) != asked || asked && x.accentAt(at+i) != n {
			return false
		}
	}
	return true
}

// accentAt is the number of the accents of the letter at position at, which
// has some.
func (x *Index) accentAt(at int) uint16 { return x.marks[x.bits.accent.rank(x.ranks, at)] }
