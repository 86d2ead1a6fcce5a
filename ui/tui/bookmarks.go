package tui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"obelus/model"
)

// A lettered waits for the letter of a bookmark.
type lettered struct{ typing }

func (lettered) kind() Mode { return ModeLetter }

func (lettered) draw(a *app, screen []string) []string {
	screen[len(screen)-1] = a.fit(a.theme.Strong.Render(" bookmark as a letter, a to z; ") + a.theme.Faint.Render(a.keymap.spell("{back} none", ModeLetter)))
	return screen
}

// typed sets the bookmark.
func (lettered) typed(a *app, key tea.KeyPressMsg) tea.Cmd {
	a.pop()
	name := key.String()
	if len(name) != 1 || name[0] < 'a' || name[0] > 'z' {
		a.say("a bookmark is a letter from a to z")
		return nil
	}
	r := a.reader
	r.bookmark(name, r.cursor)
	a.savePlace()
	a.say("bookmark " + name + ": " + excerpt(r.opened.Doc.VisibleOf(r.cursor), 50))
	if !r.kept && !r.opened.Stored {
		a.note.then = "kept with the first mark"
	}
	return nil
}

// bookmark sets the bookmark of that name.
func (r *reader) bookmark(name string, at model.Span) {
	r.bookmarks = slices.DeleteFunc(slices.Clone(r.bookmarks), func(b model.Bookmark) bool { return b.Name == name })
	r.bookmarks = append(r.bookmarks, model.Bookmark{Name: name, Span: at})
	slices.SortFunc(r.bookmarks, func(a, b model.Bookmark) int { return int(a.Name[0]) - int(b.Name[0]) })
}

// askBookmark waits for the letter of a bookmark to set.
func (a *app) askBookmark() tea.Cmd {
	if a.reader.cursor.Empty() {
		a.say("nothing to bookmark here")
		return nil
	}
	a.push(lettered{})
	return nil
}

// openBookmarks lists the bookmarks: each goes there by its letter.
func (a *app) openBookmarks() tea.Cmd {
	r := a.reader
	l := &listing{
		title: "Bookmarks", empty: a.spell("no bookmarks yet: {bookmark} and a letter sets one"),
		foot: "a letter, or {go there}, goes there   {back} back",
	}
	items := make([]listed, 0, len(r.bookmarks)+1)
	if n := len(r.jumps.places); n > 0 {
		last := r.jumps.places[n-1]
		items = append(items, listed{name: "'  where you were: " + r.opened.Doc.VisibleOf(last), span: last, key: "'"})
	}
	for _, b := range r.bookmarks {
		items = append(items, listed{name: b.Name + "  " + r.opened.Doc.VisibleOf(b.Span), span: b.Span, key: b.Name})
	}
	l.fill(items, -1)
	a.push(l)
	return nil
}

func letterCommands() []command {
	return []command{{Binding{Mode: ModeLetter, Action: "back", Keys: []string{"esc", "ctrl+g"}}, func(a *app, _ int) tea.Cmd { a.pop(); return nil }, nil}}
}
