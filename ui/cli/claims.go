package cli

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
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
come where --tag nonclaim asks for them. A speaker is found by all of its names
(see obelus speakers). † stands for a mark whose words are not in the newest
text, ? for one that was found in other words or another place.

On a terminal the table is as wide as that, each brief below its title, and a
narrow one leaves the status out. Elsewhere a mark is one line with nothing cut,
its cells parted by two spaces or more. In CSV a cell that a spreadsheet would
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
	flags.StringVar(&f.speaker, "speaker", "", "words of a name of who says it")
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
	out := newStreamed(cmd)
	var shape markPrinter
	switch {
	case f.asJSON:
		shape = claimList{&jsonList{out: out}}
	case f.asCSV:
		shape = newCSVMarks(out)
	default:
		width, _ := a.widthOf(cmd.OutOrStdout())
		shape = newClaimRows(out, width)
	}
	n, err := printMarks(d.Claims(cmd.Context(), query), shape, out)
	if err == nil && n == 0 && !f.asJSON && !f.asCSV {
		say(cmd, f.nothing(cmd, len(refs)))
	}
	return err
}

// A markPrinter prints marks one by one.
type markPrinter interface {
	mark(v desk.MarkView) error
	end() error // what stands behind the last one
}

// printMarks prints marks as they are found, a brief's at a time, and counts
// them. Where finding them fails, what was found stands there, without its end.
func printMarks(found iter.Seq2[desk.MarkView, error], shape markPrinter, out *streamed) (n int, err error) {
	brief := model.BriefID("")
	for v, err := range found {
		if err == nil && v.Brief != brief {
			brief, err = v.Brief, out.flush()
		}
		if err == nil {
			err = shape.mark(v)
		}
		if err != nil {
			return n, errors.Join(err, out.flush())
		}
		n++
	}
	if err := shape.end(); err != nil {
		return n, err
	}
	return n, out.flush()
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

// claimRows prints marks as a table: on a terminal in its width, below the
// title of their brief; elsewhere whole, a line each.
type claimRows struct {
	*rowList
	brief model.BriefID // of the last mark
}

// statusFrom is how many columns a terminal has where there is room for status.
const statusFrom = 96

// mostSource is how many cells a source takes on a terminal.
const mostSource = 40

func newClaimRows(out *streamed, width int) *claimRows {
	columns := []column{{head: "MARK"}, {head: "TAG"}, {head: "SOURCE"}, {head: "STATUS"}, {head: "TEXT", flex: true}}
	if width > 0 && width < statusFrom {
		columns = slices.Delete(columns, 3, 4)
	}
	return &claimRows{rowList: &rowList{out: out, table: &table{columns: columns}, width: width}}
}

func (c *claimRows) mark(v desk.MarkView) error {
	if c.width > 0 && v.Brief != c.brief {
		c.brief = v.Brief
		c.title(model.CleanLine(cmp.Or(v.Title, "untitled")))
	}
	tag, status := string(v.Tag), string(v.Details.Status)
	switch {
	case v.State == model.Orphaned:
		tag += " †"
	case v.Unsure():
		tag += " ? " + string(v.State)
	}
	source := sourceOf(v)
	if c.width > 0 { // so that the words have the larger part of what mark, tag and status leave
		source = ansi.Truncate(model.CleanLine(source), max(minFlex, min((c.width-36)*2/5, mostSource)), "…")
	}
	cells := []string{nameOf(v), tag, source, status, v.Quote.Text}
	if len(c.table.columns) < len(cells) {
		cells = slices.Delete(cells, 3, 4)
	}
	return c.add(nil, cells...)
}

// claimList prints marks as JSON.
type claimList struct{ *jsonList }

func (c claimList) mark(v desk.MarkView) error { return c.add(toMarkJSON(v)) }

// sourceOf is whom a mark says a claim is from: its speaker, or what can be
// read; "" where its tag says that there is neither.
func sourceOf(v desk.MarkView) string {
	switch {
	case v.Tag == model.Attributed:
		return cmp.Or(v.Details.Speaker, "nobody named")
	case v.Hollow():
		return "reference missing"
	case v.Tag != model.Sourced:
		return ""
	}
	var names []string
	for _, r := range v.Details.References {
		names = append(names, cmp.Or(r.Title, r.URL))
	}
	return strings.Join(names, "; ")
}
