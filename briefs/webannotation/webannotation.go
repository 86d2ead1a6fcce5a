// Package webannotation writes marks as JSON-LD of the W3C Web Annotation Data
// Model (https://www.w3.org/TR/annotation-model/), and reads the annotations of
// this and other programs.
//
// A mark is an Annotation that classifies the words that it selects. What the
// model has words for is said in them, so that any tool shows the tag, the note,
// who, when and where. What it has none for stands beside that under a namespace
// of our own, as members that begin with "obelus:", and comes back exactly. What
// another program's annotation said besides is kept with the mark, and given
// back in its place; where both say something, ours stands.
package webannotation

import (
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"obelus/model"
)

// The contexts of what is written: the model's, and the namespace of ours.
const (
	annoContext = "http://www.w3.org/ns/anno.jsonld"
	vocabulary  = "urn:obelus:vocabulary#"
)

// The beginnings of the names that things of ours have.
const (
	uuidURN  = "urn:uuid:"
	markURN  = "urn:obelus:mark:" // of a mark whose id is no UUID
	briefURN = "urn:obelus:brief:"
	listURN  = "urn:obelus:marks:"
)

// The members of ours. Those of a mark's details are named as in all of the
// program's JSON.
const (
	keyTag     = "obelus:tag"
	keyLabel   = "obelus:label" // for people; it is made anew from where the mark stands
	keyState   = "obelus:state" // likewise
	keyLeft    = "obelus:left"
	keyRefs    = "obelus:references"
	keyDetail  = "obelus:detail" // of a body: which of a mark's two it is
	keyBrief   = "obelus:brief"
	keyText    = "obelus:revision"
	keySpan    = "obelus:span"   // bytes of the brief text, START:END
	keyExtra   = "obelus:extra"  // what another program said, where it could not be given back in its place
	keyName    = "obelus:name"   // what another program calls it, where that is no address
	keySource  = "obelus:source" // the page that another program says it is on
	keyNote    = "obelus:note"   // what another program said of the body that is the note
	keyTagging = "obelus:tagging"
)

// The mark's own bodies.
const (
	detailTag  = "tag"
	detailNote = "note"
)

// A detail is one of a mark's details that is a single word or text.
type detail struct {
	key   string
	terms []model.Term // what it can be; nil is any text
	get   func(*model.Details) string
	set   func(*model.Details, string)
}

// details lists them in the order in which forms show them. The note is a body.
var details = []detail{
	{"obelus:speaker", nil, func(d *model.Details) string { return d.Speaker }, func(d *model.Details, v string) { d.Speaker = v }},
	{"obelus:quotation", model.QuotationTerms(), func(d *model.Details) string { return string(d.Quotation) }, func(d *model.Details, v string) { d.Quotation = model.Quotation(v) }},
	{"obelus:reliability", model.ReliabilityTerms(), func(d *model.Details) string { return string(d.Reliability) }, func(d *model.Details, v string) { d.Reliability = model.Reliability(v) }},
	{"obelus:credibility", model.CredibilityTerms(), func(d *model.Details) string { return string(d.Credibility) }, func(d *model.Details, v string) { d.Credibility = model.Credibility(v) }},
	{"obelus:basis", model.BasisTerms(), func(d *model.Details) string { return string(d.Basis) }, func(d *model.Details, v string) { d.Basis = model.Basis(v) }},
	{"obelus:likelihood", model.LikelihoodTerms(), func(d *model.Details) string { return string(d.Likelihood) }, func(d *model.Details, v string) { d.Likelihood = model.Likelihood(v) }},
	{"obelus:confidence", model.ConfidenceTerms(), func(d *model.Details) string { return string(d.Confidence) }, func(d *model.Details, v string) { d.Confidence = model.Confidence(v) }},
	{"obelus:status", model.StatusTerms(), func(d *model.Details) string { return string(d.Status) }, func(d *model.Details, v string) { d.Status = model.Status(v) }},
}

// referencePart is one text of a reference, by its member.
type referencePart struct {
	key string
	at  func(*model.Reference) *string
}

// referenceParts lists them as a reference is spelled.
var referenceParts = []referencePart{
	{"obelus:title", func(r *model.Reference) *string { return &r.Title }},
	{"obelus:url", func(r *model.Reference) *string { return &r.URL }},
	{"obelus:date", func(r *model.Reference) *string { return &r.Date }},
	{"obelus:locator", func(r *model.Reference) *string { return &r.Locator }},
	{"obelus:origin", func(r *model.Reference) *string { return &r.Origin }},
	{"obelus:added_by", func(r *model.Reference) *string { return (*string)(&r.AddedBy) }},
}

// motivations says why a mark was made, in the model's words (section 3.3.5): it
// says of which kind a statement is; where its source or its information was
// graded or the statement looked into, it assesses it as well.
func motivations(m model.Mark) []string {
	d := m.Details
	if d.Reliability != "" || d.Credibility != "" || d.Status == model.Checked || d.Status == model.Disputed {
		return []string{"classifying", "assessing"}
	}
	return []string{"classifying"}
}

// iriOf is the name of a mark as an IRI.
func iriOf(id model.MarkID) string {
	if u, err := uuid.Parse(string(id)); err == nil && u.String() == string(id) {
		return uuidURN + string(id)
	}
	return markURN + url.QueryEscape(string(id))
}

// markIDOf is the mark that an IRI names; ok is false for names of others.
func markIDOf(iri string) (id model.MarkID, ok bool) {
	if name, found := strings.CutPrefix(iri, uuidURN); found {
		u, err := uuid.Parse(name)
		return model.MarkID(u.String()), err == nil && len(name) == 36
	}
	if name, found := strings.CutPrefix(iri, markURN); found {
		name, err := url.QueryUnescape(name)
		return model.MarkID(name), err == nil && name != ""
	}
	return "", false
}

// isIRI reports whether s is an absolute IRI: a scheme and what follows it,
// without what RFC 3987 leaves out (section 2.2): controls, white space, and
// the signs that delimit one.
func isIRI(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" || scheme == "" || !isLetter(scheme[0]) {
		return false
	}
	for i := range len(scheme) {
		if c := scheme[i]; !isLetter(c) && (c < '0' || c > '9') && !strings.ContainsRune("+-.", rune(c)) {
			return false
		}
	}
	if !percentsEscape(rest) {
		return false
	}
	return !strings.ContainsFunc(rest, func(r rune) bool {
		_, bad := model.Neutral(r)
		return bad || r <= ' ' || r == 0xa0 || r == 0x3000 || r >= 0xe000 && r <= 0xf8ff || strings.ContainsRune("<>\"{}|\\^`", r)
	})
}

// percentsEscape reports whether each percent sign in s begins an escape.
func percentsEscape(s string) bool {
	hex := func(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
	for i := range len(s) {
		if s[i] == '%' && (i+2 >= len(s) || !hex(s[i+1]) || !hex(s[i+2])) {
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// sourceOf is what the marks of a brief are on: its address, where it has one of
// the Web's, else a name of ours.
func sourceOf(b model.Brief) (iri string, web bool) {
	if lower := strings.ToLower(b.URL); isIRI(b.URL) && (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")) {
		return b.URL, true
	}
	return briefURN + url.QueryEscape(string(b.ID)), false
}

// stamp is a time as the model wants it (section 3.3.1): in UTC, said by Z.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// readStamp reads a time as programs write it; one without a zone is UTC.
func readStamp(text string) (t time.Time, ok bool) {
	if text == "" {
		return t, false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// tagIn is the tag that another program's tag spells in full. A lone letter or
// sign is none of ours: who tags with "a" can mean anything.
func tagIn(text string) (tag model.Tag, ok bool) {
	text = strings.Join(strings.Fields(text), " ")
	tag, err := model.ParseTag(text)
	return tag, err == nil && len(text) > 2
}
