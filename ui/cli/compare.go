package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type compareFlags struct {
	analysts []string
	with     string
	asJSON   bool
}

// newCompareCmd says where two analysts differ.
func newCompareCmd(a *app) *cobra.Command {
	var f compareFlags
	cmd := &cobra.Command{
		Use:     "compare BRIEF",
		GroupID: groupMark,
		Short:   "Say where two analysts differ on a brief, and how far they agree",
		Long: `List where two analysts differ on a brief, in document order: marks with other
tags, edges or details, and marks that only one of them has. Marks are put
together that stand on the same words, then those that share most letters. Notes
and the status are each analyst's own and do not count. What was settled in the
reader is shown as settled until one of the marks is changed.

Then how far they agree: by unit (Cohen's kappa), by what stretches they marked
(Krippendorff's alpha for unitizing, which gives credit for what two marks share),
and which tags each gave where.

--analysts names the two; else it is you and the only other one. --with reads the
other's marks from a file that obelus import would read, and stores nothing.`,
		Example: `obelus compare mali --analysts ana,ora
obelus compare mali --with from-ora.annotated.md
obelus compare mali --analysts ana,ora --json | jq .by_unit.kappa`,
		Args:              takes(1, 1),
		ValidArgsFunction: a.completeBriefs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.compare(cmd, args[0], f) },
	}
	cmd.Flags().StringSliceVar(&f.analysts, "analysts", nil, "whose marks: A,B")
	cmd.Flags().StringVar(&f.with, "with", "", "a file with the other's marks (- is the standard input)")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "as JSON")
	return cmd
}

func (a *app) compare(cmd *cobra.Command, ref string, f compareFlags) error {
	for i, name := range f.analysts { // as an analyst's own name is read: "ana, ora" names the same two
		f.analysts[i] = model.CleanLine(name)
	}
	if cmd.Flags().Changed("analysts") && (len(f.analysts) != 2 || slices.Contains(f.analysts, "")) {
		return usagef("--analysts names two: write --analysts A,B")
	}
	if len(f.analysts) == 2 && f.analysts[0] == f.analysts[1] && f.with == "" {
		return usagef("--analysts names %q twice: whose marks are compared with theirs?", f.analysts[0])
	}
	if ref == "-" && f.with == "-" {
		return usagef("the standard input holds the brief or the marks, not both: name a file for one of them")
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	var file *desk.ImportFile
	if f.with != "" {
		read, err := desk.ReadImport(f.with, cmd.InOrStdin(), "auto")
		if err != nil {
			return err
		}
		file = &read
	}
	o, err := a.openBrief(cmd, d, ref)
	if err != nil {
		return err
	}
	c, err := f.comparison(cmd, d, o, file)
	if err != nil {
		return fmt.Errorf("%s: %w", excerptTitle(o), err)
	}
	if f.asJSON {
		return printJSON(cmd, toComparisonJSON(o, c))
	}
	for _, r := range c.Refused {
		say(cmd, fmt.Sprintf("obelus: %s: %s: not compared: %s", f.with, r.Where, r.Why))
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, comparisonText(o, c, width))
}

// comparison compares whom the flags name; with is the file of the other's marks,
// nil where they are in the store.
func (f compareFlags) comparison(cmd *cobra.Command, d *desk.Desk, o *desk.Opened, with *desk.ImportFile) (c desk.Comparison, err error) {
	one, other := d.Analyst(), model.Analyst("")
	if len(f.analysts) == 2 {
		one, other = model.Analyst(f.analysts[0]), model.Analyst(f.analysts[1])
	}
	if with != nil {
		return d.CompareFile(cmd.Context(), o, one, other, *with)
	}
	if other == "" {
		if other, err = theOther(cmd, d, o); err != nil {
			return c, err
		}
	}
	return d.Compare(cmd.Context(), o, one, other)
}

// theOther is the only analyst besides me who marked o.
func theOther(cmd *cobra.Command, d *desk.Desk, o *desk.Opened) (model.Analyst, error) {
	sides, err := d.Analysts(cmd.Context(), o)
	if err != nil {
		return "", err
	}
	sides = slices.DeleteFunc(sides, func(s desk.Side) bool { return s.Analyst == d.Analyst() || len(s.Marks) == 0 })
	switch len(sides) {
	case 0:
		return "", errors.New("nobody else marked this brief: compare with a file's marks (--with FILE)")
	case 1:
		return sides[0].Analyst, nil
	}
	choice := choiceError{error: errors.New("several others marked this brief: say whose marks are compared, with --analysts A,B")}
	for _, s := range sides {
		choice.candidates = append(choice.candidates, fmt.Sprintf("%s  %s", model.CleanLine(string(s.Analyst)), counted(len(s.Marks), "mark")))
	}
	return "", choice
}
