package cli

import (
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
)

// newUndoCmd takes the analyst's newest change back.
func newUndoCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "undo",
		GroupID: groupStore,
		Short:   "Take back your newest change in the store",
		Long: `Take back your newest change in the store: a mark, an edit, a removal. It is
refused where the thing was changed since. obelus redo does it again, and
obelus log shows what can be taken back.`,
		Example:           "obelus undo",
		Args:              takes(0, 0),
		ValidArgsFunction: completeNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			done, err := d.Undo(cmd.Context(), desk.Scope{Earlier: true})
			if err != nil {
				return err
			}
			return print(cmd, line(done.Message))
		},
	}
}
