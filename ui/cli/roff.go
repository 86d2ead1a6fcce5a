package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// A roff is a manual page in the man macros (man(7)).
type roff struct{ b strings.Builder }

// title writes the page's head.
func (r *roff) title(name, version string) {
	fmt.Fprintf(&r.b, ".TH %s 1 \"\" \"%s %s\"\n", strings.ToUpper(name), name, roffText(version))
}

// section begins a section.
func (r *roff) section(name string) { fmt.Fprintf(&r.b, ".SH %s\n", strings.ToUpper(name)) }

// subsection begins a part of a section.
func (r *roff) subsection(name string) { fmt.Fprintf(&r.b, ".SS %s\n", roffText(name)) }

// text writes paragraphs, which empty lines part. An indented one is set as it
// stands.
func (r *roff) text(text string) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			r.b.WriteString(".PP\n")
		}
		if strings.HasPrefix(paragraph, " ") {
			r.literal(strings.ReplaceAll("\n"+paragraph, "\n  ", "\n")[1:])
			continue
		}
		r.b.WriteString(roffText(strings.Join(strings.Fields(paragraph), " ")) + "\n")
	}
}

// item writes a term and, indented below it, what it means.
func (r *roff) item(term, meaning string) {
	fmt.Fprintf(&r.b, ".TP\n\\fB%s\\fR\n%s\n", roffText(term), roffText(meaning))
}

// literal writes lines as they are.
func (r *roff) literal(text string) {
	r.b.WriteString(".PP\n.RS\n.nf\n")
	for _, l := range strings.Split(text, "\n") {
		r.b.WriteString(roffText(l) + "\n")
	}
	r.b.WriteString(".fi\n.RE\n")
}

// roffText escapes what roff would read as its own: backslashes, hyphens that
// are to be copied as such, and a point or an apostrophe at a line's beginning.
// Letters beyond ASCII are named, since a roff that is not told the encoding
// takes them for Latin-1.
func roffText(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\[u%04X]`, r)
		}
	}
	return b.String()
}
