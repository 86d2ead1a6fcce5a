package tui

import (
	"context"
	"slices"

	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/briefs/markdown"
	"obelus/briefs/search"
	"obelus/model"
	"obelus/ui/page"
	"obelus/ui/theme"
)

// A reader is one open brief: its page, its marks, and where the person is in
// it. Its verbs change what is shown and never wait for anything.
type reader struct {
	id      int                // names this reader in the answers of commands
	ctx     context.Context    // of its commands
	close   context.CancelFunc // ends them
	opened  *desk.Opened
	analyst model.Analyst
	page    *page.Page
	frame   frame

	stance
	moved  bool       // a key was pressed since the brief was opened
	made   int        // counts the pages: a new width, theme or text makes a new one
	laying *page.Page // the page whose rows a command is laying out; nil while none is
	laps   int        // how often rows were laid out since the last key
	theme  theme.Theme
	method ansi.Method // how wide the terminal takes a grapheme to be

	units     unitList
	marks     marks
	attaching model.MarkID // the orphan that is given a place, "" for none
	newer     bool         // there is a newer text than this one, in the file or in the store
	jumps     jumps
	bookmarks []model.Bookmark // by name
	cited     cited
	panel     *panel // nil while it is closed

	sel      *selection    // nil outside select mode
	clicks   clicks        // on one place
	pressed  int           // offset at which the mouse button went down
	index    *search.Index // nil until the brief is prepared for searches
	search   query
	last     repeat       // what . does again
	cycle    cycle        // which of several marks at the cursor a key meant last
	goal     model.MarkID // the mark that the brief was opened at, "" for none
	reached  bool         // the cursor stood on it, or never will
	loaded   bool         // the marks were read
	outlined bool         // their spans were
	kept     bool         // the brief is in the store
	stale    bool         // marks were read while others were on their way: they are read again
	unread   bool         // the marks could not be read yet

	progress progress // nil until the units are known
	seen     int      // version of marks that progress is of
	chart    chart
}

// progress is how much of the brief is marked, and follows the marks.
type progress interface {
	Update(marks []model.Mark) // in document order
	Countable() int
	Marked() int
	Unread() int
	Read(n int) bool // unit n is marked or does not count
}

// An anchor is a letter of the brief and the row of the screen that it stands
// on.
type anchor struct{ offset, line int }

// A repeat is what . does again.
type repeat struct {
	tag        model.Tag
	speaker    string
	references []model.Reference
}

// revise sets in d what is repeated.
func (l repeat) revise(d *model.Details) {
	d.Speaker, d.References = l.speaker, slices.Clone(l.references)
}

// A cycle remembers which mark at the cursor a key acted on, so that the same
// key again takes the next.
type cycle struct {
	cursor model.Span
	next   int
}

func newReader(id int, o *desk.Opened, analyst model.Analyst, th theme.Theme, f frame, method ansi.Method) *reader {
	r := &reader{
		id: id, opened: o, analyst: analyst, frame: f, theme: th, method: method,
		units: newUnitList(o.Doc),
		marks: newMarks(nil, o.Revision.Hash),
		seen:  -1,
	}
	r.page = r.pages()(o.Doc)
	r.goTo(0)
	return r
}

// pages makes pages of a document as the reader shows it.
func (r *reader) pages() func(doc *markdown.Document) *page.Page {
	th, width, method := r.theme, r.frame.measure, r.method
	return func(doc *markdown.Document) *page.Page {
		return page.New(doc, th, width, page.MeasuredBy(method), page.Sideways())
	}
}

// goTo sets the cursor on the unit at offset.
func (r *reader) goTo(offset int) {
	unit, ok := r.units.at(offset)
	if !ok {
		return
	}
	r.stand(unit.Span)
}

// stand sets the cursor on span and brings it onto the screen.
func (r *reader) stand(span model.Span) {
	r.cursor = span
	r.reveal(span)
}

// unit is the unit that the cursor stands on, or in; ok is false where there
// is none.
func (r *reader) unit() (model.Unit, bool) {
	if r.cursor.Empty() {
		return model.Unit{}, false
	}
	return r.units.at(r.cursor.Start)
}

// target is what a key acts on: the selection, else the cursor.
func (r *reader) target() model.Span {
	if r.sel != nil {
		return r.sel.span()
	}
	return r.cursor
}

// resize lays the brief out for another frame, theme or measure, and keeps the place.
func (r *reader) resize(th theme.Theme, f frame, method ansi.Method) {
	r.frame, r.theme, r.method = f, th, method
	r.page = r.pages()(r.opened.Doc)
	r.made++
	r.laps = 0
	r.anchor.line = min(r.anchor.line, f.body-1)
	r.relaid()
}

// relaid puts the page back in its place after rows changed, with the cursor
// whole on the screen where it was.
func (r *reader) relaid() {
	r.settle()
	if !r.loose && r.sel == nil && !r.cursor.Empty() && r.onScreen(r.cursor.Start) {
		r.reveal(r.cursor)
	}
}

// take sets the marks that were read from the store; what is on its way there
// is shown again on top.
func (r *reader) take(read desk.Marks, waiting []*write) {
	version := r.marks.version
	r.marks = readMarks(read, r.opened.Revision.Hash, r.analyst)
	r.marks.version += version
	r.reshow(waiting)
	r.loaded, r.stale = true, false
	r.newer = r.newer || read.Newer
}

// outline shows the marks' spans, before their details were read.
func (r *reader) outline(spans []model.MarkSpan, waiting []*write) {
	all := make([]model.Mark, len(spans))
	for i, s := range spans {
		all[i] = model.Mark{ID: s.ID, Brief: r.opened.Brief.ID, Revision: r.opened.Revision.Hash, Span: s.Span, Tag: s.Tag, Analyst: s.Analyst}
		if s.Tag == model.Sourced && !s.Hollow {
			all[i].Details.References = make([]model.Reference, 1)
		}
	}
	r.marks, r.outlined = newMarks(all, r.opened.Revision.Hash), true
	r.reshow(waiting)
}

// reshow lays what is on its way to the store over what the store said.
func (r *reader) reshow(waiting []*write) {
	for _, w := range waiting {
		if w.show != nil && (w.text == "" || w.text == r.marks.text) {
			w.show(&r.marks)
		}
	}
}

// count brings the counts up to the marks that are shown.
func (r *reader) count() {
	if r.seen == r.marks.version {
		return
	}
	r.seen = r.marks.version
	if r.units.ready {
		r.progress.Update(r.marks.all)
	}
}

// read reports whether unit n is marked or does not count.
func (r *reader) read(n int) bool { return r.progress.Read(n) }
