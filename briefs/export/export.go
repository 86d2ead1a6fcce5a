// Package export writes annotated briefs, one file a format.
//
// The annotated Markdown carries the brief text once, with each mark's signs
// put into it. Every block is read again with the signs in it before it is
// written, so that no sign changes what the brief says or how it is built; and
// ReadBack takes them out again, byte for byte.
package export

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"obelus/briefs/markdown"
	"obelus/briefs/tally"
	"obelus/model"
)

// An Annotated is what an export is made of: one revision of a brief and the
// marks on it.
type Annotated struct {
	Brief    model.Brief
	Revision model.Revision
	Doc      *markdown.Document
	Units    []model.Unit
	Marks    []model.Mark                // on this revision, in document order
	Orphans  []model.Mark                // not found in this revision, with their old words
	Unsure   map[model.MarkID]string     // of Marks, those found in other words (the confirmed ones) or in another place (""), and not confirmed
	Bases    map[model.MarkID]model.Mark // of Marks, those found and not confirmed, as their analysts confirmed them last
	Labels   map[model.MarkID]model.Label
	Tally    tally.Tally
	Called   func(speaker string) string // what a speaker of several names is called; nil: as marks name them
}

// Confirmed is every mark as it was confirmed last: Marks in their order, then
// the orphans.
func (a Annotated) Confirmed() []model.Mark {
	marks := slices.Concat(a.Marks, a.Orphans)
	for i, m := range marks[:len(a.Marks)] {
		if was, ok := a.Bases[m.ID]; ok {
			marks[i] = was
		}
	}
	return marks
}

// Markdown writes the annotated Markdown. Two exports of the same marks are
// the same bytes. It fails where w does, and where what it made could not be
// read back.
func Markdown(w io.Writer, a Annotated, o Options) error {
	o, err := o.checked()
	if err != nil {
		return err
	}
	a.Marks = sortedMarks(a.Marks)
	signs := signsOf(a)
	text := a.Doc.Text()
	front := frontEnd(a.Doc)
	woven := newWeave(a.Doc, a.Marks, signs, o.Marks)
	hash := a.hash()
	size := len(text) - front + sizeOf(woven.tokens)

	var b strings.Builder
	b.Grow(front + size + footnoteSize*(len(a.Marks)+8))
	b.WriteString(text[:front])
	if front > 0 {
		if text[front-1] != '\n' {
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	writePreamble(&b, a, signs, woven, o.Marks)
	h := header{Version: version, Brief: a.Brief.ID, Revision: hash, Front: front, Body: size, Closer: woven.closer}
	if err := writeHeader(&b, h, a, woven.tokens, o.Marks); err != nil {
		return err
	}
	body := inlayInto(&b, text[front:], front, woven.tokens)
	b.WriteString(woven.closer + "\n\n" + endLine + "\n\n")
	for _, i := range woven.tail {
		b.WriteString(above + " " + signs[i].alone() + "\n\n")
	}
	b.WriteString("---\n\n")
	if err := writeFootnotes(&b, a, hash, signs, body, woven.quotes); err != nil {
		return err
	}
	writeClaims(&b, a.Marks, signs)
	writeSources(&b, a.called(), signs)
	if err := writeOrphans(&b, a); err != nil {
		return err
	}
	out := b.String()
	out = out[:len(strings.TrimRight(out, "\n"))+1]
	if !gives(out, text, hash) {
		return fmt.Errorf("the export of %q could not be read back, so it was not written", model.CleanLine(a.Brief.Title))
	}
	_, err = io.WriteString(w, out)
	return err
}

// writeHeader writes the comment before the marked text: h, with what has to be
// known of the text to have it back.
func writeHeader(b *strings.Builder, h header, a Annotated, tokens []token, style MarksStyle) error {
	text := a.Doc.Text()
	h.Blanks, h.Own, h.About = blanksOf(text, tokens), lookalikes(text), aboutOf(a)
	if style != MarksHighlight {
		h.Marks = style
	}
	begin, err := comment(briefHead, h)
	b.WriteString("---\n\n" + begin + "\n\n")
	return err
}

// hash is the hash of the brief text.
func (a Annotated) hash() model.Hash { return model.HashOf(a.Doc.Text()) }

// sortedMarks is a copy of marks in document order.
func sortedMarks(marks []model.Mark) []model.Mark {
	sorted := slices.Clone(marks)
	slices.SortStableFunc(sorted, model.CompareMarks)
	return sorted
}

// footnoteSize is about how many bytes a mark's footnote, its rows and its
// question take.
const footnoteSize = 640

// frontEnd is where what has to stand at the very top of a file ends: a byte
// order mark, front matter.
func frontEnd(doc *markdown.Document) int {
	if end := doc.FrontMatter().Span.End; end > 0 {
		return end
	}
	return topOf(doc.Text())
}

// signsOf gives each mark its tag and label; labels are made where a does not
// have them all.
func signsOf(a Annotated) []sign {
	labels := a.Labels
	for _, m := range a.Marks {
		if labels[m.ID] == "" {
			labels = model.Labels(a.Marks, a.unitAt, func(l model.Label) bool { return a.Doc.HasFootnote(string(l)) })
			break
		}
	}
	signs := make([]sign, 0, len(a.Marks))
	for _, m := range a.Marks {
		signs = append(signs, sign{m.Tag, labels[m.ID]})
	}
	return signs
}

// unitAt is the number of the last unit that begins at or before offset, at
// least 1.
func (a Annotated) unitAt(offset int) int {
	i, _ := slices.BinarySearchFunc(a.Units, offset+1, func(u model.Unit, at int) int { return u.Span.Start - at })
	return max(1, i)
}

// writeFootnotes writes a footnote for each mark. body is what was put into the
// marked text, quotes are what the text gives at the marks' spans.
func writeFootnotes(b *strings.Builder, a Annotated, hash model.Hash, signs []sign, body []insertion, quotes []model.Quote) error {
	tokens := make([][]insertion, len(a.Marks))
	for _, in := range body {
		tokens[in.token.mark] = append(tokens[in.token.mark], in)
	}
	const at = 64 // so many at a time, so that few hands are changed
	parts := make([]strings.Builder, (len(a.Marks)+at-1)/at)
	errs := make([]error, len(parts))
	sideBySide(len(parts), func(p int) {
		for i := p * at; i < min(len(a.Marks), (p+1)*at) && errs[p] == nil; i++ {
			m, label := a.Marks[i], string(signs[i].label) // also in words: viewers number footnotes
			r := a.record(m, hash, quotes[i], tokens[i])
			errs[p] = writeFootnote(&parts[p], "[^"+label+"]: **"+label+labelEnd, m, r, a.doubt(m))
		}
	})
	for p := range parts {
		b.WriteString(parts[p].String())
		parts[p] = strings.Builder{}
	}
	return errors.Join(errs...)
}

// doubt says that nobody confirmed where m was found; "" where that is sure.
func (a Annotated) doubt(m model.Mark) string {
	if words := a.doubtWords(m); words != "" {
		return keyDoubt + plain(words)
	}
	return ""
}

// doubtWords is doubt as words, without what begins it.
func (a Annotated) doubtWords(m model.Mark) string {
	was, unsure := a.Unsure[m.ID]
	switch {
	case !unsure:
		return ""
	case was == "":
		return "it stood in another place"
	}
	return "it was made on “" + model.CleanLine(was) + "”"
}
