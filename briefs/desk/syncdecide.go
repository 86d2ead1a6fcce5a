package desk

import (
	"fmt"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"obelus/briefs/markdown"
	"obelus/briefs/share"
	"obelus/model"
)

// A holding is what the store knows of a brief's marks.
type holding struct {
	marks  map[model.MarkID]model.Mark
	stamps stamps
}

// A refusedError says why a mark of a file is not taken.
type refusedError struct{ why string }

func (e *refusedError) Error() string { return e.why }

// here is what the store says of a mark: the mark, nil where it is not there, and
// its state, nil where none is known.
func (d *deciding) here(g group, id model.MarkID) (*model.Mark, *share.State, error) {
	h, err := d.hold(g.brief)
	if err != nil {
		return nil, nil, err
	}
	mark, there := h.marks[id]
	if !there {
		if mark, there, err = d.tx.Mark(id); err != nil {
			return nil, nil, err
		}
	}
	if there && mark.Brief != g.brief {
		if h, err = d.hold(mark.Brief); err != nil {
			return nil, nil, err
		}
	}
	st, told := h.stamps[id]
	switch {
	case there:
		s := stateHere(mark, st, told)
		return &mark, &s, nil
	case told && st.gone && st.own && st.analyst == g.analyst:
		s := share.StateOf(model.Mark{ID: id, Analyst: st.analyst}, st.at, true)
		return nil, &s, nil
	}
	return nil, nil, nil
}

// stateHere is the state of a mark that is in the store. One that nobody but its
// analyst may judge, and somebody did, is older than all that its analyst says.
func stateHere(m model.Mark, st stamp, told bool) share.State {
	at := m.Updated
	switch {
	case told && !st.gone && st.own:
		at = st.at
	case told && !st.gone:
		at = time.Time{}
	}
	return share.StateOf(m, at, false)
}

// hold is what the store knows of a brief's marks.
func (d *deciding) hold(id model.BriefID) (*holding, error) {
	if h := d.held[id]; h != nil {
		return h, nil
	}
	marks, err := d.tx.Marks(id)
	if err != nil {
		return nil, err
	}
	h := &holding{marks: make(map[model.MarkID]model.Mark, len(marks))}
	for _, m := range marks {
		h.marks[m.ID] = m
	}
	d.held[id] = h
	h.stamps, err = stampsOf(d.tx, id)
	return h, err
}

// take decides between a state of the folder and the one that is here.
func (d *deciding) take(g group, theirs share.State, mark *model.Mark, here *share.State, count *SyncCount) error {
	if err := d.claim(g.analyst, theirs.Mark.ID, mark); err != nil {
		return err
	}
	change := model.MarkChange{Before: mark, At: theirs.At}
	if !theirs.Gone {
		after := theirs.Mark.Clone()
		if after.Brief = g.brief; mark != nil {
			after.Brief = mark.Brief
		}
		change.After = &after
	}
	newer := here == nil || share.Compare(theirs, *here) > 0
	came := cameBy(change, newer)
	if came == CameNew || came == CameChanged {
		if err := d.fits(*change.After); err != nil {
			return err
		}
	}
	count.add(came)
	if !newer || came == "" {
		return nil
	}
	d.add(change) // where it stays the same, when it became so is news
	if g.analyst == d.desk.analyst && mark != nil && came != CameSame {
		d.mine = append(d.mine, Arrival{Where: g.files[0].path, Came: came, Theirs: change.Mark(), Was: mark})
	}
	return nil
}

// claim refuses a mark that is another analyst's, here or in a file that was
// read before.
func (d *deciding) claim(a model.Analyst, id model.MarkID, mark *model.Mark) error {
	owner, claimed := d.claimed[id]
	if mark != nil {
		owner, claimed = mark.Analyst, true
	}
	if claimed && owner != a {
		return &refusedError{"it is a mark of " + model.CleanLine(string(owner))}
	}
	d.claimed[id] = a
	return nil
}

// cameBy is what a change makes of a mark, where the state that came is newer or
// not; "" for one that is neither here nor to come.
func cameBy(c model.MarkChange, newer bool) Came {
	switch {
	case c.Before == nil && (c.After == nil || !newer):
		return ""
	case !newer, c.Before != nil && c.After != nil && c.After.Equal(*c.Before):
		return CameSame
	case c.Before == nil:
		return CameNew
	case c.After == nil:
		return CameGone
	}
	return CameChanged
}

// add counts a mark that came so.
func (c *SyncCount) add(came Came) {
	switch came {
	case CameNew:
		c.New++
	case CameChanged:
		c.Changed++
	case CameGone:
		c.Removed++
	case CameSame:
		c.Same++
	}
}

// add adds a change of a mark to the change of its brief.
func (d *deciding) add(change model.MarkChange) {
	c := d.changeOf(change.Mark().Brief)
	c.Marks = append(c.Marks, change)
}

// changeOf is the change of a brief: each has one of its own, so that whoever
// reads what became of a brief need not read what became of all.
func (d *deciding) changeOf(id model.BriefID) *model.Change {
	for i := range slices.Backward(d.changes) {
		if d.changes[i].Brief == id {
			return &d.changes[i]
		}
	}
	d.changes = append(d.changes, model.Change{Time: d.at, Verb: model.VerbSync, Brief: id})
	return &d.changes[len(d.changes)-1]
}

// fits refuses a mark that cannot stand where it says it does, on a text that the
// store has.
func (d *deciding) fits(m model.Mark) error {
	size, known := d.shelf.sizes[m.Revision]
	if !known {
		return nil
	}
	nowhere := &refusedError{"it stands nowhere in the text that it is on"}
	if m.Span.End > size {
		return nowhere
	}
	doc, read := d.docs[m.Revision]
	if !read {
		text, ok, err := d.tx.Text(m.Revision)
		if err != nil {
			return err
		}
		if ok {
			doc = markdown.New(text)
		}
		d.docs[m.Revision] = doc
	}
	if doc == nil {
		return nil
	}
	text := doc.Text()
	if m.Span.End > len(text) || !utf8.RuneStart(text[m.Span.Start]) || m.Span.End < len(text) && !utf8.RuneStart(text[m.Span.End]) {
		return nowhere
	}
	if _, err := doc.Snap(m.Span); err != nil {
		return nowhere
	}
	return nil
}

// tolerance is how far clocks may differ before somebody is told.
const tolerance = 2 * time.Minute

func (d *deciding) noteAhead(s share.State) {
	if a := s.Mark.Analyst; s.At.After(d.at.Add(tolerance)) && s.At.After(d.ahead[a]) {
		d.ahead[a] = s.At
	}
}

// sayAhead tells of clocks that are ahead: what they say counts all the same.
func (d *deciding) sayAhead() {
	for _, a := range slices.Sorted(maps.Keys(d.ahead)) {
		d.notes = append(d.notes, fmt.Sprintf("marks of %s are of a time that is not yet, up to %s UTC: they count as newer; see whose clock is wrong",
			model.CleanLine(string(a)), d.ahead[a].Format("2006-01-02 15:04")))
	}
}
