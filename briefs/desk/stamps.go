package desk

import (
	"slices"
	"time"

	"obelus/model"
)

// A stamp says of the state that a mark has, or had when it went, when it was
// made.
type stamp struct {
	at      time.Time
	gone    bool
	analyst model.Analyst // whose the mark is
	own     bool          // its analyst made it so, here or elsewhere; else somebody else did, here
}

type stamps map[model.MarkID]stamp

// stampsOf is when the marks of a brief became what they are, those that were
// removed too, as the journal tells. Undo and redo count as changes, so that
// what was taken back does not look newer than that; but for those of a sync, and
// of what an import brought as it was made elsewhere: taking back what was only
// carried judges nothing, and leads back to what was known before.
//
// Of two changes of one mark the later one here has the later stamp, whatever
// the clocks said: one that was made after a state from a clock that is ahead
// counts as made a millisecond after that.
func stampsOf(tx ReadTx, id model.BriefID) (stamps, error) {
	var steps []step
	for c, err := range tx.Journal(id, 0) {
		if err != nil {
			return nil, err
		}
		s := step{seq: c.Seq, of: c.Of, verb: c.Verb, by: c.Analyst, time: c.Time}
		for _, m := range c.Marks {
			if mark := m.Mark(); mark.Brief == id {
				s.marks = append(s.marks, touch{id: mark.ID, analyst: mark.Analyst, at: m.At, updated: mark.Updated, gone: m.After == nil})
			}
		}
		if len(s.marks) > 0 {
			steps = append(steps, s)
		}
	}
	h := past{now: stamps{}, newest: map[model.MarkID]time.Time{}, before: map[moment]stamp{}, carried: map[moment]bool{}, roots: map[model.Seq]model.Seq{}}
	for _, s := range slices.Backward(steps) { // the journal gives the newest first
		h.take(s)
	}
	return h.now, nil
}

// A step is as much of a change as its stamps take.
type step struct {
	seq, of model.Seq
	verb    model.Verb
	by      model.Analyst
	time    time.Time
	marks   []touch
}

// A touch is as much of a change of one mark.
type touch struct {
	id          model.MarkID
	analyst     model.Analyst
	at, updated time.Time
	gone        bool
}

// A moment is a change of a mark.
type moment struct {
	seq model.Seq
	id  model.MarkID
}

// A past is what the journal says of a brief's marks up to a change.
type past struct {
	now     stamps
	newest  map[model.MarkID]time.Time // stamp that each mark ever had
	before  map[moment]stamp
	carried map[moment]bool         // what was made elsewhere and only came here then
	roots   map[model.Seq]model.Seq // what undo and redo step over in the end
}

func (h *past) take(s step) {
	root := s.seq
	if s.of != 0 {
		root = h.roots[s.of]
	}
	h.roots[s.seq] = root
	for _, t := range s.marks {
		h.before[moment{s.seq, t.id}] = h.now[t.id]
		if s.verb == model.VerbSync || s.verb == model.VerbImport && !t.at.IsZero() {
			h.carried[moment{s.seq, t.id}] = true
		}
		now := stamp{analyst: t.analyst, gone: t.gone, own: s.by == t.analyst}
		switch {
		case !t.at.IsZero():
			now.at, now.own = t.at, true
		case s.of != 0 && h.carried[moment{root, t.id}]:
			was := h.before[moment{s.of, t.id}]
			now.at, now.own = was.at, was.own
		case s.verb == model.VerbRepair: // it knows of no removal, and of no time but this
			now.at, now.own = t.updated, !t.gone
		default:
			now.at = after(s.time, h.newest[t.id])
		}
		h.now[t.id] = now
		if now.at.After(h.newest[t.id]) {
			h.newest[t.id] = now.at
		}
	}
}

// after is t, or just behind what was there before where that is not earlier.
func after(t, before time.Time) time.Time {
	if t.After(before) {
		return t
	}
	return before.Add(time.Millisecond)
}
