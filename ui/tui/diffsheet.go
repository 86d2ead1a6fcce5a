package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// openDiff lists what changed between a text of the brief, "" the one before
// this, and the one that is open.
func (a *app) openDiff(which string) tea.Cmd {
	r := a.reader
	l := &listing{title: "What changed", empty: "nothing changed but the numbers of units", asked: a.newID(), foot: "{go there} goes there   {filter} filter   {back} back"}
	a.push(l)
	ctx, worker, o, asked := r.ctx, a.desk, r.opened, l.asked
	return func() tea.Msg {
		diff, err := worker.DiffOf(ctx, o, which)
		return diffRead{asked, diff, err}
	}
}

// diffRead fills the list of changes: the marks that changed, are gone or moved,
// and what is new and unread.
func (a *app) diffRead(msg diffRead) {
	l, ok := a.top().(*listing)
	if !ok || l.asked != msg.asked {
		return
	}
	if msg.err != nil {
		a.pop()
		a.say(model.CleanLine(msg.err.Error()))
		return
	}
	f := msg.diff
	l.title = fmt.Sprintf("Since %s: kept %d, changed %d, gone %d, moved %d, new %d ·", arrival(f.From.Revision),
		f.Count(desk.FateKept), f.Count(desk.FateChanged), f.Count(desk.FateGone), f.Count(desk.FateMoved), len(f.New))
	l.enter = func(a *app, item listed) tea.Cmd {
		if item.span.Empty() {
			a.say("its words are not in this text")
			return nil
		}
		a.pop()
		a.leap(func() { a.reader.stand(item.span) })
		return nil
	}
	l.fill(a.changes(f), -1)
}

// changes are the lines of a diff.
func (a *app) changes(f desk.Diff) []listed {
	var items []listed
	add := func(what, words string, span model.Span) {
		items = append(items, listed{name: what + " " + words, span: span})
	}
	for _, fate := range desk.Fates() {
		for _, m := range f.Marks {
			switch {
			case m.Fate != fate || fate == desk.FateKept:
			case m.After == nil:
				add(string(fate), string(m.Label)+" “"+m.Before.Quote.Text+"”", model.Span{})
			case fate == desk.FateChanged:
				add(string(fate), string(m.Label)+" “"+m.After.Quote.Text+"”, was “"+m.Before.Quote.Text+"”", m.After.Span)
			default:
				add(string(fate), string(m.Label)+" “"+m.After.Quote.Text+"”", m.After.Span)
			}
		}
	}
	for _, u := range f.New {
		add("new", itoa(u.N)+" “"+f.To.Doc.VisibleOf(u.Span)+"”", u.Span)
	}
	return items
}
