package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// mostJumps bounds how many places are remembered.
const mostJumps = 100

// jumps are the places that the cursor was taken away from, oldest first, as an
// editor keeps them.
type jumps struct {
	places []model.Span
	at     int // index of the place that < and > stand on; len(places) where the cursor is newer than all
}

// left remembers the place that a jump begins at. A place that is there
// already is forgotten where it was.
func (j *jumps) left(place model.Span) {
	if place.Empty() {
		return
	}
	j.places = slices.DeleteFunc(j.places, func(p model.Span) bool { return p == place })
	j.places = append(j.places, place)
	if len(j.places) > mostJumps {
		j.places = slices.Delete(j.places, 0, len(j.places)-mostJumps)
	}
	j.at = len(j.places)
}

// step is the nth place back (forth, for positive n) from here; ok is false
// where there are none.
func (j *jumps) step(n int, here model.Span) (place model.Span, ok bool) {
	if n < 0 && j.at == len(j.places) { // to come back to
		j.left(here)
		j.at = slices.Index(j.places, here)
		if j.at < 0 {
			j.at = len(j.places)
		}
	}
	at := j.at + n
	if at < 0 || at >= len(j.places) {
		return place, false
	}
	j.at = at
	return j.places[at], true
}

// leap does what takes the cursor far away, and remembers where it was.
func (a *app) leap(do func()) {
	r := a.reader
	before := r.cursor
	do()
	if r.cursor != before {
		r.jumps.left(before)
	}
}

// jumpBack goes n places back (forth, for positive n).
func (a *app) jumpBack(n int) {
	r := a.reader
	place, ok := r.jumps.step(n, r.cursor)
	if !ok {
		a.say(map[bool]string{true: "no earlier place", false: "no later place"}[n < 0])
		return
	}
	r.stand(place)
	a.say(fmt.Sprintf("place %d of %d", r.jumps.at+1, len(r.jumps.places)))
}

// jumpCommands are the reader's keys for places far away.
func jumpCommands() []command {
	at := func(action Action, shown, help string, do func(a *app, n int) tea.Cmd, keys ...string) command {
		c := command{Binding{Mode: ModeReader, Action: action, Keys: keys, Shown: shown, Help: help, Category: CategoryFind, Command: true}, do, nil}
		if shown == "" {
			c.Category = ""
		}
		return c
	}
	return []command{
		at("contents", "c L", "contents; links", func(a *app, _ int) tea.Cmd { return a.openContents() }, "c"),
		at("links", "", "the brief's links", func(a *app, _ int) tea.Cmd { return a.openLinks() }, "L"),
		at("bookmark", "m ' a", "bookmark a; go there", func(a *app, _ int) tea.Cmd { return a.askBookmark() }, "m"),
		at("go to a bookmark", "", "go to a bookmark", func(a *app, _ int) tea.Cmd { return a.openBookmarks() }, "'"),
		at("back", "< > ^", "back, forth; footnote", func(a *app, n int) tea.Cmd { a.jumpBack(-times(n)); return nil }, "<"),
		at("forth", "", "forth again", func(a *app, n int) tea.Cmd { a.jumpBack(times(n)); return nil }, ">"),
		at("footnote", "", "to the footnote, or where it is cited", func(a *app, _ int) tea.Cmd { a.toFootnote(); return nil }, "^"),
	}
}
