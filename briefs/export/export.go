// Package export writes annotated briefs, one file a format.
//
// The annotated Markdown carries the brief text once, with each mark's signs
// put into it. Every block is read again with the signs in it before it is
// written, so that no sign changes what the brief says or how it is built; and
// Unmark takes them out again, byte for byte.
package export

import (
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
	Marks    []model.Mark // on this revision, in document order
	Orphans  []model.Mark // not found in this revision, with their old words
	Labels   map[model.MarkID]model.Label
	Tally    tally.Tally
}

// Markdown writes the annotated Markdown. Two exports of the same marks are
// the same bytes. It fails where w does, and where what it made could not be
// read back.
func Markdown(w io.Writer, a Annotated) error {
	a.Marks = slices.SortedStableFunc(slices.Values(a.Marks), model.CompareMarks)
	signs := signsOf(a)
	text := a.Doc.Text()
	front := frontEnd(a.Doc)
	woven := newWeave(a.Doc, a.Marks, signs)
	body := newInlay(text[front:], front, woven.tokens)

	var b strings.Builder
	b.Grow(len(body.text) + 1024*(len(a.Marks)+4))
	b.WriteString(text[:front])
	if front > 0 {
		if text[front-1] != '\n' {
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	writePreamble(&b, a, signs)
	h := header{version, a.Brief.ID, model.HashOf(text), front, len(body.text)}
	begin, err := comment(briefHead, h)
	if err != nil {
		return err
	}
	b.WriteString("---\n\n" + begin + "\n\n" + body.text + woven.closer + "\n\n" + endLine + "\n\n")
	for _, i := range woven.tail {
		b.WriteString(above + " " + signs[i].alone() + "\n\n")
	}
	b.WriteString("---\n\n")
	if err := writeFootnotes(&b, a, signs, body); err != nil {
		return err
	}
	writeClaims(&b, a.Marks, signs)
	writeSources(&b, a.Marks, signs)
	if err := writeOrphans(&b, a); err != nil {
		return err
	}
	out := strings.TrimRight(b.String(), "\n") + "\n"
	if back, err := Unmark(out); err != nil || back != text {
		return fmt.Errorf("the export of %q could not be read back, so it was not written: %w", model.CleanLine(a.Brief.Title), err)
	}
	_, err = io.WriteString(w, out)
	return err
}

// frontEnd is where what has to stand at the very top of a file ends: a byte
// order mark, front matter.
func frontEnd(doc *markdown.Document) int {
	if end := doc.FrontMatter().Span.End; end > 0 {
		return end
	}
	return len(doc.Text()) - len(strings.TrimPrefix(doc.Text(), "\uFEFF"))
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

// writeFootnotes writes a footnote for each mark. body is the marked text.
func writeFootnotes(b *strings.Builder, a Annotated, signs []sign, body *inlay) error {
	tokens := make([][]placedToken, len(a.Marks))
	for _, in := range body.ins {
		i := in.token.mark
		tokens[i] = append(tokens[i], placedToken{in.at, in.token.text})
	}
	hash := model.HashOf(a.Doc.Text())
	quotes := make([]model.Quote, len(a.Marks))
	sideBySide(len(a.Marks), func(i int) { quotes[i] = a.Doc.Quote(a.Marks[i].Span) })
	for i, m := range a.Marks {
		r := record{ID: m.ID, Span: m.Span, Tokens: tokens[i], Created: m.Created, Updated: m.Updated}
		if m.Brief != a.Brief.ID {
			r.Brief = m.Brief
		}
		if m.Revision != hash {
			r.Revision = m.Revision
		}
		if m.Quote != quotes[i] {
			r.Quote = quoteOf(m)
		}
		label := string(signs[i].label) // also in words: viewers number footnotes
		if err := writeFootnote(b, "[^"+label+"]: **"+label+labelEnd, m, r); err != nil {
			return err
		}
	}
	return nil
}
