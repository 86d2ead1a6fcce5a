package tui

import (
	"obelus/model"
)

// A cited is the first footnote that the cursor's words cite.
type cited struct {
	cursor model.Span // that it was looked for at
	text   string     // its name and words, "" where none is cited
}

// footnote is the footnote that the cursor's words cite, in words; it is looked
// for when the cursor moves.
func (r *reader) footnote() string {
	if r.cited.cursor == r.cursor {
		return r.cited.text
	}
	r.cited = cited{cursor: r.cursor}
	if r.cursor.Empty() || r.cursor.Len() > longestCited {
		return ""
	}
	for _, name := range r.opened.Doc.FootnotesIn(r.cursor) {
		if text, _, ok := r.opened.Doc.FootnoteText(name); ok {
			r.cited.text = "[" + name + "] " + text
			break
		}
	}
	return r.cited.text
}

// longestCited is the length in bytes of the longest words that footnotes are
// looked for in between two keys.
const longestCited = 8 << 10

// toFootnote goes to the footnote that the cursor's words cite, the next one
// each time; from a footnote to where it is cited first.
func (a *app) toFootnote() {
	r := a.reader
	doc := r.opened.Doc
	if name, ok := doc.FootnoteAt(r.cursor.Start); ok {
		at, found := doc.CitedAt(name)
		if !found {
			a.say("nothing cites this footnote")
			return
		}
		a.leap(func() { r.goTo(max(0, at-1)) })
		return
	}
	names := doc.FootnotesIn(r.cursor)
	for _, name := range names {
		if _, span, ok := doc.FootnoteText(name); ok {
			a.leap(func() { r.goTo(span.Start) })
			a.sayThen("footnote "+name, a.spell("{back} comes back"))
			return
		}
	}
	if len(names) > 0 {
		a.say("the brief does not say what its footnote " + model.CleanLine(names[0]) + " is")
		return
	}
	a.say("no footnote is cited here")
}
