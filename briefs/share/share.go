// Package share is how marks travel as files: one file for an analyst and a
// brief, one mark a line, so that a shared folder or a Git repository carries
// them and merges them line by line.
//
// A file begins with a line that says what it is; then each line is one state of
// a mark, in the order of the ids: all of the mark, and when it became so. A mark
// that was removed is a line too, and stays. Of several states of one mark that
// are found anywhere the newest stands, by Compare, which is the same for
// everybody: in whatever order files are merged, the same comes of it.
//
//	{"obelus":"marks","version":1,"brief":"0123456789ab","title":"Grain and ports","analyst":"ora","revision":"…"}
//	{"id":"0199…","at":"2026-03-14T09:00:00Z","analyst":"ora","tag":"opinion","revision":"…","start":82,"end":102,"text":"That is too hopeful.",…}
//	{"id":"0199…","at":"2026-03-14T09:05:00Z","analyst":"ora","gone":true}
package share

import (
	"bytes"
	"time"

	"obelus/model"
)

// Version is the version of the files that this package writes. A file of a
// later one is refused whole.
const Version = 1

// A Header is what a file says of itself in its first line.
type Header struct {
	Analyst model.Analyst // whose marks these are
	Brief   model.BriefID // as the store that began the file calls it
	Text    model.Hash    // that was its newest then: another store may know it by that only; "" where it is not said
	Title   string        // of the brief, for people
}

// A State is what a mark was made at some time. Of one that is gone only the ID
// and the Analyst are known. Brief is "": stores may call it differently.
type State struct {
	Mark model.Mark
	At   time.Time
	Gone bool
}

// StateOf is the state of a mark that became so at some time.
func StateOf(m model.Mark, at time.Time, gone bool) State {
	if gone {
		m = model.Mark{ID: m.ID, Analyst: m.Analyst}
	}
	m.Brief = ""
	return State{Mark: m, At: at, Gone: gone}
}

// Compare orders two states of one mark: the one that was made later is the
// greater; of two of one time the one whose line is. So any two states that
// differ have one order everywhere.
func Compare(a, b State) int {
	if c := a.At.Compare(b.At); c != 0 {
		return c
	}
	if a.Gone == b.Gone && a.Mark.Equal(b.Mark) {
		return 0
	}
	return bytes.Compare(line(a), line(b))
}

// States are the newest states of marks that were found.
type States map[model.MarkID]State

// Take adds a state where it is newer than what is known of its mark; newer says
// whether it was.
func (s States) Take(state State) (newer bool) {
	known, ok := s[state.Mark.ID]
	if ok && Compare(state, known) <= 0 {
		return false
	}
	s[state.Mark.ID] = state
	return true
}

// Live counts the marks that are not gone.
func (s States) Live() (n int) {
	for _, state := range s {
		if !state.Gone {
			n++
		}
	}
	return n
}
