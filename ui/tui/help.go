package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// help shows the keys of the mode below it; on a second leaf, for the reader,
// how to decide what a claim is.
type help struct {
	typing
	over Mode
	leaf int
}

func (*help) kind() Mode { return ModeHelp }

func (a *app) openHelp() tea.Cmd {
	over := a.top().kind()
	if over == ModeSelect {
		over = ModeReader // its page shows both
	}
	a.push(&help{over: over})
	return nil
}

// deciding is how an analyst decides, in this order (docs/architecture.md).
func (a *app) deciding() []string {
	key := func(tag model.Tag) string { return padTo(a.keymap.key(markAction(tag), ModeReader), 2) }
	return []string{
		"1  Does it say who says so?                         → " + key(model.Attributed) + " attributed",
		"   Pledges, denials, \"reportedly\", even \"noted\", \"confirmed\".",
		"   A link proves only that they said it.",
		"   \"Analysts suggest\" is attributed, not opinion.",
		"",
		"2  In the brief's own voice: could a document or an observation settle it?",
		"   No (meaning, motive, evaluation, forecast)       → " + key(model.Opinion) + " opinion",
		"      the brief's author's, not yours",
		"   Yes, and there is a reference you can open       → " + key(model.Sourced) + " sourced",
		"      a brief is never its own reference",
		"   Yes, and there is none                           → " + key(model.Unsourced) + " unsourced",
		"",
		a.spell("Between {mark analyst opinion} and {mark unsourced}: choose {mark unsourced}. It puts the question to the author."),
		"Spans include the speaker and the verb of saying.",
		a.spell("Half and half: {select}, and split. Headings, credits, teasers: {mark no claim}."),
	}
}

func (h *help) draw(a *app, screen []string) []string {
	if h.leaf == 1 {
		return a.overlay(screen, box{title: "How to decide", lines: a.deciding(), foot: a.spell("{the other leaf} keys   {back} back"), width: min(78, a.frame.w)}, centred)
	}
	foot := a.spell("{back} back")
	if h.over == ModeReader {
		foot = a.spell("{the other leaf} how to decide   {back} back   a number before a key repeats it")
	}
	width := min(78, a.frame.w)
	return a.overlay(screen, box{title: "Keys", lines: a.helpLines(h.over, width-4), foot: foot, width: width}, centred)
}

// helpLines sets the bindings of a mode in two columns, by category; the
// reader's page holds select mode too.
func (a *app) helpLines(over Mode, width int) []string {
	var left, right []string
	column := (width - 2) / 2
	if over != ModeReader {
		column = width
	}
	categories := []Category{CategoryMark, CategoryPart, CategoryPanel, CategoryCompare, CategoryShelf, CategoryForm, CategoryMove, CategoryFind, CategoryOther}
	for _, category := range categories {
		rows := a.helpRows(over, category, column)
		if len(rows) == 0 {
			continue
		}
		switch category {
		case CategoryMark, CategoryPanel, CategoryCompare, CategoryShelf, CategoryForm, CategoryFind:
			left = append(left, rows...)
		default:
			right = append(right, rows...)
		}
	}
	var lines []string
	for i := range max(len(left), len(right)) {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		if r != "" {
			l = padTo(l, column) + "  " + r
		}
		lines = append(lines, l)
	}
	return lines
}

// helpRows is one category: its name, and a row for each binding.
func (a *app) helpRows(over Mode, category Category, width int) []string {
	var rows []string
	for _, c := range a.keymap.all {
		if c.Category != category || c.Mode != over && !(over == ModeReader && c.Mode == ModeSelect) || c.Help == "" {
			continue
		}
		if len(rows) == 0 {
			rows = append(rows, a.theme.Title.Render(string(category)))
		}
		label := padTo(c.Label(), 8)
		style := a.theme.Strong
		if tag, ok := tagOfKey(c.Binding); ok {
			style = a.inks.tag(tag)
		}
		rows = append(rows, cut(" "+style.Render(label)+a.keymap.spell(c.Help, c.Mode), width))
	}
	return rows
}

// markAction is the action that marks with tag.
func markAction(tag model.Tag) Action { return Action("mark " + tag.Words()) }

// tagOfKey is the tag that a binding marks with.
func tagOfKey(b Binding) (model.Tag, bool) {
	for _, tag := range model.Tags() {
		if b.Action == markAction(tag) {
			return tag, true
		}
	}
	return "", false
}

func helpCommands() []command {
	return []command{
		{Binding{Mode: ModeHelp, Action: "back", Keys: []string{"q", "esc", "?", "enter", "space"}}, func(a *app, _ int) tea.Cmd {
			a.pop()
			return nil
		}, nil},
		{Binding{Mode: ModeHelp, Action: "the other leaf", Keys: []string{"tab", "right", "left", "l", "h", "j", "k", "down", "up"}}, func(a *app, _ int) tea.Cmd {
			if h, ok := a.top().(*help); ok && h.over == ModeReader {
				h.leaf = 1 - h.leaf
			}
			return nil
		}, nil},
	}
}

// excerpt is the beginning of text on one line, at most width cells wide.
func excerpt(text string, width int) string {
	return cut(model.CleanLine(strings.TrimSpace(text)), width)
}
