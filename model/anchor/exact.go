package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of what is looked at.
const (
	mostExact   = 200 // places of the same words, all of which are looked at; of more, those about where they are expected
	mostNear    = 32  // of them, on either side
	longWords   = 24  // letters from which words are not there by chance
	someWords   = 12  // letters from which three words that stand once in both texts are not
	sameContext = 0.5 // likeness from which what stands beside a mark is what stood there
	margin      = 0.05
	same        = 0.85 // likeness from which many words are the same but for a slip of the pen
)

// exact is the places where t's words stand unchanged, as words of their own.
// Words that stand in too many are left for crowded.
func (f *finder) exact(t *target) []candidate {
	if t.words == "" {
		return nil
	}
	places := f.text.lookup(t.words, mostExact+1)
	if t.crowded = len(places) > mostExact; t.crowded {
		return nil
	}
	return f.judged(t, places)
}

// crowded is the places of target i's words, which stand in many, about where
// its neighbours say that it is; none where they say nothing.
func (f *finder) crowded(i int) []candidate {
	t := &f.targets[i]
	at, _, _, known := f.expected(i)
	if !known {
		return nil
	}
	all, met := f.crowds[t.words]
	if !met {
		all = f.text.lookup(t.words, -1)
		slices.Sort(all)
		f.crowds[t.words] = all
	}
	n, _ := slices.BinarySearch(all, at)
	return f.judged(t, all[max(0, n-mostNear):min(len(all), n+mostNear)])
}

// judged is t's words at places, where they are words of their own.
func (f *finder) judged(t *target, places []int) []candidate {
	var found []candidate
	for _, at := range places {
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
	long  bool // of words so many that near counts only where they are not the same nearly
}

// exactFloor is that of words that stand there unchanged at some places: few
// letters are there by chance, so that something beside them has to agree, unless
// both texts have them once, and they are some words, or all of a line, a cell or
// a sentence in both.
func (f *finder) exactFloor(t *target, places []candidate) floor {
	letters := utf8.RuneCountInString(t.words)
	if letters >= longWords {
		return floor{words: 1}
	}
	if len(places) == 1 && f.once(t) {
		some := letters >= someWords && strings.Count(t.words, " ") >= 2
		if some || f.old.apart(t.start, t.start+len(t.words)) && f.text.apart(places[0].start, places[0].end) {
			return floor{words: 1}
		}
	}
	return floor{words: 1, near: sameContext}
}

// once reports whether the old text has t's words only where t is.
func (f *finder) once(t *target) bool { return f.old != nil && len(f.old.lookup(t.words, 2)) == 1 }

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
	case best.words < least.words, best.near() < least.near && (best.words < same || !least.long), best.score() < least.score,
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
