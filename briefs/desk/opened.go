package desk

import (
	"context"
	"sync/atomic"

	"obelus/briefs/markdown"
	"obelus/briefs/samples"
	"obelus/briefs/search"
	"obelus/briefs/sentence"
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
	Earlier  bool   // an older text, opened to be looked at: nothing is kept or marked on it
	Notice   string // what the person should know: new text at a known path, …; or ""

	path    string    // where it was read from; "" for stdin and what came from the store
	stamp   FileStamp // of that file then
	known   bool      // Brief is in the store, perhaps with other texts
	unasked error     // why the store could not be asked which brief this is; nil where it was
	sample  *samples.Sample
	partial bool         // Doc is the beginning of a file's text
	place   *model.Place // what Glimpse found; nil elsewhere
	parsed  *parsed
	found   *findings
}

// parsed is what costs a walk over the whole text, made once when it is asked
// for. Keep's brief shares it.
type parsed struct {
	settled atomic.Bool // the revision arrived in the store
	walk    *once[walked]
	counter *once[*tally.Counter]
}

// walked is what one walk over a text finds.
type walked struct {
	units []model.Unit
	words int // of the visible text
	index *search.Index
}

func newParsed(r model.Revision, doc *markdown.Document) *parsed {
	p := &parsed{walk: newOnce(func(ctx context.Context) (walked, error) { return walk(ctx, r, doc) })}
	p.counter = newOnce(func(ctx context.Context) (*tally.Counter, error) {
		w, err := p.walk.get(ctx)
		if err != nil {
			return nil, err
		}
		return NewCounter(doc, w.units), nil
	})
	return p
}

// walk finds doc's units and prepares it for searches, and counts its words
// unless r says how many there are. Parsing is nearly all that it costs.
func walk(ctx context.Context, r model.Revision, doc *markdown.Document) (w walked, err error) {
	known := measured(r)
	if known {
		w.words = r.Words
	}
	index := search.NewBuilder(doc)
	w.units, err = sentence.AllContext(ctx, doc, func(b *markdown.Block) {
		index.Add(b)
		if !known {
			w.words += countWords(b.Visible)
		}
	})
	if err != nil {
		return walked{}, err
	}
	w.index = index.Index()
	return w, nil
}

func newOpened(b model.Brief, r model.Revision, doc *markdown.Document) *Opened {
	return &Opened{Brief: b, Revision: r, Doc: doc, parsed: newParsed(r, doc), found: newFindings()}
}

// writable says why nothing can be kept or marked on o; nil where it can.
func (o *Opened) writable() error {
	switch {
	case o.partial:
		return ErrPartial
	case o.Earlier:
		return ErrEarlierText
	}
	return nil
}

// Unasked is why the store could not be asked which brief this is and what
// marks it has; nil where it was.
func (o *Opened) Unasked() error { return o.unasked }

// Path is the file that the text was read from, or for a text that came from
// the store the one that it was last read from; "" where there is none.
func (o *Opened) Path() string { return o.path }

// Count makes what Units and Counter give, and what is recorded of a text that
// is kept, so that they are there at once. Where ctx ends it gives up with
// ctx's error, and leaves the work to whoever asks next.
func (o *Opened) Count(ctx context.Context) error {
	_, err := o.parsed.counter.get(ctx)
	return err
}

// Units lists the units of the brief, numbered from 1. The first call walks
// the whole text.
func (o *Opened) Units() []model.Unit {
	w, _ := o.parsed.walk.get(context.Background()) // nothing ends it
	return w.units
}

// Counter counts the brief's units. The first call walks the whole text.
func (o *Opened) Counter() *tally.Counter {
	counter, _ := o.parsed.counter.get(context.Background()) // nothing ends it
	return counter
}

// Index is the brief's visible text prepared for searching, made in the same
// walk as its units. Where ctx ends meanwhile the error is ctx's.
func (o *Opened) Index(ctx context.Context) (*search.Index, error) {
	w, err := o.parsed.walk.get(ctx)
	return w.index, err
}

// Tally counts marks, which are of this revision and in document order.
func (o *Opened) Tally(marks []model.Mark) tally.Tally { return o.Counter().Count(marks) }

// Sample reports whether o is one of the program's own briefs.
func (o *Opened) Sample() bool { return o.sample != nil }
