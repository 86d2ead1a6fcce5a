// Package storagetest is the conformance suite of whatever keeps marks: what a
// store has to do for the desk, whatever it is made of. It also has a store in
// memory, for the tests of others.
package storagetest

import (
	"context"
	"iter"
	"testing"
	"time"

	"obelus/model"
)

// A Tx is what a transaction has to offer.
type Tx interface {
	Brief(id model.BriefID) (model.Brief, bool, error)
	Briefs() iter.Seq2[model.Brief, error]
	BriefByPath(path string) (model.BriefID, bool, error)
	BriefsByText(h model.Hash) ([]model.BriefID, error)
	Text(h model.Hash) (string, bool, error)
	Mark(id model.MarkID) (model.Mark, bool, error)
	MarkIDs(prefix string, limit int) ([]model.MarkID, error)
	Marks(id model.BriefID) ([]model.Mark, error)
	MarkedTexts(id model.BriefID) ([]model.Hash, error)
	Spans(id model.BriefID, revision model.Hash) ([]model.MarkSpan, error)
	MarksAt(id model.BriefID, revision model.Hash, span model.Span) ([]model.Mark, error)
	Tagged(tag model.Tag, id model.BriefID) iter.Seq2[model.MarkID, error]
	Rulings(kind model.RulingKind, id model.BriefID) iter.Seq2[model.Ruling, error]
	Journal(id model.BriefID, before model.Seq) iter.Seq2[model.Change, error]
	LastChange(id model.BriefID) (model.Seq, error)
	Place(id model.BriefID) (model.Place, bool, error)
	Counts(id model.BriefID) (model.Counts, bool, error)

	Apply(c model.Change) (model.Change, error)
	PutText(text string) error
	Touch(id model.BriefID, path string, at time.Time) error
	SetPlace(id model.BriefID, p model.Place) error
	SetCounts(id model.BriefID, c model.Counts) error
	Purge(id model.BriefID) error
}

// A Store is what is tested. Its transactions have a type of their own.
type Store[T Tx] interface {
	Read(ctx context.Context, do func(T) error) error
	Write(ctx context.Context, do func(T) error) error
	Compact(ctx context.Context) error
	Check(ctx context.Context) ([]model.Problem, error)
	Stamp() (string, error)
}

// Run tests the stores that open makes. Each call of open gives an empty one.
func Run[T Tx](t *testing.T, open func(t *testing.T) Store[T]) {
	cases := []struct {
		name string
		test func(*testing.T, fixture[T])
	}{
		{"an empty store holds nothing", testEmpty[T]},
		{"a brief comes back as it was", testBrief[T]},
		{"paths lead to the brief last read from them", testPaths[T]},
		{"texts of every size come back", testTexts[T]},
		{"marks come back and are indexed", testMarks[T]},
		{"spans are outlined in document order", testSpans[T]},
		{"changed marks leave no old index behind", testReindex[T]},
		{"what was ruled is kept, taken back and purged", testRulings[T]},
		{"what came from elsewhere is kept with when", testFromElsewhere[T]},
		{"a brief's particulars change and come back", testDescribed[T]},
		{"a change that meets something else is a conflict", testConflict[T]},
		{"a failed write leaves nothing", testRollback[T]},
		{"a cancelled write leaves nothing", testCancelled[T]},
		{"the journal is gapless, newest first, by brief", testJournal[T]},
		{"places and counts are kept and not journaled", testAside[T]},
		{"purge leaves nothing of a brief", testPurge[T]},
		{"purge leaves nothing that undo took from a brief", testPurgeUndone[T]},
		{"a read does not write", testReadOnly[T]},
		{"what is given out can be changed", testCopies[T]},
		{"the stamp changes with every write only", testStamp[T]},
		{"writers at once lose nothing", testConcurrent[T]},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) { c.test(t, fixture[T]{t, open(t)}) })
	}
}
