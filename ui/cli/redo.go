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
		RunE:              a.stepping((*desk.Desk).Redo),
	}
}
