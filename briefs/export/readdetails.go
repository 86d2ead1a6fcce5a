package export

import (
	"strings"

	"obelus/model"
)

// readFootnote reads back what writeFootnote wrote of a mark: its tag, its
// details and whose it is. odd lists what says nothing.
func readFootnote(line string, refs, note []string) (m model.Mark, odd []string) {
	m = model.Mark{Details: model.Details{Status: model.Open}}
	odd = readHead(line, &m)
	for _, ref := range refs {
		m.Details.References = append(m.Details.References, readReference(ref))
	}
	m.Details.Note = strings.Join(note, "\n")
	return m, odd
}

// readHead reads a line of details into m. Its first part is the tag, which is
// kept as it is worded where it is none.
func readHead(line string, m *model.Mark) (odd []string) {
	for i, part := range strings.Split(line, string(separatorRune)) {
		part = strings.TrimSpace(part)
		key, value, named := strings.Cut(part, ":")
		f := headField(strings.ToLower(strings.TrimSpace(key)))
		switch {
		case i == 0:
			m.Tag = model.Tag(unplain(part))
			if tag, err := model.ParseTag(part); err == nil {
				m.Tag = tag
			}
		case named && f != nil:
			value = strings.TrimSpace(value)
			if f.terms != nil {
				value = ungraded(value)
			}
			f.set(m, unplain(value))
		case strings.HasPrefix(part, keyAnalyst):
			m.Analyst = model.Analyst(unplain(part[len(keyAnalyst):]))
		case part == "", isFiller(part), strings.HasPrefix(part, keyDoubt):
		default:
			odd = append(odd, unplain(part))
		}
	}
	return odd
}

// headField is the detail that a line of details names so; nil for none.
func headField(key string) *field {
	if key == "tag" || key == "references" || key == "note" || key == "analyst" {
		return nil
	}
	for _, f := range fields() {
		if f.name == key {
			return &f
		}
	}
	return nil
}

// isFiller reports whether text stands where there is nothing to tell.
func isFiller(text string) bool {
	switch strings.ToLower(strings.Trim(text, "*_ ")) {
	case "nobody named", "reference missing", "no source given", "the brief’s own view", "the brief's own view", "untitled":
		return true
	}
	return false
}

// ungraded drops what a grade means from behind it.
func ungraded(value string) string {
	grade, _, _ := strings.Cut(value, " (")
	return strings.TrimSpace(grade)
}

// readReference reads back what referenceLine wrote, and what people write
// instead: "TITLE <URL> DATE LOCATOR".
func readReference(line string) model.Reference {
	var r model.Reference
	parts := strings.Split(line, string(separatorRune))
	first := strings.TrimSpace(parts[0])
	link := strings.LastIndex(first, "](")
	switch {
	case isFiller(first):
	case link > 0 && first[0] == '[' && strings.HasSuffix(first, ")"):
		r.Title, r.URL = unplain(first[1:link]), strings.Trim(first[link+2:len(first)-1], "<>")
	case strings.HasPrefix(first, "<") && strings.HasSuffix(first, ">"):
		r.URL = first[1 : len(first)-1]
	case strings.Contains(first, " <http") || strings.HasPrefix(first, "http"):
		r, _ = model.ParseReference(first)
		r.Title = unplain(r.Title)
	default:
		r.Title = unplain(first)
	}
	for _, part := range parts[1:] {
		readParticular(strings.TrimSpace(part), &r)
	}
	return r
}

// readParticular reads what is known of a reference besides its title.
func readParticular(part string, r *model.Reference) {
	for _, f := range []struct {
		key string
		to  *string
	}{
		{keyDate, &r.Date}, {keyLocator, &r.Locator}, {keyOrigin, &r.Origin},
		{keyAdded, (*string)(&r.AddedBy)}, {keyAddress, &r.URL},
	} {
		if value, ok := strings.CutPrefix(part, f.key); ok {
			*f.to = unplain(value)
			return
		}
	}
}
