package export

import (
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"

	"obelus/model"
)

// A field is one thing that the footnote of a mark shows, and what a person can
// change in it.
type field struct {
	name  string
	get   func(m *model.Mark) string
	set   func(m *model.Mark, value string)
	terms func() []model.Term // what it can be; nil where it can be any words
	none  string              // what it is where nothing is shown
}

// fields lists them in the order in which a footnote shows them.
func fields() []field {
	return []field{
		{"tag", func(m *model.Mark) string { return string(m.Tag) }, func(m *model.Mark, v string) { m.Tag = model.Tag(v) }, tagTerms, ""},
		{"speaker", func(m *model.Mark) string { return m.Details.Speaker }, func(m *model.Mark, v string) { m.Details.Speaker = v }, nil, ""},
		{"quotation", func(m *model.Mark) string { return string(m.Details.Quotation) },
			func(m *model.Mark, v string) { m.Details.Quotation = model.Quotation(v) }, model.QuotationTerms, ""},
		{"reliability", func(m *model.Mark) string { return string(m.Details.Reliability) },
			func(m *model.Mark, v string) { m.Details.Reliability = model.Reliability(v) }, model.ReliabilityTerms, ""},
		{"credibility", func(m *model.Mark) string { return string(m.Details.Credibility) },
			func(m *model.Mark, v string) { m.Details.Credibility = model.Credibility(v) }, model.CredibilityTerms, ""},
		{"basis", func(m *model.Mark) string { return string(m.Details.Basis) },
			func(m *model.Mark, v string) { m.Details.Basis = model.Basis(v) }, model.BasisTerms, ""},
		{"likelihood", func(m *model.Mark) string { return string(m.Details.Likelihood) },
			func(m *model.Mark, v string) { m.Details.Likelihood = model.Likelihood(v) }, model.LikelihoodTerms, ""},
		{"confidence", func(m *model.Mark) string { return string(m.Details.Confidence) },
			func(m *model.Mark, v string) { m.Details.Confidence = model.Confidence(v) }, model.ConfidenceTerms, ""},
		{"status", func(m *model.Mark) string { return string(m.Details.Status) },
			func(m *model.Mark, v string) { m.Details.Status = model.Status(v) }, model.StatusTerms, string(model.Open)},
		{"analyst", func(m *model.Mark) string { return string(m.Analyst) }, func(m *model.Mark, v string) { m.Analyst = model.Analyst(v) }, nil, ""},
		{"references", func(m *model.Mark) string { return referencesText(m.Details.References) }, nil, nil, ""},
		{"note", func(m *model.Mark) string { return m.Details.Note }, func(m *model.Mark, v string) { m.Details.Note = v }, nil, ""},
	}
}

// fieldNamed is one of fields.
func fieldNamed(name string) field {
	all := fields()
	return all[slices.IndexFunc(all, func(f field) bool { return f.name == name })]
}

// take gives to the field of from.
func (f field) take(to, from *model.Mark) {
	if f.set == nil {
		to.Details.References = from.Details.Clone().References
		return
	}
	f.set(to, f.get(from))
}

// tagTerms lists the tags as terms.
func tagTerms() []model.Term {
	var terms []model.Term
	for _, t := range model.Tags() {
		terms = append(terms, model.Term{Value: string(t), Also: t.Words()})
	}
	return terms
}

// referencesText is references as one text, for comparing.
func referencesText(refs []model.Reference) string {
	var b strings.Builder
	for _, r := range refs {
		b.WriteString(strings.Join([]string{r.Title, r.URL, r.Date, r.Locator, r.Origin, string(r.AddedBy)}, "\x00") + "\x01")
	}
	return b.String()
}

// A sum is a short digest of what a field showed when it was exported: enough
// to see that a person changed it, without saying everything twice. It is ""
// for what was not shown.
type sum string

// sumBytes are kept of a digest: of 16 million changes one is taken for none.
const sumBytes = 3

// sum is the digest of a value of f, whatever white space, quotation marks,
// dashes and bullets an editor makes of it.
func (f field) sum(value string) sum {
	if f.terms != nil && value == f.none {
		return ""
	}
	plain := model.Typed(value, f.name == "note")
	if plain == "" {
		return ""
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(f.name + "\x00" + plain)) // never fails
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], h.Sum64())
	return sum(base64.RawURLEncoding.EncodeToString(b[:sumBytes]))
}

// sumsOf are the sums of what m shows.
func sumsOf(m model.Mark) map[string]sum {
	sums := make(map[string]sum, 4)
	for _, f := range fields() {
		if s := f.sum(f.get(&m)); s != "" {
			sums[f.name] = s
		}
	}
	return sums
}
