package tui

import "strings"

// whyNot says why a command of the reader or the shelf cannot run now; "" where
// it can.
func (a *app) whyNot(c command) string {
	switch c.Mode {
	case ModeReader:
		if r := a.reader; r != nil {
			return a.whyNotReading(c.Action)
		}
	case ModeShelf:
		_, ok := a.shelf.entry()
		hit, mark := a.shelf.mark()
		switch {
		case c.Action == "same speaker" && (!mark || hit.Speaker == ""):
			return "no mark with a speaker here"
		case ok || !onEntry(c.Action) || mark && c.Action == "open":
		case mark:
			return "this is a mark"
		default:
			return "no brief here"
		}
	}
	return ""
}

// onEntry reports whether a command of the shelf is about the brief that the
// cursor is on.
func onEntry(action Action) bool {
	switch action {
	case "open", "take off", "edit the brief's details":
		return true
	}
	return false
}

// marksOnly reports whether a command of the reader changes marks or the brief,
// which an older text is not there for.
func marksOnly(action Action) bool {
	switch action {
	case "details", "edit the note", "remove mark", "repeat the last mark", "undo", "redo", "confirm", "leave out", "edit the brief's details":
		return true
	}
	return strings.HasPrefix(string(action), "mark ")
}

func (a *app) whyNotReading(action Action) string {
	r := a.reader
	none := func(missing bool, why string) string {
		if missing {
			return why
		}
		return ""
	}
	if r.opened.Earlier && marksOnly(action) {
		return "this is an older text"
	}
	switch action {
	case "confirm":
		return none(r.attaching == "" && r.marks.toConfirm() == 0, "nothing to confirm")
	case "leave out":
		return none(len(r.unsureAt(r.target())) == 0, "no find to confirm here")
	case "take the new text":
		return none(!r.newer && !r.opened.Earlier, "this is the newest text")
	case "details", "edit the note", "remove mark":
		_, ok, others := a.mine(0)
		return none(!ok, map[bool]string{true: "no mark here", false: "the mark here is not yours"}[others == ""])
	case "next mark", "previous mark":
		return none(len(r.marks.all) == 0, "no marks yet")
	case "compare with another analyst":
		mine, others := r.marks.byOthers(r.analyst)
		return none(len(others) == 0, "nobody else marked this brief") + none(len(others) > 0 && mine == 0, "no marks of yours here")
	case "repeat the last mark":
		_, ok := r.marks.newestOf(r.analyst)
		return none(!ok && r.last.tag == "", "no mark to repeat yet")
	case "next unread unit", "previous unread unit":
		if !r.units.ready {
			return "still counting"
		}
		r.count()
		return none(r.progress.Unread() == 0, "nothing is unread")
	case "to the right", "to the left":
		return none(r.widest() == 0, "no table here is wider than the window")
	case "back":
		return none(r.jumps.at == 0, "no earlier place")
	case "forth":
		return none(r.jumps.at+1 >= len(r.jumps.places), "no later place")
	case "footnote":
		_, in := r.opened.Doc.FootnoteAt(r.cursor.Start)
		return none(!in && len(r.opened.Doc.FootnotesIn(r.cursor)) == 0, "no footnote is cited here")
	case "copy the quote", "select", "bookmark":
		return none(r.cursor.Empty(), "no words here")
	}
	return ""
}
