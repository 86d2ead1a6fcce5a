package tui

import (
	"fmt"
	"slices"
	"sort"

	"obelus/briefs/desk"
	"obelus/model"
)

// marks is the set of marks that the screen shows: what the store holds, and
// what is on its way there.
type marks struct {
	all     []model.Mark         // in document order
	ends    []int                // ends[i]: the largest end among all[:i+1]
	pending map[model.MarkID]int // marks that are not durable yet → their write
	tags    map[model.Tag]int    // how many marks have each tag
	text    model.Hash           // that they stand on
	analyst model.Analyst        // who reads
	unsure  map[model.MarkID]finding
	orphans []desk.MarkView // those that have no place in this text
	version int             // grows with every change
	touched []model.Span    // where marks came, went or changed since the map was drawn
	anew    bool            // all of it has to be drawn
}

// A finding is how a mark was found whose place nobody has confirmed, in other
// words or in another place.
type finding struct {
	state model.State
	was   string // the confirmed words, where they differ
	mine  bool   // it is the analyst's own to confirm
}

// newMarks holds marks that stand on a text.
func newMarks(all []model.Mark, text model.Hash) marks {
	m := marks{
		all: slices.Clone(all), text: text, pending: map[model.MarkID]int{}, tags: make(map[model.Tag]int, 5),
		unsure: map[model.MarkID]finding{}, anew: true,
	}
	slices.SortFunc(m.all, model.CompareMarks)
	for i := range m.all {
		m.tags[m.all[i].Tag]++
	}
	m.reindex(0)
	return m
}

// readMarks holds what the store said of a text's marks.
func readMarks(read desk.Marks, text model.Hash, analyst model.Analyst) marks {
	all := make([]model.Mark, len(read.Here))
	for i, v := range read.Here {
		all[i] = v.Mark
	}
	m := newMarks(all, text)
	for _, v := range read.Here {
		if v.Unsure() {
			m.unsure[v.ID] = finding{v.State, v.Was, v.Analyst == analyst}
		}
	}
	m.orphans, m.analyst = read.Orphans, analyst
	return m
}

// open counts the analyst's own orphans that are not decided on.
func (m *marks) open() int {
	n := 0
	for _, v := range m.orphans {
		if !v.Left() && v.Analyst == m.analyst {
			n++
		}
	}
	return n
}

// toConfirm counts the analyst's own unsure marks.
func (m *marks) toConfirm() int {
	n := 0
	for _, f := range m.unsure {
		if f.mine {
			n++
		}
	}
	return n
}

// shown is the mark of that id in the text, nil where it has no place there.
func (m *marks) shown(id model.MarkID) *model.Mark {
	for i := range m.all {
		if m.all[i].ID == id {
			return &m.all[i]
		}
	}
	return nil
}

// orphan is the mark of that id that has no place in the text.
func (m *marks) orphan(id model.MarkID) (v desk.MarkView, ok bool) {
	i := slices.IndexFunc(m.orphans, func(v desk.MarkView) bool { return v.ID == id })
	if i < 0 {
		return v, false
	}
	return m.orphans[i], true
}

// confirm shows that a mark's place is sure.
func (m *marks) confirm(id model.MarkID, write int) {
	delete(m.unsure, id)
	m.pending[id] = write
	m.version++
	m.anew = true
}

// unplace shows that a mark has no place in the text.
func (m *marks) unplace(id model.MarkID) {
	delete(m.unsure, id)
	for i := range m.orphans {
		if m.orphans[i].ID == id {
			m.orphans = slices.Clone(m.orphans) // the store's answer is not ours
			m.orphans[i].Mark.Left, m.orphans[i].Found = m.text, false
			m.version++
			return
		}
	}
	if mark := m.shown(id); mark != nil {
		v := desk.MarkView{Mark: *mark, State: model.Orphaned}
		v.Mark.Left = m.text
		m.drop(id)
		m.orphans = append(slices.Clone(m.orphans), v)
	}
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

// drop removes the mark of that id, also an orphan.
func (m *marks) drop(id model.MarkID) {
	delete(m.pending, id)
	delete(m.unsure, id)
	if _, ok := m.orphan(id); ok {
		m.orphans = slices.DeleteFunc(slices.Clone(m.orphans), func(v desk.MarkView) bool { return v.ID == id })
		m.version++
		return
	}
	for i := range m.all {
		if m.all[i].ID == id {
			m.touch(&m.all[i], -1)
			m.all = slices.Delete(m.all, i, i+1)
			m.reindex(i)
			return
		}
	}
}

// settle takes what a write did: its marks are durable now. again says that
// where some of them stand has to be read: they are on another text now.
func (m *marks) settle(id int, change model.Change) (again bool) {
	for _, c := range change.Marks {
		switch {
		case c.After != nil && c.After.Revision != m.text:
			again = true
		case c.After != nil:
			delete(m.unsure, c.After.ID)
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
	return again
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
	delete(m.unsure, mark.ID)
}

// described shows the details that write id is about to give a mark, which
// stays as sure as it is.
func (m *marks) described(id int, mark model.Mark) {
	found, unsure := m.unsure[mark.ID]
	m.tagged(id, mark)
	if unsure {
		m.unsure[mark.ID] = found
	}
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
