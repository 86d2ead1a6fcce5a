package tui

import (
	"regexp"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// offerReferences lists the references that a span gives: its links, written
// out or defined elsewhere, its bare addresses, and what its footnotes say.
func offerReferences(doc *markdown.Document, span model.Span) []model.Reference {
	text := doc.Text()
	source := withLinks(text, span)
	var refs []model.Reference
	add := func(title, url string) {
		refs = append(refs, model.Reference{Title: plainWords(title), URL: url})
	}
	for _, m := range regexp.MustCompile(`\[([^\]^][^\]]*)\]\(<?(https?://[^)\s>]+)`).FindAllStringSubmatch(source, -1) {
		add(m[1], m[2])
	}
	rest := regexp.MustCompile(`\[[^\]]*\]\([^)]*\)`).ReplaceAllString(source, " ")
	for _, m := range regexp.MustCompile(`\[([^\]^][^\]]*)\](?:\[([^\]]*)\])?`).FindAllStringSubmatch(rest, -1) {
		label := m[2]
		if label == "" {
			label = m[1]
		}
		if url := regexp.MustCompile(`^\s*<?(https?://[^\s>]+)`).FindStringSubmatch(definition(text, label)); url != nil {
			add(m[1], url[1])
		}
	}
	for _, url := range regexp.MustCompile(`https?://[^\s<>)\]]+[^\s<>)\].,;:!?'"]`).FindAllString(rest, -1) {
		add("", url)
	}
	for _, m := range regexp.MustCompile(`\[(\^[^\]\s]+)\]`).FindAllStringSubmatch(source, -1) {
		if r, ok := footnoteReference(definition(text, m[1])); ok {
			refs = append(refs, r)
		}
	}
	return refs
}

// nearby is how far from a span its footnotes and the ends of its links are
// looked for, in bytes.
const nearby = 400

// withLinks is a span's source with the whole of a link that it ends or stands
// in, and the footnotes behind its full stop: they belong to its sentence.
func withLinks(text string, span model.Span) string {
	start, end := span.Start, span.End
	behind := text[end:min(len(text), end+nearby)]
	if m := regexp.MustCompile(`^[^\[\]\n]*\](?:\([^)\s]*\)|\[[^\]\n]*\])?`).FindString(behind); m != "" {
		if open := strings.LastIndexByte(text[max(0, start-nearby):end], '['); open >= 0 {
			start, end = min(start, max(0, start-nearby)+open), end+len(m)
		}
	}
	behind = text[end:min(len(text), end+nearby)]
	end += len(regexp.MustCompile(`^[\s.,;:!?"”’)*_]*(?:\[\^[^\]\s]+\])+`).FindString(behind))
	return text[start:end]
}

// definition is what stands behind "[label]:" at the beginning of a line, with
// the lines that go on with it; "" where nothing does. Labels match in any case.
func definition(text, label string) string {
	for at := 0; ; {
		i := strings.Index(text[at:], "]:")
		if i < 0 {
			return ""
		}
		i += at
		at = i + len("]:")
		line := text[strings.LastIndexByte(text[:i], '\n')+1 : i]
		if head, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "["); ok && strings.EqualFold(head, label) {
			return paragraphFrom(text[at:])
		}
	}
}

// paragraphFrom is the beginning of text up to a blank line or the next
// definition.
func paragraphFrom(text string) string {
	var lines []string
	for len(lines) == 0 || text != "" {
		line, rest, more := strings.Cut(text, "\n")
		if trimmed := strings.TrimSpace(line); len(lines) > 0 && (trimmed == "" || strings.HasPrefix(trimmed, "[") && strings.Contains(trimmed, "]:")) {
			break
		}
		lines = append(lines, line)
		if !more || len(lines) == mostNoteLines {
			break
		}
		text = rest
	}
	return strings.Join(lines, " ")
}

// mostNoteLines is how much of a footnote is read for a reference.
const mostNoteLines = 12

// footnoteReference reads the words of a footnote as a reference: its address;
// of what stands between commas what is a date and what is a place in a text;
// and all other words without the markup as title.
func footnoteReference(note string) (model.Reference, bool) {
	note = model.CleanLine(note)
	var r model.Reference
	if link := regexp.MustCompile(`\[([^\]]+)\]\(<?(https?://[^)\s>]+)>?\)`).FindStringSubmatch(note); link != nil {
		r.URL = link[2]
		note = strings.Replace(note, link[0], link[1], 1)
	} else if url := regexp.MustCompile(`<?(https?://[^\s<>]+)>?`).FindStringSubmatch(note); url != nil {
		r.URL = strings.TrimRight(url[1], ".,;")
		note = strings.Replace(note, url[0], ",", 1)
	}
	var titles, places []string
	for _, part := range strings.Split(plainWords(note), ",") {
		part = strings.Trim(part, " .;")
		switch {
		case part == "":
		case model.ReadsAsDate(part) && r.Date == "":
			r.Date = part
		case model.ReadsAsDate(part) && model.ReadsAsDate(r.Date+", "+part): // "March 4, 2024"
			r.Date += ", " + part
		case regexp.MustCompile(inText).MatchString(part):
			places = append(places, part)
		default:
			titles = append(titles, part)
		}
	}
	r.Title, r.Locator = strings.Join(titles, ", "), strings.Join(places, ", ")
	if r.Title == "" && r.URL == "" {
		r = model.Reference{Title: r.Date + r.Locator}
	}
	return r, r.Title != "" || r.URL != ""
}

// inText matches a place in a text: "p. 4", "para 12", "§ 3", "12:40".
const inText = `(?i)^(?:(?:pp?|pages?|paras?|paragraphs?|sect?|sections?|ch|chapter|tab|tables?|figs?|figures?|annex|arts?|articles?|lines?|min|slide|vol|no)\b\.? ?|§+ ?)[\divx]|^\d{1,2}:\d{2}`

// plainWords is text without the signs of emphasis and addresses.
func plainWords(text string) string {
	return strings.Trim(strings.NewReplacer("*", "", "_", "", "<", "", ">", "").Replace(model.CleanLine(text)), " .,;")
}
