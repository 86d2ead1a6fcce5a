package desk

import (
	"context"
	"iter"
	"time"

	"obelus/model"
)

// Store is what a Desk keeps its briefs and marks in. Each call is one
// transaction: what a Write does is there whole or not at all, also after a
// crash. Nothing that a transaction gives out may be changed by the caller, and
// it stays valid after the transaction's end.
type Store interface {
	Read(ctx context.Context, do func(ReadTx) error) error
	Write(ctx context.Context, do func(WriteTx) error) error
	Keeper
}

// A Keeper looks after a store as a whole.
type Keeper interface {
	// Compact gives back the room that purged things took, so that nothing of
	// them is left in the file.
	Compact(ctx context.Context) error
	// Check walks everything and lists what is wrong.
	Check(ctx context.Context) ([]model.Problem, error)
	// Repair saves what can be read of a damaged store into a new one, and sets
	// the damaged one aside. It does nothing to a sound one.
	Repair(ctx context.Context, now time.Time) (model.Repair, error)
	// PurgeCopies purges briefs from the store's copies beside it. left is those
	// that may still hold something of them, each with why.
	PurgeCopies(ctx context.Context, ids ...model.BriefID) (left []model.Problem, err error)
	// BackUp writes a compact copy to another file and reads it back.
	BackUp(ctx context.Context, to string, replace bool) (made model.Backup, err error)
	// BackUpDaily makes the day's copy where there is none yet.
	BackUpDaily(ctx context.Context, now time.Time) (made string, err error)
	// Restore puts a backup in the store's place, after it was read through. of
	// is what it holds, replaced where the store is that was there, "" where
	// there was none.
	Restore(ctx context.Context, from string, now time.Time) (of model.Backup, replaced string, err error)
	// Stamp changes with every write that anybody makes. It is cheap.
	Stamp() (string, error)
}

// ReadTx reads one state of the store. What is not there is told by ok, not by
// an error.
type ReadTx interface {
	Brief(id model.BriefID) (b model.Brief, ok bool, err error)
	// Briefs yields every brief in the order of the ids, removed ones too.
	Briefs() iter.Seq2[model.Brief, error]
	// BriefByPath is the brief that was last read from path.
	BriefByPath(path string) (id model.BriefID, ok bool, err error)
	// BriefsByText lists the briefs that have text h among their revisions.
	BriefsByText(h model.Hash) ([]model.BriefID, error)
	Text(h model.Hash) (text string, ok bool, err error)

	Mark(id model.MarkID) (m model.Mark, ok bool, err error)
	// MarkIDs lists at most limit ids that begin with prefix.
	MarkIDs(prefix string, limit int) ([]model.MarkID, error)
	// Marks lists the marks of all revisions of a brief, in document order
	// within a revision.
	Marks(id model.BriefID) ([]model.Mark, error)
	// MarkedTexts lists the texts that marks of a brief stand on, in the order of
	// the hashes. One can be a text that the store does not have.
	MarkedTexts(id model.BriefID) ([]model.Hash, error)
	// Spans outlines the marks on one revision in document order.
	Spans(id model.BriefID, revision model.Hash) ([]model.MarkSpan, error)
	// MarksAt lists the marks with exactly that span.
	MarksAt(id model.BriefID, revision model.Hash, span model.Span) ([]model.Mark, error)
	// Tagged yields the ids of the marks of a brief, on all its texts, that have
	// a tag.
	Tagged(tag model.Tag, id model.BriefID) iter.Seq2[model.MarkID, error]

	// Rulings yields what was ruled of a kind of a brief, or ("") of the whole
	// store, in the order of the keys.
	Rulings(kind model.RulingKind, id model.BriefID) iter.Seq2[model.Ruling, error]

	// Journal yields the changes before that Seq (0: all) that touch the brief
	// ("": any), the newest first.
	Journal(id model.BriefID, before model.Seq) iter.Seq2[model.Change, error]
	// LastChange is the newest change that touches the brief ("": any), or 0.
	LastChange(id model.BriefID) (model.Seq, error)

	Place(id model.BriefID) (p model.Place, ok bool, err error)
	Counts(id model.BriefID) (c model.Counts, ok bool, err error)
}

// WriteTx changes the store. Apply is the only way to change a mark, or what
// the journal keeps of a brief.
type WriteTx interface {
	ReadTx
	// Apply makes a change and appends it to the journal, giving it its Seq.
	// Where a Before is not what is in the store the error is
	// model.ErrConflict, and the transaction has to be given up. The Paths and
	// Opened of a brief that is there already are left as they are.
	Apply(c model.Change) (model.Change, error)
	// PutText keeps a text under its hash.
	PutText(text string) error
	// Touch notes that a brief was opened, from path or ("") from elsewhere. It
	// is not journaled.
	Touch(id model.BriefID, path string, at time.Time) error
	SetPlace(id model.BriefID, p model.Place) error
	SetCounts(id model.BriefID, c model.Counts) error
	// Purge removes a brief for good: its texts where no other brief has them,
	// its marks, and all that the journal says of it.
	Purge(id model.BriefID) error
}

// A Transactor is a store whose transactions have a type of their own.
type Transactor[Tx WriteTx] interface {
	Read(ctx context.Context, do func(Tx) error) error
	Write(ctx context.Context, do func(Tx) error) error
	Keeper
}

// Over makes a Store of a store that knows nothing of this package.
func Over[Tx WriteTx](s Transactor[Tx]) Store { return over[Tx]{s} }

type over[Tx WriteTx] struct{ Transactor[Tx] }

func (o over[Tx]) Read(ctx context.Context, do func(ReadTx) error) error {
	return o.Transactor.Read(ctx, func(tx Tx) error { return do(tx) })
}

func (o over[Tx]) Write(ctx context.Context, do func(WriteTx) error) error {
	return o.Transactor.Write(ctx, func(tx Tx) error { return do(tx) })
}
