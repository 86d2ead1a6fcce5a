package tui

import (
	"cmp"
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
	shown   []row // the entries that fit the filter, in order
	sums    sums  // of all entries
	loaded  bool
	filter  string
	state   model.Progress // only briefs that are so far; "" for all
	order   order
	at      int // index in shown
	asked   int // id of the newest question to the store
	opening bool
}

// A row is a brief on the shelf, with what it is sorted by.
type row struct {
	desk.Entry
	title string // in small letters
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
		s.entries[i] = row{e, strings.ToLower(e.Brief.Title), dayOf(e.Brief)}
		for tag, n := range e.Tags {
			if tag.Claim() || tag == model.Unsourced {
				s.sums.claims += n
			}
		}
		s.sums.orphans += e.Orphans
		s.sums.dated = s.sums.dated || e.Brief.Date != ""
		s.sums.samples = s.sums.samples && e.Sample
	}
	s.arrange()
}

// arrange filters and sorts, and stays on the brief it was on.
func (s *shelf) arrange() {
	here, was := s.entry()
	s.shown = s.shown[:0]
	wanted := strings.Fields(strings.ToLower(s.filter))
	for _, e := range s.entries {
		if s.state != "" && e.Progress() != s.state {
			continue
		}
		if !s.fixed || holdsAll(e.title+" "+strings.ToLower(e.Brief.Path()), wanted) {
			s.shown = append(s.shown, e)
		}
	}
	slices.SortStableFunc(s.shown, s.compare)
	s.at = min(s.at, max(0, len(s.shown)-1))
	if was {
		if i := slices.IndexFunc(s.shown, func(e row) bool { return e.Brief.ID == here.Brief.ID }); i >= 0 {
			s.at = i
		}
	}
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

// entry is the brief that the cursor is on.
func (s *shelf) entry() (desk.Entry, bool) {
	if s.at >= len(s.shown) {
		return desk.Entry{}, false
	}
	return s.shown[s.at].Entry, true
}

// step moves the cursor n briefs on (back) and reports whether it moved.
func (s *shelf) step(n int) bool {
	at := min(max(s.at+n, 0), max(0, len(s.shown)-1))
	moved := at != s.at
	s.at = at
	return moved
}

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
