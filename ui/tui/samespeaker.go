package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// speakersRead brings the names of speakers to the sheet that asked for them.
type speakersRead struct {
	asked int
	names []string
	err   error
}

// askSpeaker lists the speakers that marks name, to tell that the one of the
// mark that the shelf's cursor is on is one of them.
func (a *app) askSpeaker() tea.Cmd {
	hit, ok := a.shelf.mark()
	if !ok || strings.TrimSpace(hit.Speaker) == "" {
		a.say(a.spell("{filter} finds marks: go down to one that names a speaker"))
		return nil
	}
	speaker := hit.Speaker
	l := &listing{
		title: excerpt(speaker, 30) + " is the same as", empty: "no other speaker is known yet",
		foot: "{go there} tells it   {filter} filter   {back} back", asked: a.newID(),
		enter: func(a *app, chosen listed) tea.Cmd { a.pop(); a.tellSpeaker(chosen.name, speaker); return nil },
	}
	a.push(l)
	ctx, worker, asked := a.ctx, a.desk, l.asked
	return func() tea.Msg {
		used, err := worker.Used(ctx)
		var names []string
		for _, n := range used.Speakers {
			if model.FoldSpeaker(n) != model.FoldSpeaker(speaker) {
				names = append(names, n)
			}
		}
		return speakersRead{asked, names, err}
	}
}

func (a *app) speakersRead(msg speakersRead) {
	l, ok := a.top().(*listing)
	if !ok || l.asked != msg.asked {
		return
	}
	if msg.err != nil {
		a.pop()
		a.complain(msg.err)
		return
	}
	items := make([]listed, len(msg.names))
	for i, n := range msg.names {
		items[i] = listed{name: n}
	}
	l.fill(items, -1)
}

// tellSpeaker tells that the speaker called other is the one called name. The
// shelf's undo takes it back.
func (a *app) tellSpeaker(name, other string) {
	worker := a.desk
	a.writes.add(&write{kind: writeShelf, do: func(ctx context.Context) (desk.Outcome, error) {
		return worker.SameSpeaker(ctx, name, other)
	}})
}
