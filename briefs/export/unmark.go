package export

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// What Unmark and Read find wrong.
var (
	ErrNotAnnotated = errors.New("this is no annotated brief: it has no obelus comment before its text")
	ErrEdited       = errors.New("the brief's text was edited after it was exported, so its marks cannot be taken out exactly: export it again")
)

// Unmark takes the marks out of an annotated Markdown file again and gives the
// brief text, byte for byte. A file whose line ends became CRLF on its way is
// read all the same.
func Unmark(annotated string) (string, error) {
	f, err := open(annotated)
	if err != nil {
		return "", err
	}
	return f.text, nil
}

// A Recovered is what an annotated file held.
type Recovered struct {
	Text    string // the brief text
	Brief   model.BriefID
	Marks   []model.Mark // in document order
	Orphans []model.Mark // on older revisions
}

// Read gives back the brief text, its marks and all their details.
func Read(annotated string) (Recovered, error) {
	f, err := open(annotated)
	if err != nil {
		return Recovered{}, err
	}
	rec := Recovered{Text: f.text, Brief: f.header.Brief}
	doc := markdown.New(f.text)
	for _, n := range f.notes {
		m := n.mark(f.header, doc)
		if n.orphan {
			rec.Orphans = append(rec.Orphans, m)
		} else {
			rec.Marks = append(rec.Marks, m)
		}
	}
	slices.SortStableFunc(rec.Marks, model.CompareMarks)
	return rec, nil
}

// A file is an annotated file taken apart.
type file struct {
	header header
	text   string // the brief text
	notes  []note
}

// open takes an annotated file apart and checks that the brief's text is whole.
func open(annotated string) (file, error) {
	f, err := takeApart(annotated)
	if err != nil && strings.Contains(annotated, "\r\n") {
		return takeApart(strings.ReplaceAll(annotated, "\r\n", "\n"))
	}
	return f, err
}

func takeApart(annotated string) (file, error) {
	at := markdown.FrontMatterOf(annotated).Span.End
	for {
		i := strings.Index(annotated[at:], briefHead)
		if i < 0 {
			return file{}, ErrNotAnnotated
		}
		at += i
		line, rest, _ := strings.Cut(annotated[at:], "\n")
		var f file
		if (at == 0 || annotated[at-1] == '\n') && uncomment(line, briefHead, &f.header) {
			if err := f.fill(annotated, rest); err != nil {
				return file{}, err
			}
			return f, nil
		}
		at += len(briefHead)
	}
}

// fill reads the marked text and the footnotes from what follows the header's
// line.
func (f *file) fill(annotated, rest string) error {
	h := f.header
	if h.Version != version {
		return fmt.Errorf("this annotated brief is of version %d, and this program reads version %d: use a newer one", h.Version, version)
	}
	rest, ok := strings.CutPrefix(rest, "\n")
	if !ok || h.Body < 0 || h.Body > len(rest) || h.Front < 0 || h.Front > len(annotated)-len(rest) {
		return ErrEdited
	}
	f.notes = readNotes(rest[h.Body:])
	body, ok := takeOut(rest[:h.Body], f.notes)
	f.text = annotated[:h.Front] + body
	if !ok || model.HashOf(f.text) != h.Revision {
		return ErrEdited
	}
	return nil
}

// takeOut removes the tokens of notes from the marked text.
func takeOut(marked string, notes []note) (string, bool) {
	var tokens []placedToken
	for _, n := range notes {
		tokens = append(tokens, n.record.Tokens...)
	}
	sortTokens(tokens)
	var b strings.Builder
	from := 0
	for _, t := range tokens {
		if t.At < from || t.At > len(marked) || !strings.HasPrefix(marked[t.At:], t.Text) {
			return "", false
		}
		b.WriteString(marked[from:t.At])
		from = t.At + len(t.Text)
	}
	b.WriteString(marked[from:])
	return b.String(), true
}

func sortTokens(tokens []placedToken) {
	slices.SortFunc(tokens, func(a, b placedToken) int { return cmp.Compare(a.At, b.At) })
}
