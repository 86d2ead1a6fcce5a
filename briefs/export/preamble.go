package export

import (
	"fmt"
	"path/filepath"
	"strings"

	"obelus/model"
)

// writePreamble writes what stands before the brief: its handling marking, its
// title and where it came from, the finding, the questions, the key.
func writePreamble(b *strings.Builder, a Annotated, signs []sign) {
	if h := handling(a); h != "" {
		fmt.Fprintf(b, "**%s**\n\n", plain(h))
	}
	title := a.Brief.Title
	if strings.TrimSpace(title) == "" {
		title = a.Doc.Title()
	}
	fmt.Fprintf(b, "# Annotated: %s\n\n", plain(title))
	b.WriteString(provenance(a) + "\n\n")
	b.WriteString(finding(a.Tally, len(a.Orphans)) + "\n\n")
	writeQuestions(b, a.Marks, signs)
	b.WriteString(key)
}

// handling is the brief's TLP label or classification, as it words it.
func handling(a Annotated) string {
	if a.Brief.Handling != "" {
		return a.Brief.Handling
	}
	return a.Doc.FrontMatter().Handling
}

// provenance says where the brief came from, and who marked it.
func provenance(a Annotated) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+plain(value))
		}
	}
	brief := a.Brief
	add("", brief.Outlet)
	add("by ", brief.Author)
	add("", brief.Date)
	if opens(brief.URL) {
		parts = append(parts, "<"+brief.URL+">")
	} else {
		add("", brief.URL)
	}
	if path := brief.Path(); path != "" {
		add("file ", filepath.Base(path))
	}
	if a.Revision.Words > 0 {
		parts = append(parts, count(a.Revision.Words, "word"))
	}
	parts = append(parts, fmt.Sprintf("revision %.12s", model.HashOf(a.Doc.Text())))
	names := make([]string, 0, 2)
	for _, name := range analysts(a.Marks) {
		names = append(names, string(name))
	}
	add(keyAnalyst, strings.Join(names, ", "))
	return strings.Join(parts, separator)
}

// key says what the signs mean.
const key = `## Key

| sign | the words are |
| --- | --- |
| **S** | sourced: there is a reference that can be opened |
| **A** | attributed: the brief says who says so |
| **O** | analyst opinion: the brief’s own judgement or forecast |
| **÷** | unsourced: stated as fact, and no source is given |
| **#** | no claim: a heading, a credit, a menu |

The words stand between two pairs of equals signs; the letter and its footnote follow them. A letter with … goes on in the next paragraph or cell; ↑ is a mark on the block above.

`
