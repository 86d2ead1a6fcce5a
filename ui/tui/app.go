package tui

import (
	"cmp"
	"context"
	"io"
	"iter"
	"os/exec"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/theme"
)

// A worker is what the screen asks of the desk. Everything but Analyst may
// take its time and is called in commands only.
type worker interface {
	Analyst() model.Analyst
	Open(ctx context.Context, ref string, stdin io.Reader) (*desk.Opened, error)
	Add(ctx context.Context, ref string, stdin io.Reader, o desk.AddOptions) (desk.Added, error)
	Keep(ctx context.Context, o *desk.Opened) (*desk.Opened, error)
	Spans(ctx context.Context, o *desk.Opened) ([]model.MarkSpan, error)
	Marks(ctx context.Context, o *desk.Opened) (desk.Marks, error)
	Tag(ctx context.Context, o *desk.Opened, taggings []desk.Tagging) (desk.Outcome, error)
	UntagSeen(ctx context.Context, seen ...model.Mark) (desk.Outcome, error)
	Edit(ctx context.Context, id model.MarkID, e desk.Edit) (desk.Outcome, error)
	Confirm(ctx context.Context, o *desk.Opened, ids ...model.MarkID) (desk.Outcome, error)
	Leave(ctx context.Context, o *desk.Opened, ids ...model.MarkID) (desk.Outcome, error)
	Undo(ctx context.Context, s desk.Scope) (desk.Outcome, error)
	Redo(ctx context.Context, s desk.Scope) (desk.Outcome, error)
	Remove(ctx context.Context, ids ...model.BriefID) (desk.Outcome, error)
	Shelf(ctx context.Context, words string) ([]desk.Entry, error)
	SameSpeaker(ctx context.Context, name string, others ...string) (desk.Outcome, error)
	MarkIndex(ctx context.Context, old *desk.MarkIndex) (*desk.MarkIndex, error)
	MarkLabels(ctx context.Context, id model.BriefID) (map[model.MarkID]model.Label, error)
	SetPlace(ctx context.Context, id model.BriefID, p model.Place) error
	PlaceOn(ctx context.Context, o *desk.Opened) (p model.Place, ok bool, err error)
	Carry(from, to *desk.Opened, p model.Place) (carried model.Place, ok bool)
	NewText(ctx context.Context, o *desk.Opened) (*desk.Opened, error)
	NewestText(ctx context.Context, o *desk.Opened) (*desk.Opened, error)
	OpenRevision(ctx context.Context, id model.BriefID, which string) (*desk.Opened, error)
	Revisions(ctx context.Context, id model.BriefID) ([]model.Revision, error)
	DiffOf(ctx context.Context, o *desk.Opened, which string) (desk.Diff, error)
	Compare(ctx context.Context, o *desk.Opened, a, b model.Analyst) (desk.Comparison, error)
	Settle(ctx context.Context, o *desk.Opened, diff desk.Difference, choice desk.Choice) (desk.Outcome, error)
	BackUpDaily(ctx context.Context) (made string, err error)
	Stamp() (string, error)
	OpenID(ctx context.Context, id model.BriefID) (*desk.Opened, error)
	Used(ctx context.Context) (desk.Used, error)
	Log(ctx context.Context, q desk.LogQuery) iter.Seq2[model.Change, error]
	Describe(ctx context.Context, o *desk.Opened, before, after model.Particulars) (desk.Outcome, error)
	ImportOpened(ctx context.Context, o *desk.Opened) (desk.Imported, *desk.Opened, error)
	Export(ctx context.Context, w io.Writer, o *desk.Opened) error
}

// app is the screen's one tea.Model.
type app struct {
	ctx     context.Context
	desk    worker
	theme   theme.Theme
	inks    inks
	looks   looks
	method  ansi.Method // how wide the terminal takes a grapheme to be
	frame   frame
	measure int // columns of text that the person wants now
	usual   int // and began with

	keymap Keymap
	modes  []mode // the one on top gets the keys
	count  int    // typed before a key
	note   note

	shelf    *shelf        // nil where a brief was opened by itself
	reader   *reader       // nil while none is open
	newest   *reader       // what the reader goes back to from an older text; nil where it shows the newest
	opening  *opening      // nil where the open brief is there whole
	waiting  []waiter      // keys that wait for what they need
	pause    time.Duration // between the first frame and what comes after it
	painted  func()        // called then; nil does nothing
	failed   error         // why the program ends, where that is no key's doing
	writes   ledger
	lastID   int // of readers and questions
	leave    leaving
	parting  string                                       // the line that is said in leaving
	dir      string                                       // the working folder, for that line
	exec     func(*exec.Cmd, tea.ExecCallback) tea.Cmd    // gives the terminal to another program
	copier   func(ctx context.Context, text string) error // is given what is copied besides the terminal; nil for nothing
	opener   func(ctx context.Context, link string) error // gives a link to the system
	every    time.Duration                                // between two looks at the store for other windows' writes
	restless *atomic.Bool                                 // something waits to be tried again with the next look
	stamp    string                                       // of the store's file when what is shown was read from it
	looking  bool                                         // what another window wrote is being read
	copies   dayCopy
}

// A mode is what gets the keys while it is on top: the table's commands of its
// kind first, then typed for every other key.
type mode interface {
	kind() Mode
	typed(a *app, key tea.KeyPressMsg) tea.Cmd
	pasted(a *app, text string) tea.Cmd
	draw(a *app, screen []string) []string // lays itself over the screen
}

func newApp(ctx context.Context, d worker, o Options) *app {
	measure := cmp.Or(o.Width, UsualMeasure)
	a := &app{
		ctx: ctx, desk: d, keymap: o.Keys.orOwn(), looks: newLooks(o), writes: ledger{ctx: context.WithoutCancel(ctx)},
		method: ansi.WcWidth, // as Bubble Tea does until the terminal says more
		frame:  newFrame(80, 24, measure), measure: measure, usual: measure,
		every: lookEvery, exec: tea.ExecProcess, opener: startOpener, restless: &atomic.Bool{}, pause: afterFirstFrame, painted: o.Painted,
		copies: newDayCopy(),
	}
	a.setTheme(a.looks.theme())
	if o.Opened != nil {
		a.modes = []mode{reading{}}
		if o.Opened.Partial() {
			a.openPartial(o.Opened, o.Ref)
		} else {
			a.openReader(o.Opened)
		}
		a.offerToBring()
	} else {
		a.shelf = newShelf(o.Entries)
		a.modes = []mode{shelving{}}
	}
	return a
}

// Init asks for what the first frame does not need.
func (a *app) Init() tea.Cmd {
	cmds := []tea.Cmd{a.tick(), a.tellPainted()}
	if a.looks.name.Asks() {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	switch {
	case a.opening != nil:
		cmds = append(cmds, a.openWhole())
	case a.offered() != nil: // nothing is stored before that is answered
	case a.reader != nil:
		cmds = append(cmds, a.loadReader())
	default:
		cmds = append(cmds, a.loadShelf())
	}
	return tea.Batch(cmds...)
}

// tellPainted says when the first frame is on the screen.
func (a *app) tellPainted() tea.Cmd {
	if a.painted == nil {
		return nil
	}
	pause, tell := a.pause, a.painted
	return func() tea.Msg {
		time.Sleep(pause)
		tell()
		return nil
	}
}

// Update takes one message and starts what follows from it.
func (a *app) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := a.take(msg)
	return a, tea.Batch(cmd, a.settle())
}

// take hands a message to whom it concerns.
func (a *app) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(a.newFrame(msg.Width, msg.Height))
	case tea.ModeReportMsg:
		a.measured(msg)
	case tea.ColorProfileMsg:
		a.restyle(a.looks.coloured(msg.Profile))
	case tea.BackgroundColorMsg:
		a.restyle(a.looks.on(msg.IsDark()))
	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		return a.top().pasted(a, msg.Content)
	case tea.MouseMsg:
		return a.mouse(msg)
	default:
		return a.answer(msg)
	}
	return nil
}

// answer takes what commands found out.
func (a *app) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case printed:
		a.printed(msg)
	case writeEnded:
		return tea.Batch(a.written(msg), a.play())
	case wholeOpened:
		return a.wholeOpened(msg)
	case unitsBegun:
		a.unitsBegun(msg)
	case unitsCounted:
		return a.unitsCounted(msg)
	case spansRead:
		a.spansRead(msg)
	case marksRead:
		return a.marksRead(msg)
	case blocksLaid:
		a.laid(msg)
	case briefOpened:
		return a.briefOpened(msg)
	case briefKept:
		a.briefKept(msg)
	case shelfRead:
		return a.shelfRead(msg)
	case marksIndexed:
		return a.marksIndexed(msg)
	case shelfNarrowed:
		a.shelfNarrowed(msg)
	case labelsRead:
		a.labelsRead(msg)
	case speakersRead:
		a.speakersRead(msg)
	case indexed:
		return a.indexed(msg)
	case hitFound:
		return a.hitFound(msg)
	case hitsCounted:
		a.hitsCounted(msg)
	case hitsLit:
		a.hitsLit(msg)
	case usedRead:
		a.usedRead(msg)
	case historyRead:
		a.historyRead(msg)
	case headingsRead:
		a.headingsRead(msg)
	case linksRead:
		a.linksRead(msg)
	case linkOpened:
		a.linkOpened(msg)
	case noteDrafted:
		return a.noteDrafted(msg)
	case noteEdited:
		return a.noteEdited(msg)
	case ticked:
		return a.ticked(msg)
	case dayCopied:
		a.dayCopied(msg)
	case textChanged:
		return a.textChanged(msg)
	case textOpened:
		return a.textOpened(msg)
	case revisionsRead:
		a.revisionsRead(msg)
	case diffRead:
		a.diffRead(msg)
	case compared:
		a.compared(msg)
	case marksBrought:
		return a.marksBrought(msg)
	}
	return nil
}

// settle brings what is shown up to date after a message: rows, counts, and
// whatever has to be started.
func (a *app) settle() tea.Cmd {
	cmds := []tea.Cmd{a.writes.next(), a.nameHits()}
	if r := a.reader; r != nil {
		cmds = append(cmds, a.lay(), a.light())
		r.straighten()
		r.count()
		if r.panel != nil {
			r.panel.refresh(r)
		}
	}
	a.restless.Store(len(a.writes.queue) > 0 || a.reader != nil && a.reader.unread)
	if cmd := a.left(); cmd != nil {
		cmds = append(cmds, cmd)
	}
	return tea.Batch(cmds...)
}

// top is the mode that gets the keys.
func (a *app) top() mode { return a.modes[len(a.modes)-1] }

// push puts a mode on top.
func (a *app) push(m mode) { a.modes = append(a.modes, m) }

// pop closes the mode on top; the one at the bottom stays.
func (a *app) pop() {
	if len(a.modes) > 1 {
		a.modes = a.modes[:len(a.modes)-1]
	}
}

// now is the time of what is done.
func (a *app) now() time.Time { return time.Now().UTC() }

// newID names a reader or a question.
func (a *app) newID() int {
	a.lastID++
	return a.lastID
}

func (a *app) resize(f frame) {
	if f == a.frame {
		return
	}
	a.frame = f
	if a.reader != nil {
		a.reader.resize(a.theme, f, a.method)
	}
}

// measured follows a terminal that says that it knows graphemes: Bubble Tea
// measures as the terminal does from then on, and so does the page.
func (a *app) measured(msg tea.ModeReportMsg) {
	known := msg.Value == ansi.ModeSet || msg.Value == ansi.ModeReset || msg.Value == ansi.ModePermanentlySet
	if msg.Mode != ansi.ModeUnicodeCore || !known || a.method == ansi.GraphemeWidth {
		return
	}
	a.method = ansi.GraphemeWidth
	if a.reader != nil {
		a.reader.resize(a.theme, a.frame, a.method)
	}
}
