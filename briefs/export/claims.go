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
			writeRow(b, several, "mark", "statement", "who says so, or where it is read", "judged", "status", "marked by")
			writeRow(b, several, "---", "---", "---", "---", "---", "---")
			wrote = true
		}
		writeRow(b, several, fmt.Sprintf("**%s** %s", m.Tag.Glyph(), signs[i].label), excerpt(m.Quote.Text, excerptLen),
			whence(m), judged(m), plain(string(m.Details.Status)), plain(string(m.Analyst)))
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
	b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// whence is who says what m marks, or where it can be read.
func whence(m model.Mark) string {
	switch m.Tag {
	case model.Attributed:
		if m.Details.Speaker == "" {
			return "*nobody named*"
		}
		return plain(m.Details.Speaker)
	case model.Sourced:
		if m.Hollow() {
			return "*reference missing*"
		}
		names := make([]string, 0, len(m.Details.References))
		for _, r := range m.Details.References {
			names = append(names, plain(nameOf(r)))
		}
		return strings.Join(names, "; ")
	case model.Opinion:
		return "the brief’s own view"
	}
	return "*no source given*"
}

// nameOf is what a reference is called: its title, else its address.
func nameOf(r model.Reference) string {
	if r.Title != "" {
		return r.Title
	}
	return r.URL
}

// judged is how a statement was rated, shortly.
func judged(m model.Mark) string {
	d := shownDetails(m.Tag, m.Details)
	var list []string
	if grade := string(d.Reliability) + string(d.Credibility); grade != "" {
		list = append(list, plain(grade))
	}
	if d.Basis != "" {
		list = append(list, plain(string(d.Basis)))
	}
	if d.Likelihood != "" {
		text := plain(string(d.Likelihood))
		if t, ok := model.TermFor(model.LikelihoodTerms(), string(d.Likelihood)); ok {
			text += " (" + t.Meaning + ")"
		}
		list = append(list, text)
	}
	if d.Confidence != "" {
		list = append(list, plain(string(d.Confidence))+" confidence")
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
