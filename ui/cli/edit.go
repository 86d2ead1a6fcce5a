package cli

import (
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type editFlags struct {
	tag     string
	span    string
	details detailFlags
	asJSON  bool
}

// newEditCmd changes a mark.
func newEditCmd(a *app) *cobra.Command {
	var f editFlags
	cmd := &cobra.Command{
		Use:     "edit MARK",
		GroupID: groupMark,
		Short:   "Change the tag, the span or the details of one of your marks",
		Long: `Change one of your marks: its tag, its span, its details. What is not given stays
as it is; an empty value empties it; --ref gives all references anew. A new span
is one of the brief's newest text: a mark that was not found there gets its new
place by it, and stands there from then on.`,
		Example: `obelus edit mali#a14 --speaker "Pyotr Ilichov" --quotation mixed
obelus edit mali#u20 --tag opinion --likelihood "very likely" --note ""`,
		Args:              takes(1, 1),
		ValidArgsFunction: a.completeMarks,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.edit(cmd, args[0], &f) },
	}
	cmd.Flags().StringVar(&f.tag, "tag", "", "the new tag")
	cmd.Flags().StringVar(&f.span, "span", "", "the new span, START:END in bytes of the brief text, end exclusive")
	completeFlag(cmd, "tag", tagNames()...)
	f.details.addTo(cmd)
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print the mark as JSON")
	return cmd
}

func (a *app) edit(cmd *cobra.Command, ref string, f *editFlags) error {
	e, err := f.changes(cmd.Flags().Changed)
	if err != nil {
		return err
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	o, v, err := d.ResolveMark(cmd.Context(), ref)
	if err != nil {
		return err
	}
	e.Revise = f.details.revise(d.Analyst(), o.Doc.Text())
	if e.Span != nil {
		e.On = o
	}
	if e.Tag == nil && e.Span == nil && e.Revise == nil {
		return usagef("nothing says what to change: give --tag, --span or a detail, as obelus edit --help lists them")
	}
	done, err := d.Edit(cmd.Context(), v.ID, e)
	if err != nil {
		return err
	}
	if _, v, err = d.ResolveMark(cmd.Context(), string(v.ID)); err != nil {
		return err
	}
	return printView(cmd, v, done, f.asJSON)
}

// changes is what --tag and --span ask for.
func (f *editFlags) changes(given func(flag string) bool) (e desk.Edit, err error) {
	if given("tag") {
		tag, err := model.ParseTag(f.tag)
		if err != nil {
			return e, usageError{err}
		}
		e.Tag = &tag
	}
	if given("span") {
		span, err := model.ParseSpan(f.span)
		if err != nil {
			return e, usageError{err}
		}
		e.Span = &span
	}
	return e, nil
}
