package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type tagFlags struct {
	where   whereFlags
	details detailFlags
	asJSON  bool
}

// newTagCmd makes a mark.
func newTagCmd(a *app) *cobra.Command {
	var f tagFlags
	cmd := &cobra.Command{
		Use:     "tag BRIEF TAG",
		GroupID: groupMark,
		Short:   "Mark a quote, a span or a unit of a brief",
		Long: `Mark a stretch of a brief as sourced, attributed, opinion, unsourced or nonclaim
(s, a, o, -, #). The stretch is a --quote, white space aside; a --span of bytes of
the brief text; or a --unit by its number, as obelus sentences lists them. Where
you have a mark with exactly that span it gets the tag, and keeps its details but
for those that are given.

How to decide, in this order:

` + decisions,
		Example: `obelus tag iran-russia-mali.txt attributed --unit 14 --speaker analysts
obelus tag mali o --quote "both Tehran and Moscow will be well placed" --basis judgement
obelus tag mali - --quote "modern surveillance radars" --occurrence 1
obelus tag mali s --span 1024:1100 --ref "UN S/2023/36 <https://undocs.org/s/2023/36> 16 Jan 2023 para 12" --origin MINUSMA`,
		Args:              takes(2, 2),
		ValidArgsFunction: a.completeTagging,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.tag(cmd, args[0], args[1], &f) },
	}
	f.where.addTo(cmd)
	f.details.addTo(cmd)
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print the mark as JSON")
	return cmd
}

// decisions is how an analyst decides on a tag.
const decisions = `  1  Does it say who says so?  attributed. Pledges, denials, "reportedly", even
     "noted" and "confirmed". A link proves only that they said it.
  2  In the brief's own voice: could a document or an observation settle it?
     No (meaning, motive, evaluation, forecast):       opinion
     Yes, and there is a reference that can be opened: sourced
     Yes, and there is none:                           unsourced
  Between opinion and unsourced: choose unsourced. It puts the question to the
  author. Headings, credits, teasers, menus: nonclaim.`

func (a *app) tag(cmd *cobra.Command, ref, tagText string, f *tagFlags) error {
	tag, err := model.ParseTag(tagText)
	if err != nil {
		return usageError{err}
	}
	if err := f.where.check(cmd); err != nil {
		return err
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	o, err := a.openBrief(cmd, d, ref)
	if err != nil {
		return err
	}
	span, err := f.where.find(o)
	if err != nil {
		return err
	}
	done, err := d.Tag(cmd.Context(), o, []desk.Tagging{{
		Span: span, Tag: tag, Revise: f.details.revise(d.Analyst(), o.Doc.Text()),
	}})
	if err != nil {
		return err
	}
	return a.printMark(cmd, d, o, span, done, f.asJSON)
}

// printMark prints the mark of the analyst's that now has span: as JSON, or
// what was done and the name to call it by.
func (a *app) printMark(cmd *cobra.Command, d *desk.Desk, o *desk.Opened, span model.Span, done desk.Outcome, asJSON bool) error {
	span, err := o.Doc.Snap(span)
	if err != nil {
		return err
	}
	marks, err := d.Marks(cmd.Context(), o)
	if err != nil {
		return err
	}
	for _, v := range marks.Here {
		if v.Span == span && v.Analyst == d.Analyst() {
			return printView(cmd, v, done, asJSON)
		}
	}
	return print(cmd, line(done.Message))
}

func printView(cmd *cobra.Command, v desk.MarkView, done desk.Outcome, asJSON bool) error {
	if asJSON {
		return printJSON(cmd, toMarkJSON(v))
	}
	return print(cmd, line(fmt.Sprintf("%s  %s", nameOf(v), done.Message)))
}

// nameOf is what a mark can be called by in every command: BRIEF#LABEL.
func nameOf(v desk.MarkView) string { return string(v.Brief) + "#" + string(v.Label) }
