package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"obelus/model"
)

// newUntagCmd removes marks.
func newUntagCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "untag MARK...",
		GroupID: groupMark,
		Short:   "Remove marks of yours",
		Long:    "Remove marks of yours, all in one step; obelus undo brings them back.",
		Example: `obelus untag mali#a14
obelus untag mali#a14 mali#o15`,
		Args:              takes(1, unlimited),
		ValidArgsFunction: a.completeMarks,
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			var ids []model.MarkID
			for _, ref := range args {
				_, v, err := d.ResolveMark(cmd.Context(), ref)
				if err != nil {
					return err
				}
				if !slices.Contains(ids, v.ID) {
					ids = append(ids, v.ID)
				}
			}
			done, err := d.Untag(cmd.Context(), ids...)
			if err != nil {
				return err
			}
			return print(cmd, line(done.Message+" (obelus undo brings it back)"))
		},
	}
}
