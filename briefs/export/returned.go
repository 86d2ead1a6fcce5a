package export

import (
	"fmt"
	"slices"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A Returned is what came back in an annotated Markdown file, edited or not.
type Returned struct {
	Text   string // the brief text, as it is now
	Brief  model.BriefID
	Of     model.Hash         // the text that was exported
	About  *model.Particulars // of the brief, where its text does not say them; nil for none
	Titled bool               // somebody gave the title of About
	Edited bool               // Text is another one than that which was exported
	Marks  []model.Incoming   // in the order of the file
	// Refused is what of it could not be used, by the line of the file.
	Refused []model.Refusal
}

// errNoEnd says that the marked text does not end.
var errNoEnd = fmt.Errorf("its comment %s is gone, so that nothing tells where the brief ends and its footnotes begin: put it back between them", endLine)

// errBrokenHead says that nothing tells which brief it is.
var errBrokenHead = fmt.Errorf("%w that can be read: the one that begins with %q was damaged, and it says which brief this is; export it again", ErrNotAnnotated, briefHead)

// ReadBack reads an annotated Markdown file that may have been edited since it
// was exported. Where its text is whole that comes back byte for byte, also
// after line ends became CRLF, the ends of lines lost their white space or a
// byte order mark was put before it. Where the text was edited the signs are
// taken out of it and each mark stands where its signs stand now, or where its
// words do. What a person changed in a footnote or in the table of statements
// is taken over and listed.
func ReadBack(annotated string) (Returned, error) {
	text := strings.ReplaceAll(strings.ReplaceAll(annotated, "\r\n", "\n"), "\r", "\n")
	r, err := takeBack(text)
	if short, marked := strings.CutPrefix(text, "\uFEFF"); marked && (err != nil || r.edited) {
		if r2, err2 := takeBack(short); err2 == nil && (err != nil || !r2.edited) {
			r, err = r2, nil
		}
	}
	if err != nil {
		return Returned{}, err
	}
	return r.finish(), nil
}

// IsAnnotated reports whether text is an annotated brief, or the beginning of
// one; marks is how many marks it has in footnotes.
func IsAnnotated(text string) (marks int, ok bool) {
	at, _, err := findHeader(text)
	if err != nil {
		return 0, false
	}
	return strings.Count(text[at:], " "+markHead), true
}

// A returning is a file that is being read back.
type returning struct {
	file   string
	lines  []int // where they end
	header header
	after  int // where what follows the header's line begins
	notes  []note
	rows   map[string]row // of the table of statements, by label

	text    string // the brief text
	edited  bool
	doc     *markdown.Document
	hash    model.Hash
	stands  []standing // of each note
	refused []model.Refusal
}

// A standing is where the signs of a note stand in the brief text.
type standing struct {
	span model.Span
	sure bool // nothing but they can be its signs
	seen bool // at least one of them is there
}

// refuse lists what cannot be used.
func (r *returning) refuse(line int, format string, args ...any) {
	r.refused = append(r.refused, model.Refusal{Where: where(line), Why: model.CleanLine(fmt.Sprintf(format, args...))})
}

func where(line int) string { return fmt.Sprint("line ", line) }

// finish gives each mark its place and its details.
func (r *returning) finish() Returned {
	r.doc = markdown.New(r.text)
	out := Returned{Text: r.text, Brief: r.header.Brief, Of: r.header.Revision, Edited: r.edited}
	if a := r.header.About; a != nil {
		out.About, out.Titled = &a.Particulars, a.Titled
	}
	for i := range r.notes {
		n := &r.notes[i]
		if of := n.record.label(); n.damaged == "" && of != "" && of != n.label {
			n.damaged = fmt.Sprintf("its comment is that of %s", of)
		}
	}
	placed := r.placeAll()
	seen := map[model.MarkID]int{}
	for i := range r.notes {
		n := &r.notes[i]
		line, twice := seen[n.record.ID]
		switch {
		case n.damaged != "":
			r.refuse(n.line, "%s: %s", n.name(), n.damaged)
		case n.recorded == 0:
			if n.orphan || looksOurs(n.label) {
				r.refuse(n.line, "%s: its comment is gone, which says which mark it is", n.name())
			}
		case twice:
			r.refuse(n.line, "%s: it is the mark of line %d once more", n.name(), line)
		case placed[i].why != "":
			r.refuse(n.line, "%s: %s", n.name(), placed[i].why)
		default:
			seen[n.record.ID] = n.line
			if in, ok := r.incoming(n, placed[i]); ok {
				out.Marks = append(out.Marks, in)
			}
		}
	}
	out.Refused = r.refused
	slices.SortStableFunc(out.Refused, func(a, b model.Refusal) int { return lineIn(a) - lineIn(b) })
	return out
}

// lineIn is the line that a refusal is of.
func lineIn(f model.Refusal) (n int) {
	_, _ = fmt.Sscanf(f.Where, "line %d", &n) // 0 for none
	return n
}

// name is what people call a note.
func (n *note) name() string {
	switch {
	case n.label != "":
		return n.label
	case n.orphan:
		return "the mark on " + shorten(model.CleanLine(unplain(n.quoted)), excerptLen/2)
	}
	return "a mark"
}

// looksOurs reports whether a footnote's label is like those of marks.
func looksOurs(label string) bool {
	m := letterSign.FindStringSubmatch("**S**[^" + label + "]")
	return m != nil
}
