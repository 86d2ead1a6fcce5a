package anchor

import (
	"runtime"
	"slices"
	"sort"
	"sync"
	"sync/atomic"

	"obelus/model"
)

// A Found is where a mark stands in the new text.
type Found struct {
	State      model.State
	Start, End int     // bytes of the new visible text; both 0 for an orphan
	Likeness   float64 // of the words, 1 for unchanged ones; of an orphan the best that there was
}

// Find finds the marks on spans of the visible text old, which are byte offsets
// and come in document order, again in the visible text new.
func Find(old, new string, spans []model.Span) []Found {
	from := newText(old)
	targets := make([]target, len(spans))
	for i, s := range spans {
		targets[i] = from.target(old, s)
	}
	f := &finder{text: newText(new), old: from, targets: targets}
	return f.find()
}

// FindQuotes finds quotes in a visible text of which nothing else is known: not
// where they stood, nor what else stood there.
func FindQuotes(text string, quotes []model.Quote) []Found {
	targets := make([]target, len(quotes))
	for i, q := range quotes {
		targets[i] = newTarget(q, -1)
	}
	f := &finder{text: newText(text), targets: targets}
	return f.find()
}

// A target is a mark that is looked for. Its texts are folded.
type target struct {
	words          string
	prefix, suffix []rune // the nearest letter first
	start          int    // where it stood in the old folded text, -1 where that is not known
	first, last    bool   // nothing stood before, behind it
	crowded        bool   // its words stand in too many places to look at all
}

// context is how many letters before and behind a mark tell it from another.
const context = 40

func newTarget(q model.Quote, start int) target {
	prefix, suffix := []rune(fold(q.Prefix).text), []rune(fold(q.Suffix).text)
	slices.Reverse(prefix)
	return target{
		words:  fold(q.Text).text,
		prefix: prefix[:min(len(prefix), context)], suffix: suffix[:min(len(suffix), context)],
		start: start, first: len(prefix) == 0, last: len(suffix) == 0,
	}
}

// A candidate is a place where a target may stand.
type candidate struct {
	start, end int     // bytes of the folded text
	words      float64 // likeness of the words, 1 for the same ones
	before     float64 // of what stands before,
	behind     float64 // and behind them
	order      float64 // 1 between the places of its neighbours, less the farther it is from there
}

// near is how alike the surroundings are.
func (c candidate) near() float64 { return max(c.before, c.behind) }

// score weighs a candidate: the words first, then what stands around them. Of
// words that are the same only the rest counts.
func (c candidate) score() float64 {
	if c.words == 1 {
		return 0.4*c.before + 0.4*c.behind + 0.2*c.order
	}
	return c.alone() + 0.1*c.order
}

// alone weighs a candidate without its place among others.
func (c candidate) alone() float64 { return 0.6*c.words + 0.15*c.before + 0.15*c.behind }

// A finder looks for targets in one text.
type finder struct {
	text, old *text
	targets   []target
	places    []candidate      // by target; words 0 where none is found yet
	fixed     []int            // targets with a place that is sure, by place: what the others are put in order by
	crowds    map[string][]int // by words that stand in many places: where, in order
}

func (f *finder) find() []Found {
	f.places = make([]candidate, len(f.targets))
	f.stay()
	exact := make([][]candidate, len(f.targets))
	for i := range f.targets {
		if f.places[i].words > 0 {
			continue
		}
		exact[i] = f.exact(&f.targets[i])
		if len(exact[i]) == 1 && sure(&f.targets[i], exact[i][0]) {
			f.places[i] = exact[i][0]
		}
	}
	f.fix()
	f.crowds = map[string][]int{}
	for i, c := range exact {
		if f.places[i].words > 0 {
			continue
		}
		if f.targets[i].crowded {
			c = f.crowded(i)
		}
		if len(c) > 0 {
			f.places[i] = f.best(i, c, f.exactFloor(&f.targets[i], c))
		}
	}
	f.fix()
	var rest []int
	for i := range f.targets {
		if f.places[i].words == 0 && len(f.targets[i].words) > 0 {
			rest = append(rest, i)
		}
	}
	likest := make([]float64, len(f.targets))
	alike := f.allAlike(rest)
	for i, a := range alike {
		f.places[rest[i]], likest[rest[i]] = a.best, a.words
	}
	f.fix()
	for i, a := range alike { // what was found of the others tells of their order, too
		if a.best.words == 0 && len(a.places) > 1 {
			f.places[rest[i]] = f.choose(rest[i], a.places)
		}
	}
	f.fix()
	return f.founds(likest)
}

// A likest is the place that something like a target's words is found at, words 0
// for none, and how alike the words are that come closest.
type likest struct {
	best   candidate
	words  float64
	places []candidate
}

// allAlike is likest of many targets, on all processors: it is what nearly all of
// the time goes into, and no target needs another's answer.
func (f *finder) allAlike(rest []int) []likest {
	taken, found := f.taken(), make([]likest, len(rest))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(rest)) {
		all.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(rest); n = int(next.Add(1)) - 1 {
				found[n] = f.likest(rest[n], taken)
			}
		})
	}
	all.Wait()
	return found
}

func (f *finder) likest(i int, taken []int) likest {
	l := likest{places: f.alike(i, taken)}
	for _, c := range l.places {
		l.words = max(l.words, c.words)
	}
	l.best = f.choose(i, l.places)
	return l
}

// choose is the best of the places of something like target i's words, unless it is
// what became of other words.
func (f *finder) choose(i int, places []candidate) candidate {
	t := &f.targets[i]
	best := f.best(i, places, changedFloor(t))
	if best.words > 0 && f.wasOther(t, best) {
		return candidate{}
	}
	return best
}

// founds gives every target's place and state.
func (f *finder) founds(likest []float64) []Found {
	ordered := make(map[int]bool, len(f.fixed))
	for _, i := range f.fixed {
		ordered[i] = true
	}
	founds := make([]Found, len(f.targets))
	for i, c := range f.places {
		if c.words == 0 {
			founds[i] = Found{State: model.Orphaned, Likeness: likest[i]}
			continue
		}
		start, end := f.text.span(c.start, c.end)
		founds[i] = Found{State: model.Changed, Start: start, End: end, Likeness: c.words}
		if c.words == 1 {
			founds[i].State = model.Moved
			if (ordered[i] || f.targets[i].start < 0) && c.near() >= sameContext {
				founds[i].State = model.Placed
			}
		}
	}
	return founds
}

// fix picks the most targets whose places are in the order in which they stood:
// a longest increasing subsequence.
func (f *finder) fix() {
	var tails, before []int // by length: the target that ends the one that ends first; by target: the one before
	before = make([]int, len(f.targets))
	for i, c := range f.places {
		if c.words == 0 || f.targets[i].start < 0 {
			continue
		}
		n := sort.Search(len(tails), func(n int) bool { return f.places[tails[n]].start > c.start })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	f.fixed = f.fixed[:0]
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			f.fixed = append(f.fixed, i)
		}
	}
	slices.Reverse(f.fixed)
}

// expected is where target i should begin by where the fixed targets before and
// behind it are, and within which bounds. ok is false where nothing tells.
func (f *finder) expected(i int) (at, from, to int, ok bool) {
	t := &f.targets[i]
	n := sort.SearchInts(f.fixed, i)
	next := n
	if next < len(f.fixed) && f.fixed[next] == i {
		next++
	}
	from, to = 0, len(f.text.text)
	if n > 0 {
		p := f.fixed[n-1]
		from = f.places[p].start
		at, ok = from+t.start-f.targets[p].start, true
	}
	if next < len(f.fixed) {
		p := f.fixed[next]
		to = f.places[p].end
		behind := f.targets[p].start - t.start
		if !ok || behind < t.start-f.targets[f.fixed[n-1]].start {
			at, ok = f.places[p].start-behind, true
		}
	}
	if t.start < 0 {
		return 0, 0, 0, false
	}
	return min(max(at, 0), len(f.text.text)), from, to, ok
}

// taken is the targets that are found already and unchanged, in the order of
// their places' ends.
func (f *finder) taken() []int {
	var taken []int
	for i, c := range f.places {
		if c.words == 1 {
			taken = append(taken, i)
		}
	}
	slices.SortFunc(taken, func(a, b int) int { return f.places[a].end - f.places[b].end })
	return taken
}
