package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// historyRead brings what the journal says of a mark to the form that asked.
type historyRead struct {
	form    int
	changes []model.Change // the newest first
}

// mostHistory is how many changes of a mark are read: more than anybody makes.
const mostHistory = 1000

// readHistory asks the journal for what became of a mark. Where it cannot be
// read the form shows none.
func (a *app) readHistory(form int, brief model.BriefID, mark model.MarkID) tea.Cmd {
	ctx, worker := a.reader.ctx, a.desk
	return func() tea.Msg {
		msg := historyRead{form: form}
		for c, err := range worker.Log(ctx, desk.LogQuery{Brief: brief, Mark: mark, Limit: mostHistory}) {
			if err != nil {
				return nil
			}
			c.Marks = ofMark(c.Marks, mark)
			msg.changes = append(msg.changes, c)
		}
		return msg
	}
}

func ofMark(changes []model.MarkChange, mark model.MarkID) (of []model.MarkChange) {
	for _, m := range changes {
		if m.Mark().ID == mark {
			of = append(of, m)
		}
	}
	return of
}

func (a *app) historyRead(msg historyRead) {
	for _, m := range a.modes {
		if f, ok := m.(*form); ok && f.id == msg.form {
			f.history = msg.changes
		}
	}
}

// when is the time of a change, as short as it is clear: the hour of today, the
// day of this year, else the date.
func when(t, now time.Time) string {
	t, now = t.Local(), now.Local()
	switch {
	case t.Format(time.DateOnly) == now.Format(time.DateOnly):
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan 15:04")
	}
	return t.Format(time.DateOnly)
}

// who names an analyst in a row of a history.
func who(analyst model.Analyst) string { return excerpt(model.CleanLine(string(analyst)), 16) }

// whatBecame says in one line what a change made of its one mark: the tag, then
// each other thing.
func whatBecame(c model.Change) string {
	var parts []string
	for _, m := range c.Marks {
		switch {
		case m.After == nil:
			parts = append(parts, "removed")
			continue
		case m.Before == nil:
			parts = append(parts, "made "+m.After.Tag.Words())
		}
		for _, d := range m.Differences() {
			switch {
			case d.What == "tag" && m.Before == nil:
			case d.What == "tag":
				parts = append(parts, d.Before+" → "+d.After)
			case d.Before == "":
				parts = append(parts, d.What+" "+d.After)
			default:
				parts = append(parts, d.What+" "+d.Before+" → "+orNone(d.After))
			}
		}
	}
	text := model.CleanLine(strings.Join(parts, ", "))
	if text == "" {
		text = "kept as it was"
	}
	switch c.Verb {
	case model.VerbUndo:
		return "undo: " + text
	case model.VerbRedo:
		return "redo: " + text
	case model.VerbConfirm:
		return "confirmed: " + text
	}
	return text
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// pastRows are the newest changes, as many as there are rows; the last row says
// how to see the others.
func (f *form) pastRows(a *app, width, rows int) []string {
	var lines []string
	now, last := a.now(), min(rows, len(f.history))-1
	for i, c := range f.history[:last+1] {
		line, right := when(c.Time, now)+" "+who(c.Analyst)+"  "+whatBecame(c), ""
		if i == last {
			right = "  " + a.keymap.spell("{its history}", ModeForm) + " all " + itoa(len(f.history))
		}
		room := width - a.wide(right)
		lines = append(lines, a.theme.Faint.Render(a.padTo(a.cut(line, room), room)+right))
	}
	return lines
}

// openHistory lists all that became of the mark that the form is about, thing by
// thing.
func (a *app) openHistory(f *form) tea.Cmd {
	if len(f.history) == 0 {
		a.say("nothing is known of what this was before")
		return nil
	}
	l := &listing{title: "History: " + plural(len(f.history), "change"), foot: "{filter} filter   {back} back", still: true}
	width := a.listWidth() - 10
	var items []listed
	for _, c := range f.history {
		head := c.Time.Local().Format("2006-01-02 15:04:05") + "  " + model.CleanLine(string(c.Analyst)) + "  " + string(c.Verb)
		items = append(items, listed{name: head})
		for _, m := range c.Marks {
			for _, d := range m.Differences() {
				text := d.What + ": " + orNone(d.Before) + " → " + orNone(d.After)
				for i, row := range strings.Split(ansi.Wrap(model.CleanLine(text), width, ""), "\n") {
					items = append(items, listed{indent: min(2, 1+i), name: row})
				}
			}
		}
	}
	l.fill(items, -1)
	a.push(l)
	return nil
}
