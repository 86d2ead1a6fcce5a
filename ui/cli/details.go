package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"obelus/model"
)

// detailFlags are the flags of tag and edit that set what a mark carries. They
// are applied in the order in which they were given, so that --origin belongs
// to the --ref before it.
type detailFlags struct {
	changes    []func(*model.Details)
	references []model.Reference
	emptied    bool // --ref "" was given
}

// addTo declares the flags on cmd.
func (f *detailFlags) addTo(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.Var(f.text(func(d *model.Details, v string) { d.Speaker = strings.TrimSpace(v) }), "speaker", "who says so: a name, a description, or anonymous")
	flags.Var(detail{"reference", f.ref}, "ref", `a reference, "TITLE <URL> DATE LOCATOR"; can be given again, "" for none`)
	flags.Var(detail{"origin", f.origin}, "origin", "where the --ref before it has it from")
	flags.Var(f.text(func(d *model.Details, v string) { d.Note = v }), "note", "a note, in Markdown")
	for _, t := range termFlags() {
		flags.Var(f.term(t), t.name, t.usage)
		completeFlag(cmd, t.name, termNames(t.terms)...)
	}
}

// A termFlag is a flag whose values are a table of terms.
type termFlag struct {
	name, usage string
	terms       []model.Term
	set         func(*model.Details, string)
}

func termFlags() []termFlag {
	return []termFlag{
		{"quotation", "how the words stand: direct, indirect or mixed", model.QuotationTerms(),
			func(d *model.Details, v string) { d.Quotation = model.Quotation(v) }},
		{"reliability", "of the source, A to E; F: cannot be judged", model.ReliabilityTerms(),
			func(d *model.Details, v string) { d.Reliability = model.Reliability(v) }},
		{"credibility", "of the information, 1 to 5; 6: cannot be judged", model.CredibilityTerms(),
			func(d *model.Details, v string) { d.Credibility = model.Credibility(v) }},
		{"basis", "what an opinion rests on: judgement or assumption", model.BasisTerms(),
			func(d *model.Details, v string) { d.Basis = model.Basis(v) }},
		{"likelihood", `only what the brief words, as "very likely"`, model.LikelihoodTerms(),
			func(d *model.Details, v string) { d.Likelihood = model.Likelihood(v) }},
		{"confidence", "what the author claims: low, moderate or high", model.ConfidenceTerms(),
			func(d *model.Details, v string) { d.Confidence = model.Confidence(v) }},
		{"status", "how far the work is: open, checked or disputed", model.StatusTerms(),
			func(d *model.Details, v string) { d.Status = model.Status(v) }},
	}
}

// revise gives what the flags do to a mark's details; nil where none was
// given. References are given anew as a whole; those that brief, the brief
// text, does not give itself are added by who.
func (f *detailFlags) revise(who model.Analyst, brief string) func(*model.Details) {
	if len(f.changes) == 0 && len(f.references) == 0 && !f.emptied {
		return nil
	}
	references := slices.Clone(f.references)
	for i, r := range references {
		if r.URL == "" || !strings.Contains(brief, r.URL) {
			references[i].AddedBy = who
		}
	}
	return func(d *model.Details) {
		for _, change := range f.changes {
			change(d)
		}
		if f.emptied || len(references) > 0 {
			d.References = references
		}
	}
}

func (f *detailFlags) text(set func(*model.Details, string)) pflag.Value {
	return detail{"text", func(v string) error {
		f.changes = append(f.changes, func(d *model.Details) { set(d, v) })
		return nil
	}}
}

func (f *detailFlags) term(t termFlag) pflag.Value {
	return detail{"term", func(v string) error {
		value, err := model.ParseTerm(t.name, t.terms, v)
		if err == nil {
			f.changes = append(f.changes, func(d *model.Details) { t.set(d, value) })
		}
		return err
	}}
}

func (f *detailFlags) ref(v string) error {
	if strings.TrimSpace(v) == "" {
		f.emptied = true
		return nil
	}
	r, err := model.ParseReference(v)
	if err == nil {
		f.references = append(f.references, r)
	}
	return err
}

func (f *detailFlags) origin(v string) error {
	if len(f.references) == 0 {
		return errors.New("an origin belongs to the --ref before it, and there is none")
	}
	f.references[len(f.references)-1].Origin = strings.TrimSpace(v)
	return nil
}

// A detail is a flag that acts when it is met.
type detail struct {
	kind string
	set  func(string) error
}

func (d detail) String() string     { return "" }
func (d detail) Set(v string) error { return d.set(v) }
func (d detail) Type() string       { return d.kind }
