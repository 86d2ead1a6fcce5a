// Package text makes a brief text (Markdown) of plain text.
package text

// Version names this converter in a revision; it changes when its results do.
const Version = "text/1"

// ToMarkdown makes Markdown whose visible text is plain, but for white space:
// everything that Markdown would take for markup is escaped, and a line break
// ends a paragraph unless the text is hard-wrapped near one measure. The
// headline becomes a heading of level 1. title is the headline, "" where none
// could be told.
func ToMarkdown(plain string) (markdown, title string) { panic("skeleton") }

// Wrapped reports whether text is hard-wrapped near one measure.
func Wrapped(plain string) bool { panic("skeleton") }
