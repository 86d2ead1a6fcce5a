package export

import (
	"regexp"
	"strings"

	"obelus/model"
)

// What stands between two details, and begins each that has no name of its
// own. readHead and readReference read the same words back.
const (
	labelEnd      = "** "
	separator     = " · "
	separatorRune = '·'

	keySpeaker     = "speaker: "
	keyQuotation   = "quotation: "
	keyReliability = "reliability: "
	keyCredibility = "credibility: "
	keyBasis       = "basis: "
	keyLikelihood  = "likelihood: "
	keyConfidence  = "confidence: "
	keyStatus      = "status: "
	keyAnalyst     = "marked by "
	keyDoubt       = "to be confirmed: "

	keyAddress = "address: "
	keyDate    = "dated "
	keyLocator = "at "
	keyOrigin  = "from "
	keyAdded   = "added by "
)

// indent is what a footnote's own lines are indented by, for every reader of
// footnotes.
const indent = "    "

// shownDetails is what of d fits tag: the rest is kept and not shown.
func shownDetails(tag model.Tag, d model.Details) model.Details {
	shown := model.Details{Status: d.Status, Note: d.Note}
	switch tag {
	case model.Attributed:
		shown.Speaker, shown.Quotation = d.Speaker, d.Quotation
		shown.References, shown.Reliability, shown.Credibility = d.References, d.Reliability, d.Credibility
	case model.Sourced:
		shown.References, shown.Reliability, shown.Credibility = d.References, d.Reliability, d.Credibility
	case model.Opinion:
		shown.Basis, shown.Likelihood, shown.Confidence = d.Basis, d.Likelihood, d.Confidence
	}
	return shown
}

// writeFootnote writes what is known of m: one line of details, which ends with
// the comment that holds r, its references, its note. first begins the first
// line, doubt ends its details. Viewers that know no footnotes take what is
// indented below for code, in which a comment would show.
func writeFootnote(b *strings.Builder, first string, m model.Mark, r record, doubt string) error {
	shown := shownDetails(m.Tag, m.Details)
	line := headLine(m, shown)
	if doubt != "" {
		line += separator + doubt
	}
	refs := make([]string, 0, len(shown.References))
	for _, ref := range shown.References {
		refs = append(refs, referenceLine(ref))
	}
	note := noteLines(shown.Note)
	r.References = len(refs)
	back, _ := readFootnote(line, refs, note)
	r.Exact, r.Sums = exactly(m, back), sumsOf(back)
	text, err := sealed(markHead, r)
	if err != nil {
		return err
	}
	b.WriteString(first + line + " " + text + "\n\n")
	if len(refs) > 0 {
		b.WriteString(indent + "- " + strings.Join(refs, "\n"+indent+"- ") + "\n\n")
		if len(note) > 0 && unbulleted(note[0]) != note[0] {
			b.WriteString(indent + divider + "\n\n")
		}
	}
	for _, l := range note {
		if l != "" {
			l = indent + l
		}
		b.WriteString(l + "\n")
	}
	if len(note) > 0 {
		b.WriteString("\n")
	}
	return nil
}

// exactly is what of m cannot be read back from its footnote; nil where
// nothing is lost.
func exactly(m, back model.Mark) *exact {
	var e exact
	if !m.Details.Equal(back.Details) {
		d := m.Details.Clone()
		e.Details = &d
	}
	if m.Analyst != back.Analyst {
		e.Analyst = &m.Analyst
	}
	if e == (exact{}) {
		return nil
	}
	return &e
}

// headLine is a mark's tag and details, but for references and note. A status
// that is not told is open.
func headLine(m model.Mark, d model.Details) string {
	parts := []string{m.Tag.Words()}
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+plain(value))
		}
	}
	graded := func(key, value string, terms []model.Term) {
		if value == "" {
			return
		}
		text := key + plain(value)
		if t, ok := model.TermFor(terms, value); ok && t.Meaning != "" {
			text += " (" + t.Meaning + ")"
		}
		parts = append(parts, text)
	}
	if m.Tag == model.Attributed && d.Speaker == "" {
		parts = append(parts, "*nobody named*")
	}
	if m.Hollow() {
		parts = append(parts, "*reference missing*")
	}
	add(keySpeaker, d.Speaker)
	add(keyQuotation, string(d.Quotation))
	graded(keyReliability, string(d.Reliability), model.ReliabilityTerms())
	graded(keyCredibility, string(d.Credibility), model.CredibilityTerms())
	add(keyBasis, string(d.Basis))
	graded(keyLikelihood, string(d.Likelihood), model.LikelihoodTerms())
	add(keyConfidence, string(d.Confidence))
	if d.Status != model.Open {
		add(keyStatus, string(d.Status))
	}
	add(keyAnalyst, string(m.Analyst))
	return strings.Join(parts, separator)
}

// referenceLine is one reference: its title, linked where it leads to the web
// or to a mailbox, and what is known of it.
func referenceLine(r model.Reference) string {
	var parts []string
	title := head(r.Title)
	switch {
	case r.URL != "" && opens(r.URL) && r.Title != "":
		parts = append(parts, "["+title+"](<"+r.URL+">)")
	case r.URL != "" && opens(r.URL):
		parts = append(parts, "<"+r.URL+">")
	case r.Title != "":
		parts = append(parts, title)
	default:
		parts = append(parts, "*untitled*")
	}
	for _, p := range []struct{ key, value string }{
		{keyDate, r.Date}, {keyLocator, r.Locator}, {keyOrigin, r.Origin}, {keyAdded, string(r.AddedBy)},
	} {
		if p.value != "" {
			parts = append(parts, p.key+plain(p.value))
		}
	}
	if r.URL != "" && !opens(r.URL) {
		parts = append(parts, keyAddress+plain(r.URL))
	}
	return strings.Join(parts, separator)
}

// opens reports whether url may be made a link of, as it is: to the web or a
// mailbox, and with nothing in it that Markdown would read otherwise.
func opens(url string) bool { return safeURL.MatchString(url) }

var safeURL = regexp.MustCompile(`^(?:https?://|mailto:)[A-Za-z0-9/?#@!$'()*+,;=:%._~-]+(?:&[A-Za-z0-9/?#@!$'()*+,:%._~=-]+)*$`)

// noteLines is a note, line by line, kept as Markdown, but for what could break
// out of the footnote or change the brief: raw HTML and definitions.
func noteLines(note string) []string {
	note = strings.TrimRight(model.Clean(note), " \t\n")
	if note == "" {
		return nil
	}
	note = rawTag.ReplaceAllString(note, `\<$1`)
	lines := strings.Split(note, "\n")
	for i, l := range lines {
		if definition.MatchString(l) {
			l = strings.Replace(l, "[", `\[`, 1)
		}
		if strings.TrimSpace(l) == "" {
			l = ""
		}
		lines[i] = l
	}
	for lines[0] == "" { // the last one is not
		lines = lines[1:]
	}
	return lines
}

// rawTag matches where raw HTML can begin, and no autolink.
var rawTag = regexp.MustCompile(`<((?:[A-Za-z][A-Za-z0-9-]*[\s/>])|[A-Za-z][A-Za-z0-9-]*$|[/!?])`)

// definition matches what can begin the definition of a link or a footnote, at
// any depth of quotes and lists.
var definition = regexp.MustCompile(`^[\s>*+\-0-9.)]*\[(?:[^\]\\]|\\.)*(?:\]:|\\?$)`)
