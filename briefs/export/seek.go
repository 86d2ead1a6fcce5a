package export

import (
	"slices"
	"strings"

	"obelus/model"
)

// A trace is a token that is looked for in a marked text that was edited.
type trace struct {
	token   placedToken
	note    int    // whose, an index into the notes
	core    string // the token without the white space around it
	label   string // of the footnote that it names, "" for none
	at, end int    // where it stands now, with its white space; at is -1 where it was not found
	inner   int    // where its core begins
	sure    bool   // nothing else there could be it
}

// tracesOf lists the tokens of notes in the order of the text.
func tracesOf(notes []note) []trace {
	var traces []trace
	for i, n := range notes {
		for _, t := range n.record.Tokens {
			core := strings.TrimSpace(t.Text)
			if core == "" || len(core) > maxCore || strings.TrimSpace(letterless(core)) != "" {
				continue // nothing that this program puts into a text
			}
			traces = append(traces, trace{token: t, note: i, core: core, label: labelIn(core), at: -1})
		}
	}
	slices.SortStableFunc(traces, func(a, b trace) int { return a.token.At - b.token.At })
	return traces
}

// maxCore is how long a token can be without white space, in bytes.
const maxCore = 128

// letterless is what is left of a token's core without what tokens are made of.
// A record that was damaged must not take anything else out of the text.
func letterless(core string) string {
	if i := strings.Index(core, "[^"); i >= 0 && strings.HasSuffix(core, "]") && !strings.ContainsAny(core[i+2:len(core)-1], " \n[]") {
		core = core[:i]
	}
	for _, piece := range signPieces() {
		core = strings.ReplaceAll(core, piece, "")
	}
	return core
}

// signPieces lists what tokens are made of besides footnotes.
func signPieces() []string {
	pieces := []string{"{==", "==}", "==", "</mark>", above, "…"}
	for _, t := range tagTerms() {
		tag := model.Tag(t.Value)
		opening, _, _ := MarksHTML.signs(tag)
		pieces = append(pieces, opening, "**"+tag.Glyph()+"**")
	}
	return append(pieces, `<mark class="unknown">`, "**?**")
}

// labelIn is the label of the footnote that a token names.
func labelIn(core string) string {
	i := strings.LastIndex(core, "[^")
	if i < 0 || !strings.HasSuffix(core, "]") {
		return ""
	}
	return core[i+2 : len(core)-1]
}

// mostPlaces is how many places of one label are looked at: a mark's is there
// once for each of its letters, and each token is held against all of them.
const mostPlaces = 256

// labelPlaces is where the text names each of the wanted footnotes: the offsets
// of "[^".
func labelPlaces(text string, wanted map[string]bool) map[string][]int {
	places := make(map[string][]int, len(wanted))
	for at := 0; ; {
		i := strings.Index(text[at:], "[^")
		if i < 0 {
			return places
		}
		at += i
		head := text[at+2 : min(len(text), at+2+maxCore)]
		if end := strings.IndexByte(head, ']'); end > 0 && wanted[head[:end]] && len(places[head[:end]]) < mostPlaces {
			places[head[:end]] = append(places[head[:end]], at)
		}
		at += 2
	}
}

// seek finds traces in marked, the text as it is now: those that name a
// footnote by its label, wherever they were moved, the others between these in
// their order.
func seek(marked string, traces []trace) {
	wanted := map[string]bool{}
	for _, t := range traces {
		if t.label != "" {
			wanted[t.label] = true
		}
	}
	places := labelPlaces(marked, wanted)
	var anchors []int
	drift := 0
	for i := range traces {
		t := &traces[i]
		if t.label == "" || !t.anchor(marked, places[t.label], drift) {
			continue
		}
		drift = t.inner - t.token.At
		anchors = append(anchors, i)
	}
	fixed := rising(traces, anchors)
	var taken []int
	for _, i := range anchors {
		if _, inOrder := slices.BinarySearch(fixed, i); !inOrder {
			taken = append(taken, i)
		}
	}
	taken = follow(marked, traces, taken)
	slices.SortFunc(taken, func(a, b int) int { return traces[a].inner - traces[b].inner })
	first, from := 0, 0
	for _, i := range append(fixed, len(traces)) {
		to := len(marked)
		if i < len(traces) {
			to = traces[i].inner
		}
		between(marked, from, to, traces, first, i, taken)
		if i < len(traces) {
			first, from = i+1, traces[i].end
		}
	}
	for i := range traces {
		traces[i].widen(marked)
	}
}

// follow finds the signs without a label of marks whose labels, which are taken,
// were moved: those that stand as far before the label as they did, for they were
// moved with it. It gives taken with them.
func follow(marked string, traces []trace, taken []int) []int {
	moved := make(map[int]bool, len(taken))
	for _, i := range taken {
		moved[i] = true
	}
	label := map[int]int{} // by note, the next one of it, an index into traces
	claimed := map[int]bool{}
	for i := range slices.Backward(traces) {
		t := &traces[i]
		if t.label != "" {
			label[t.note] = i
			continue
		}
		next, ok := label[t.note]
		if !ok || !moved[next] {
			continue
		}
		at := traces[next].end - (traces[next].stop() - t.stop()) - len(t.core)
		if at < 0 || claimed[at] || !strings.HasPrefix(marked[at:], t.core) {
			continue
		}
		claimed[at] = true
		t.stand(occurrence{at, t.core}, true)
		taken = append(taken, i)
	}
	return taken
}

// stop is where a token's core ended in the text that was exported.
func (t *trace) stop() int { return t.token.At + strings.Index(t.token.Text, t.core) + len(t.core) }

// anchor finds a token by its label: where all of it stands, and of several such
// places where it is expected.
func (t *trace) anchor(marked string, places []int, drift int) bool {
	head := t.core[:len(t.core)-len(t.label)-len("[^]")]
	expected := t.token.At + strings.Index(t.token.Text, t.core) + len(head) + drift
	best, whole := -1, false
	for _, p := range places {
		full := strings.HasSuffix(marked[:p], head)
		nearer := best < 0 || abs(p-expected) < abs(best-expected)
		if full && !whole || full == whole && nearer {
			best, whole = p, full
		}
	}
	if best < 0 {
		return false
	}
	t.inner, t.end = best-len(head), best+len(t.label)+len("[^]")
	if !whole {
		t.inner = best - len(damagedHead(marked[:best], head))
	}
	t.at, t.sure = t.inner, true
	return true
}

// damagedHead is what text ends with that stands for a token's head, of which
// something was changed: another letter, other white space.
func damagedHead(text, head string) string {
	rest := text
	cut := func(pieces ...string) {
		short := strings.TrimRight(rest, " \n")
		for _, p := range pieces {
			if strings.HasSuffix(short, p) {
				rest = short[:len(short)-len(p)]
				return
			}
		}
	}
	cut("**S**", "**A**", "**O**", "**÷**", "**#**", "**?**")
	for _, sign := range []string{"==}", "==", "</mark>", above} {
		if strings.Contains(head, sign) {
			cut(sign)
			break
		}
	}
	return text[len(rest):]
}

// rising is the longest run of anchors that stand in the order in which they
// stood (patience sorting): the others were moved.
func rising(traces []trace, anchors []int) []int {
	var tops []int // of the runs of each length, the one that ends first
	before := make(map[int]int, len(anchors))
	for _, i := range anchors {
		n, _ := slices.BinarySearchFunc(tops, traces[i].inner, func(top, at int) int { return traces[top].inner - at })
		if n > 0 {
			before[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
		} else {
			tops[n] = i
		}
	}
	run := make([]int, len(tops))
	for n, i := len(tops)-1, 0; n >= 0; n-- {
		if n == len(tops)-1 {
			i = tops[n]
		} else {
			i = before[i]
		}
		run[n] = i
	}
	return run
}

// widen takes the white space of a token into it, as far as it is there.
func (t *trace) widen(marked string) {
	if t.at < 0 {
		return
	}
	lead, trail, _ := strings.Cut(t.token.Text, t.core)
	if strings.HasSuffix(marked[:t.inner], lead) {
		t.at = t.inner - len(lead)
	} else if gap := len(marked[:t.inner]) - len(strings.TrimRight(marked[:t.inner], " \n")); lead != "" && gap > 0 {
		t.at = t.inner - min(gap, len(lead))
	}
	if strings.HasPrefix(marked[t.end:], trail) {
		t.end += len(trail)
	}
}

func abs(n int) int { return max(n, -n) }
