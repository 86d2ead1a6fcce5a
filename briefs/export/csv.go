package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"obelus/model"
)

// A Row is a mark with what is known of it here and now, as a table has it.
type Row struct {
	model.Mark
	Label model.Label
	Title string // the brief's
	State model.State
	Was   string // the confirmed words, where they differ
}

// CSVColumns names the columns, as JSON names the keys.
func CSVColumns() []string {
	return []string{
		"id", "label", "brief", "title", "tag", "text", "prefix", "suffix", "start", "end", "revision", "state", "was",
		"speaker", "quotation", "references", "reliability", "credibility", "basis", "likelihood", "confidence",
		"status", "note", "analyst", "created", "updated",
	}
}

// A CSVWriter writes rows as RFC 4180 has it, under a line of heads. No cell is
// a formula to a spreadsheet.
//
// The references of a mark stand in one cell, each as model.ParseReference
// reads it (TITLE <URL> DATE LOCATOR), with "; from ORIGIN" and "; added by
// NAME" behind it where those are known, one a line.
type CSVWriter struct{ w *csv.Writer }

// NewCSVWriter writes the line of heads to w; its error comes with the first
// row's. Lines end with CRLF, as files of that kind do, or with LF alone, as
// what other commands read does.
func NewCSVWriter(w io.Writer, crlf bool) CSVWriter {
	c := CSVWriter{csv.NewWriter(w)}
	c.w.UseCRLF = crlf
	_ = c.w.Write(CSVColumns()) // the writer keeps its error
	return c
}

// Write writes one row.
func (c CSVWriter) Write(r Row) error { return c.w.Write(cells(r)) }

// Flush writes what was gathered, and says what failed.
func (c CSVWriter) Flush() error {
	c.w.Flush()
	return c.w.Error()
}

// CSV writes the marks of briefs, one brief after the other: those on its text
// in document order, nonclaims among them, then those that are not found in it.
// The same marks are the same bytes.
func CSV(w io.Writer, briefs ...Annotated) error {
	c := NewCSVWriter(w, true)
	for _, a := range briefs {
		for _, r := range a.rows() {
			if err := c.Write(r); err != nil {
				return err
			}
		}
	}
	return c.Flush()
}

// rows lists the marks of a, its orphans last.
func (a Annotated) rows() []Row {
	a.Marks = sortedMarks(a.Marks)
	rows := make([]Row, 0, len(a.Marks)+len(a.Orphans))
	signs := signsOf(a)
	for i, m := range a.Marks {
		r := Row{Mark: m, Label: signs[i].label, Title: a.Brief.Title, State: model.Placed}
		if was, unsure := a.Unsure[m.ID]; unsure {
			r.State, r.Was = model.Moved, was
			if was != "" {
				r.State = model.Changed
			}
		}
		rows = append(rows, r)
	}
	for _, m := range a.Orphans {
		rows = append(rows, Row{Mark: m, Label: a.Labels[m.ID], Title: a.Brief.Title, State: model.Orphaned})
	}
	return rows
}

func cells(r Row) []string {
	d := r.Details
	references := make([]string, 0, len(d.References))
	for _, ref := range d.References {
		references = append(references, flat(ref))
	}
	row := []string{
		string(r.ID), string(r.Label), string(r.Brief), r.Title, string(r.Tag), r.Quote.Text, r.Quote.Prefix, r.Quote.Suffix,
		strconv.Itoa(r.Span.Start), strconv.Itoa(r.Span.End), string(r.Revision), string(r.State), r.Was,
		d.Speaker, string(d.Quotation), strings.Join(references, "\n"), string(d.Reliability), string(d.Credibility),
		string(d.Basis), string(d.Likelihood), string(d.Confidence), string(d.Status), d.Note, string(r.Analyst),
		when(r.Created), when(r.Updated),
	}
	for i := range row {
		row[i] = inert(row[i])
	}
	return row
}

// flat is a reference on one line.
func flat(r model.Reference) string {
	text := model.CleanLine(r.String())
	if origin := model.CleanLine(r.Origin); origin != "" {
		text += "; " + keyOrigin + origin
	}
	if by := model.CleanLine(string(r.AddedBy)); by != "" {
		text += "; " + keyAdded + by
	}
	return text
}

// when is RFC 3339 in UTC, "" where there is no time.
func when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// inert is text that neither a terminal nor a spreadsheet obeys. A cell whose
// first letter, past white space and quotation marks, begins a formula gets an
// apostrophe before it (OWASP, "CSV Injection"); their full-width forms are
// among those letters, for spreadsheets of East Asia fold them. To have a text
// back that begins so behind apostrophes, take the first one off.
func inert(text string) string {
	text = model.Clean(text)
	lead := len(text) - len(strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\"'`“”‘’", r) }))
	first, _ := utf8.DecodeRuneInString(text[lead:])
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + text
	}
	return text
}
