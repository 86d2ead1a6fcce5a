package tui

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// leaving says that a brief is to be closed once its marks are durable.
type leaving struct{ wanted bool }

// closeReader leaves the open brief: for the shelf where it came from there,
// else for good. What is not durable yet is waited for.
func (a *app) closeReader() tea.Cmd {
	if a.newest != nil {
		return a.backToNewest()
	}
	if a.stopAttaching() {
		return nil
	}
	a.writes.again()
	a.savePlace()
	a.leave.wanted = true
	if n := a.writes.waiting(); n > 0 {
		a.say("leaving as soon as " + plural(n, "change") + " can be written…")
	}
	return nil
}

// savePlace remembers where the reader is, for the next time.
func (a *app) savePlace() {
	r := a.reader
	if r == nil || a.opening != nil || r.opened.Earlier || r.cursor.Empty() || !r.kept && !r.opened.Stored {
		return
	}
	worker, id := a.desk, r.opened.Brief.ID
	place := model.Place{Revision: r.opened.Revision.Hash, Cursor: r.cursor, Bookmarks: r.bookmarks}
	a.writes.add(&write{kind: writeQuiet, do: func(ctx context.Context) (desk.Outcome, error) {
		return desk.Outcome{}, worker.SetPlace(ctx, id, place)
	}})
}

// left leaves when that is wanted and nothing waits any more.
func (a *app) left() tea.Cmd {
	if !a.leave.wanted || len(a.writes.queue) > 0 {
		return nil
	}
	a.leave.wanted = false
	if a.reader != nil {
		a.parting = a.reader.farewell(a.dir)
	}
	if a.shelf == nil || a.reader == nil {
		return tea.Quit
	}
	a.reader.close()
	a.reader = nil
	a.modes = []mode{shelving{}}
	return a.loadShelf()
}

// leaveAtOnce ends the program; what is not durable yet is written after the
// screen is gone.
func (a *app) leaveAtOnce() tea.Cmd {
	a.writes.again()
	a.savePlace()
	switch {
	case a.reader == nil:
	case a.offered() != nil:
		a.parting = a.reader.unanswered(a.dir)
	default:
		a.parting = a.reader.farewell(a.dir)
	}
	return tea.Quit
}

// unanswered is the line that says what to do with an annotated brief that was
// left without an answer.
func (r *reader) unanswered(dir string) string {
	line := "nothing was kept"
	if path := r.opened.Path(); path != "" && path != "-" {
		line += " · obelus import " + reference(model.Brief{ID: r.opened.Brief.ID, Paths: []string{path}}, dir) + " brings its marks in"
	}
	return line
}

// askToLeave asks whether to leave without what could not be kept.
func (a *app) askToLeave(err error) {
	text := fmt.Sprintf("Leave without %s that could not be kept? (%s)", plural(a.writes.waiting(), "change"), model.CleanLine(err.Error()))
	a.ask(text, "leave", func(a *app) tea.Cmd {
		a.writes.giveUp()
		a.leave.wanted = true
		return nil
	})
}

// farewell is the line that says what was kept, what is unread and how to
// export.
func (r *reader) farewell(dir string) string {
	r.count()
	n := len(r.marks.all) + len(r.marks.orphans)
	parts := []string{plural(n, "mark") + " kept"}
	if n == 0 {
		parts[0] = "nothing marked"
	}
	if r.opened.Partial() {
		parts[0] = "left while it was opening"
	} else if !r.loaded && !r.outlined {
		parts[0] = "its marks could not be read"
	}
	if away := len(r.marks.orphans); away > 0 && r.loaded {
		parts = append(parts, fmt.Sprintf("%d of them not in this text", away))
	}
	if r.units.ready && r.loaded {
		parts = append(parts, fmt.Sprintf("%d unread", r.progress.Unread()))
	}
	const toFile = " > annotated.md"
	line := fmt.Sprintf("%s · obelus export %s", strings.Join(parts, ", "), reference(r.opened.Brief, dir)) + toFile
	title := excerpt(r.opened.Brief.Title, 40)
	switch { // the title gives way, then where it goes, so that it is one line
	case cells(line) > r.frame.w:
		return strings.TrimSuffix(line, toFile)
	case cells(title)+2+cells(line) > r.frame.w:
		return line
	}
	return title + ": " + line
}

func cells(text string) int { return ansi.StringWidth(text) }

// reference is how a command line in the folder dir names a brief: by its path
// where that is plain, else by its id.
func reference(b model.Brief, dir string) string {
	path := b.Path()
	if path == "" || path == "-" {
		return string(b.ID)
	}
	if rel, err := filepath.Rel(dir, path); err == nil && !strings.HasPrefix(rel, "..") {
		path = rel
	}
	if clean := model.CleanLine(path); clean != path || strings.ContainsAny(path, " '\"\\$`!*?[](){}<>|&;#~\t\n") {
		return string(b.ID)
	}
	return path
}
