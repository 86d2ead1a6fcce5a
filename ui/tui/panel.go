package tui

import (
	"slices"
	"sort"
	"strings"

	"obelus/briefs/desk"
	"obelus/model"
)

// A panel lists the brief's marks in document order, and below them the orphans,
// which have no place in this text.
type panel struct {
	at     int // index in list, or behind its end in older, where the panel has the keys
	filter panelFilter
	list   []int           // indexes in the reader's marks that fit the filter; nil for all of them
	older  []desk.MarkView // the orphans, whatever the filter is
	seen   int             // version of the marks that list is of
	before stance          // where the text stood when the panel got the keys
}

// A panelFilter narrows what the panel lists. What is "" narrows nothing.
type panelFilter struct {
	words  string
	tag    model.Tag
	status model.Status
	want   want
}

// A want is something about marks that somebody may have to see to.
type want string

// The wants, in the sequence in which a key goes through them.
const (
	anyState  want = ""
	wantsLook want = "to confirm"             // found in other words or in another place
	wantsWho  want = "who or what is missing" // attributed to nobody, sourced without a reference
	wantsKept want = "not kept yet"
	wantsMine want = "mine"
	wantsElse want = "by others"
)

func wants() []want { return []want{anyState, wantsLook, wantsWho, wantsMine, wantsElse, wantsKept} }

// empty reports whether f lets every mark through.
func (f panelFilter) empty() bool { return f == panelFilter{} }

// words of f, for the panel's title.
func (f panelFilter) String() string {
	tag, state := "all", "any state"
	if f.tag != "" {
		tag = f.tag.Words()
	}
	if f.want != anyState {
		state = string(f.want)
	}
	if f.status != "" {
		state += " · " + string(f.status)
	}
	if f.words != "" {
		state += " · /" + f.words
	}
	return tag + " · " + state
}

// incomplete reports whether m does not say who, or what it is sourced by.
func incomplete(m *model.Mark) bool {
	return m.Hollow() || m.Tag == model.Attributed && m.Details.Speaker == ""
}

// lets reports whether f lets a mark through.
func (f panelFilter) lets(r *reader, m *model.Mark) bool {
	if f.tag != "" && m.Tag != f.tag || f.status != "" && m.Details.Status != f.status {
		return false
	}
	switch f.want {
	case wantsLook:
		if _, unsure := r.marks.unsure[m.ID]; !unsure {
			return false
		}
	case wantsWho:
		if !incomplete(m) {
			return false
		}
	case wantsKept:
		if _, waits := r.marks.pending[m.ID]; !waits {
			return false
		}
	case wantsMine, wantsElse:
		if (m.Analyst == r.analyst) != (f.want == wantsMine) {
			return false
		}
	}
	if f.words == "" {
		return true
	}
	text := strings.ToLower(r.words(m) + " " + m.Details.Speaker + " " + m.Details.Note)
	return holdsAll(text, strings.Fields(strings.ToLower(f.words)))
}

// words is what m stands on.
func (r *reader) words(m *model.Mark) string {
	if m.Quote.Text != "" {
		return m.Quote.Text
	}
	return r.opened.Doc.VisibleOf(m.Span)
}

// refresh brings the list up to the marks that are shown.
func (p *panel) refresh(r *reader) {
	p.older = r.marks.orphans
	if p.seen == r.marks.version {
		return
	}
	p.seen = r.marks.version
	if p.filter.empty() {
		p.list = nil
	} else {
		p.list = p.list[:0]
		if p.list == nil {
			p.list = []int{}
		}
		for i := range r.marks.all {
			if p.filter.lets(r, &r.marks.all[i]) {
				p.list = append(p.list, i)
			}
		}
	}
	p.at = min(p.at, max(0, p.entries(r)-1))
}

// narrow sets the filter.
func (p *panel) narrow(r *reader, f panelFilter) {
	p.filter, p.seen = f, -1
	p.refresh(r)
}

// size is how many marks in this text are listed.
func (p *panel) size(r *reader) int {
	if p.list == nil {
		return len(r.marks.all)
	}
	return len(p.list)
}

// entries is how many marks are listed, the orphans among them.
func (p *panel) entries(r *reader) int { return p.size(r) + len(p.older) }

// nth is the nth mark of this text that is listed.
func (p *panel) nth(r *reader, n int) *model.Mark {
	if p.list != nil {
		n = p.list[n]
	}
	return &r.marks.all[n]
}

// chosen is the mark that the panel stands on; ok is false where it is an orphan,
// or where there is none.
func (p *panel) chosen(r *reader) (m *model.Mark, ok bool) {
	if p.at < 0 || p.at >= p.size(r) {
		return nil, false
	}
	return p.nth(r, p.at), true
}

// chosenOrphan is the orphan that the panel stands on.
func (p *panel) chosenOrphan(r *reader) (v desk.MarkView, ok bool) {
	if n := p.at - p.size(r); n >= 0 && n < len(p.older) {
		return p.older[n], true
	}
	return v, false
}

// follow stands on the mark at the text's cursor, or the last one before it.
func (p *panel) follow(r *reader) {
	n := sort.Search(p.size(r), func(n int) bool { return p.nth(r, n).Span.Start > r.cursor.Start })
	p.at = max(0, n-1)
	if n < 2 {
		return
	}
	// Of several that begin together the one that the cursor is.
	for k := n - 1; k >= 0 && p.nth(r, k).Span.Start == p.nth(r, n-1).Span.Start; k-- {
		if p.nth(r, k).Span == r.cursor {
			p.at = k
		}
	}
}

// next is the value behind v in all, round the end.
func next[T comparable](all []T, v T) T { return all[(slices.Index(all, v)+1)%len(all)] }
