package tui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"obelus/briefs/search"
	"obelus/model"
)

// The facts that a search finds out, for the reader and the query that asked.
type (
	indexed struct {
		reader int
		index  *search.Index
	}
	hitFound struct {
		reader, asked int
		hits          *search.Hits // not nil where the query had none yet
		hit           hit
		n             int // hits that were to be gone
		wrapped, ok   bool
	}
	hitsCounted struct {
		reader, asked int
		hits          *search.Hits
	}
	hitsLit struct {
		reader, asked int
		lit           lit
	}
)

func findCommands() []command {
	return []command{
		{Binding{Mode: ModeReader, Action: "search", Keys: []string{"/"}, Help: "search; {clear} clears", Category: CategoryFind, Command: true},
			func(a *app, _ int) tea.Cmd { return a.promptSearch() }, nil},
		{Binding{Mode: ModeReader, Action: "next match", Keys: []string{"n"}, Shown: "n N", Help: "next, previous match", Category: CategoryFind},
			func(a *app, n int) tea.Cmd { return a.nextHit(times(n)) }, nil},
		{Binding{Mode: ModeReader, Action: "previous match", Keys: []string{"N"}},
			func(a *app, n int) tea.Cmd { return a.nextHit(-times(n)) }, nil},
		{Binding{Mode: ModeReader, Action: "clear", Keys: []string{"esc"}},
			func(a *app, _ int) tea.Cmd {
				switch {
				case a.stopAttaching():
				case a.reader.search.words != "":
					a.reader.begin("")
				default:
					return a.backToHits()
				}
				return nil
			}, nil},
	}
}

// indexBrief prepares the brief for searches.
func (a *app) indexBrief() tea.Cmd {
	ctx, o, id := a.reader.ctx, a.reader.opened, a.reader.id
	return func() tea.Msg {
		index, err := o.Index(ctx)
		if err != nil {
			return nil // the brief was closed
		}
		return indexed{id, index}
	}
}

func (a *app) indexed(msg indexed) tea.Cmd {
	r := a.reader
	if r == nil || r.id != msg.reader {
		return nil
	}
	r.index = msg.index
	return a.firstHit()
}

// promptSearch asks for words and goes to where they stand.
func (a *app) promptSearch() tea.Cmd {
	a.openPrompt("/", "", func(a *app, words string) tea.Cmd {
		a.reader.begin(words)
		if words != "" && a.reader.index == nil {
			a.say("searching …")
		}
		return a.firstHit()
	})
	return nil
}

// firstHit looks for the query's first hit from where it began, round the end
// of the brief, if there is an index to look in.
func (a *app) firstHit() tea.Cmd {
	r := a.reader
	if r.search.words == "" || r.index == nil {
		return nil
	}
	r.search.asking = true
	ctx, index, words, from := r.search.ctx, r.index, r.search.words, r.search.from
	answer := hitFound{reader: r.id, asked: r.search.asked}
	return func() tea.Msg {
		answer.hits = index.Find(words)
		answer.hit, _, answer.ok = leap{index: index, hits: answer.hits, from: from, n: 1}.find(ctx)
		return answer
	}
}

// nextHit goes n matches on (back): from the one that the query stands on, or
// from the cursor where that was moved since.
func (a *app) nextHit(n int) tea.Cmd {
	r := a.reader
	s := &r.search
	switch {
	case s.words == "":
		a.say(a.spell("no search yet: {search} starts one"))
		return nil
	case s.hits == nil:
		a.say("searching …")
		return nil
	}
	l := leap{r.index, s.hits, s.hit, -1, n}
	if r.cursor != s.landed {
		l.from = r.cursor.Start
	}
	s.asking = true
	ctx, answer := s.ctx, hitFound{reader: r.id, asked: s.asked, n: n}
	return func() tea.Msg {
		answer.hit, answer.wrapped, answer.ok = l.find(ctx)
		return answer
	}
}

// awaits reports whether the answer to a query is one to the reader's.
func (a *app) awaits(reader, asked int) bool {
	return a.reader != nil && a.reader.id == reader && a.reader.search.asked == asked
}

func (a *app) hitFound(msg hitFound) tea.Cmd {
	if !a.awaits(msg.reader, msg.asked) {
		return nil
	}
	r := a.reader
	s := &r.search
	s.asking = false
	if a.note.text == "searching …" {
		a.note = note{}
	}
	if !msg.ok {
		a.say(fmt.Sprintf("%q is not in this brief", model.CleanLine(s.words)))
		r.begin("")
		return a.play()
	}
	var count tea.Cmd
	if msg.hits != nil {
		s.hits = msg.hits
		count = a.countHits()
	}
	r.toHit(msg.hit)
	a.sayJump(msg.wrapped, true, msg.n, "")
	return tea.Batch(count, a.play())
}

// countHits counts all hits of the query.
func (a *app) countHits() tea.Cmd {
	r := a.reader
	ctx, hits, id, asked := r.search.ctx, r.search.hits, r.id, r.search.asked
	return func() tea.Msg {
		counted, err := hits.Count(ctx)
		if err != nil {
			return nil // nobody asks any more
		}
		return hitsCounted{id, asked, counted}
	}
}

func (a *app) hitsCounted(msg hitsCounted) {
	if a.awaits(msg.reader, msg.asked) {
		a.reader.search.counted(msg.hits)
	}
}

// light looks for the hits on the screen where others are lit.
func (a *app) light() tea.Cmd {
	r := a.reader
	s := &r.search
	if s.hits == nil || s.lights {
		return nil
	}
	span := r.shown()
	if span == s.lit.span {
		return nil
	}
	s.lights = true
	hits, answer := s.hits, hitsLit{r.id, s.asked, lit{span: span}}
	return func() tea.Msg {
		answer.lit.hits = hits.Within(span)
		return answer
	}
}

func (a *app) hitsLit(msg hitsLit) {
	if a.awaits(msg.reader, msg.asked) {
		a.reader.search.lit, a.reader.search.lights = msg.lit, false
	}
}
