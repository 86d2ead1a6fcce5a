package cli

import (
	"github.com/spf13/cobra"
)

// newRestoreCmd puts a backup in the store's place.
func newRestoreCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "restore FILE",
		GroupID: groupStore,
		Short:   "Put a backup in the store's place, and keep what was there",
		Long: `Read a backup through, and put a copy of it in the store's place. The store that
was there is kept beside it, as it was: nothing is lost, and restoring that file
goes back. Windows that are open go on with the restored store. A damaged backup
is refused, and changes nothing; a damaged store is replaced like any other.`,
		Example: `obelus restore ~/obelus-2026-03.db
obelus restore ~/.local/share/obelus/obelus.db.2026-03-14.backup`,
		Args:              takes(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			of, replaced, err := d.Restore(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			text := line("restored from " + args[0] + ": " + holding(of))
			if replaced != "" {
				text += line("the store that was there is now " + replaced + "; obelus restore with that file goes back")
			}
			return print(cmd, text)
		},
	}
}
