package export

import (
	"fmt"
	"strings"

	"obelus/model"
)

// writeClaims writes the table of statements in document order; what claims
// nothing is not in it.
func writeClaims(b *strings.Builder, marks []model.Mark, signs []sign) {
	several := len(analysts(marks)) > 1
	wrote := false
	for i, m := range marks {
		if m.Tag == model.Nonclaim {
			continue
		}
		if !wrote {
			b.WriteString("## Statements\n\n")
			writeRow(b, several, colMark, colStatement, colWhence, colJudged, colStatus, colAnalyst)
			// pandoc makes columns as wide as their hyphens where a row is long
			writeRow(b, several, "-----", strings.Repeat("-", 36), strings.Repeat("-", 20), strings.Repeat("-", 18), "--------", "---------")
			wrote = true
		}
		writeRow(b, several, fmt.Sprintf("**%s** %s", m.Tag.Glyph(), signs[i].label), excerpt(m.Quote.Text, excerptLen),
			whence(m), judgedCell(m), plain(string(m.Details.Status)), plain(string(m.Analyst)))
	}
	if wrote {
		b.WriteString("\n")
	}
}

// writeRow writes one row; the last cell only where several is set.
func writeRow(b *strings.Builder, several bool, cells ...string) {
	if !several {
		cells = cells[:len(cells)-1]
	}
	for _, cell := range cells {
		b.WriteString("| ")
		b.WriteString(cell)
		b.WriteString(" ")
	}
	b.WriteString("|\n")
}

// whence is who says what m marks, or where it can be read, as Markdown.
func whence(m model.Mark) string {
	words, known := whenceWords(m)
	if !known {
		return "*" + words + "*"
	}
	return plain(words)
}

// whenceWords is whence as words; known is false where it says what is missing.
func whenceWords(m model.Mark) (words string, known bool) {
	switch m.Tag {
	case model.Attributed:
		if m.Details.Speaker == "" {
			return "nobody named", false
		}
		return m.Details.Speaker, true
	case model.Sourced:
		if m.Hollow() {
			return "reference missing", false
		}
		names := make([]string, 0, len(m.Details.References))
		for _, r := range m.Details.References {
			names = append(names, model.CleanLine(nameOf(r)))
		}
		return strings.Join(names, "; "), true
	case model.Opinion:
		return "the brief’s own view", true
	}
	return "no source given", false
}

// nameOf is what a reference is called: its title, else its address.
func nameOf(r model.Reference) string {
	if r.Title != "" {
		return r.Title
	}
	return r.URL
}

// What the table says beside grades, and where there are none: glamour makes a
// column no narrower than its shortest cell, and one of empty cells one letter
// wide.
const (
	rated    = "rated "
	notRated = "not rated"
)

// judgedCell is how a statement was rated, as the table says it.
func judgedCell(m model.Mark) string {
	words := judgedWords(m)
	switch d := shownDetails(m.Tag, m.Details); {
	case words == "":
		return notRated
	case d.Reliability != "" || d.Credibility != "":
		return rated + plain(words)
	}
	return plain(words)
}

// judgedWords is how a statement was rated, shortly.
func judgedWords(m model.Mark) string {
	d := shownDetails(m.Tag, m.Details)
	var list []string
	if grade := string(d.Reliability) + string(d.Credibility); grade != "" {
		list = append(list, grade)
	}
	if d.Basis != "" {
		list = append(list, string(d.Basis))
	}
	if d.Likelihood != "" {
		text := string(d.Likelihood)
		if t, ok := model.TermFor(model.LikelihoodTerms(), string(d.Likelihood)); ok {
			text += " (" + t.Meaning + ")"
		}
		list = append(list, text)
	}
	if d.Confidence != "" {
		list = append(list, string(d.Confidence)+" confidence")
	}
	return strings.Join(list, ", ")
}

// analysts lists whose marks are, in the order of their first.
func analysts(marks []model.Mark) []model.Analyst {
	var list []model.Analyst
	seen := make(map[model.Analyst]bool)
	for _, m := range marks {
		if m.Analyst != "" && !seen[m.Analyst] {
			seen[m.Analyst] = true
			list = append(list, m.Analyst)
		}
	}
	return list
}
