package cli

import (
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
)

// newRedoCmd does again what undo took back.
func newRedoCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "redo",
		GroupID:           groupStore,
		Short:             "Do again what undo took back",
		Example:           "obelus redo",
		Args:              takes(0, 0),
		ValidArgsFunction: completeNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			done, err := d.Redo(cmd.Context(), desk.Scope{Earlier: true})
			if err != nil {
				return err
			}
			return print(cmd, line(done.Message))
		},
	}
}
