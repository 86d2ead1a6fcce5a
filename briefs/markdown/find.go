package markdown

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"obelus/model"
)

// Find lists where the visible text reads as words do, white space folded, in
// the order of Visible. Finds do not overlap.
func (d *Document) Find(words string) []model.Span {
	want := strings.Join(strings.Fields(words), " ")
	if want == "" {
		return nil
	}
	f := d.folded()
	var spans []model.Span
	for at := 0; ; {
		i := strings.Index(f.text[at:], want)
		if i < 0 {
			return spans
		}
		start := at + i
		at = start + len(want)
		if span := d.VisibleSpan(f.visible(start), f.visible(at-1)+1); !span.Empty() {
			spans = append(spans, span)
		}
	}
}

// A folding is a text with every run of white space made one space.
type folding struct {
	text string
	cuts []foldCut
}

// A foldCut says that the text's bytes from at on come from the offset from on,
// up to the next cut.
type foldCut struct{ at, from int }

func fold(text string) *folding {
	var b strings.Builder
	b.Grow(len(text))
	f := &folding{cuts: []foldCut{{}}}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			b.WriteString(text[i : i+size])
			i += size
			continue
		}
		end := i
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsSpace(r) {
				break
			}
			end += size
		}
		b.WriteByte(' ')
		if end != i+1 {
			f.cuts = append(f.cuts, foldCut{b.Len(), end})
		}
		i = end
	}
	f.text = b.String()
	return f
}

// visible is where the byte at of the folded text comes from.
func (f *folding) visible(at int) int {
	i := sort.Search(len(f.cuts), func(i int) bool { return f.cuts[i].at > at }) - 1
	return f.cuts[i].from + at - f.cuts[i].at
}
