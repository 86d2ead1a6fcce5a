package tui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"obelus/model"
)

// leftOf is what of a unit no mark of mine covers, after a part of it was
// marked: the stretch behind what was done, else the first one before it. ok
// is false where nothing worth a mark is left.
func (r *reader) leftOf(unit, done model.Span) (left model.Span, ok bool) {
	var before []model.Span
	for _, free := range r.free(unit) {
		free, some := r.trim(free)
		if !some {
			continue
		}
		if free.Start >= done.End {
			return free, true
		}
		before = append(before, free)
	}
	if len(before) == 0 {
		return model.Span{}, false
	}
	return before[0], true
}

// free lists the stretches of unit that no mark of mine covers, in order.
func (r *reader) free(unit model.Span) []model.Span {
	var free []model.Span
	at := unit.Start
	for _, m := range r.marks.overlapping(unit) {
		if m.Analyst != r.analyst {
			continue
		}
		if m.Span.Start > at {
			free = append(free, model.Span{Start: at, End: m.Span.Start})
		}
		at = max(at, m.Span.End)
	}
	if at < unit.End {
		free = append(free, model.Span{Start: at, End: unit.End})
	}
	return free
}

// trim sheds the punctuation that parts a stretch from the one before it. ok
// is false where no letter is left.
func (r *reader) trim(span model.Span) (model.Span, bool) {
	text := r.opened.Doc.Text()
	for span.Start < span.End {
		c, size := utf8.DecodeRuneInString(text[span.Start:span.End])
		if !unicode.IsSpace(c) && !strings.ContainsRune(",;:.–—-،؛、，。；：।!?", c) {
			break
		}
		span.Start += size
	}
	span, err := r.opened.Doc.Snap(span)
	if err != nil {
		return span, false
	}
	words := r.opened.Doc.VisibleOf(span)
	return span, strings.ContainsFunc(words, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
}
