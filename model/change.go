package model

import (
	"errors"
	"slices"
	"time"
)

// Verb says what a change did, in the journal and in messages.
type Verb string

// The verbs of the journal.
const (
	VerbAdd      Verb = "add"      // a brief or a revision came into the store
	VerbRemove   Verb = "remove"   // a brief was taken off the shelf
	VerbDescribe Verb = "describe" // a brief's title or other particulars were changed
	VerbTag      Verb = "tag"      // a mark was made
	VerbRetag    Verb = "retag"    // a mark's tag was changed
	VerbEdit     Verb = "edit"     // a mark's span or details were changed
	VerbUntag    Verb = "untag"    // a mark was removed
	VerbConfirm  Verb = "confirm"  // a mark was confirmed on another revision, or found its new place there
	VerbLeave    Verb = "leave"    // a mark was left out of a revision: its words are not there
	VerbImport   Verb = "import"   // marks came from a file
	VerbSync     Verb = "sync"     // marks came from a shared folder
	VerbRule     Verb = "rule"     // something was ruled: a speaker's name, a difference between analysts
	VerbUndo     Verb = "undo"
	VerbRedo     Verb = "redo"
	VerbKeep     Verb = "keep"   // a brief that was opened to be read was stored; undo passes it by
	VerbPurge    Verb = "purge"  // something was purged; nothing says what
	VerbLost     Verb = "lost"   // a change of a damaged store that could not be read
	VerbRepair   Verb = "repair" // what was saved of a damaged store and no change tells of; undo passes it by
)

// Seq numbers the changes of one store from 1, in the order of commit.
type Seq uint64

// Sitting names one run of the program, so that undo can tell its own changes
// from earlier ones.
type Sitting string

// A Change is one entry of the journal: one key or one command.
type Change struct {
	Seq     Seq
	Time    time.Time // UTC
	Analyst Analyst
	Sitting Sitting
	Verb    Verb
	Brief   BriefID // "" where it touches several
	Of      Seq     // for undo and redo: the change that was taken back or done again
	Marks   []MarkChange
	Briefs  []BriefChange
	Rulings []RulingChange `json:",omitempty"`
}

// A MarkChange is what one mark was before and after; nil where it was not.
type MarkChange struct {
	Before *Mark
	After  *Mark
	At     time.Time `json:",omitzero"` // when it was made elsewhere, for what came from there; zero for a change that was made here
}

// Made is when a change of a mark was made, here or where it came from: of two
// states of a mark the one that was made later is the newer.
func (c Change) Made(m MarkChange) time.Time {
	if m.At.IsZero() {
		return c.Time
	}
	return m.At
}

// A BriefChange is what one brief was before and after; nil where it was not.
type BriefChange struct {
	Before *Brief
	After  *Brief
}

// ErrConflict says that a mark or a brief is not what a change took it for:
// somebody else changed it since.
var ErrConflict = errors.New("it was changed since")

// Touches reports whether c says something of the brief.
func (c Change) Touches(id BriefID) bool {
	return c.Brief == id || slices.Contains(c.Touched(), id)
}

// Touched lists the briefs that c says something of, each once.
func (c Change) Touched() []BriefID {
	var ids []BriefID
	add := func(id BriefID) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	add(c.Brief)
	for _, m := range c.Marks {
		add(m.Mark().Brief)
	}
	for _, b := range c.Briefs {
		add(b.Known().ID)
	}
	for _, r := range c.Rulings {
		add(r.Brief)
	}
	return ids
}

// Without is c with nothing left that says something of the brief. Where
// nothing else was in it, only that and when something was purged is left.
func (c Change) Without(id BriefID) Change {
	if !c.Touches(id) {
		return c
	}
	c.Marks = slices.DeleteFunc(slices.Clone(c.Marks), func(m MarkChange) bool { return m.Mark().Brief == id })
	c.Briefs = slices.DeleteFunc(slices.Clone(c.Briefs), func(b BriefChange) bool { return b.Known().ID == id })
	c.Rulings = slices.DeleteFunc(slices.Clone(c.Rulings), func(r RulingChange) bool { return r.Brief == id })
	if c.Brief == id {
		c.Brief = ""
	}
	if c.Empty() {
		return Change{Seq: c.Seq, Time: c.Time, Analyst: c.Analyst, Verb: VerbPurge}
	}
	return c
}

// Inverse is the change that takes c back, without a Seq, time or verb.
func (c Change) Inverse() Change {
	inv := Change{Brief: c.Brief}
	for _, m := range slices.Backward(c.Marks) {
		inv.Marks = append(inv.Marks, MarkChange{Before: m.After, After: m.Before})
	}
	for _, b := range slices.Backward(c.Briefs) {
		inv.Briefs = append(inv.Briefs, BriefChange{Before: b.After, After: b.Before})
	}
	for _, r := range slices.Backward(c.Rulings) {
		r.Before, r.After = r.After, r.Before
		inv.Rulings = append(inv.Rulings, r)
	}
	return inv
}

// Empty reports whether c changes nothing.
func (c Change) Empty() bool { return len(c.Marks)+len(c.Briefs)+len(c.Rulings) == 0 }

// Mark is the mark as it last was: After, or Before where it was removed.
func (c MarkChange) Mark() Mark {
	switch {
	case c.After != nil:
		return *c.After
	case c.Before != nil:
		return *c.Before
	}
	return Mark{}
}

// Known is the brief as it last was: After, or Before where it went.
func (c BriefChange) Known() Brief {
	switch {
	case c.After != nil:
		return *c.After
	case c.Before != nil:
		return *c.Before
	}
	return Brief{}
}

// A Problem is something that is wrong with a store.
type Problem struct {
	Where string `json:"where"` // which record or page
	What  string `json:"what"`
}

// A Repair is what came of repairing a damaged store.
type Repair struct {
	Aside   string    `json:"aside"` // where the damaged file is; "" where there was nothing to repair
	Briefs  int       `json:"briefs"`
	Texts   int       `json:"texts"`
	Marks   int       `json:"marks"`
	Changes int       `json:"changes"` // of the journal
	Lost    []Problem `json:"lost"`    // what could not be read
}

// A Backup is what a copy of the store holds, which was read through.
type Backup struct {
	Briefs int // those that were taken off the shelf too
	Marks  int
	Bytes  int64
}
