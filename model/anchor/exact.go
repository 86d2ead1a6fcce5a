package anchor

import "unicode/utf8"

// Bounds of what is looked at.
const (
	mostExact   = 200 // places of the same words
	longWords   = 24  // letters from which words are not there by chance
	sameContext = 0.5 // likeness from which what stands beside a mark is what stood there
	margin      = 0.05
)

// exact is the places where t's words stand unchanged, as words of their own.
func (f *finder) exact(t *target) []candidate {
	if t.words == "" {
		return nil
	}
	var found []candidate
	for _, at := range f.text.lookup(t.words, mostExact) {
		c := candidate{start: at, end: at + len(t.words), words: 1}
		if insideWord(f.text.text, c.start) || insideWord(f.text.text, c.end) {
			continue
		}
		f.text.judge(t, &c)
		found = append(found, c)
	}
	return found
}

// sure reports whether c, the only place of t's words, is t's.
func sure(t *target, c candidate) bool {
	return c.near() >= sameContext || utf8.RuneCountInString(t.words) >= longWords
}

// A floor is the least that a candidate has to be worth.
type floor struct {
	words float64 // likeness of the words
	near  float64 // of what stands before or behind them
	score float64
}

// exactFloor is that of words that stand there unchanged: few letters are there
// by chance, so that something beside them has to agree.
func exactFloor(t *target) floor {
	if utf8.RuneCountInString(t.words) < longWords {
		return floor{1, sameContext, 0}
	}
	return floor{1, 0, 0}
}

// best is the candidate for target i that is worth most, if it is above a floor
// and clearly before the next.
func (f *finder) best(i int, candidates []candidate, least floor) candidate {
	at, from, to, known := f.expected(i)
	var best, second candidate
	for _, c := range candidates {
		c.order = 0.5
		if known {
			c.order = closeness(c, at, from, to)
		}
		switch {
		case c.score() > best.score():
			if best.end <= c.start || c.end <= best.start {
				second = best
			}
			best = c
		case c.score() > second.score() && (best.end <= c.start || c.end <= best.start):
			second = c
		}
	}
	switch {
	case best.words < least.words, best.near() < least.near, best.score() < least.score,
		second.words > 0 && best.score()-second.score() < margin:
		return candidate{}
	}
	return best
}

// closeness is 1 at the place where a mark is expected, less the farther c is
// from it, and least outside the bounds that its neighbours set.
func closeness(c candidate, at, from, to int) float64 {
	if c.start < from || c.end > to {
		return 0
	}
	away := c.start - at
	if away < 0 {
		away = -away
	}
	return 1 - 0.5*float64(away)/float64(away+200)
}
