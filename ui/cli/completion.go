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
			script, err := completionScript(cmd.Root(), args[0])
			if err != nil {
				return err
			}
			return print(cmd, script)
		},
	}
}

func completionScript(root *cobra.Command, shell string) (script string, err error) {
	var b strings.Builder
	switch shell {
	case "bash":
		err = root.GenBashCompletionV2(&b, true)
	case "zsh":
		err = root.GenZshCompletion(&b)
	case "fish":
		err = root.GenFishCompletion(&b, true)
	case "powershell":
		err = root.GenPowerShellCompletionWithDesc(&b)
	default:
		err = usagef("%q is no shell that can be completed for: write one of %s", shell, strings.Join(shells(), ", "))
	}
	return b.String(), err
}
