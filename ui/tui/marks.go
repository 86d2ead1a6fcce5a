package tui

import (
	"fmt"
	"slices"
	"sort"

	"obelus/model"
)

// marks is the set of marks that the screen shows: what the store holds, and
// what is on its way there.
type marks struct {
	all     []model.Mark         // in document order
	ends    []int                // ends[i]: the largest end among all[:i+1]
	pending map[model.MarkID]int // marks that are not durable yet → their write
	tags    map[model.Tag]int    // how many marks have each tag
	version int                  // grows with every change
	touched []model.Span         // where marks came, went or changed since the map was drawn
	anew    bool                 // all of it has to be drawn
}

func newMarks(all []model.Mark) marks {
	m := marks{all: slices.Clone(all), pending: map[model.MarkID]int{}, tags: make(map[model.Tag]int, 5), anew: true}
	slices.SortFunc(m.all, model.CompareMarks)
	for i := range m.all {
		m.tags[m.all[i].Tag]++
	}
	m.reindex(0)
	return m
}

// mostTouched is how many changed spans are remembered; after more of them the
// whole map is drawn again.
const mostTouched = 256

// touch counts a mark that came (1) or went (-1).
func (m *marks) touch(mark *model.Mark, n int) {
	m.tags[mark.Tag] += n
	if m.anew = m.anew || len(m.touched) == mostTouched; !m.anew {
		m.touched = append(m.touched, mark.Span)
	}
}

// drawn forgets what was touched.
func (m *marks) drawn() { m.touched, m.anew = m.touched[:0], false }

// reindex computes the ends again from index i on.
func (m *marks) reindex(i int) {
	m.version++
	m.ends = slices.Grow(m.ends[:i], len(m.all)-i)
	largest := 0
	if i > 0 {
		largest = m.ends[i-1]
	}
	for _, mark := range m.all[i:] {
		largest = max(largest, mark.Span.End)
		m.ends = append(m.ends, largest)
	}
}

// put adds mark, or replaces the one of the same id.
func (m *marks) put(mark model.Mark) {
	if !m.replace(mark.ID, mark) {
		m.drop(mark.ID)
		i, _ := slices.BinarySearchFunc(m.all, mark, model.CompareMarks)
		m.all = slices.Insert(m.all, i, mark)
		m.touch(&mark, 1)
		m.reindex(i)
	}
}

// replace puts mark where the one called id stands, if it stands in the same
// place.
func (m *marks) replace(id model.MarkID, mark model.Mark) bool {
	from, to := m.within(mark.Span)
	for i := from; i < to; i++ {
		if m.all[i].ID == id && m.all[i].Span == mark.Span {
			m.touch(&m.all[i], -1)
			m.touch(&mark, 1)
			m.all[i] = mark
			m.version++
			return true
		}
	}
	return false
}

// drop removes the mark of that id.
func (m *marks) drop(id model.MarkID) {
	delete(m.pending, id)
	for i := range m.all {
		if m.all[i].ID == id {
			m.touch(&m.all[i], -1)
			m.all = slices.Delete(m.all, i, i+1)
			m.reindex(i)
			return
		}
	}
}

// settle takes what a write did: its marks are durable now.
func (m *marks) settle(id int, change model.Change) {
	for _, c := range change.Marks {
		switch {
		case c.After != nil:
			provisional := provisionalID(id, c.After.Span)
			if _, waits := m.pending[provisional]; waits && m.replace(provisional, *c.After) {
				delete(m.pending, provisional)
			} else {
				m.put(*c.After)
			}
		case c.Before != nil:
			m.drop(c.Before.ID)
		}
	}
	for mark, write := range m.pending {
		if write != id {
			continue
		}
		delete(m.pending, mark)
		if isProvisional(mark) {
			m.drop(mark)
		}
	}
	m.version++
}

// tagged shows a mark that write id is about to make.
func (m *marks) tagged(id int, mark model.Mark) {
	if old, ok := m.exact(mark.Span, mark.Analyst); ok {
		mark.ID, mark.Created = old.ID, old.Created
	} else {
		mark.ID = provisionalID(id, mark.Span)
	}
	m.put(mark)
	m.pending[mark.ID] = id
}

// provisional begins the ids of marks that the store has not named yet.
const provisional = "pending-"

// provisionalID names the mark that write id makes on span, until the store
// does.
func provisionalID(id int, span model.Span) model.MarkID {
	return model.MarkID(fmt.Sprintf("%s%d-%s", provisional, id, span))
}

func isProvisional(id model.MarkID) bool {
	return len(id) > len(provisional) && id[:len(provisional)] == provisional
}

// within gives the index range of all that can overlap span; those in it still
// need to be asked.
func (m *marks) within(span model.Span) (from, to int) {
	from = sort.Search(len(m.ends), func(i int) bool { return m.ends[i] > span.Start })
	to = sort.Search(len(m.all), func(i int) bool { return m.all[i].Span.Start >= span.End })
	return from, max(from, to)
}

// overlapping lists the marks that share a byte with span, in document order.
func (m *marks) overlapping(span model.Span) []*model.Mark {
	from, to := m.within(span)
	var out []*model.Mark
	for i := from; i < to; i++ {
		if m.all[i].Span.Overlaps(span) {
			out = append(out, &m.all[i])
		}
	}
	return out
}

// exact is the mark of that analyst with exactly that span.
func (m *marks) exact(span model.Span, analyst model.Analyst) (model.Mark, bool) {
	for _, mark := range m.overlapping(span) {
		if mark.Span == span && mark.Analyst == analyst {
			return *mark, true
		}
	}
	return model.Mark{}, false
}

// under lists the marks at a cursor, the one with exactly its span first, then
// from the smallest to the largest.
func (m *marks) under(cursor model.Span) []model.Mark {
	var out []model.Mark
	for _, mark := range m.overlapping(cursor) {
		out = append(out, *mark)
	}
	slices.SortStableFunc(out, func(a, b model.Mark) int {
		if exactA, exactB := a.Span == cursor, b.Span == cursor; exactA != exactB {
			if exactA {
				return -1
			}
			return 1
		}
		return a.Span.Len() - b.Span.Len()
	})
	return out
}

// newest lists the marks that name a speaker or a reference, the one made or
// changed last first.
func (m *marks) newest() []*model.Mark {
	var naming []*model.Mark
	for i := range m.all {
		if d := &m.all[i].Details; d.Speaker != "" || len(d.References) > 0 {
			naming = append(naming, &m.all[i])
		}
	}
	slices.SortStableFunc(naming, func(a, b *model.Mark) int { return b.Updated.Compare(a.Updated) })
	return naming
}

// newestOf is the mark that analyst made or changed last.
func (m *marks) newestOf(analyst model.Analyst) (newest model.Mark, ok bool) {
	for i := range m.all {
		if mark := m.all[i]; mark.Analyst == analyst && (!ok || mark.Updated.After(newest.Updated)) {
			newest, ok = mark, true
		}
	}
	return newest, ok
}
