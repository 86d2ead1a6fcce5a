package tui

import (
	"context"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// The facts about a brief's other texts.
type (
	textChanged struct { // its file was written
		reader int
		stamp  desk.FileStamp
		newer  bool
	}
	textOpened struct { // another text of the brief, the newest or an older one
		reader int
		opened *desk.Opened
		place  model.Place // of the reader, in that text
		err    error
	}
	revisionsRead struct {
		asked int
		all   []model.Revision
		err   error
	}
	diffRead struct {
		asked int
		diff  desk.Diff
		err   error
	}
)

// textCommands are the reader's keys for the brief's texts.
func textCommands() []command {
	on := func(action Action, shown, help string, do func(a *app) tea.Cmd, keys ...string) command {
		return command{Binding{Mode: ModeReader, Action: action, Keys: keys, Shown: shown, Help: help, Category: CategoryFind, Command: true},
			func(a *app, _ int) tea.Cmd { return do(a) }, nil}
	}
	hidden := func(c command) command { c.Category = ""; return c }
	return []command{
		on("texts of the brief", "R C T", "its texts; changes; newest", (*app).openTexts, "R"),
		hidden(on("changes since the text before", "", "", func(a *app) tea.Cmd { return a.openDiff("") }, "C")),
		hidden(on("take the new text", "", "", (*app).takeText, "T")),
	}
}

// arrival is when a text arrived, as people write it.
func arrival(r model.Revision) string {
	if r.Arrived.IsZero() {
		return "not kept yet"
	}
	return r.Arrived.Local().Format("2 Jan 2006 15:04")
}

// openTexts lists the brief's texts, the newest first, to be read or held
// against the one that is open.
func (a *app) openTexts() tea.Cmd {
	r := a.reader
	l := &listing{
		title: "Texts of this brief", empty: "the brief is not kept yet: it has this text only", asked: a.newID(),
		foot: "{go there} reads it   d what changed since   {back} back",
	}
	l.enter = func(a *app, item listed) tea.Cmd { a.pop(); return a.readText(item.text) }
	l.keys = map[string]func(a *app, item listed) tea.Cmd{
		"d": func(a *app, item listed) tea.Cmd { a.pop(); return a.openDiff(string(item.text)) },
	}
	a.push(l)
	ctx, worker, id, asked := r.ctx, a.desk, r.opened.Brief.ID, l.asked
	return func() tea.Msg {
		all, err := worker.Revisions(ctx, id)
		return revisionsRead{asked, all, err}
	}
}

// revisionsRead fills the list of texts.
func (a *app) revisionsRead(msg revisionsRead) {
	l, ok := a.top().(*listing)
	if !ok || l.asked != msg.asked {
		return
	}
	if msg.err != nil {
		a.pop()
		a.complain(msg.err)
		return
	}
	var items []listed
	for i, rev := range slices.Backward(msg.all) {
		right := plural(rev.Words, "word")
		switch {
		case rev.Hash == a.reader.opened.Revision.Hash:
			right += "  open"
		case i == len(msg.all)-1:
			right += "  newest"
		}
		name := fmt.Sprintf("%d  %s  %s", i+1, arrival(rev), rev.Hash[:model.BriefIDLen])
		items = append(items, listed{name: name, right: a.theme.Faint.Render(right), wide: a.wide(right), text: rev.Hash})
	}
	l.fill(items, -1)
}

// readText opens an older text of the brief beside the newest, which stays as it
// is until the older one is left.
func (a *app) readText(h model.Hash) tea.Cmd {
	r := a.reader
	if h == r.opened.Revision.Hash {
		return nil
	}
	if a.newest != nil && h == a.newest.opened.Revision.Hash {
		return a.backToNewest()
	}
	worker, id := a.desk, r.opened.Brief.ID
	return a.openText(func(ctx context.Context) (*desk.Opened, error) { return worker.OpenRevision(ctx, id, string(h)) })
}

// showOlder shows an older text; the newest one's reader stays open.
func (a *app) showOlder(msg textOpened) tea.Cmd {
	r, newest := a.reader, a.newest
	a.takeKeys()
	if newest == nil {
		newest = r
		a.savePlace()
	} else {
		r.close()
	}
	a.reader = nil // so that it is not closed
	a.openReader(msg.opened)
	a.newest = newest
	a.reader.standAt(msg.place.Cursor, newest.anchor.line)
	a.resize(a.newFrame(a.frame.w, a.frame.h))
	a.say("the text of " + arrival(msg.opened.Revision) + " · " + a.spell("{quit} goes back to the newest"))
	return a.loadReader()
}

// standAt puts the cursor on span, as far down the screen as line; where span is
// empty it stays.
func (r *reader) standAt(span model.Span, line int) {
	span, err := r.opened.Doc.Snap(span)
	if err != nil {
		return
	}
	r.stand(span)
	r.moved = true
	r.anchor = anchor{span.Start, min(line, r.frame.body-1)}
	r.settle()
}

// backToNewest shows the newest text again, as it was left.
func (a *app) backToNewest() tea.Cmd {
	a.takeKeys()
	a.reader.close()
	a.reader, a.newest = a.newest, nil
	f := a.newFrame(a.frame.w, a.frame.h)
	a.frame = f
	a.reader.resize(a.theme, f, a.method)
	a.note = note{}
	return a.loadMarks()
}
