package export

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// writePreamble writes what stands before the brief: its handling marking, its
// title and where it came from, the finding, the questions, the key.
func writePreamble(b *strings.Builder, a Annotated, signs []sign, woven weave, style MarksStyle) {
	writeTop(b, a, "Annotated")
	b.WriteString(finding(a.Tally, len(analysts(a.Marks)), len(a.Orphans), len(a.Unsure)) + "\n\n")
	writeQuestions(b, a.Marks, signs)
	b.WriteString(key + style.explained() + woven.explained() + "\n\n")
}

// explained says what the signs mean that only some briefs have.
func (w weave) explained() string {
	var text string
	if w.has("**…") {
		text += " A letter with … goes on in the next paragraph or cell."
	}
	if len(w.tail) > 0 || w.has(above) {
		text += " ↑ is a mark on the block above."
	}
	return text
}

// has reports whether one of the tokens shows sign.
func (w weave) has(sign string) bool {
	return slices.ContainsFunc(w.tokens, func(t token) bool { return strings.Contains(t.text, sign) })
}

// writeTop writes the brief's handling marking, its title behind what kind of
// page this is, and where it came from.
func writeTop(b *strings.Builder, a Annotated, kind string) {
	if h := handling(a); h != "" {
		fmt.Fprintf(b, "**%s**\n\n", plain(h))
	}
	fmt.Fprintf(b, "# %s: %s\n\n%s\n\n", kind, plain(titleOf(a)), provenance(a))
}

// titleOf is the brief's title, as its desk or else its text gives it.
func titleOf(a Annotated) string {
	if strings.TrimSpace(a.Brief.Title) == "" {
		return a.Doc.Title()
	}
	return a.Brief.Title
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
	var list []string
	for _, f := range facts(a) {
		if text := f.words(); text == a.Brief.URL && opens(text) {
			list = append(list, "<"+text+">")
		} else {
			list = append(list, plain(text))
		}
	}
	return strings.Join(list, separator)
}

// A particular is one thing that is known of where a brief came from, behind what says
// what it is.
type particular struct{ key, value string }

func (f particular) words() string { return f.key + f.value }

// facts are those that are known.
func facts(a Annotated) []particular {
	var list []particular
	add := func(key, value string) {
		if value != "" {
			list = append(list, particular{key, value})
		}
	}
	brief := a.Brief
	add("", brief.Outlet)
	add("by ", brief.Author)
	add("", brief.Date)
	add("", brief.URL)
	if path := brief.Path(); path != "" {
		add("file ", filepath.Base(path))
	}
	if a.Revision.Words > 0 {
		add("", count(a.Revision.Words, "word"))
	}
	add("revision ", fmt.Sprintf("%.12s", a.hash()))
	names := make([]string, 0, 2)
	for _, name := range analysts(a.Marks) {
		names = append(names, string(name))
	}
	add(keyAnalyst, strings.Join(names, ", "))
	return list
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

`
