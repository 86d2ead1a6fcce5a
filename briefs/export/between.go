package export

import (
	"slices"
	"strings"
)

// between finds the tokens without a label among traces[first:last], which stand
// in marked[from:to]. taken are the anchors that were moved, by where they stand.
// Where there are as many signs as before each is the one that it was. Else the
// signs are those whose distances changed least, and none of them is sure.
func between(marked string, from, to int, traces []trace, first, last int, taken []int) {
	var sought []*trace
	cores := map[string]bool{}
	for i := first; i < last; i++ {
		if traces[i].label == "" && traces[i].at < 0 {
			sought = append(sought, &traces[i])
			cores[traces[i].core] = true
		}
	}
	if len(sought) == 0 || from >= to {
		return
	}
	found := signsIn(marked, from, to, cores, traces, taken)
	same := len(found) == len(sought)
	for i := 0; same && i < len(found); i++ {
		same = found[i].core == sought[i].core
	}
	if same {
		for i, t := range sought {
			t.stand(found[i], true)
		}
		return
	}
	left, right := 0, 0
	if first > 0 {
		left = traces[first-1].token.At + len(traces[first-1].token.Text)
	}
	if last < len(traces) {
		right = traces[last].token.At
	}
	align(sought, found, stretchOf{left, right}, stretchOf{from, to})
}

// A stretchOf is a stretch of a marked text, as it was or is.
type stretchOf struct{ start, end int }

// An occurrence is a sign in the text.
type occurrence struct {
	at   int
	core string
}

// stand says where a token was found.
func (t *trace) stand(o occurrence, sure bool) {
	t.inner, t.at, t.end, t.sure = o.at, o.at, o.at+len(o.core), sure
}

// signsIn lists the signs among cores in marked[from:to], but for those that
// belong to anchors.
func signsIn(marked string, from, to int, cores map[string]bool, traces []trace, taken []int) []occurrence {
	byLength := make([]string, 0, len(cores))
	var begins [256]bool
	for c := range cores {
		byLength = append(byLength, c)
		begins[c[0]] = true
	}
	slices.SortFunc(byLength, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	next, _ := slices.BinarySearchFunc(taken, from, func(i, at int) int { return traces[i].inner - at })
	var found []occurrence
	for i := from; i < to; i++ {
		if next < len(taken) && i == traces[taken[next]].inner {
			i = traces[taken[next]].end - 1
			next++
			continue
		}
		if !begins[marked[i]] {
			continue
		}
		for _, c := range byLength {
			if strings.HasPrefix(marked[i:to], c) {
				found = append(found, occurrence{i, c})
				i += len(c) - 1
				break
			}
		}
	}
	return found
}

// What it costs in align to find a sign elsewhere, at most, and not at all; and
// how many pairs are looked at.
const (
	mostShift = 500
	notThere  = 600
	mostPairs = 4 << 20
)

// align gives sought places among found, in order, so that they shift as little
// as can be. was and now are the stretches that they stand in.
func align(sought []*trace, found []occurrence, was, now stretchOf) {
	n, m := len(sought), len(found)
	if n*m > mostPairs {
		return
	}
	cost := make([][]int32, n+1)
	for i := range cost {
		cost[i] = make([]int32, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		cost[i][m] = cost[i+1][m] + notThere
		for j := m - 1; j >= 0; j-- {
			cost[i][j] = min(cost[i][j+1], cost[i+1][j]+notThere)
			if shift, ok := shiftOf(sought[i], found[j], was, now); ok {
				cost[i][j] = min(cost[i][j], cost[i+1][j+1]+shift)
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		shift, ok := shiftOf(sought[i], found[j], was, now)
		switch {
		case ok && cost[i][j] == cost[i+1][j+1]+shift:
			sought[i].stand(found[j], false)
			i, j = i+1, j+1
		case cost[i][j] == cost[i][j+1]:
			j++
		default:
			i++
		}
	}
}

// shiftOf is how far a token would have moved, seen from the nearer end of its
// stretch, if it were what was found; ok is false for another sign.
func shiftOf(t *trace, o occurrence, was, now stretchOf) (int32, bool) {
	if t.core != o.core {
		return 0, false
	}
	left := abs((t.token.At - was.start) - (o.at - now.start))
	right := abs((was.end - t.token.At) - (now.end - o.at))
	return int32(min(left, right, mostShift)), true
}
