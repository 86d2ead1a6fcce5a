package export

import (
	"slices"
	"sort"
	"strings"

	"obelus/model"
)

// unweave takes the signs out of a marked text that was edited, which begins at
// the byte from of the file, and notes where they stood.
func (r *returning) unweave(front, marked string, from int) {
	traces := tracesOf(r.notes)
	seek(marked, traces)
	cuts := make([]model.Span, 0, len(traces))
	for _, t := range traces {
		if t.at >= 0 {
			cuts = append(cuts, model.Span{Start: t.at, End: t.end})
		}
	}
	cuts = tidy(cuts)
	cuts = tidy(append(cuts, r.leftOver(marked, from, cuts)...))
	c := cutter{cuts: cuts}
	text := front + c.out(marked)
	if r.isAlmost(text) {
		return
	}
	r.text, r.hash, r.edited = text, model.HashOf(text), true
	r.stand(traces, &c, len(front))
}

// stand notes where the signs of each note stand in the text, which the marked
// text begins behind front bytes of.
func (r *returning) stand(traces []trace, c *cutter, front int) {
	r.stands = make([]standing, len(r.notes))
	for i := range r.stands {
		r.stands[i].sure = true
	}
	first, last := make([]*trace, len(r.notes)), make([]*trace, len(r.notes))
	for i := range traces {
		t := &traces[i]
		s := &r.stands[t.note]
		s.sure = s.sure && t.sure
		s.seen = s.seen || t.at >= 0
		if first[t.note] == nil {
			first[t.note] = t
		}
		if last[t.note] == nil || isSign(t.core) {
			last[t.note] = t
		}
	}
	for i := range r.stands {
		s := &r.stands[i]
		if first[i] == nil || first[i].at < 0 || last[i].at < 0 || first[i].end > last[i].at {
			s.sure = false
			if last[i] != nil && last[i].at >= 0 { // where its letter is it may be still
				at := front + c.moved(last[i].at)
				s.span = model.Span{Start: at, End: at}
			}
			continue
		}
		s.span = model.Span{Start: front + c.moved(first[i].end), End: front + c.moved(last[i].at)}
	}
}

// isSign reports whether a token without its white space begins with a sign that
// stands around words, and not with a letter: that may stand further behind.
func isSign(core string) bool {
	return !strings.HasPrefix(core, "**") && !strings.HasPrefix(core, above)
}

// tidy puts spans in order, without what one shares with the one before.
func tidy(spans []model.Span) []model.Span {
	slices.SortFunc(spans, model.Span.Compare)
	out := spans[:0]
	end := 0
	for _, s := range spans {
		s.Start = max(s.Start, end)
		if s.Start < s.End {
			out, end = append(out, s), s.End
		}
	}
	return out
}

// A cutter takes stretches out of a text.
type cutter struct {
	cuts []model.Span // in order, apart
	gone []int        // bytes that each and those before it took
}

// out is text without the cuts.
func (c *cutter) out(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	from, gone := 0, 0
	for _, s := range c.cuts {
		b.WriteString(text[from:s.Start])
		from, gone = s.End, gone+s.Len()
		c.gone = append(c.gone, gone)
	}
	b.WriteString(text[from:])
	return b.String()
}

// moved is where what stood at offset stands without the cuts.
func (c *cutter) moved(offset int) int {
	i := sort.Search(len(c.cuts), func(i int) bool { return c.cuts[i].Start >= offset })
	if i == 0 {
		return offset
	}
	return offset - c.gone[i-1] + max(0, c.cuts[i-1].End-offset)
}

// leftOver finds signs of marks whose footnotes are gone or damaged, or that
// stand a second time. It lists those that nothing else tells of.
func (r *returning) leftOver(marked string, from int, cuts []model.Span) []model.Span {
	known := map[string]bool{}
	damaged := map[string]bool{}
	for _, n := range r.notes {
		if n.recorded > 0 && n.damaged == "" {
			known[n.label] = true
		} else {
			damaged[n.label] = true
		}
	}
	var found []model.Span
	var defined map[string]bool
	for at := 0; ; {
		i := strings.Index(marked[at:], "**[^")
		if i < 0 {
			return found
		}
		begin := max(0, at+i-len("**÷"))
		at += i + len("**[^")
		m := letterSign.FindStringSubmatchIndex(marked[begin:min(len(marked), at+20)])
		if m == nil {
			continue
		}
		sign, label := model.Span{Start: begin + m[0], End: begin + m[1]}, marked[begin+m[2]:begin+m[3]]
		if slices.Contains(r.header.Own, label) || within(cuts, sign) {
			continue
		}
		if defined == nil {
			defined = definedIn(marked)
		}
		if defined[label] {
			continue
		}
		line := r.lineOf(min(from+sign.Start, len(r.file)))
		switch {
		case damaged[label]:
		case known[label]:
			r.refuse(line, "%s: its signs stand here once more, and a mark has one place", label)
		default:
			r.refuse(line, "%s: its footnote is gone, so nothing is known of it; a mark is removed in the program (obelus untag)", label)
		}
		found = append(found, strip(marked, sign, cuts, r.header.Marks)...)
	}
}

// definedIn is the labels of the footnotes that a text has itself.
func definedIn(text string) map[string]bool {
	defined := map[string]bool{}
	for at := 0; ; {
		i := strings.Index(text[at:], "\n[^")
		if i < 0 {
			return defined
		}
		at += i + len("\n[^")
		if label, _, ok := strings.Cut(text[at:min(len(text), at+maxCore)], "]:"); ok {
			defined[label] = true
		}
	}
}

// within reports whether sign lies in one of cuts, which are in order.
func within(cuts []model.Span, sign model.Span) bool {
	i := sort.Search(len(cuts), func(i int) bool { return cuts[i].End > sign.Start })
	return i < len(cuts) && cuts[i].Overlaps(sign)
}

// farthestSign is how far before a letter the sign that its words begin with is
// looked for, in bytes.
const farthestSign = 4 << 10

// strip is a letter with the space before it and, where its words end there, the
// signs around them.
func strip(marked string, letter model.Span, cuts []model.Span, style MarksStyle) []model.Span {
	if letter.Start > 0 && marked[letter.Start-1] == ' ' {
		letter.Start--
	}
	openings, shut := openingsOf(style)
	if shut == "" || !strings.HasSuffix(marked[:letter.Start], shut) {
		return []model.Span{letter}
	}
	letter.Start -= len(shut)
	floor := max(0, letter.Start-farthestSign)
	if i := strings.LastIndex(marked[floor:letter.Start], "\n\n"); i >= 0 {
		floor += i
	}
	for end := letter.Start; end > floor; {
		at, opening := -1, ""
		for _, o := range openings {
			if i := strings.LastIndex(marked[floor:end], o); i >= 0 && floor+i > at {
				at, opening = floor+i, o
			}
		}
		if at < 0 {
			break
		}
		s := model.Span{Start: at, End: at + len(opening)}
		if !within(cuts, s) {
			return []model.Span{s, letter}
		}
		end = at
	}
	return []model.Span{letter}
}

// openingsOf lists the signs that words begin with in a style, and the one that
// they end with.
func openingsOf(style MarksStyle) (openings []string, shut string) {
	if style == MarksNone {
		return nil, ""
	}
	for _, tag := range model.Tags() {
		opening, shutting, _ := style.signs(tag)
		openings, shut = append(openings, opening), shutting
	}
	return openings, shut
}
