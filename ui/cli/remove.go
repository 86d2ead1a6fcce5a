package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// newRemoveCmd takes briefs off the shelf.
func newRemoveCmd(a *app) *cobra.Command {
	var purge bool
	cmd := &cobra.Command{
		Use:     "remove BRIEF...",
		GroupID: groupShelf,
		Short:   "Take briefs off the shelf, or purge them for good",
		Long: `Take briefs off the shelf; their texts and marks stay in the store, and obelus
undo brings them back. --purge removes them for good: text, marks, and what the
journal says of them, also from the copies of the store that lie beside it.
Nothing brings those back. Copies that you made elsewhere with obelus backup are
yours to purge (--db COPY) or to remove, and so are damaged stores that were set
aside: those are named. Who is interrupted purges again; where the brief is off
the store already, some of its bytes may be in the file until its next change.`,
		Example: `obelus remove mali
obelus remove 3f2a9c --purge
# from a copy elsewhere
obelus remove 3f2a9c --purge --db /media/stick/obelus.db`,
		Args:              takes(1, unlimited),
		ValidArgsFunction: a.completeBriefs(unlimited),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			ids, titles, err := a.storedBriefs(cmd, d, args)
			if err != nil {
				return err
			}
			if purge {
				return a.purge(cmd, d, ids, titles)
			}
			done, err := d.Remove(cmd.Context(), ids...)
			if err != nil {
				return err
			}
			return print(cmd, line(done.Message+" (obelus undo brings it back)"))
		},
	}
	cmd.Flags().BoolVar(&purge, "purge", false, "for good: text, marks, journal, free pages")
	return cmd
}

func (a *app) storedBriefs(cmd *cobra.Command, d *desk.Desk, refs []string) (ids []model.BriefID, titles []string, err error) {
	for _, ref := range refs {
		o, err := a.openBrief(cmd, d, ref)
		if err != nil {
			return nil, nil, err
		}
		if len(o.Brief.Revisions) == 0 {
			return nil, nil, fmt.Errorf("%s is not in the store: there is nothing to take off the shelf", ref)
		}
		ids, titles = append(ids, o.Brief.ID), append(titles, o.Brief.Title)
	}
	return ids, titles, nil
}

func (a *app) purge(cmd *cobra.Command, d *desk.Desk, ids []model.BriefID, titles []string) error {
	left, err := d.Purge(cmd.Context(), ids...)
	if err != nil {
		return err
	}
	for _, p := range left {
		say(cmd, "obelus: "+p.Where+" may still hold something of it ("+p.What+"): remove that file yourself if it must not")
	}
	for _, title := range titles {
		if err := print(cmd, line("purged for good: "+title)); err != nil {
			return err
		}
	}
	return nil
}
