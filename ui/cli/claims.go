package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type claimsFlags struct {
	tag, state, status string
	speaker, text      string
	asJSON, asCSV      bool
}

// newClaimsCmd finds marks across briefs.
func newClaimsCmd(a *app) *cobra.Command {
	var f claimsFlags
	cmd := &cobra.Command{
		Use:     "claims [BRIEF...]",
		GroupID: groupMark,
		Short:   "Find marks, in one brief or in all",
		Long: `Find marks in the given briefs, else in all on the shelf: brief by brief, in
document order. All that is asked for has to hold. Marks tagged nonclaim only
come where --tag nonclaim asks for them. In CSV a cell that a spreadsheet would
take for a formula begins with an apostrophe.`,
		Example: `obelus claims
obelus claims mali --tag attributed --speaker ministry
obelus claims --status open --csv > open.csv
obelus claims --analyst kim --json | jq -r '.[].text'`,
		Args:              takes(0, unlimited),
		ValidArgsFunction: a.completeBriefs(unlimited),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.claims(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.tag, "tag", "", "sourced, attributed, opinion, unsourced or nonclaim")
	flags.StringVar(&f.state, "state", "", "placed, moved, changed or orphaned")
	flags.StringVar(&f.status, "status", "", "open, checked or disputed")
	flags.StringVar(&f.speaker, "speaker", "", "words of the speaker")
	flags.StringVar(&f.text, "text", "", "words of the marked text")
	flags.BoolVar(&f.asJSON, "json", false, "as a JSON array")
	flags.BoolVar(&f.asCSV, "csv", false, "as CSV with a line of heads")
	completeFlag(cmd, "tag", tagNames()...)
	completeFlag(cmd, "state", string(model.Placed), string(model.Moved), string(model.Changed), string(model.Orphaned))
	completeFlag(cmd, "status", termNames(model.StatusTerms())...)
	return cmd
}

func (a *app) claims(cmd *cobra.Command, refs []string, f claimsFlags) error {
	if f.asJSON && f.asCSV {
		return usagef("--json and --csv are two shapes of the same: give one of them")
	}
	query, err := f.query()
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("analyst") {
		query.Analyst = model.Analyst(a.analyst)
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	for _, ref := range refs {
		o, err := a.openBrief(cmd, d, ref)
		if err != nil {
			return err
		}
		query.Briefs = append(query.Briefs, o)
	}
	views, err := d.Claims(cmd.Context(), query)
	if err != nil {
		return err
	}
	switch {
	case f.asJSON:
		return printJSON(cmd, orEmpty(views, toMarkJSON))
	case f.asCSV:
		return printCSV(cmd, views)
	case len(views) == 0:
		say(cmd, f.nothing(cmd, len(refs)))
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, claimsTable(views).render(width))
}

// nothing says why no mark was found.
func (f claimsFlags) nothing(cmd *cobra.Command, briefs int) string {
	if f == (claimsFlags{}) && !cmd.Flags().Changed("analyst") {
		if briefs > 0 {
			return "obelus: no claim is marked there; obelus BRIEF opens the reader, obelus tag marks from here"
		}
		return "obelus: no claim is marked yet; obelus BRIEF opens the reader, obelus tag marks from here"
	}
	return "obelus: no mark is all of that; obelus claims without filters lists every claim"
}

// query is what the filters ask for.
func (f claimsFlags) query() (q desk.ClaimsQuery, err error) {
	if f.tag != "" {
		if q.Tag, err = model.ParseTag(f.tag); err != nil {
			return q, usageError{err}
		}
	}
	if q.State, err = parseState(f.state); err != nil {
		return q, err
	}
	status, err := model.ParseTerm("status", model.StatusTerms(), f.status)
	if err != nil {
		return q, usageError{err}
	}
	q.Status, q.Speaker, q.Text = model.Status(status), f.speaker, f.text
	return q, nil
}

func parseState(text string) (model.State, error) {
	switch s := model.State(strings.ToLower(strings.TrimSpace(text))); s {
	case "", model.Placed, model.Moved, model.Changed, model.Orphaned:
		return s, nil
	}
	return "", usagef("%q is no state: write placed, moved, changed or orphaned", text)
}

func claimsTable(views []desk.MarkView) *table {
	t := &table{columns: []column{{head: "MARK"}, {head: "TAG"}, {head: "SPEAKER", flex: true}, {head: "STATUS"}, {head: "TEXT", flex: true}}}
	for _, v := range views {
		tag := string(v.Tag)
		if v.State != model.Placed {
			tag += " †"
		}
		if v.Hollow() {
			tag += ", reference missing"
		}
		t.add(nameOf(v), tag, speakerOf(v), string(v.Details.Status), v.Quote.Text)
	}
	return t
}

// speakerOf names who says it, for a mark that can have a speaker.
func speakerOf(v desk.MarkView) string {
	switch {
	case v.Tag != model.Attributed:
		return ""
	case v.Details.Speaker == "":
		return "nobody named"
	}
	return v.Details.Speaker
}
