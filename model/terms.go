package model

import (
	"fmt"
	"strings"
)

// Quotation says how a speaker's words stand in the brief.
type Quotation string

// How words are quoted; "" where nobody said.
const (
	Direct   Quotation = "direct"
	Indirect Quotation = "indirect"
	Mixed    Quotation = "mixed"
)

// Reliability rates a source by the Admiralty code's letters A to F. F means
// "cannot be judged", not "worst". "" is not rated.
type Reliability string

// Credibility rates a piece of information by the Admiralty code's numbers 1
// to 6. 6 means "cannot be judged", not "worst". "" is not rated.
type Credibility string

// Basis says what an opinion rests on.
type Basis string

// What an opinion can rest on; "" where nobody said.
const (
	Judgement  Basis = "judgement"
	Assumption Basis = "assumption"
)

// Likelihood is the first term of a row of the likelihood table, and only what
// the brief words; "" where it words none.
type Likelihood string

// Confidence is what an author claims for an opinion.
type Confidence string

// The levels of confidence; "" where nobody said.
const (
	Low      Confidence = "low"
	Moderate Confidence = "moderate"
	High     Confidence = "high"
)

// Status is how far the work on a mark has come.
type Status string

// The states of work; a new mark is Open.
const (
	Open     Status = "open"
	Checked  Status = "checked"
	Disputed Status = "disputed"
)

// A Term is one value that a detail can have, with what it means.
type Term struct {
	Value   string // what is stored
	Meaning string // what people read beside it; may be ""
	Also    string // another wording of the same value; may be ""
}

// QuotationTerms lists what a quotation can be.
func QuotationTerms() []Term {
	return []Term{
		{Value: "direct", Meaning: "the speaker's own words, in quotation marks"},
		{Value: "indirect", Meaning: "reported in the brief's words"},
		{Value: "mixed", Meaning: "some of each"},
	}
}

// ReliabilityTerms lists the Admiralty code's letters (NATO AJP-2.1).
func ReliabilityTerms() []Term {
	return []Term{
		{Value: "A", Meaning: "completely reliable"},
		{Value: "B", Meaning: "usually reliable"},
		{Value: "C", Meaning: "fairly reliable"},
		{Value: "D", Meaning: "not usually reliable"},
		{Value: "E", Meaning: "unreliable"},
		{Value: "F", Meaning: "reliability cannot be judged"},
	}
}

// CredibilityTerms lists the Admiralty code's numbers (NATO AJP-2.1).
func CredibilityTerms() []Term {
	return []Term{
		{Value: "1", Meaning: "confirmed by other sources"},
		{Value: "2", Meaning: "probably true"},
		{Value: "3", Meaning: "possibly true"},
		{Value: "4", Meaning: "doubtful"},
		{Value: "5", Meaning: "improbable"},
		{Value: "6", Meaning: "truth cannot be judged"},
	}
}

// BasisTerms lists what an opinion can rest on.
func BasisTerms() []Term {
	return []Term{
		{Value: "judgement", Meaning: "concluded from what the brief gives"},
		{Value: "assumption", Meaning: "taken as given, to reason from"},
	}
}

// LikelihoodTerms lists the rows of ICD 203, D.6.e(2), with their bands.
func LikelihoodTerms() []Term {
	return []Term{
		{Value: "almost no chance", Also: "remote", Meaning: "01–05 %"},
		{Value: "very unlikely", Also: "highly improbable", Meaning: "05–20 %"},
		{Value: "unlikely", Also: "improbable", Meaning: "20–45 %"},
		{Value: "roughly even chance", Also: "roughly even odds", Meaning: "45–55 %"},
		{Value: "likely", Also: "probable", Meaning: "55–80 %"},
		{Value: "very likely", Also: "highly probable", Meaning: "80–95 %"},
		{Value: "almost certain", Also: "nearly certain", Meaning: "95–99 %"},
	}
}

// ConfidenceTerms lists the levels of confidence, as analytic assessments
// explain them (US National Intelligence Estimates, "Confidence in
// assessments").
func ConfidenceTerms() []Term {
	return []Term{
		{Value: "low", Meaning: "scant, questionable or fragmented information"},
		{Value: "moderate", Meaning: "credible, but not enough or not corroborated"},
		{Value: "high", Meaning: "high-quality information, several sources"},
	}
}

// StatusTerms lists the states of work.
func StatusTerms() []Term {
	return []Term{
		{Value: "open", Meaning: "not looked into yet"},
		{Value: "checked", Meaning: "looked into, and it holds"},
		{Value: "disputed", Meaning: "looked into, and something speaks against it"},
	}
}

// TermFor finds the term whose value is value; ok is false where there is none.
func TermFor(terms []Term, value string) (term Term, ok bool) {
	for _, t := range terms {
		if t.Value == value {
			return t, true
		}
	}
	return Term{}, false
}

// ParseTerm reads one of terms, by its value or its other wording, in any
// case; an empty text gives "". name is what the error calls the detail.
func ParseTerm(name string, terms []Term, text string) (string, error) {
	want := strings.TrimSpace(text)
	if want == "" {
		return "", nil
	}
	values := make([]string, 0, len(terms))
	for _, t := range terms {
		if strings.EqualFold(want, t.Value) || t.Also != "" && strings.EqualFold(want, t.Also) {
			return t.Value, nil
		}
		values = append(values, t.Value)
	}
	return "", fmt.Errorf("%q is no %s: write one of %s", text, name, strings.Join(values, ", "))
}

// Check refuses what is in no table of terms.
func (d Details) Check() error {
	checks := []struct {
		name, value string
		terms       []Term
	}{
		{"quotation", string(d.Quotation), QuotationTerms()},
		{"reliability", string(d.Reliability), ReliabilityTerms()},
		{"credibility", string(d.Credibility), CredibilityTerms()},
		{"basis", string(d.Basis), BasisTerms()},
		{"likelihood", string(d.Likelihood), LikelihoodTerms()},
		{"confidence", string(d.Confidence), ConfidenceTerms()},
		{"status", string(d.Status), StatusTerms()},
	}
	for _, c := range checks {
		if _, ok := TermFor(c.terms, c.value); c.value != "" && !ok {
			_, err := ParseTerm(c.name, c.terms, c.value)
			if err == nil {
				err = fmt.Errorf("%q is no %s as it is stored", c.value, c.name)
			}
			return err
		}
	}
	return nil
}
