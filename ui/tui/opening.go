package tui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/page"
)

// A large file is shown by its beginning, so that its first frame comes as soon
// as a small one's, and read whole behind that. Until it is there what moves
// within the beginning acts at once; every other key waits, see waiting.

// afterFirstFrame is how long the reading of the whole is put off. Bubble Tea
// draws what there is sixty times a second: two of its ticks later the first
// frame is on the screen, and nothing takes the processor from it.
const afterFirstFrame = 2 * time.Second / 60

// An opening is a brief of which only the beginning is there.
type opening struct {
	ref   string
	place *model.Place // where it was left, which lies behind the beginning; nil where it does not
}

// wholeOpened brings the brief whose beginning a reader shows.
type wholeOpened struct {
	reader int
	opened *desk.Opened
	page   *page.Page // laid out about the place that the reader shows
	made   int        // which of the reader's pages that one is to follow
	err    error
}

// unitsBegun brings the units of a brief's beginning.
type unitsBegun struct {
	reader int
	units  []model.Unit
}

// openPartial shows the beginning of the brief that ref names.
func (a *app) openPartial(o *desk.Opened, ref string) {
	a.openReader(o)
	a.opening = &opening{ref: ref}
	place, ok := o.Place()
	if !ok {
		return
	}
	if r := a.reader; place.Cursor.End > len(o.Doc.Text()) || !r.within(place.Cursor.Start) {
		a.opening.place = &place
	} else if span, err := o.Doc.Snap(place.Cursor); err == nil {
		r.stand(span)
	}
}

// openWhole reads the rest of the brief that is shown by its beginning.
func (a *app) openWhole() tea.Cmd {
	r, ref, worker, pause := a.reader, a.opening.ref, a.desk, a.pause
	ctx, at, rows, made, newPage := r.ctx, r.anchor.offset, r.frame.body, r.made, r.pages()
	if a.opening.place != nil {
		at = a.opening.place.Cursor.Start
	}
	partial := r.opened
	begin := func() tea.Msg {
		return unitsBegun{r.id, desk.Units(partial.Doc)}
	}
	whole := func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
		o, err := worker.Open(ctx, ref, strings.NewReader(""))
		if err != nil {
			return wholeOpened{reader: r.id, err: err}
		}
		if !o.Continues(partial) {
			at = 0
		}
		p := newPage(o.Doc)
		layAround(ctx, p, at, rows, 2*rows)
		return wholeOpened{reader: r.id, opened: o, page: p, made: made}
	}
	return tea.Sequence(whole, begin)
}

// wholeOpened puts the whole brief where its beginning was, and plays the keys
// that waited for it. Where it does not go on as the beginning did (the file
// was written meanwhile) it is shown from its top. What cannot be read whole is
// not read at all, as if it had been opened at once: the program ends, saying
// why.
func (a *app) wholeOpened(msg wholeOpened) tea.Cmd {
	r := a.reader
	if r == nil || r.id != msg.reader || a.opening == nil {
		return nil
	}
	if msg.err != nil {
		a.failed = fmt.Errorf("only the beginning could be read: %w", msg.err)
		return tea.Quit
	}
	if cmd := a.replace(msg); cmd != nil {
		return cmd
	}
	a.opening = nil
	if msg.opened.Notice != "" {
		a.say(model.CleanLine(msg.opened.Notice))
	}
	a.offerToBring()
	if a.offered() != nil {
		return a.play()
	}
	return tea.Batch(a.loadReader(), a.play())
}

// replace puts the whole brief in its beginning's place, or gives the command
// that has to come first: one that lays out rows of the screen, which the
// person has scrolled to meanwhile.
func (a *app) replace(msg wholeOpened) tea.Cmd {
	r := a.reader
	if !msg.opened.Continues(r.opened) {
		a.openReader(msg.opened)
		a.waiting = nil // they were meant for other words
		a.say("the file has changed while it was read: this is its new text")
		return nil
	}
	next := *r
	next.opened, next.page = msg.opened, msg.page
	if msg.made != r.made { // the screen was resized meanwhile
		next.page = r.pages()(msg.opened.Doc)
	}
	next.units = newUnitList(msg.opened.Doc)
	next.units.head = r.units.head
	switch place, known := r.opened.Place(); {
	case known && place.Revision != msg.opened.Revision.Hash && !r.moved:
		next.goTo(0) // it was left in another text
	case known && a.opening.place != nil:
		if span, err := msg.opened.Doc.Snap(place.Cursor); err == nil {
			next.stand(span)
		}
	default:
		next.settle()
	}
	if here, _ := next.unready(); len(here) > 0 {
		p, ctx := next.page, r.ctx
		again := wholeOpened{reader: r.id, opened: msg.opened, page: p, made: r.made}
		return func() tea.Msg {
			layBlocks(ctx, p, here)
			return again
		}
	}
	next.made++
	*r = next
	return nil
}

// unitsBegun gives the units of the beginning their numbers before all are
// counted.
func (a *app) unitsBegun(msg unitsBegun) {
	if r := a.reader; r != nil && r.id == msg.reader {
		r.units.head = msg.units
	}
}

// within reports whether the screen and the letter at offset lie well within
// the text that is there: not at its end, which is not the brief's.
func (r *reader) within(offset int) bool {
	last := r.page.Blocks() - 1
	foot := r.page.Move(r.top, r.frame.body-1)
	return foot.Block < last && r.page.BlockAt(offset) < last
}

// bodyOpening is the body while the place that the brief was left at is not
// there yet.
func (a *app) bodyOpening(screen []string) []string {
	screen = append(screen, strings.Repeat(" ", a.frame.indent+a.frame.gutter)+a.theme.Faint.Render("opening …"))
	for len(screen) < a.bodyTop()+a.frame.body {
		screen = append(screen, "")
	}
	return screen
}
