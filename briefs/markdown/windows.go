package markdown

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/yuin/goldmark/text"
)

// A paragraph that is larger than a window is divided into windows before it is
// divided further by what stands in it. Where a window begins depends on
// nothing but the bytes near it, so that a far part of a paragraph can be
// parsed without the rest, and reads as it does in the whole. How large windows
// and the pieces in them become are limits.
type limits struct {
	window int // bytes between the places near which windows begin
	reach  int // how far behind such a place a window begins at the latest; more than longGrapheme
	budget int // of a piece, see cutter
}

// usualLimits are those of every text but of a test's. Prose of any usual
// length is one piece, up to about 30 KB of it, and a megabyte that is made to
// be slow takes about a second.
func usualLimits() limits { return limits{window: 32 << 10, reach: 8 << 10, budget: 8 << 20} }

// windows are where the windows of a paragraph begin, but for what edge adds.
type windows struct {
	limits
	first, last int // of the paragraph's lines
}

func (l limits) windowsOf(lines *text.Segments) windows {
	return windows{l, lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
}

// count is the number of windows. What is left over for the last one is large
// enough that the search for its beginning does not meet its end.
func (w windows) count() int {
	return max(1, (w.last-w.first-w.reach+w.window-1)/w.window)
}

// nominal is where the search for the beginning of window k begins.
func (w windows) nominal(k int) int { return w.first + k*w.window }

// at is the last window that may hold offset: it holds it unless its own edge
// is behind it.
func (w windows) at(offset int) int {
	return min(max(0, (offset-w.first)/w.window), w.count()-1)
}

// edge is where the window begins that should begin at nominal: at a sentence's
// beginning where one is near, for few links and little emphasis go across it,
// else at a word's, else between two letters. lines are the paragraph's from
// the one on that holds nominal.
func (l limits) edge(lines []text.Segment, source []byte, nominal int) int {
	word, letter := -1, -1
	for _, seg := range lines {
		for j := max(seg.Start, nominal); j < seg.Stop; j++ {
			if j >= nominal+l.reach {
				if j == seg.Start {
					letter = least(letter, j)
				}
				return forced(word, letter, source, j)
			}
			if !canCut(source, j, seg.Start, true) {
				continue
			}
			switch {
			case j == seg.Start || source[j] == ' ':
				if endsSentence(source[:j]) {
					return j
				}
				word = least(word, j)
			default:
				letter = least(letter, j)
			}
		}
	}
	return forced(word, letter, source, len(source))
}

// forced is the best of the places that edge has found. Where there are none it
// is the last one before j at which a grapheme begins, or at least a rune.
func forced(word, letter int, source []byte, j int) int {
	switch {
	case word >= 0:
		return word
	case letter >= 0:
		return letter
	}
	for back := 1; back < utf8.UTFMax && j < len(source) && !utf8.RuneStart(source[j]); back++ {
		j--
	}
	best := j
	for it := graphemes.FromBytes(source[j-longGrapheme : j]); it.Next(); {
		if at := j - longGrapheme + it.Start(); it.Start() > 0 && utf8.RuneStart(source[at]) {
			best = at
		}
	}
	return best
}

// longGrapheme is more than any grapheme of a language takes, in bytes.
const longGrapheme = 256

// least is j, or old where that was found before.
func least(old, j int) int {
	if old >= 0 {
		return old
	}
	return j
}

// endsSentence reports whether text, but for white space at its end, ends as a
// sentence does.
func endsSentence(text []byte) bool {
	i := len(text)
	for i > 0 && isWhite(text[i-1]) {
		i--
	}
	return i > 0 && (text[i-1] == '.' || text[i-1] == '!' || text[i-1] == '?')
}
