package anchor_test

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"obelus/model"
)

// similar is how alike a and b are, from 0 to 1: 1 less the edits that make one
// of the other by the letters of the longer one. It is 0 where b is far longer.
func similar(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if len(y) > 4*len(x) {
		return 0
	}
	prev := make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range x {
		cur := make([]int, len(y)+1)
		cur[0] = i + 1
		for j := range y {
			d := prev[j]
			if x[i] != y[j] {
				d++
			}
			cur[j+1] = min(d, prev[j+1]+1, cur[j]+1)
		}
		prev = cur
	}
	return 1 - float64(prev[len(y)])/float64(max(len(x), len(y)))
}

// likest is how alike the sentence of text is that is most like words.
func likest(words, text string) float64 {
	best := 0.0
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '.' || r == '\t' }) {
		line = oneLine(line)
		if len(line) < len(words)/3 || len(line) > 3*len(words) {
			continue
		}
		best = max(best, similar(words, line))
	}
	return best
}

// An alignment says which words of one text are which of another: a longest
// common subsequence.
type alignment struct {
	a, b []model.Span // their words
	to   []int        // by word of a: the word of b, or -1
}

// words is where the words of s stand: what stands between white space, and
// every letter of a script without.
func words(s string) (w []model.Span) {
	start := -1
	for i, r := range s + " " {
		alone := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		if (unicode.IsSpace(r) || alone) && start >= 0 {
			w = append(w, model.Span{Start: start, End: i})
			start = -1
		}
		switch {
		case alone:
			w = append(w, model.Span{Start: i, End: i + utf8.RuneLen(r)})
		case !unicode.IsSpace(r) && start < 0:
			start = i
		}
	}
	return w
}

func align(a, b string) alignment {
	al := alignment{a: words(a), b: words(b)}
	al.to = make([]int, len(al.a))
	n, m := len(al.a), len(al.b)
	dir := make([][]uint8, n+1)
	next := make([]int32, m+1)
	for i := n - 1; i >= 0; i-- {
		row := make([]int32, m+1)
		dir[i] = make([]uint8, m+1)
		for j := m - 1; j >= 0; j-- {
			switch {
			case a[al.a[i].Start:al.a[i].End] == b[al.b[j].Start:al.b[j].End]:
				row[j], dir[i][j] = next[j+1]+1, 1
			case next[j] >= row[j+1]:
				row[j], dir[i][j] = next[j], 2
			default:
				row[j], dir[i][j] = row[j+1], 3
			}
		}
		next = row
	}
	for i := range al.to {
		al.to[i] = -1
	}
	for i, j := 0, 0; i < n && j < m; {
		switch dir[i][j] {
		case 1:
			al.to[i] = j
			i++
			j++
		case 2:
			i++
		default:
			j++
		}
	}
	return al
}

// image is the stretch of b from the first to the last word that stood in s.
func (al alignment) image(s model.Span) model.Span {
	first, last := -1, -1
	for i, w := range al.a {
		if w.Start >= s.Start && w.End <= s.End+1 && al.to[i] >= 0 {
			if first < 0 {
				first = al.to[i]
			}
			last = al.to[i]
		}
	}
	if first < 0 {
		return model.Span{}
	}
	return model.Span{Start: al.b[first].Start, End: al.b[last].End}
}
