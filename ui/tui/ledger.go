package tui

import (
	"context"
	"errors"
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// A write is one change on its way to the store.
type write struct {
	id      int
	kind    writeKind
	what    string       // what it does, for messages: "attributed: Ilichov"
	show    func(*marks) // shows it before it is durable; nil where nothing shows
	text    model.Hash   // that show is for; "" for any
	do      func(ctx context.Context) (desk.Outcome, error)
	redo    bool           // of a step: forward
	names   []model.MarkID // of a removal: the marks that go
	done    *export        // of an export
	result  *result
	refused func(a *app, err error) tea.Cmd // what is done where the store refuses it; nil for nothing
}

// writeKind says how a write is talked about.
type writeKind uint8

const (
	writeMark   writeKind = iota // marks made, changed or removed
	writeStep                    // undo and redo
	writeShelf                   // a brief added, taken off, brought back
	writeExport                  // an export to a file, after the marks it holds
	writeQuiet                   // places, and keeping the brief that is read
)

// A result is one try at a write: made once, waited for by whoever asks again.
type result struct {
	once    sync.Once
	outcome desk.Outcome
	err     error
}

func (w *write) run(ctx context.Context) (desk.Outcome, error) {
	r := w.result
	r.once.Do(func() { r.outcome, r.err = w.do(ctx) })
	return r.outcome, r.err
}

// writeEnded says that a try at a write is over.
type writeEnded struct {
	id      int
	outcome desk.Outcome
	err     error
}

// A ledger is the queue of writes: one at a time, in the order of the keys.
// What fails stays at its head, with all that follows, until it is tried again
// or given up.
type ledger struct {
	ctx     context.Context // never cancelled: a mark is written also while the program ends
	queue   []*write
	running bool
	told    bool  // the person knows of the failure: the next one of the kind is not said
	failed  error // why the head could not be written; nil while nothing failed
	last    int   // id of the newest write
}

// add puts a write at the end and gives it its id.
func (l *ledger) add(w *write) *write {
	l.last++
	w.id, w.result = l.last, new(result)
	l.queue = append(l.queue, w)
	return w
}

// refusedTo says what is done where the write that came after last is refused.
func (l *ledger) refusedTo(last int, do func(a *app, err error) tea.Cmd) {
	if n := len(l.queue); n > 0 && l.queue[n-1].id > last {
		l.queue[n-1].refused = do
	}
}

// refused reports whether err says that a change makes no sense any more, so
// that trying it again would not help.
func refused(err error) bool {
	var foreign *desk.ForeignError
	var ambiguous *desk.AmbiguousError
	var orphan *desk.OrphanError
	return errors.As(err, &foreign) || errors.As(err, &ambiguous) || errors.As(err, &orphan) || errors.Is(err, desk.ErrEarlierText) ||
		errors.Is(err, model.ErrConflict) || errors.Is(err, model.ErrEmptySpan)
}

// rename gives removals that wait the names that the store has given to marks
// which were provisional when the keys were pressed.
func (l *ledger) rename(id int, change model.Change) {
	for _, c := range change.Marks {
		if c.After == nil {
			continue
		}
		old := provisionalID(id, c.After.Span)
		for _, w := range l.queue {
			for i, name := range w.names {
				if name == old {
					w.names[i] = c.After.ID
				}
			}
		}
	}
}

// dropSteps forgets the undos and redos that wait: those after one that could
// not be done.
func (l *ledger) dropSteps() {
	l.queue = slices.DeleteFunc(l.queue, func(w *write) bool { return w.kind == writeStep })
}

// stepping reports whether an undo or a redo is on its way.
func (l *ledger) stepping() bool {
	return l.failed == nil && slices.ContainsFunc(l.queue, func(w *write) bool { return w.kind == writeStep })
}

// next starts the write at the head; nil where one runs, failed or none waits.
func (l *ledger) next() tea.Cmd {
	if l.running || l.failed != nil || len(l.queue) == 0 {
		return nil
	}
	l.running = true
	w, ctx := l.queue[0], l.ctx
	return func() tea.Msg {
		outcome, err := w.run(ctx)
		return writeEnded{w.id, outcome, err}
	}
}

// end takes the answer of the write at the head. A write that failed for want
// of the store stays; everything else leaves the queue.
func (l *ledger) end(msg writeEnded) (w *write, ok bool) {
	if len(l.queue) == 0 || l.queue[0].id != msg.id {
		return nil, false
	}
	w = l.queue[0]
	l.running = false
	if msg.err != nil && w.kind == writeMark && !refused(msg.err) {
		l.failed = msg.err
		return w, true
	}
	l.queue, l.told = l.queue[1:], false
	return w, true
}

// again forgives a failure, so that next tries the head once more.
func (l *ledger) again() {
	if l.failed == nil {
		return
	}
	l.failed, l.told = nil, false
	l.queue[0].result = new(result)
}

// retry is again without anybody having asked for it.
func (l *ledger) retry() {
	if l.failed != nil {
		l.again()
		l.told = true
	}
}

// giveUp drops everything that waits.
func (l *ledger) giveUp() { l.queue, l.failed = nil, nil }

// waiting counts the writes of marks that are not durable yet.
func (l *ledger) waiting() int {
	n := 0
	for _, w := range l.queue {
		if w.kind == writeMark {
			n++
		}
	}
	return n
}

// drain writes all that waits, in order, and gives the first failure. It is
// for when the screen is gone: a write that still runs is waited for.
func (l *ledger) drain() error {
	for len(l.queue) > 0 {
		w := l.queue[0]
		if _, err := w.run(l.ctx); err != nil && w.kind == writeMark {
			return err
		}
		l.queue = l.queue[1:]
	}
	return nil
}
