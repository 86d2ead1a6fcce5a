package model

import "strings"

// Typed is text as somebody may have typed it, before an editor or a formatter
// made it look better: one space for any white space, straight quotation marks,
// plain hyphens and dots; of Markdown also one kind of bullet and of emphasis,
// and no escapes.
func Typed(text string, markdown bool) string {
	var b strings.Builder
	b.Grow(len(text))
	for i, word := range strings.Fields(text) {
		if markdown && (word == "*" || word == "+") {
			word = "-"
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		typeWord(&b, word, markdown)
	}
	return b.String()
}

// typeWord writes a word as it is typed.
func typeWord(b *strings.Builder, word string, markdown bool) {
	last := byte(0)
	put := func(c byte) {
		if c != '-' || last != '-' { // two hyphens are a dash
			b.WriteByte(c)
		}
		last = c
	}
	for _, r := range word {
		switch r {
		case '‘', '’', '‚', '‛':
			put('\'')
		case '“', '”', '„', '‟':
			put('"')
		case '-', '‐', '‑', '‒', '–', '—', '―', '−':
			put('-')
		case '…':
			b.WriteString("...")
			last = 0
		case '\\', '_', '*':
			switch {
			case !markdown:
				put(byte(r))
			case r != '\\':
				put('*')
			}
		default:
			b.WriteRune(r)
			last = 0
		}
	}
}

// Alike reports whether d and o say the same but for what editors make of what
// is typed.
func (d Details) Alike(o Details) bool {
	same := func(a, b string) bool { return a == b || Typed(a, false) == Typed(b, false) }
	if len(d.References) != len(o.References) {
		return false
	}
	for i, r := range d.References {
		s := o.References[i]
		if !same(r.Title, s.Title) || r.URL != s.URL || !same(r.Date, s.Date) || !same(r.Locator, s.Locator) || !same(r.Origin, s.Origin) ||
			!same(string(r.AddedBy), string(s.AddedBy)) {
			return false
		}
	}
	speaker, note := same(d.Speaker, o.Speaker), d.Note == o.Note || Typed(d.Note, true) == Typed(o.Note, true)
	d.Speaker, d.Note, d.References = o.Speaker, o.Note, o.References
	return speaker && note && d.Equal(o)
}
