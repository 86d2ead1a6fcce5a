package tui

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
)

// An order is what the shelf is sorted by.
type order string

// The orders of the shelf, in the sequence in which o goes through them.
const (
	byFolder order = "folder" // as a folder's briefs were found
	byOpened order = "opened"
	byDate   order = "date"
	byTitle  order = "title"
	byMarked order = "least marked"
)

// A shelf is the list of briefs.
type shelf struct {
	fixed   bool // a folder's briefs, not the store's
	entries []row
	sorted  []row     // entries in order; it is made anew, never changed
	shown   []row     // those that fit the filter
	hits    []markHit // the marks that do
	sums    sums      // of all entries
	loaded  bool
	filter  string
	state   model.Progress // only briefs that are so far; "" for all
	order   order
	at      int // index in shown, behind their end in hits
	asked   int // id of the newest question to the store
	opening bool
	goal    model.MarkID // that the brief is opened at; "" for none

	index     *desk.MarkIndex                                // of all marks' words; nil until somebody typed
	indexing  bool                                           // it is being read
	narrowing int                                            // id of the newest question to it
	stop      context.CancelFunc                             // ends that
	query     desk.MarkQuery                                 // that hits are the answer to
	labels    map[model.BriefID]map[model.MarkID]model.Label // as far as they were on the screen
	naming    bool                                           // a brief's are being read
}

// A row is a brief on the shelf, with what it is sorted by.
type row struct {
	desk.Entry
	title string // in small letters
	about string // title and paths, in small letters: where words are looked for
	day   time.Time
}

// sums are what the shelf says of all its briefs.
type sums struct {
	claims, orphans int
	dated           bool // any brief says a date
	samples         bool // only the program's own briefs are there
}

func newShelf(entries []desk.Entry) *shelf {
	s := &shelf{fixed: entries != nil, order: byOpened}
	if s.fixed {
		s.order = byFolder
		s.take(entries)
	}
	return s
}

// take sets the briefs, and stays on the one it was on.
func (s *shelf) take(entries []desk.Entry) {
	s.loaded, s.entries = true, make([]row, len(entries))
	s.sums = sums{samples: len(entries) > 0}
	for i, e := range entries {
		title := strings.ToLower(e.Brief.Title)
		s.entries[i] = row{e, title, title + "\n" + strings.ToLower(strings.Join(e.Brief.Paths, "\n")), dayOf(e.Brief)}
		for tag, n := range e.Tags {
			if tag.Claim() || tag == model.Unsourced {
				s.sums.claims += n
			}
		}
		s.sums.orphans += e.ToLookAt()
		s.sums.dated = s.sums.dated || e.Brief.Date != ""
		s.sums.samples = s.sums.samples && e.Sample
	}
	s.arrange()
}

// arrange sorts the briefs. Where nothing is typed they are shown at once; what
// holds the words of a filter has to be looked for (see narrow).
func (s *shelf) arrange() {
	s.sorted = slices.Clone(s.entries)
	slices.SortStableFunc(s.sorted, s.compare)
	if s.filter == "" {
		s.show(s.inState(), nil)
	}
}

// inState is the briefs that are so far as is wanted, in order.
func (s *shelf) inState() []row {
	if s.state == "" {
		return s.sorted
	}
	var in []row
	for _, e := range s.sorted {
		if e.Progress() == s.state {
			in = append(in, e)
		}
	}
	return in
}

// show shows these briefs and marks, and stays on the one it was on.
func (s *shelf) show(shown []row, hits []markHit) {
	here, was := s.entry()
	hit, wasHit := s.mark()
	s.shown, s.hits = shown, hits
	switch {
	case wasHit:
		if i := slices.IndexFunc(hits, func(h markHit) bool { return h.ID == hit.ID }); i >= 0 {
			s.at = len(shown) + i
		}
	case was:
		if i := slices.IndexFunc(shown, func(e row) bool { return e.Brief.ID == here.Brief.ID }); i >= 0 {
			s.at = i
		}
	}
	s.at = min(s.at, max(0, s.size()-1))
}

func (s *shelf) compare(a, b row) int {
	switch s.order {
	case byTitle:
		return cmp.Compare(a.title, b.title)
	case byDate:
		return b.day.Compare(a.day)
	case byMarked:
		return cmp.Or(cmp.Compare(a.Coverage, b.Coverage), cmp.Compare(b.Unread, a.Unread))
	case byFolder:
		return 0
	}
	return b.Brief.Opened.Compare(a.Brief.Opened)
}

// entry is the brief that the cursor is on; ok is false on a mark.
func (s *shelf) entry() (desk.Entry, bool) {
	if s.at >= len(s.shown) {
		return desk.Entry{}, false
	}
	return s.shown[s.at].Entry, true
}

// step moves the cursor n briefs or marks on (back) and reports whether it moved.
func (s *shelf) step(n int) bool {
	at := min(max(s.at+n, 0), max(0, s.size()-1))
	moved := at != s.at
	s.at = at
	return moved
}

// size is how many briefs and marks are shown.
func (s *shelf) size() int { return len(s.shown) + len(s.hits) }

// turn goes to the next order.
func (s *shelf) turn() {
	all := []order{byOpened, byDate, byTitle, byMarked}
	if s.fixed {
		all[0] = byFolder
	}
	s.order = all[(slices.Index(all, s.order)+1)%len(all)]
	s.arrange()
}

// dayOf is the day that a brief is of: as it words it, where that can be read,
// else when it came in.
func dayOf(b model.Brief) time.Time {
	words := strings.Join(strings.Fields(b.Date), " ")
	for _, layout := range []string{
		time.DateOnly, "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", "2.1.2006", "2006/01/02",
		time.RFC3339, "January 2006", "Jan 2006", "2006-01", "2006", "2 Jan",
	} {
		if at, err := time.Parse(layout, words); err == nil {
			return at
		}
	}
	return b.Newest().Arrived
}
