package page

import (
	"slices"
	"strings"
	"sync"

	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"

	"obelus/model"
	"obelus/ui/theme"
)

// A painter remembers the escapes of the styles that it has painted with.
type painter struct {
	mu      sync.RWMutex
	escapes map[brush]string
}

// A brush is a cell's own style with what the highlights lay over it.
type brush struct {
	style StyleID
	look  theme.Look
}

// maxEscapes bounds the painter's memory.
const maxEscapes = 4096

// Paint joins a row's cells into one string of styled text, padded to the
// page's width, with highlights laid over in order: a later one wins where two
// set the same thing. Only the page's own escapes are in it. Of a row that is
// wider than the page it shows the cells from shift on, kept within the row;
// other rows stay where they are.
func (p *Page) Paint(r Row, highlights []Highlight, shift int) string {
	var b strings.Builder
	cells := r.Cells
	if wide := p.Wide(r); wide > 0 {
		cells = p.window(r, shift, wide)
	}
	b.Grow(len(cells)*2 + p.width)
	bands := newBands(r.Span, highlights)
	var current brush
	link, used, open := linkID(0), 0, false
	for i := range cells {
		c := &cells[i]
		next := brush{c.style, bands.at(int(c.from))}
		if !open || next != current {
			if open {
				b.WriteString(xansi.ResetStyle)
			}
			b.WriteString(p.escape(next))
			current, open = next, true
		}
		if c.link != link {
			link = c.link
			b.WriteString(xansi.SetHyperlink(r.Link(c)))
		}
		b.WriteString(c.Text)
		used += c.Width()
	}
	if link != 0 {
		b.WriteString(xansi.ResetHyperlink())
	}
	if open {
		b.WriteString(xansi.ResetStyle)
	}
	for ; used < p.width; used++ {
		b.WriteByte(' ')
	}
	return b.String()
}

// escape is what sets a brush up.
func (p *Page) escape(b brush) string {
	p.paint.mu.RLock()
	s, ok := p.paint.escapes[b]
	p.paint.mu.RUnlock()
	if ok {
		return s
	}
	s = p.blend(b)
	p.paint.mu.Lock()
	defer p.paint.mu.Unlock()
	if p.paint.escapes == nil || len(p.paint.escapes) > maxEscapes {
		p.paint.escapes = make(map[brush]string)
	}
	p.paint.escapes[b] = s
	return s
}

// blend is the escape of a style under a look.
func (p *Page) blend(b brush) string {
	style := p.styles.style(b.style)
	if style.Fg == nil {
		style.Fg = p.theme.Text
	}
	if b.look.Ink != nil {
		style.Fg = b.look.Ink
	}
	if b.look.Tint != nil {
		style.Bg = b.look.Tint
	}
	if b.look.Tint != nil || b.look.Ink != nil {
		style.Fg = p.theme.Readable(style.Fg, style.Bg)
	}
	if b.look.Underline != 0 {
		style.Underline = b.look.Underline
		style.UnderlineColor = b.look.Line
	}
	for _, a := range []struct {
		set  bool
		attr uint8
	}{
		{b.look.Bold, uv.AttrBold}, {b.look.Italic, uv.AttrItalic},
		{b.look.Faint, uv.AttrFaint}, {b.look.Reverse, uv.AttrReverse},
	} {
		if a.set {
			style.Attrs |= a.attr
		}
	}
	if style.IsZero() {
		return ""
	}
	return style.String()
}

// bands divides a row's span where highlights begin and end, and says what is
// laid over each band.
type bands struct {
	edges []int // of band i: [edges[i], edges[i+1])
	looks []theme.Look
	next  int
}

// newBands sweeps highlights over span.
func newBands(span model.Span, highlights []Highlight) *bands {
	b := &bands{}
	for _, h := range highlights {
		if h.Span.Overlaps(span) {
			b.edges = append(b.edges, max(h.Span.Start, span.Start), min(h.Span.End, span.End))
		}
	}
	if len(b.edges) == 0 {
		return b
	}
	slices.Sort(b.edges)
	b.edges = slices.Compact(b.edges)
	b.looks = make([]theme.Look, len(b.edges)-1)
	for _, property := range properties() {
		b.lay(property, span, highlights)
	}
	return b
}

// A property is one thing that a look can set.
type property struct {
	set  func(theme.Look) bool
	copy func(to *theme.Look, from theme.Look)
}

func properties() []property {
	return []property{
		{func(l theme.Look) bool { return l.Tint != nil }, func(to *theme.Look, from theme.Look) { to.Tint = from.Tint }},
		{func(l theme.Look) bool { return l.Ink != nil }, func(to *theme.Look, from theme.Look) { to.Ink = from.Ink }},
		{func(l theme.Look) bool { return l.Underline != 0 }, func(to *theme.Look, from theme.Look) {
			to.Underline, to.Line = from.Underline, from.Line
		}},
		{func(l theme.Look) bool { return l.Bold }, func(to *theme.Look, _ theme.Look) { to.Bold = true }},
		{func(l theme.Look) bool { return l.Italic }, func(to *theme.Look, _ theme.Look) { to.Italic = true }},
		{func(l theme.Look) bool { return l.Faint }, func(to *theme.Look, _ theme.Look) { to.Faint = true }},
		{func(l theme.Look) bool { return l.Reverse }, func(to *theme.Look, _ theme.Look) { to.Reverse = true }},
	}
}

// lay sets one property of all bands. The highlights come last first, and free
// leads from each band to the next one that nothing has set yet, so that no
// band is set twice.
func (b *bands) lay(p property, span model.Span, highlights []Highlight) {
	free := make([]int, len(b.looks)+1)
	for i := range free {
		free[i] = i
	}
	find := func(i int) int {
		for free[i] != i {
			free[i] = free[free[i]]
			i = free[i]
		}
		return i
	}
	for _, h := range slices.Backward(highlights) {
		if !h.Span.Overlaps(span) || !p.set(h.Look) {
			continue
		}
		first, _ := slices.BinarySearch(b.edges, max(h.Span.Start, span.Start))
		last, _ := slices.BinarySearch(b.edges, min(h.Span.End, span.End))
		for i := find(first); i < last; i = find(i) {
			p.copy(&b.looks[i], h.Look)
			free[i] = i + 1
		}
	}
}

// at is what is laid over a cell.
func (b *bands) at(offset int) theme.Look {
	if len(b.looks) == 0 || offset < b.edges[0] || offset >= b.edges[len(b.edges)-1] {
		return theme.Look{}
	}
	if offset < b.edges[b.next] || offset >= b.edges[b.next+1] {
		i, exact := slices.BinarySearch(b.edges, offset)
		if !exact {
			i--
		}
		b.next = i
	}
	return b.looks[b.next]
}
