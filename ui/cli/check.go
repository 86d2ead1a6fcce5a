package cli

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"obelus/model"
)

// newCheckCmd looks the store over.
func newCheckCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check",
		GroupID: groupStore,
		Short:   "Look the store over; status 1 where it is damaged",
		Long: `Read the whole store, compare every record with its checksum and every index
with what it points at, and list what is wrong. Nothing is changed.`,
		Example: `obelus check
obelus check --db backup.db --json`,
		Args:              takes(0, 0),
		ValidArgsFunction: completeNothing,
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.check(cmd, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "list the problems as a JSON array")
	return cmd
}

func (a *app) check(cmd *cobra.Command, asJSON bool) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	problems, err := d.Check(cmd.Context())
	if err != nil {
		return err
	}
	path, none, err := a.noStore()
	if err != nil {
		return err
	}
	if none && !asJSON {
		return print(cmd, line("there is no store to check yet: "+path+" is not there"))
	}
	if asJSON {
		err = printJSON(cmd, orEmpty(problems, func(p model.Problem) model.Problem { return p }))
	} else {
		err = print(cmd, problemLines(problems))
	}
	if err == nil && len(problems) > 0 {
		err = errQuiet
	}
	return err
}

func problemLines(problems []model.Problem) string {
	if len(problems) == 0 {
		return "the store is sound\n"
	}
	var b strings.Builder
	for _, p := range problems {
		if !strings.HasPrefix(p.What, p.Where) {
			p.What = p.Where + ": " + p.What
		}
		b.WriteString(line(p.What))
	}
	return b.String()
}

// noStore reports whether the store's file is yet to be made, and which it is.
func (a *app) noStore() (path string, none bool, err error) {
	if path, err = a.storePath(); err != nil {
		return "", false, err
	}
	_, statErr := os.Stat(path)
	return path, errors.Is(statErr, fs.ErrNotExist), nil
}
