package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"obelus/model"
)

// quoteContext is how many graphemes a quote has before and after it.
const quoteContext = 32

// Snap grows span outward to whole graphemes and sheds markup and white space
// at both ends. Where nothing visible is left it returns model.ErrEmptySpan.
func (d *Document) Snap(span model.Span) (model.Span, error) {
	span = span.Intersect(model.Span{Start: 0, End: len(d.text)})
	first, last := -1, d.BlockAt(span.End-1)
	var start, end int
	for i := d.BlockAt(span.Start); i >= 0 && i <= last; i++ {
		b := d.about(i, span)
		if lo, hi := shed(b, span); lo < hi {
			first, start = i, b.SourceSpan(lo, hi).Start
			break
		}
	}
	if first < 0 {
		return model.Span{}, model.ErrEmptySpan
	}
	for i := last; i >= first; i-- {
		b := d.about(i, span)
		if lo, hi := shed(b, span); lo < hi {
			end = b.SourceSpan(lo, hi).End
			break
		}
	}
	return model.Span{Start: start, End: end}, nil
}

// shed is the range of b's visible text that has a byte in span, without white
// space at its ends, grown to whole graphemes.
func shed(b *Block, span model.Span) (start, end int) {
	start, end = b.VisibleRange(span)
	for start > 0 && start < len(b.Visible) && !utf8.RuneStart(b.Visible[start]) {
		start--
	}
	for end < len(b.Visible) && !utf8.RuneStart(b.Visible[end]) {
		end++
	}
	if start >= end {
		return start, start
	}
	text := b.Visible[start:end]
	left := strings.TrimLeftFunc(text, unicode.IsSpace)
	start += len(text) - len(left)
	end = start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	if start == end {
		return start, end
	}
	return graphemeStart(b.Visible, start), graphemeEnd(b.Visible, end)
}

// graphemeStart is the last grapheme boundary of text at or before at.
func graphemeStart(text string, at int) int {
	start := anchor(text, at)
	for it := graphemes.FromString(text[start:]); it.Next(); {
		if start+it.End() > at {
			return start + it.Start()
		}
	}
	return at
}

// graphemeEnd is the first grapheme boundary of text at or after at.
func graphemeEnd(text string, at int) int {
	if at <= 0 || at >= len(text) {
		return at
	}
	start := anchor(text, at)
	if start == at {
		return at
	}
	for it := graphemes.FromString(text[start:]); it.Next(); {
		if start+it.End() >= at {
			return start + it.End()
		}
	}
	return at
}

// anchor is a place at or before at where a grapheme surely begins, by UAX #29
// whatever stands before: between two characters of ASCII or two letters of a
// script whose letters do not join into graphemes, between ASCII and a letter,
// before a letter in a Thai word. It saves going through a whole paragraph.
func anchor(text string, at int) int {
	for at = min(at, len(text)); at > 0; {
		if at == len(text) {
			_, size := utf8.DecodeLastRuneInString(text[:at])
			at -= size
			continue
		}
		if !utf8.RuneStart(text[at]) {
			at--
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at:])
		prev, size := utf8.DecodeLastRuneInString(text[:at])
		if startsGrapheme(next, prev) {
			return at
		}
		at -= size
	}
	return 0
}

// startsGrapheme reports whether a grapheme surely begins at next, behind prev.
func startsGrapheme(next, prev rune) bool {
	switch {
	case prev == '\r':
		return false
	case standsAlone(prev) && standsAlone(next):
		return true
	}
	const thaiAm, laoAm = '\u0e33', '\u0eb3' // letters that belong to the one before
	letter := unicode.In(next, unicode.Lu, unicode.Ll, unicode.Lo) && next != thaiAm && next != laoAm
	return letter && (prev < utf8.RuneSelf || unicode.In(prev, unicode.Thai, unicode.Lao))
}

func standsAlone(r rune) bool {
	return r < utf8.RuneSelf ||
		unicode.IsLetter(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew)
}

// Quote is what finds span again: its visible text with up to 32 graphemes of
// visible text before and after it, in document order.
func (d *Document) Quote(span model.Span) model.Quote {
	parts := d.stretches(span)
	if len(parts) == 0 {
		return model.Quote{}
	}
	first, last := parts[0], parts[len(parts)-1]
	return model.Quote{Text: d.VisibleOf(span), Prefix: d.before(first), Suffix: d.after(last)}
}

// before is the visible text in front of s, quoteContext graphemes of it.
func (d *Document) before(s stretch) string {
	text := s.block.Visible[:s.start]
	for p := d.placeOf(s.block.Index) - 1; ; p-- {
		if tail, full := lastGraphemes(text, quoteContext); full || p < 0 {
			return tail
		}
		i := d.nth(p)
		end := d.Extent(i).End
		if v := d.about(i, model.Span{Start: end, End: end}).Visible; v != "" {
			text = v + blockJoin + text
		}
	}
}

// after is the visible text behind s, quoteContext graphemes of it.
func (d *Document) after(s stretch) string {
	text := s.block.Visible[s.end:]
	for p := d.placeOf(s.block.Index) + 1; ; p++ {
		if head, full := firstGraphemes(text, quoteContext); full || p == len(d.entries) {
			return head
		}
		i := d.nth(p)
		start := d.Extent(i).Start
		if v := d.about(i, model.Span{Start: start, End: start}).Visible; v != "" {
			text += blockJoin + v
		}
	}
}

func firstGraphemes(text string, n int) (head string, full bool) {
	for it := graphemes.FromString(text); it.Next(); {
		if n--; n == 0 {
			return text[:it.End()], true
		}
	}
	return text, false
}

func lastGraphemes(text string, n int) (tail string, full bool) {
	for back := 4 * n; ; back *= 2 {
		start := anchor(text, max(0, len(text)-back))
		var starts []int
		for it := graphemes.FromString(text[start:]); it.Next(); {
			starts = append(starts, start+it.Start())
		}
		if len(starts) >= n {
			return text[starts[len(starts)-n]:], true
		}
		if start == 0 {
			return text, false
		}
	}
}
