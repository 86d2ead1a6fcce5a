package cli

import (
	"context"

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
		RunE:              a.stepping((*desk.Desk).Undo),
	}
}

// stepping runs a step through the journal, over the whole store, and says what
// it did.
func (a *app) stepping(step func(*desk.Desk, context.Context, desk.Scope) (desk.Outcome, error)) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error {
		d, err := a.desk()
		if err != nil {
			return err
		}
		done, err := step(d, cmd.Context(), desk.Scope{Earlier: true})
		if err != nil {
			return err
		}
		return print(cmd, line(done.Message))
	}
}
