package desk

import (
	"sync"
	"sync/atomic"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/tally"
	"obelus/model"
)

// An Opened brief is a text that can be read and marked, in the store or not
// yet. It never changes; Keep gives another one.
type Opened struct {
	Brief    model.Brief // with an ID even where it is not stored
	Revision model.Revision
	Doc      *markdown.Document
	Stored   bool   // the revision is the brief's newest in the store
	Notice   string // what the person should know: new text at a known path, …; or ""

	path    string // where it was read from; "" for stdin and what came from the store
	known   bool   // Brief is in the store, perhaps with other texts
	unasked error  // why the store could not be asked which brief this is; nil where it was
	sample  *samples.Sample
	partial bool         // Doc is the beginning of a file's text
	place   *model.Place // what Glimpse found; nil elsewhere
	parsed  *parsed
}

// parsed is what costs a walk over the whole text, made once when it is asked
// for.
type parsed struct {
	settled     atomic.Bool // the revision arrived in the store
	measure     sync.Once
	words, size int // words and units of the visible text, once measured
	units       func() []model.Unit
	counter     func() *tally.Counter
}

func newParsed(doc *markdown.Document) *parsed {
	p := &parsed{units: sync.OnceValue(func() []model.Unit { return Units(doc) })}
	p.counter = sync.OnceValue(func() *tally.Counter { return NewCounter(doc, p.units()) })
	return p
}

func newOpened(b model.Brief, r model.Revision, doc *markdown.Document) *Opened {
	return &Opened{Brief: b, Revision: r, Doc: doc, parsed: newParsed(doc)}
}

// Unasked is why the store could not be asked which brief this is and what
// marks it has; nil where it was.
func (o *Opened) Unasked() error { return o.unasked }

// Path is the file that the text was read from, or for a text that came from
// the store the one that it was last read from; "" where there is none.
func (o *Opened) Path() string { return o.path }

// Units lists the units of the brief, numbered from 1. The first call walks
// the whole text.
func (o *Opened) Units() []model.Unit { return o.parsed.units() }

// Counter counts the brief's units. The first call walks the whole text.
func (o *Opened) Counter() *tally.Counter { return o.parsed.counter() }

// Tally counts marks, which are of this revision and in document order.
func (o *Opened) Tally(marks []model.Mark) tally.Tally { return o.Counter().Count(marks) }

// Sample reports whether o is one of the program's own briefs.
func (o *Opened) Sample() bool { return o.sample != nil }
