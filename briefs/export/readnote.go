package export

import (
	"strings"

	"obelus/model"
)

// A note is one mark's footnote, or its place in the list of orphans, as it
// stands in a file that somebody may have edited.
type note struct {
	line   int    // of the file, from 1
	label  string // of the footnote, "" for an orphan
	orphan bool
	head   string   // the line of details
	quoted string   // of an orphan: its words as they are shown
	refs   []string // the lines of references
	onward []string // lines by which the last of refs goes on, or head where there are none
	body   []string // the lines of the note

	record   record
	recorded int    // the line of its record, 0 where there is none
	listing  bool   // its references go on, below its record
	damaged  string // what is wrong with its record, "" for nothing

	read model.Mark // what its visible lines say
	odd  []string   // parts of them that say nothing
}

// readNotes reads the footnotes of ours in text, which follows the brief's, that
// have a record.
func readNotes(text string) []note {
	all := readItems(text, 1)
	notes := all[:0]
	for _, n := range all {
		if n.recorded > 0 && n.damaged == "" {
			notes = append(notes, n)
		}
	}
	return notes
}

// readItems reads all footnotes and orphans in text, which begins at a line of
// the file. It takes what formatters make of them: other bullets and
// indentation, lines that are wrapped.
func readItems(text string, line int) []note {
	r := noteReader{items: make([]note, 0, strings.Count(text, markHead))}
	for l := range strings.SplitSeq(text, "\n") {
		r.take(l, line)
		line++
	}
	r.end()
	return r.items
}

// A noteReader reads notes line by line.
type noteReader struct {
	items []note
	open  bool // the last item goes on
	whole bool // the line before was not blank
}

// end ends the item that is open.
func (r *noteReader) end() {
	if r.open {
		n := &r.items[len(r.items)-1]
		n.wrap()
		n.body = dedent(n.body)
		if n.asksForReferences() && allReferences(n.body) {
			for _, l := range n.body {
				n.refs = append(n.refs, unbulleted(strings.TrimSpace(l)))
			}
			n.body = nil
		}
		n.read, n.odd = readFootnote(n.head, n.refs, n.body)
	}
	r.open = false
}

// wrap puts lines that were wrapped together.
func (n *note) wrap() {
	if len(n.onward) == 0 {
		return
	}
	line := &n.head
	if len(n.refs) > 0 {
		line = &n.refs[len(n.refs)-1]
	}
	*line += " " + strings.Join(n.onward, " ")
	n.onward = nil
}

// asksForReferences reports whether a footnote went out with neither references
// nor a note: then a list of addresses below it gives references.
func (n *note) asksForReferences() bool {
	return len(n.refs) == 0 && n.record.Sums["references"] == "" && n.record.Sums["note"] == "" && n.record.Sums != nil
}

// allReferences reports whether lines are a list with an address in each item.
func allReferences(lines []string) bool {
	for _, l := range lines {
		if bare := strings.TrimSpace(l); unbulleted(bare) == bare || !strings.Contains(l, "://") {
			return false
		}
	}
	return len(lines) > 0
}

// begin begins an item.
func (r *noteReader) begin(n note) {
	r.end()
	r.items = append(r.items, n)
	r.open, r.whole = true, true
}

// take takes the next line, and the comment that may stand behind what it
// begins.
func (r *noteReader) take(l string, line int) {
	if words, data, found := strings.Cut(l, " "+markHead); found && strings.TrimSpace(words) != "" {
		r.takeWords(words, line)
		r.keepRecord(strings.TrimSpace(markHead+data), line)
		return
	}
	r.takeWords(l, line)
}

// takeWords is take for a line of one thing.
func (r *noteReader) takeWords(l string, line int) {
	bare := strings.TrimSpace(l)
	indented := bare != "" && (l[0] == ' ' || l[0] == '\t')
	switch {
	case bare == "":
		r.blank()
		return
	case strings.HasPrefix(bare, strings.TrimSpace(markHead)):
		r.keepRecord(bare, line)
	case !indented && strings.HasPrefix(l, "[^"):
		label, head, ok := strings.Cut(l[2:], "]:")
		if !ok {
			r.more(l)
			break
		}
		r.begin(note{line: line, label: label, head: afterLabel(head)})
	case !indented && isOrphan(l):
		quoted, head := cutQuoted(unbulleted(l))
		r.begin(note{line: line, orphan: true, head: head, quoted: quoted})
	case !indented && (l[0] == '#' || l[0] == '|' || l[0] == '<' || strings.HasPrefix(l, "---") || !r.whole):
		r.end()
	default:
		r.more(l)
	}
	r.whole = true
}

// blank takes a blank line.
func (r *noteReader) blank() {
	r.whole = false
	if !r.open {
		return
	}
	if n := &r.items[len(r.items)-1]; n.recorded > 0 && !n.listing {
		n.body = append(n.body, "")
	}
}

// more takes a line of the item that is open.
func (r *noteReader) more(l string) {
	if !r.open {
		return
	}
	n, bare := &r.items[len(r.items)-1], strings.TrimSpace(l)
	if n.listing && bare == divider {
		n.listing = false
		return
	}
	n.listing = n.listing && (r.whole || unbulleted(bare) != bare)
	switch {
	case n.recorded > 0 && !n.listing:
		n.body = append(n.body, l)
	case unbulleted(bare) != bare:
		n.wrap()
		n.refs = append(n.refs, unbulleted(bare))
	case r.whole:
		n.onward = append(n.onward, bare)
	default:
		n.odd = append(n.odd, bare)
	}
}

// keepRecord takes a record; one that stands in no footnote is an item of its
// own, which has lost its first line.
func (r *noteReader) keepRecord(bare string, line int) {
	if !r.open || r.items[len(r.items)-1].recorded > 0 {
		r.begin(note{line: line, damaged: "the first line of its footnote is gone"})
	}
	n := &r.items[len(r.items)-1]
	n.recorded = line
	switch {
	case !unseal(bare, markHead, &n.record):
		n.record, n.damaged = record{}, "its comment cannot be read any more"
	case n.damaged == "" && (n.record.ID == "" || n.record.Updated.IsZero() || n.record.Created.IsZero()):
		n.damaged = "its comment says no id or no time any more"
	}
	n.listing = n.record.References > 0 && len(n.refs) == 0
}

// afterLabel is a footnote's first line behind its label, which stands there in
// words again.
func afterLabel(head string) string {
	head = strings.TrimSpace(head)
	if rest, ok := strings.CutPrefix(head, "**"); ok {
		if _, after, ok := strings.Cut(rest, "**"); ok {
			return strings.TrimSpace(after)
		}
	}
	return head
}

// isOrphan reports whether l begins an orphan: a bullet and words in quotation
// marks.
func isOrphan(l string) bool {
	rest := unbulleted(l)
	return rest != l && (strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, `"`))
}

// unbulleted is l without the bullet that it begins with.
func unbulleted(l string) string {
	if len(l) > 1 && strings.IndexByte("-*+", l[0]) >= 0 && (l[1] == ' ' || l[1] == '\t') {
		return strings.TrimSpace(l[1:])
	}
	return l
}

// cutQuoted splits an orphan's line into its words and its details.
func cutQuoted(l string) (quoted, head string) {
	quoted, head, _ = strings.Cut(l, string(separatorRune))
	return strings.TrimSpace(quoted), strings.TrimSpace(head)
}

// dedent takes the indentation off the lines of a note, and the blank lines
// round it.
func dedent(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	least := len(indent)
	for _, l := range lines {
		if l != "" && l[0] == ' ' {
			least = min(least, len(l)-len(strings.TrimLeft(l, " ")))
		}
	}
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		if strings.HasPrefix(l, "\t") {
			l = l[1:]
		} else {
			l = strings.TrimPrefix(l, indent[:least])
		}
		out = append(out, l)
	}
	return out
}
