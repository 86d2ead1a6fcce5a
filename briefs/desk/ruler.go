package desk

import (
	"sort"
	"unicode/utf8"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A ruler measures marks in code points of the visible text, so that it does not
// count what nobody sees: markup, and how many bytes a letter takes.
type ruler struct {
	doc    *markdown.Document
	text   string // the visible one
	points *points
}

func newRuler(doc *markdown.Document) *ruler {
	visible := doc.Visible()
	return &ruler{doc: doc, text: visible, points: newPoints(visible)}
}

// places are where two analysts' marks stand in the visible text, in code points.
// A mark over blocks that do not follow each other there, for one is a footnote,
// comes in pieces. Both go through the text together, so that each block is read
// once.
func (r *ruler) places(a, b []MarkView) (placesA, placesB [][]model.Span) {
	placesA, placesB = make([][]model.Span, len(a)), make([][]model.Span, len(b))
	for i, j := 0, 0; i < len(a) || j < len(b); {
		if j == len(b) || i < len(a) && a[i].Span.Start <= b[j].Span.Start {
			placesA[i] = r.spans(a[i].Span)
			i++
		} else {
			placesB[j] = r.spans(b[j].Span)
			j++
		}
	}
	return placesA, placesB
}

// pieces are the outlines of marks that stand in those places.
func pieces(views []MarkView, places [][]model.Span) []model.MarkSpan {
	all := make([]model.MarkSpan, 0, len(views))
	for i, v := range views {
		for _, span := range places[i] {
			m := v.Outline()
			m.Span = span
			all = append(all, m)
		}
	}
	return all
}

// spans are where a span of the brief text stands.
func (r *ruler) spans(span model.Span) []model.Span {
	var all []model.Span
	for i := r.doc.BlockAt(span.Start); i >= 0 && i < r.doc.Blocks(); i++ {
		extent := r.doc.Extent(i)
		if extent.Start >= span.End {
			break
		}
		in := r.inBlock(span.Intersect(extent))
		switch n := len(all); {
		case in.Empty():
		case n > 0 && in.Start >= all[n-1].End && in.Start-all[n-1].End <= joined:
			all[n-1].End = in.End
		default:
			all = append(all, in)
		}
	}
	return all
}

// joined is how many letters stand between two blocks of the visible text.
const joined = 2

// inBlock is where a span of one block stands.
func (r *ruler) inBlock(span model.Span) model.Span {
	if span.Empty() {
		return model.Span{}
	}
	_, size := utf8.DecodeLastRuneInString(r.doc.Text()[span.Start:span.End])
	start, last := r.doc.VisibleAt(span.Start), r.doc.VisibleAt(span.End-size)
	if last >= len(r.text) || last < start {
		return model.Span{}
	}
	return model.Span{Start: r.points.before(start), End: r.points.before(last) + 1}
}

// sharedLetters is how many letters two marks share, by where they stand.
func sharedLetters(a, b []model.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += x.Intersect(y).Len()
		}
	}
	return n
}

// before is how many code points begin before the byte at offset.
func (p *points) before(offset int) int {
	i := sort.SearchInts(p.every, offset+1) - 1
	if i < 0 {
		return 0
	}
	return i*pointStep + utf8.RuneCountInString(p.text[p.every[i]:min(offset, len(p.text))])
}
