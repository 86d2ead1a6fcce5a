package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that completion knows.
func shells() []string { return []string{"bash", "zsh", "fish", "powershell"} }

// newCompletionCmd writes a shell's completion script.
func newCompletionCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "completion SHELL",
		GroupID: groupMore,
		Short:   "Write a completion script for bash, zsh, fish or powershell",
		Example: `# in this shell
source <(obelus completion bash)
# for good
obelus completion fish > ~/.config/fish/completions/obelus.fish`,
		ValidArgs: shells(),
		Args:      takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(out)
			}
			return usagef("%q is no shell that can be completed for: write one of %s", args[0], strings.Join(shells(), ", "))
		},
	}
}
