package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"obelus/model"
)

// newBackupCmd copies the store.
func newBackupCmd(a *app) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:     "backup FILE",
		GroupID: groupStore,
		Short:   "Copy the store to a file, and read the copy back",
		Long: `Copy the store to a file: whole, compact, and read back before it gets its name.
Others can go on working meanwhile. obelus restore puts it back. A backup is a
store: --db FILE reads it where it lies.

A copy is made by itself beside the store on every day on which something is
marked, and those of seven days are kept; another one before the store is brought
up to date for a newer version of the program.`,
		Example: `obelus backup ~/obelus-2026-03.db
obelus backup /media/stick/obelus.db --force`,
		Args:              takes(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := a.desk()
			if err != nil {
				return err
			}
			made, err := d.BackUp(cmd.Context(), args[0], force)
			if err != nil {
				return err
			}
			return print(cmd, line(fmt.Sprintf("backed up to %s: %s, %s; read back and found sound", args[0], holding(made), sizeOf(made.Bytes))))
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace the file where it is there")
	return cmd
}

// holding is what a backup holds: "12 briefs, 340 marks".
func holding(b model.Backup) string {
	return counted(b.Briefs, "brief") + ", " + counted(b.Marks, "mark")
}

// sizeOf is a file's size for people: "98 kB", "1.2 MB".
func sizeOf(bytes int64) string {
	if bytes < 1_000_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1_000_000)
}
