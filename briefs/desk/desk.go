// Package desk holds the use cases, with no terminal: open, add, mark, undo,
// export. It declares the Store that it needs.
package desk

import (
	"context"
	"io"
	"time"

	"obelus/briefs/markdown"
	"obelus/briefs/tally"
	"obelus/model"
)

// A Desk does an analyst's work on one store. It is safe for concurrent use.
type Desk struct{}

// Config is what a Desk is made of.
type Config struct {
	Store   Store
	Analyst model.Analyst
	Sitting model.Sitting
	Now     func() time.Time    // nil is time.Now
	NewID   func() model.MarkID // nil makes UUIDv7s
}

// New makes a Desk.
func New(c Config) *Desk { panic("skeleton") }

// Analyst is whose marks this desk makes.
func (d *Desk) Analyst() model.Analyst { panic("skeleton") }

// An Opened brief is a text that can be read and marked, in the store or not
// yet.
type Opened struct {
	Brief    model.Brief // with an ID even where it is not stored
	Revision model.Revision
	Doc      *markdown.Document
	Stored   bool   // the revision is in the store
	Notice   string // what the person should know: new text at a known path, …; or ""
}

// Open finds what ref names (a path, "sample:NAME", an id, a unique beginning
// of one, a unique part of a title, "-" for stdin) and reads it. It never
// writes. Several matches or none are an *AmbiguousError.
func (d *Desk) Open(ctx context.Context, ref string, stdin io.Reader) (*Opened, error) {
	panic("skeleton")
}

// Keep stores an opened brief: what the reader does after its first frame, and
// every command that writes before it does.
func (d *Desk) Keep(ctx context.Context, o *Opened) (*Opened, error) { panic("skeleton") }

// Marks are the marks of an opened brief.
type Marks struct {
	Here   []MarkView // on this revision, in document order
	Behind []MarkView // still on an older revision: State Orphaned until they are found again
}

// A MarkView is a mark with what is known of it here and now.
type MarkView struct {
	model.Mark
	Label model.Label
	Title string // the brief's
	State model.State
	Was   string // the confirmed words, where they differ
}

// Marks reads the marks of o; a brief that is not stored has none, but a
// sample comes with its own.
func (d *Desk) Marks(ctx context.Context, o *Opened) (Marks, error) { panic("skeleton") }

// A Tagging asks for a mark.
type Tagging struct {
	Span    model.Span
	Tag     model.Tag
	Details *model.Details // nil keeps what is there, and leaves a new mark bare
}

// An Outcome is what a change did.
type Outcome struct {
	Change  model.Change // Seq 0 where nothing had to be changed
	Message string       // one line for people: "attributed: Ilichov"
}

// Tag makes marks, or retags mine with exactly those spans, in one change. It
// keeps o first where it is not stored.
func (d *Desk) Tag(ctx context.Context, o *Opened, taggings []Tagging) (Outcome, error) {
	panic("skeleton")
}

// An Edit changes a mark; nil leaves a thing as it is.
type Edit struct {
	Tag     *model.Tag
	Span    *model.Span
	Details *model.Details
}

// Edit changes one of my marks.
func (d *Desk) Edit(ctx context.Context, id model.MarkID, e Edit) (Outcome, error) {
	panic("skeleton")
}

// Untag removes marks of mine, in one change.
func (d *Desk) Untag(ctx context.Context, ids ...model.MarkID) (Outcome, error) {
	panic("skeleton")
}

// A Scope says whose changes undo may take back.
type Scope struct {
	Brief   model.BriefID // "" is the whole store
	Earlier bool          // also changes of earlier sittings
}

// Undo takes back my newest change in scope that was not taken back. It is
// refused, saying why, where the thing was changed since. Where only an
// earlier sitting's change is left and scope does not allow it, the error is
// ErrEarlier; where nothing is left, ErrNothingToUndo.
func (d *Desk) Undo(ctx context.Context, s Scope) (Outcome, error) { panic("skeleton") }

// Redo does again what Undo took back.
func (d *Desk) Redo(ctx context.Context, s Scope) (Outcome, error) { panic("skeleton") }

// Units lists the units of a document, numbered from 1.
func Units(doc *markdown.Document) []model.Unit { panic("skeleton") }

// UnitsIn lists the units of one block, with N zero.
func UnitsIn(b *markdown.Block) []model.Unit { panic("skeleton") }

// Clauses lists the byte offsets in text at which a clause begins.
func Clauses(text string) []int { panic("skeleton") }

// NewCounter counts a document's units for tallies.
func NewCounter(doc *markdown.Document, units []model.Unit) *tally.Counter { panic("skeleton") }

// An Entry is a line of the shelf.
type Entry struct {
	Brief    model.Brief
	Tags     map[model.Tag]int
	Coverage float64
	Unread   int
	Orphans  int
	Sample   bool // not stored: one of the program's own
}

// Shelf lists the briefs in the store whose title, path or marks hold all
// words; while the store has none at all, the samples.
func (d *Desk) Shelf(ctx context.Context, words string) ([]Entry, error) { panic("skeleton") }

// SetPlace and Place remember where a reader left off. They are not journaled.
func (d *Desk) SetPlace(ctx context.Context, id model.BriefID, p model.Place) error {
	panic("skeleton")
}

// Place is where the reader left off in a brief; ok is false where it never
// was open.
func (d *Desk) Place(ctx context.Context, id model.BriefID) (p model.Place, ok bool, err error) {
	panic("skeleton")
}

// Export writes the annotated Markdown of o.
func (d *Desk) Export(ctx context.Context, w io.Writer, o *Opened) error { panic("skeleton") }
