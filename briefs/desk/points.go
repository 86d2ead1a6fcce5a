package desk

import (
	"unicode/utf8"

	"obelus/model"
)

// pointStep is how many code points lie between two places that are known.
const pointStep = 1 << 10

// points finds the bytes of a text that its code points are: where every
// pointStep-th begins is known, and the rest is counted.
type points struct {
	text  string
	every []int
	count int
}

func newPoints(text string) *points {
	p := &points{text: text}
	for i := range text {
		if p.count%pointStep == 0 {
			p.every = append(p.every, i)
		}
		p.count++
	}
	return p
}

// at is the byte at which the n-th code point begins, from 0; the text's end for
// the one behind the last; ok is false beyond.
func (p *points) at(n int) (i int, ok bool) {
	switch {
	case n < 0 || n > p.count:
		return 0, false
	case n == p.count:
		return len(p.text), true
	}
	i = p.every[n/pointStep]
	for range n % pointStep {
		_, size := utf8.DecodeRuneInString(p.text[i:])
		i += size
	}
	return i, true
}

// spanOf is the bytes of the brief text whose visible text has those code points;
// an empty span where it has not so many.
func (l *landing) spanOf(p model.Points) model.Span {
	if l.points == nil {
		l.points = newPoints(l.opened.Doc.Visible())
	}
	start, ok1 := l.points.at(p.Start)
	end, ok2 := l.points.at(p.End)
	if !ok1 || !ok2 || end <= start {
		return model.Span{}
	}
	return l.opened.Doc.VisibleSpan(start, end)
}
