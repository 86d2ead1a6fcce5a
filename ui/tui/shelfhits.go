package tui

import (
	"fmt"
	"strings"

	"obelus/model"
)

// A shelfLayout says what stands on which row of the shelf: briefs, then where
// the filter finds any a line that counts the marks, and marks.
type shelfLayout struct {
	brief, briefs int  // the first brief that shows, and how many of them do
	hit, hits     int  // the same of marks
	ruled         bool // a line stands between them
}

// leastBriefs is how many briefs stay in sight above many marks.
const leastBriefs = 3

func (a *app) shelfLayout() shelfLayout {
	s, rows := a.shelf, a.shelfRows()
	if len(s.hits) == 0 {
		n := min(rows, len(s.shown))
		return shelfLayout{brief: windowed(s.at, n, len(s.shown)), briefs: n}
	}
	l := shelfLayout{ruled: rows > leastBriefs+1}
	switch _, on := s.mark(); {
	case l.ruled:
		rows--
		least := min(len(s.shown), max(leastBriefs, rows/3))
		l.briefs = min(len(s.shown), max(least, rows-len(s.hits)))
		l.hits = min(len(s.hits), rows-l.briefs)
	case on: // there is room for one of the two
		l.hits = min(len(s.hits), rows)
	default:
		l.briefs = min(len(s.shown), rows)
	}
	l.brief = windowed(s.at, l.briefs, len(s.shown))
	l.hit = windowed(s.at-len(s.shown), l.hits, len(s.hits))
	return l
}

// windowed is the first of n that show of all, with the one at in their middle.
func windowed(at, n, all int) int { return max(0, min(at-n/2, all-n)) }

// at is the index of what stands on a row of the shelf, counted from 0; ok is
// false where nothing does that can be chosen.
func (l shelfLayout) at(row, briefs int) (i int, ok bool) {
	switch {
	case row < 0:
		return 0, false
	case row < l.briefs:
		return l.brief + row, true
	}
	if row -= l.briefs; l.ruled {
		row--
	}
	if row < 0 || row >= l.hits {
		return 0, false
	}
	return briefs + l.hit + row, true
}

// hitsRule is the line above the marks: how many there are, and how many of them
// are out of sight.
func (a *app) hitsRule(l shelfLayout) string {
	s := a.shelf
	text := fmt.Sprintf("── %s ", plural(len(s.hits), "mark"))
	rest := ""
	if more := len(s.hits) - l.hits; more > 0 {
		rest = fmt.Sprintf(" %d more ──", more)
	}
	line := strings.Repeat("─", max(0, a.frame.inner-a.wide(text)-a.wide(rest)))
	return a.theme.Frame.Render("── ") + a.theme.Title.Render(plural(len(s.hits), "mark")) + a.theme.Frame.Render(" "+line) + a.theme.Faint.Render(rest)
}

// Cells of a mark's columns on the shelf, where the frame is wide and narrow.
const (
	hitWide   = 90
	hitLabel  = 6
	hitTitles = 24
	hitTitle  = 16
	hitWhos   = 20
	hitWho    = 14
)

// hitLine is one mark: its tag and label, its brief, its words about what was
// typed, and who says so.
func (a *app) hitLine(hit markHit, here bool) string {
	sign, style := "  ", a.theme.Bar.UnsetBackground().UnsetReverse()
	if here {
		sign, style = a.theme.Strong.Render("▸ "), a.theme.Strong
	}
	titles, who := hitTitle, hitWho
	if a.frame.inner >= hitWide {
		titles, who = hitTitles, hitWhos
	}
	label, named := a.shelf.labels[hit.brief.Brief.ID][hit.ID]
	if !named {
		label = model.Label(hit.Tag.Letter() + "…")
	}
	left := sign + a.inks.tag(hit.Tag).Render(hit.Tag.Glyph()+" "+padTo(string(label), hitLabel)) + " "
	right := ""
	if a.frame.inner >= roomyWidth {
		left += a.padTo(a.theme.Faint.Render(a.cut(model.CleanLine(hit.brief.Brief.Title), titles)), titles) + "  "
		right = "  " + a.padTo(a.theme.Faint.Render(a.cut(model.CleanLine(hit.Speaker), who)), who)
	}
	room := a.frame.inner - a.wide(left) - a.wide(right)
	before, word, after := a.about(hit, room)
	words := style.Render(before) + a.theme.Strong.Underline(true).Render(word) + style.Render(after)
	if word == "" {
		words = style.Render(before + after)
	}
	return left + a.padTo(words, room) + right
}

// about is as much of a mark's words as fit the room, or of its note where only
// that holds what was typed: the first word that was typed, and what stands
// before and after it.
func (a *app) about(hit markHit, room int) (before, word, after string) {
	text := model.CleanLine(hit.Text)
	at, ok := a.shelf.query.Where(text)
	if note := model.CleanLine(hit.Note); !ok && note != "" {
		if in, found := a.shelf.query.Where(note); found {
			const head = "note: "
			text, ok, at = head+note, true, model.Span{Start: in.Start + len(head), End: in.End + len(head)}
		}
	}
	if !ok {
		return a.cut(text, room), "", ""
	}
	before, word, after = text[:at.Start], text[at.Start:at.End], text[at.End:]
	if a.wide(before)+a.wide(word) > room*2/3 { // begin nearer to it, with a word, and as early as the end allows
		most := max(room/3, room-a.wide(word)-a.wide(after))
		if a.wide(before) > most-1 {
			before = a.lastWords(before, most-1)
		}
		before = "…" + before
	}
	word = a.cut(word, room-a.wide(before))
	return before, word, a.cut(after, room-a.wide(before)-a.wide(word))
}

// lastWords is as many whole words as text ends with and fit n cells.
func (a *app) lastWords(text string, n int) string {
	from := len(text)
	for {
		space := strings.LastIndexByte(text[:max(0, from-1)], ' ')
		if space < 0 || a.wide(text[space+1:]) > n {
			return text[from:]
		}
		from = space + 1
	}
}
