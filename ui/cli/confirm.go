package cli

import (
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type confirmFlags struct{ leave bool }

// newConfirmCmd confirms marks in a new text.
func newConfirmCmd(a *app) *cobra.Command {
	var f confirmFlags
	cmd := &cobra.Command{
		Use:     "confirm MARK...",
		GroupID: groupMark,
		Short:   "Confirm marks of yours where a new text of the brief has them",
		Long: `Say that marks of yours belong where they were found in a new text of their brief.
Until then they are looked for from where they stood when you made or confirmed
them; obelus claims --state changed and --state moved list what wants a look.

A mark whose words are not there has no place to confirm: give it one with obelus
edit MARK --span, or say with --leave that it has none in this text. It is kept as
it was, and is looked for in the next text again.`,
		Example: `obelus confirm mali#a14 mali#o15
obelus confirm --leave mali#u20
obelus edit mali#u20 --span 1024:1100`,
		Args:              takes(1, unlimited),
		ValidArgsFunction: a.completeMarks,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.confirm(cmd, args, f) },
	}
	cmd.Flags().BoolVar(&f.leave, "leave", false, "leave the marks out of the new text instead: it does not have their words")
	return cmd
}

func (a *app) confirm(cmd *cobra.Command, refs []string, f confirmFlags) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	var all []desk.Finds
	for _, ref := range refs {
		o, v, err := d.ResolveMark(cmd.Context(), ref)
		if err != nil {
			return err
		}
		all = addFind(all, o, v.ID)
	}
	do := d.ConfirmAll
	if f.leave {
		do = d.LeaveAll
	}
	done, err := do(cmd.Context(), all...)
	if err != nil {
		return err
	}
	back := " (obelus undo takes it back)"
	if done.Change.Seq == 0 {
		back = ""
	}
	return print(cmd, line(done.Message+back))
}

// addFind puts a mark to those of its brief.
func addFind(all []desk.Finds, in *desk.Opened, id model.MarkID) []desk.Finds {
	for i := range all {
		if all[i].In.Brief.ID == in.Brief.ID {
			all[i].IDs = append(all[i].IDs, id)
			return all
		}
	}
	return append(all, desk.Finds{In: in, IDs: []model.MarkID{id}})
}
