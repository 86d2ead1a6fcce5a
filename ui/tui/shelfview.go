package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"obelus/briefs/desk"
	"obelus/model"
)

// shelfRows is the number of briefs that fit the screen.
func (a *app) shelfRows() int { return max(1, a.frame.body) }

// shelfScreen is the list of briefs with what stands around it.
func (a *app) shelfScreen() []string {
	s := a.shelf
	screen := []string{a.ends(a.theme.Title.Render("Obelus"), a.theme.Faint.Render(a.shelfCounts()))}
	rule := a.pad(a.theme.Frame.Render(strings.Repeat("─", a.frame.inner)))
	if a.frame.rules {
		screen = append(screen, rule)
	}
	rows, l := a.shelfRows(), a.shelfLayout()
	for i := l.brief; i < l.brief+l.briefs; i++ {
		screen = append(screen, a.fit(a.entryLine(s.shown[i].Entry, i == s.at)))
	}
	if l.ruled {
		screen = append(screen, a.fit(a.hitsRule(l)))
	}
	for i := l.hit; i < l.hit+l.hits; i++ {
		screen = append(screen, a.fit(a.hitLine(s.hits[i], len(s.shown)+i == s.at)))
	}
	for _, line := range a.shelfWords() {
		if len(screen)-a.frame.top < rows {
			screen = append(screen, a.fit(a.theme.Faint.Render(line)))
		}
	}
	for len(screen)-a.frame.top < rows {
		screen = append(screen, "")
	}
	if a.frame.rules {
		screen = append(screen, rule)
	}
	return append(screen, a.shelfStatus(), a.bottomLine())
}

// shelfWords are the lines below the list where it is empty or holds samples
// only.
func (a *app) shelfWords() []string {
	s := a.shelf
	switch {
	case !s.loaded:
		return []string{"  …"}
	case len(s.shown) == 0 && s.filter != "":
		return []string{fmt.Sprintf("  no brief holds %q: %s", model.CleanLine(s.filter), a.spell("{clear filter} shows all"))}
	case len(s.entries) == 0:
		return []string{a.spell("  No briefs yet. {add} adds a file; or, in a shell:"), "  obelus FILE opens one and keeps it here."}
	case s.sums.samples:
		return []string{"", "  These are samples to try the keys on; the first one teaches them.", a.spell("  {add} adds a brief of yours; or, in a shell: obelus FILE")}
	}
	return nil
}

// shelfCounts is how many briefs and claims there are, and what wants a look.
func (a *app) shelfCounts() string {
	s := a.shelf
	text := plural(len(s.entries), "brief") + " · " + plural(s.sums.claims, "claim")
	if s.sums.orphans > 0 {
		text += fmt.Sprintf(" · %d to look at", s.sums.orphans)
	}
	return text
}

// shelfStatus says what the shelf is filtered and ordered by.
func (a *app) shelfStatus() string {
	s := a.shelf
	parts := []string{" " + a.theme.Strong.Render("SHELF"), a.shelfPlace(), "order: " + string(s.order)}
	if s.state != "" {
		parts = append(parts, "only: "+string(s.state))
	}
	if s.filter != "" {
		parts = append(parts, "filter: "+excerpt(s.filter, 24))
	}
	if s.indexing {
		parts = append(parts, "reading marks…")
	}
	if s.opening {
		parts = append(parts, "opening…")
	}
	e, ok := s.entry()
	if hit, on := s.mark(); on {
		e, ok = hit.brief.Entry, true
	}
	if ok && a.frame.inner >= 60 {
		parts = append(parts, a.theme.Faint.Render(excerpt(e.Brief.Path(), a.frame.inner/2)))
	}
	return a.fit(strings.Join(parts, "  "))
}

// shelfPlace is which brief or mark of how many the cursor is on.
func (a *app) shelfPlace() string {
	s := a.shelf
	if _, ok := s.mark(); ok {
		return fmt.Sprintf("mark %d/%d", s.at-len(s.shown)+1, len(s.hits))
	}
	return fmt.Sprintf("%d/%d", min(s.at+1, len(s.shown)), len(s.shown))
}

// Cells of the shelf's columns.
const (
	dateCells  = 16 // "12 February 2024"
	ageCells   = 6  // "12 min"
	stateCells = 7  // "working"
	titleCells = 34 // other columns give way to a title before it gets less
)

// entryLine is one brief: title, date, length, how much is marked, and how.
func (a *app) entryLine(e desk.Entry, here bool) string {
	sign, title := "  ", model.CleanLine(e.Brief.Title)
	if title == "" {
		title = "untitled"
	}
	style := a.theme.Bar.UnsetBackground().UnsetReverse()
	if here {
		sign, style = a.theme.Strong.Render("▸ "), a.theme.Strong
	}
	columns := []string{
		padLeft(excerpt(e.Brief.Date, dateCells), dateCells),
		padLeft(age(a.now().Sub(e.Brief.Opened), e.Brief.Opened.IsZero()), ageCells),
		padLeft(length(e.Brief.Newest().Words), 7),
		a.padTo(a.stateOf(e), stateCells),
		a.meter(e.Coverage, meterCells),
		a.padTo(a.entryTags(e), 18),
	}
	if n := e.ToLookAt(); n > 0 {
		columns[len(columns)-1] += a.theme.Error.Render(fmt.Sprintf(" †%d", n))
	}
	if !a.shelf.sums.dated {
		columns = columns[1:]
	}
	// Where room is short, the date goes first, then the age, the length, the
	// state, the meter.
	right := strings.Join(columns, "  ")
	for len(columns) > 1 && a.frame.inner-2-a.wide(right) < titleCells {
		columns = columns[1:]
		right = strings.Join(columns, "  ")
	}
	room := a.frame.inner - 4 - a.wide(right)
	return sign + a.padTo(style.Render(a.cut(title, room)), room) + "  " + right
}

// stateOf is how far the work on a brief is, in a word.
func (a *app) stateOf(e desk.Entry) string {
	p := e.Progress()
	switch {
	case e.Sample:
		return ""
	case p == model.ProgressDone, p == model.ProgressSent:
		return a.theme.Strong.Render(string(p))
	}
	return a.theme.Faint.Render(string(p))
}

// age is how long ago something was, in a few letters.
func age(d time.Duration, never bool) string {
	hours := int(d.Hours())
	switch {
	case never:
		return ""
	case d < time.Minute:
		return "now"
	case hours < 1:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case hours < 48:
		return fmt.Sprintf("%d h", hours)
	case hours < 24*100:
		return fmt.Sprintf("%d d", hours/24)
	}
	return fmt.Sprintf("%d mon", hours/24/30)
}

// entryTags is a brief's marks by tag, or that there are none.
func (a *app) entryTags(e desk.Entry) string {
	total := 0
	var parts []string
	for _, tag := range []model.Tag{model.Sourced, model.Attributed, model.Opinion, model.Unsourced} {
		letter := tag.Letter()
		if tag == model.Unsourced {
			letter = tag.Glyph()
		}
		parts = append(parts, a.inks.tag(tag).Render(letter)+itoa(e.Tags[tag]))
		total += e.Tags[tag]
	}
	switch {
	case e.Sample:
		return a.theme.Faint.Render("sample")
	case total == 0:
		return a.theme.Faint.Render("unread")
	}
	return strings.Join(parts, " ")
}

// length is a number of words in few letters: "730 w", "1.9 kw".
func length(n int) string {
	switch {
	case n == 0:
		return ""
	case n < 1000:
		return fmt.Sprintf("%d w", n)
	}
	return fmt.Sprintf("%.1f kw", float64(n)/1000)
}

// padLeft is text set at the right of width cells.
func padLeft(text string, width int) string {
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(text))) + text
}
