package cli

import "github.com/spf13/cobra"

// newHelpCmd is help as a command of its own, for those who type it.
func newHelpCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		GroupID: groupMore,
		Short:   "Help about a command",
		Example: `obelus help
obelus help tag`,
		Args: takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			about, _, err := cmd.Root().Find(args)
			if err != nil || len(args) == 1 && about == cmd.Root() {
				if near := commandsLike(cmd, args[0]); near != "" {
					return usagef("%q is no command: did you mean %s?", args[0], near)
				}
				return usagef("%q is no command: see obelus --help", args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
