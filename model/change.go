package model

import "time"

// Verb says what a change did, in the journal and in messages.
type Verb string

// The verbs of the journal.
const (
	VerbAdd     Verb = "add"     // a brief or a revision came into the store
	VerbRemove  Verb = "remove"  // a brief was taken off the shelf
	VerbTag     Verb = "tag"     // a mark was made
	VerbRetag   Verb = "retag"   // a mark's tag was changed
	VerbEdit    Verb = "edit"    // a mark's span or details were changed
	VerbUntag   Verb = "untag"   // a mark was removed
	VerbConfirm Verb = "confirm" // a mark was confirmed on a newer revision
	VerbUndo    Verb = "undo"
	VerbRedo    Verb = "redo"
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
}

// A MarkChange is what one mark was before and after; nil where it was not.
type MarkChange struct {
	Before *Mark
	After  *Mark
}

// A BriefChange is what one brief was before and after; nil where it was not.
type BriefChange struct {
	Before *Brief
	After  *Brief
}
