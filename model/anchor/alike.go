package anchor

import (
	"slices"
	"sort"
	"unicode/utf8"
)

// Bounds of the search for words that changed.
const (
	seedSize   = 10 // bytes of the stretches of a mark's words that are looked up
	mostSeeds  = 48 // how many of them
	mostHits   = 24 // a stretch that stands in more places says nothing
	mostPlaces = 6  // how many places are looked at
	fewSeeds   = 12 // how many stretches are looked up in the old text
	fewPlaces  = 3  // and how many places are looked at there
)

// changedFloor is what words that changed have to be worth. The fewer they are,
// the more has to agree.
func changedFloor(t *target) floor {
	switch n := utf8.RuneCountInString(t.words); {
	case n < 10:
		return floor{words: 0.6, near: 0.9, score: 0.75}
	case n < longWords:
		return floor{words: 0.6, near: 0.75, score: 0.68}
	}
	return floor{words: 0.6, near: 0.3, score: 0.6, long: true}
}

// alike is the places where something like the words of target i stands, those
// left out that are something else: another mark's own words, or words that the
// old text had elsewhere.
func (f *finder) alike(i int, taken []int) []candidate {
	t := &f.targets[i]
	letters := []rune(t.words)
	forward, backward := newPattern(letters), newPattern(reversed(letters))
	var found []candidate
	for _, at := range f.likely(i) {
		c, ok := f.text.fit(t, letters, at, forward, backward)
		if !ok || slices.ContainsFunc(found, func(o candidate) bool { return o.start == c.start && o.end == c.end }) {
			continue
		}
		if f.isOther(t, c, taken) {
			continue
		}
		f.text.judge(t, &c)
		found = append(found, c)
	}
	return found
}

// likely is where the words of target i may begin: where most stretches of
// them point to, and where its neighbours do.
func (f *finder) likely(i int) []int {
	places := f.text.pointed(f.targets[i].words, mostSeeds, mostPlaces)
	if at, _, _, ok := f.expected(i); ok {
		places = append(places, at)
	}
	return places
}

// pointed is where something like words may begin in the text: where most
// stretches of them point to.
func (x *text) pointed(words string, mostSeeds, mostPlaces int) []int {
	width := max(16, len(words)/4)
	votes := map[int]int{}
	for _, at := range seeds(words, mostSeeds) {
		hits := x.lookup(words[at:at+min(seedSize, len(words)-at)], mostHits+1)
		if len(hits) > mostHits {
			continue
		}
		for _, hit := range hits {
			votes[(hit-at+len(words))/width]++
		}
	}
	buckets := make([]int, 0, len(votes))
	for b := range votes {
		buckets = append(buckets, b)
	}
	weight := func(b int) int { return 2*votes[b] + votes[b-1] + votes[b+1] }
	slices.SortFunc(buckets, func(a, b int) int {
		if d := weight(b) - weight(a); d != 0 {
			return d
		}
		return a - b
	})
	var places []int
	for _, b := range buckets[:min(len(buckets), mostPlaces)] {
		places = append(places, b*width+width/2-len(words))
	}
	return places
}

// seeds is where the stretches of words begin that are looked up: at words'
// beginnings, or evenly where there are none.
func seeds(words string, most int) []int {
	var at []int
	step := max(1, len(words)/most)
	for i, r := range words {
		last := -seedSize
		if len(at) > 0 {
			last = at[len(at)-1]
		}
		start := i == 0 || words[i-1] == ' '
		if r == ' ' || i-last < step || !start && i-last < seedSize {
			continue
		}
		if end := i + seedSize; end > len(words) && i > 0 {
			break
		}
		at = append(at, i)
	}
	return at
}

// fit is the stretch about at that is most like t's words.
func (x *text) fit(t *target, letters []rune, at int, forward, backward *pattern) (candidate, bool) {
	slack := len(t.words)/2 + 3*seedSize
	from, to := x.runeStart(at-slack), x.runeStart(at+len(t.words)+slack)
	window := []rune(x.text[from:to])
	end, edits := forward.search(window, false)
	if end == 0 {
		return candidate{}, false
	}
	size, _ := backward.search(reversed(window[:end]), true)
	start := end - size
	if size == 0 {
		return candidate{}, false
	}
	c := candidate{start: x.after(from, start), end: x.after(from, end)}
	start, end = c.start, c.end
	c.start, c.end = x.whole(t, c.start, c.end)
	more := utf8.RuneCountInString(x.text[min(c.start, start):start]) + utf8.RuneCountInString(x.text[end:max(c.end, end)])
	c.words = 1 - float64(edits+more)/float64(max(len(letters), size+more))
	return c, c.words > 0 && x.text[c.start:c.end] != t.words
}

// whole is [start, end) with words whole and without a space at its ends, and
// with the sign at its end that t's words have at theirs.
func (x *text) whole(t *target, start, end int) (int, int) {
	s := x.text
	for start > 0 && insideWord(s, start) {
		_, n := utf8.DecodeLastRuneInString(s[:start])
		start -= n
	}
	for end < len(s) && insideWord(s, end) {
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	for start < end && s[start] == ' ' {
		start++
	}
	for end > start && s[end-1] == ' ' {
		end--
	}
	last, _ := utf8.DecodeLastRuneInString(t.words)
	if next, n := utf8.DecodeRuneInString(s[end:]); n > 0 && next == last && !isWordLetter(last) && s[end-1] != s[end] {
		end += n
	}
	return start, end
}

// isOther reports whether what stands at c is something else than t's words
// changed: mostly another mark's words, unchanged, or words that the old text
// has as they are.
func (f *finder) isOther(t *target, c candidate, taken []int) bool {
	first := sort.Search(len(taken), func(i int) bool { return f.places[taken[i]].end > c.start })
	for _, i := range taken[first:min(len(taken), first+mostPlaces)] {
		o := f.places[i]
		shared := min(o.end, c.end) - max(o.start, c.start)
		if 2*shared > c.end-c.start && !t.overlaps(&f.targets[i]) {
			return true
		}
	}
	words := f.text.text[c.start:c.end]
	if f.old == nil || len(words) < longWords {
		return false
	}
	for _, at := range f.old.lookup(words, 2) {
		if at+len(words) <= t.start || at >= t.start+len(t.words) {
			return true
		}
	}
	return false
}

// wasOther reports whether what stands at c is more like something that stood
// elsewhere in the old text, with what was beside it, than like t: then it is what
// became of that.
func (f *finder) wasOther(t *target, c candidate) bool {
	if f.old == nil || c.end-c.start < longWords {
		return false
	}
	r := f.text.targetAt(c.start, f.text.text[c.start:c.end])
	letters := []rune(r.words)
	forward, backward := newPattern(letters), newPattern(reversed(letters))
	for _, at := range f.old.pointed(r.words, fewSeeds, fewPlaces) {
		o, ok := f.old.fit(&r, letters, at, forward, backward)
		if !ok || o.start < t.start+len(t.words) && t.start < o.end {
			continue
		}
		if f.old.judge(&r, &o); o.alone() > c.alone() {
			return true
		}
	}
	return false
}

// overlaps reports whether t and o shared words in the old text.
func (t *target) overlaps(o *target) bool {
	return o.start < t.start+len(t.words) && t.start < o.start+len(o.words)
}
