package tui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/page"
)

// The facts that commands find out. reader names the reader that asked.
type (
	unitsCounted struct {
		reader   int
		progress progress // nil before it has seen the marks
	}
	spansRead struct {
		reader int
		spans  []model.MarkSpan
		place  *model.Place // nil where the brief was never open
		err    error
	}
	marksRead struct {
		reader int
		asked  int    // the newest write when the marks were asked for
		stamp  string // of the store's file before they were read; "" where it was not to be had
		marks  desk.Marks
		err    error
	}
	blocksLaid  struct{ page *page.Page }
	briefOpened struct {
		asked  int
		opened *desk.Opened
		err    error
	}
	briefKept struct {
		reader int
		opened *desk.Opened
		err    error
	}
	ticked struct {
		stamp string // the state of the store's file
		err   error
	}
)

// openReader shows a brief.
func (a *app) openReader(o *desk.Opened) {
	if a.reader != nil {
		a.reader.close()
	}
	a.reader = newReader(a.newID(), o, a.desk.Analyst(), a.theme, a.frame, a.method)
	a.reader.ctx, a.reader.close = context.WithCancel(a.ctx)
	if o.Notice != "" {
		a.say(model.CleanLine(o.Notice))
	}
}

// loadReader asks for what a reader shows beside its text: the spans of marks
// and the place first, then the units, the marks' details, and a place in the
// store for the brief.
func (a *app) loadReader() tea.Cmd {
	return tea.Batch(a.watch(a.reader, a.reader.opened.ReadStamp()), a.loadSpans(), tea.Sequence(a.countUnits(), a.indexBrief()), tea.Sequence(a.keepBrief(), a.loadMarks()))
}

// loadSpans reads where marks are, and where the reader left off.
func (a *app) loadSpans() tea.Cmd {
	ctx, worker, o, id := a.reader.ctx, a.desk, a.reader.opened, a.reader.id
	return func() tea.Msg {
		spans, err := worker.Spans(ctx, o)
		msg := spansRead{reader: id, spans: spans, err: err}
		if place, ok, placeErr := worker.PlaceOn(ctx, o); ok && placeErr == nil {
			msg.place = &place
		}
		return msg
	}
}

// loadMarks reads the marks whole.
func (a *app) loadMarks() tea.Cmd {
	ctx, worker, o, id, asked := a.reader.ctx, a.desk, a.reader.opened, a.reader.id, a.writes.last
	return func() tea.Msg {
		stamp := stampOf(worker)
		read, err := worker.Marks(ctx, o)
		return marksRead{id, asked, stamp, read, err}
	}
}

// stampOf is the stamp of the store's file, taken before something is read: what
// is written meanwhile is noticed by it. It is "" where it is not to be had.
func stampOf(worker worker) string {
	stamp, err := worker.Stamp()
	if err != nil {
		return ""
	}
	return stamp
}

// countUnits walks the whole brief, so that its units have numbers.
func (a *app) countUnits() tea.Cmd {
	ctx, o, id := a.reader.ctx, a.reader.opened, a.reader.id
	return func() tea.Msg {
		if o.Count(ctx) != nil {
			return nil // the brief was closed
		}
		return unitsCounted{reader: id}
	}
}

// keepBrief stores the brief that is read, so that a place and marks can be
// kept for it. A sample is stored with its first mark.
func (a *app) keepBrief() tea.Cmd {
	ctx, worker, o, id := a.reader.ctx, a.desk, a.reader.opened, a.reader.id
	if o.Stored || o.Sample() || o.Earlier {
		return nil
	}
	return func() tea.Msg {
		kept, err := worker.Keep(ctx, o)
		return briefKept{id, kept, err}
	}
}

func (a *app) briefKept(msg briefKept) {
	r := a.reader
	switch {
	case r == nil || r.id != msg.reader:
	case msg.err != nil:
		a.complain(errors.New("reading on, but nothing can be kept yet: " + model.CleanLine(msg.err.Error())))
	default:
		r.opened, r.kept = msg.opened, true
	}
}

// unitsCounted takes the units once a progress has seen the marks that are
// known: many of them take longer than there is between two keys, those that
// come or go after that do not.
func (a *app) unitsCounted(msg unitsCounted) tea.Cmd {
	r := a.reader
	if r == nil || r.id != msg.reader {
		return nil
	}
	if msg.progress == nil {
		o, known := r.opened, slices.Clone(r.marks.all)
		return func() tea.Msg {
			p := o.Counter().Progress()
			p.Update(known)
			return unitsCounted{msg.reader, p}
		}
	}
	r.units.counted(r.opened.Units())
	r.progress, r.seen = msg.progress, -1
	switch {
	case r.cursor.Empty():
		r.goTo(r.anchor.offset)
	case r.loose:
		r.follow() // its units were not known when it was scrolled
	}
	return a.play()
}

// spansRead shows where marks are, and goes to where the reader left off,
// unless it was moved meanwhile.
func (a *app) spansRead(msg spansRead) {
	r := a.reader
	if r == nil || r.id != msg.reader {
		return
	}
	if msg.err != nil {
		a.noMarks(msg.err)
		return
	}
	if !r.loaded { // else the whole marks were faster
		r.outline(msg.spans, a.writes.queue)
	}
	a.toGoal()
	if msg.place == nil || msg.place.Revision != r.opened.Revision.Hash {
		return
	}
	if r.bookmarks == nil {
		r.bookmarks = msg.place.Bookmarks
	}
	if r.moved || r.goal != "" {
		return
	}
	if span, err := r.opened.Doc.Snap(msg.place.Cursor); err == nil {
		r.stand(span)
	}
}

// marksRead shows the marks that were read. What was asked before the newest
// write is asked again: the screen knows more than the answer.
func (a *app) marksRead(msg marksRead) tea.Cmd {
	r := a.reader
	a.looking = false
	switch {
	case r == nil || r.id != msg.reader:
	case msg.err != nil:
		r.unread = !r.loaded
		if !a.note.error && (r.unread || a.note.text == "") {
			a.noMarks(msg.err)
		}
		return a.play()
	case a.writes.last != msg.asked && len(a.writes.queue) == 0:
		return a.loadMarks()
	case a.writes.last != msg.asked:
		r.stale = true
	default:
		a.stamp = msg.stamp
		r.take(msg.marks, a.writes.queue)
		a.toGoal()
		if a.note.marks {
			a.note = note{}
		}
		if a.note.text == "" || a.note.text == model.CleanLine(r.opened.Notice) {
			a.sayFound()
		}
		return tea.Batch(a.recompare(), a.play())
	}
	return nil
}

// lay lays out the rows of the screen: at once what fits the budget of a
// frame, the rest in a command, and when nothing is missing its neighbours.
func (a *app) lay() tea.Cmd {
	r := a.reader
	here, near := r.unready()
	for began := time.Now(); len(here) > 0 && time.Since(began) < frameBudget && r.light(here[0]); {
		r.page.Lay(here[0])
		r.relaid()
		here, near = r.unready()
	}
	blocks := here
	if len(here) == 0 {
		blocks = near
	}
	if len(blocks) == 0 {
		r.laps = 0
		return nil
	}
	if r.laying == r.page || r.laps == mostLaps {
		return nil
	}
	r.laps++
	p, ctx, at, rows := r.page, r.ctx, r.anchor, r.frame.body
	r.laying = p
	return func() tea.Msg {
		layBlocks(ctx, p, blocks)
		if len(here) > 0 { // less may show of them than of their stand-ins
			layAround(ctx, p, at.offset, at.line, rows-at.line)
		}
		return blocksLaid{p}
	}
}

// mostLaps is how often rows are laid out after a key before the rest of them
// stays as it is: more is needed only where the screen holds more than a page
// keeps.
const mostLaps = 32

// lightBlock is the size in bytes up to which a block is laid out between two
// keys: in about a millisecond.
const lightBlock = 2 << 10

// light reports whether page block b is laid out in no time.
func (r *reader) light(b int) bool {
	rows := r.page.Peek(b).Rows
	if len(rows) == 0 {
		return true
	}
	i := r.opened.Doc.BlockAt(rows[0].Span.Start)
	return i < 0 || r.opened.Doc.Extent(i).Len() <= lightBlock
}

// laid puts the page back in its place when its rows changed.
func (a *app) laid(msg blocksLaid) {
	if r := a.reader; r != nil && r.laying == msg.page {
		r.laying = nil
		r.relaid()
	}
}

// frameBudget is how long rows are laid out between two keys.
const frameBudget = 3 * time.Millisecond

// lookEvery is how long the store is not looked at: what another window wrote is
// to show within a second, and a look costs some ten microseconds.
const lookEvery = 500 * time.Millisecond

// tick looks once in a while whether something wrote to the store, and answers
// when it did, or when something waits to be tried again: while nothing happens
// nothing is drawn.
func (a *app) tick() tea.Cmd {
	if a.every == 0 {
		return nil
	}
	ctx, worker, every, last, restless := a.ctx, a.desk, a.every, a.stamp, a.restless
	return func() tea.Msg {
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-time.After(every):
			}
			if stamp, err := worker.Stamp(); stamp != last || restless.Load() {
				return ticked{stamp, err}
			}
		}
	}
}

// ticked reads the marks (or the shelf) again where the store changed.
func (a *app) ticked(msg ticked) tea.Cmd {
	a.writes.retry()
	if r := a.reader; r != nil && r.unread { // the store was held: try again
		r.unread = false
		return tea.Batch(a.loadMarks(), a.tick())
	}
	if msg.err != nil || msg.stamp == a.stamp || a.looking || len(a.writes.queue) > 0 {
		return a.tick() // nothing is new, or it is being read
	}
	look := a.loadShelf
	if a.reader != nil {
		look = a.loadMarks
	}
	cmd := look()
	if a.looking = cmd != nil; !a.looking {
		a.stamp = msg.stamp // nothing of the store is shown
	}
	return tea.Batch(cmd, a.tick())
}
