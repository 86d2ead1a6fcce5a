package tui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/desk"
	"obelus/model"
)

// What the shelf is filtered by is looked for in commands: in the briefs' titles
// and paths, and in the words, speakers and notes of all marks, which are read
// into an index when somebody begins to type. The screen keeps what it shows
// until the answer to the newest question is there.

// A markHit is a mark that holds what the shelf is filtered by, and its brief.
type markHit struct {
	brief *row
	*desk.FoundMark
}

// marksIndexed brings the words of all marks.
type marksIndexed struct {
	index *desk.MarkIndex
	err   error
}

// shelfNarrowed says what holds the words that the shelf is filtered by.
type shelfNarrowed struct {
	asked int
	shown []row
	hits  []markHit
	query desk.MarkQuery
}

// labelsRead names the marks of a brief.
type labelsRead struct {
	brief  model.BriefID
	labels map[model.MarkID]model.Label
}

// indexMarks reads the words of all marks, or of those that changed since.
func (a *app) indexMarks() tea.Cmd {
	s := a.shelf
	if s == nil || s.indexing {
		return nil
	}
	s.indexing = true
	ctx, worker, old := a.ctx, a.desk, s.index
	return func() tea.Msg {
		index, err := worker.MarkIndex(ctx, old)
		return marksIndexed{index, err}
	}
}

func (a *app) marksIndexed(msg marksIndexed) tea.Cmd {
	s := a.shelf
	if s == nil {
		return nil
	}
	s.indexing = false
	if msg.err != nil {
		a.complain(msg.err)
		return nil
	}
	if s.index != msg.index {
		s.index, s.labels = msg.index, nil
	}
	return a.narrow()
}

// narrow shows what the shelf's filter lets through. What is typed is looked for
// in a command: its answer is dropped where somebody typed on meanwhile.
func (a *app) narrow() tea.Cmd {
	s := a.shelf
	s.narrowing = a.newID()
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	if strings.TrimSpace(s.filter) == "" {
		s.show(s.inState(), nil)
		return nil
	}
	ctx, stop := context.WithCancel(a.ctx)
	s.stop = stop
	rows, query, asked := s.inState(), s.index.Query(s.filter), s.narrowing
	return func() tea.Msg {
		shown, hits := find(ctx, rows, query)
		if ctx.Err() != nil {
			return nil // somebody typed on
		}
		return shelfNarrowed{asked, shown, hits, query}
	}
}

// find lists the briefs that hold all words of the query, and their marks that
// do, in the order of rows.
func find(ctx context.Context, rows []row, query desk.MarkQuery) (shown []row, hits []markHit) {
	var found []*desk.FoundMark
	for i := range rows {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, nil
		}
		marks, holds := query.In(rows[i].Brief.ID, rows[i].about, found[:0])
		found = marks
		if holds {
			shown = append(shown, rows[i])
		}
		for _, m := range marks {
			hits = append(hits, markHit{&rows[i], m})
		}
	}
	return shown, hits
}

func (a *app) shelfNarrowed(msg shelfNarrowed) {
	if s := a.shelf; s != nil && s.narrowing == msg.asked {
		s.query = msg.query
		s.show(msg.shown, msg.hits)
	}
}

// mark is the mark that the cursor is on; ok is false on a brief.
func (s *shelf) mark() (hit markHit, ok bool) {
	if i := s.at - len(s.shown); i >= 0 && i < len(s.hits) {
		return s.hits[i], true
	}
	return markHit{}, false
}

// nameHits asks for the labels of the marks on the screen that have none yet, a
// brief after the other: they take its units.
func (a *app) nameHits() tea.Cmd {
	s := a.shelf
	if s == nil || a.reader != nil || s.naming || len(s.hits) == 0 {
		return nil
	}
	l := a.shelfLayout()
	for _, hit := range s.hits[l.hit : l.hit+l.hits] {
		id := hit.brief.Brief.ID
		if _, named := s.labels[id]; named {
			continue
		}
		s.naming = true
		ctx, worker := a.ctx, a.desk
		return func() tea.Msg {
			labels, err := worker.MarkLabels(ctx, id)
			if err != nil {
				labels = nil // its letter stands for it
			}
			return labelsRead{id, labels}
		}
	}
	return nil
}

// mostNamed is how many briefs' labels are kept.
const mostNamed = 4096

func (a *app) labelsRead(msg labelsRead) {
	s := a.shelf
	if s == nil {
		return
	}
	if s.naming = false; s.labels == nil || len(s.labels) >= mostNamed {
		s.labels = map[model.BriefID]map[model.MarkID]model.Label{}
	}
	s.labels[msg.brief] = msg.labels
}

// openHit opens the brief of the mark that the cursor is on, at the mark.
func (a *app) openHit(hit markHit) tea.Cmd {
	cmd := a.openRow(hit.brief.Entry)
	a.shelf.goal = hit.ID
	return cmd
}

// toGoal stands on the mark that the brief was opened at, as soon as it is known
// where that is. One that has no place in this text is shown in the panel.
func (a *app) toGoal() {
	r := a.reader
	if r.goal == "" || r.reached {
		return
	}
	if i := slices.IndexFunc(r.marks.all, func(m model.Mark) bool { return m.ID == r.goal }); i >= 0 {
		r.reached = true
		if !r.moved {
			r.stand(r.marks.all[i].Span)
		}
		return
	}
	if !r.loaded {
		return
	}
	r.reached = true
	switch i := slices.IndexFunc(r.marks.orphans, func(v desk.MarkView) bool { return v.ID == r.goal }); {
	case r.moved:
	case i < 0:
		a.say("that mark was removed meanwhile")
	default:
		a.say(a.spell("the words of that mark are not in this text: {marks} shows it among the orphans"))
	}
}

// backToHits goes back to the shelf and its finds, where the brief was opened
// from there.
func (a *app) backToHits() tea.Cmd {
	if a.reader.goal == "" || a.shelf == nil {
		return nil
	}
	return a.closeReader()
}
