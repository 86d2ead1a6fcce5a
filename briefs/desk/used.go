package desk

import (
	"context"

	"obelus/model"
)

// Used are speakers and references that marks name already, each once, the
// most recently used first. Where names of speakers were told to be one, what
// the speaker is called stands before them.
type Used struct {
	Speakers   []string
	References []model.Reference // without who added them
}

// Bounds of what Used looks at, so that a store of any size answers at once.
const (
	usedChanges = 2_000  // newest changes of the journal
	usedMarks   = 20_000 // marks in them
	usedEach    = 200    // speakers, and references, that it gives
)

// Used lists the speakers and references of the newest marks of the whole
// store, of every analyst, as far back as a bounded look at the journal goes.
func (d *Desk) Used(ctx context.Context) (Used, error) {
	var used Used
	err := d.store.Read(ctx, func(tx ReadTx) error {
		changes, marks := 0, 0
		var c collector
		var err error
		if c.called, err = speakersIn(tx); err != nil {
			return err
		}
		for change, err := range tx.Journal("", 0) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			for _, m := range change.Marks {
				c.add(m.Mark().Details)
			}
			changes, marks = changes+1, marks+len(change.Marks)
			if changes == usedChanges || marks >= usedMarks || c.full() {
				break
			}
		}
		used = c.used
		return nil
	})
	return used, err
}

// UsedIn lists the speakers and references of marks, those of the first mark
// first.
func UsedIn(marks []*model.Mark) Used {
	var c collector
	for i := 0; i < len(marks) && !c.full(); i++ {
		c.add(marks[i].Details)
	}
	return c.used
}

// A collector gathers what is used, each once.
type collector struct {
	used       Used
	called     model.Speakers
	speakers   map[string]bool
	references map[model.Reference]bool
}

func (c *collector) add(d model.Details) {
	if c.speakers == nil {
		c.speakers, c.references = map[string]bool{}, map[model.Reference]bool{}
	}
	for _, name := range []string{c.called.Called(d.Speaker), d.Speaker} {
		if name != "" && !c.speakers[name] && len(c.used.Speakers) < usedEach {
			c.speakers[name] = true
			c.used.Speakers = append(c.used.Speakers, name)
		}
	}
	for _, r := range d.References {
		r.AddedBy = ""
		if r != (model.Reference{}) && !c.references[r] && len(c.used.References) < usedEach {
			c.references[r] = true
			c.used.References = append(c.used.References, r)
		}
	}
}

func (c *collector) full() bool {
	return len(c.used.Speakers) == usedEach && len(c.used.References) == usedEach
}
