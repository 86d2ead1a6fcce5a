package cli

import (
	"slices"
	"sort"
	"strings"

	"charm.land/lipgloss/v2"

	"obelus/model"
	"obelus/ui/page"
	"obelus/ui/theme"
)

// A painting is a page with the marks that lie over it.
type painting struct {
	page  *page.Page
	theme theme.Theme
	marks []model.Mark // in document order
	ends  []int        // ends[i]: the largest end among marks[:i+1]
}

func newPainting(p *page.Page, t theme.Theme, marks []model.Mark) *painting {
	pt := &painting{page: p, theme: t, marks: marks, ends: make([]int, len(marks))}
	largest := 0
	for i, m := range marks {
		largest = max(largest, m.Span.End)
		pt.ends[i] = largest
	}
	return pt
}

// on lists the marks that share a byte with span, the largest first, so that
// the smaller ones are painted over them.
func (pt *painting) on(span model.Span) []model.Mark {
	if span.Empty() {
		return nil
	}
	from := sort.SearchInts(pt.ends, span.Start+1)
	var out []model.Mark
	for _, m := range pt.marks[min(from, len(pt.marks)):] {
		if m.Span.Start >= span.End {
			break
		}
		if m.Span.Overlaps(span) {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b model.Mark) int { return b.Span.Len() - a.Span.Len() })
	return out
}

// row is one line of the page with its gutter: the glyphs of the marks that
// start on it, and a bar beside all that is marked.
func (pt *painting) row(r page.Row) string {
	marks := pt.on(r.Span)
	bar := " "
	var starting []model.Mark
	highlights := make([]page.Highlight, 0, len(marks))
	for _, m := range marks {
		highlights = append(highlights, page.Highlight{Span: m.Span, Look: pt.theme.Mark(m.Tag, m.Hollow())})
		bar = pt.ink(m.Tag).Render("▌")
		if r.Span.Contains(m.Span.Start) {
			starting = append(starting, m)
		}
	}
	return pt.glyphs(starting) + bar + " " + pt.page.Paint(r, highlights, 0)
}

// glyphs are the signs of marks that start on one row, in document order; a
// plus stands for those that there is no room for.
func (pt *painting) glyphs(starting []model.Mark) string {
	slices.SortFunc(starting, model.CompareMarks)
	var b strings.Builder
	for i, m := range starting {
		if i == glyphCells-1 && len(starting) > glyphCells {
			b.WriteString("+")
			break
		}
		b.WriteString(pt.ink(m.Tag).Render(m.Tag.Glyph()))
	}
	b.WriteString(strings.Repeat(" ", max(0, glyphCells-len(starting))))
	return b.String()
}

// ink is the style of a tag's signs.
func (pt *painting) ink(tag model.Tag) lipgloss.Style {
	style := lipgloss.NewStyle().Bold(true)
	if ink := pt.theme.Tags[tag].Ink; ink != nil {
		style = style.Foreground(ink)
	}
	return style
}

const (
	glyphCells  = 3              // room for glyphs
	gutterWidth = glyphCells + 2 // with the bar and a space
)
