package cli

import (
	"obelus/briefs/desk"
	"obelus/model"
)

// changeJSON is an entry of the journal as scripts see it.
type changeJSON struct {
	Seq     model.Seq         `json:"seq"`
	Time    string            `json:"time"`
	Analyst model.Analyst     `json:"analyst"`
	Sitting model.Sitting     `json:"sitting"`
	Verb    model.Verb        `json:"verb"`
	Of      model.Seq         `json:"of"` // the change that undo and redo stepped over, else 0
	What    string            `json:"what"`
	Marks   []markChangeJSON  `json:"marks"`
	Briefs  []briefChangeJSON `json:"briefs"`
	Rulings []rulingJSON      `json:"rulings"`
}

// rulingJSON is what was ruled, before and after; "" where it was not.
type rulingJSON struct {
	Kind   model.RulingKind `json:"kind"`
	Brief  model.BriefID    `json:"brief"` // "" for the whole store
	Key    string           `json:"key"`
	Before string           `json:"before"`
	After  string           `json:"after"`
}

// markChangeJSON is a mark before and after; null where it was not. Labels and
// titles are those of today, so they are "" here.
type markChangeJSON struct {
	Before *markJSON `json:"before"`
	After  *markJSON `json:"after"`
}

// briefChangeJSON is a brief before and after; null where it was not.
type briefChangeJSON struct {
	Before *briefStateJSON `json:"before"`
	After  *briefStateJSON `json:"after"`
}

// briefStateJSON is what the journal keeps of a brief.
type briefStateJSON struct {
	ID        model.BriefID `json:"id"`
	Title     string        `json:"title"`
	Removed   bool          `json:"removed"`
	Revisions []model.Hash  `json:"revisions"`
}

func toChangeJSON(c model.Change) changeJSON {
	return changeJSON{
		Seq: c.Seq, Time: stamp(c.Time), Analyst: c.Analyst, Sitting: c.Sitting, Verb: c.Verb, Of: c.Of, What: desk.Describe(c),
		Marks: orEmpty(c.Marks, func(m model.MarkChange) markChangeJSON {
			return markChangeJSON{markState(m.Before), markState(m.After)}
		}),
		Briefs: orEmpty(c.Briefs, func(b model.BriefChange) briefChangeJSON {
			return briefChangeJSON{briefState(b.Before), briefState(b.After)}
		}),
		Rulings: orEmpty(c.Rulings, func(r model.RulingChange) rulingJSON { return rulingJSON(r) }),
	}
}

func markState(m *model.Mark) *markJSON {
	if m == nil {
		return nil
	}
	shape := toMarkJSON(desk.MarkView{Mark: *m})
	return &shape
}

func briefState(b *model.Brief) *briefStateJSON {
	if b == nil {
		return nil
	}
	hashes := orEmpty(b.Revisions, func(r model.Revision) model.Hash { return r.Hash })
	return &briefStateJSON{ID: b.ID, Title: b.Title, Removed: b.Removed, Revisions: hashes}
}
