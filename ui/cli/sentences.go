package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// newSentencesCmd lists the units of a brief.
func newSentencesCmd(a *app) *cobra.Command {
	var asJSON bool
	var format string
	cmd := &cobra.Command{
		Use:     "sentences BRIEF",
		GroupID: groupRead,
		Short:   "List the units that the cursor stops at, in order",
		Long: `List the units of a brief, in order and numbered from 1: its sentences, and
headings, list items, table cells and captions that have no sentences of their
own. With - the brief is read from the standard input. Nothing is stored.`,
		Example: `obelus sentences iran-russia-mali.txt
obelus sentences - --format markdown --json < brief.md`,
		Args:              takes(1, 1),
		ValidArgsFunction: a.completeBriefs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			as, err := formatNamed(format)
			if err != nil {
				return err
			}
			d, err := a.desk()
			if err != nil {
				return err
			}
			o, err := a.openText(cmd, d, args[0], as)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(cmd, orEmpty(o.Units(), unitShape(o)))
			}
			return print(cmd, unitLines(o))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as a JSON array")
	addFormatFlag(cmd, &format)
	return cmd
}

func unitShape(o *desk.Opened) func(model.Unit) unitJSON {
	return func(u model.Unit) unitJSON {
		return unitJSON{N: u.N, Start: u.Span.Start, End: u.Span.End, Text: o.Doc.VisibleOf(u.Span), Countable: u.Countable()}
	}
}

// unitLines is a line for every unit: its number and its text.
func unitLines(o *desk.Opened) string {
	units := o.Units()
	digits := len(fmt.Sprint(len(units)))
	var b strings.Builder
	for _, u := range units {
		fmt.Fprintf(&b, "%*d  %s\n", digits, u.N, model.CleanLine(o.Doc.VisibleOf(u.Span)))
	}
	return b.String()
}
