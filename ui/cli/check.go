package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type checkFlags struct{ repair, asJSON bool }

// newCheckCmd looks the store over, and repairs it.
func newCheckCmd(a *app) *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:     "check",
		GroupID: groupStore,
		Short:   "Look the store over, and repair it; status 1 where it is damaged",
		Long: `Read the whole store, compare every record with its checksum and every index
with what it points at, and list what is wrong. Nothing is changed.

With --repair a damaged store is set aside beside where it was, byte for byte, and
every brief, text, mark and change that can be read is saved into a new one, which
takes its place. What could not be read is listed, and the status is 1 then.`,
		Example: `obelus check
obelus check --repair
obelus check --db backup.db --json`,
		Args:              takes(0, 0),
		ValidArgsFunction: completeNothing,
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.check(cmd, f) },
	}
	cmd.Flags().BoolVar(&f.repair, "repair", false, "save what can be read of a damaged store into a new one")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "list the problems as a JSON array; with --repair what was saved and lost, as an object")
	return cmd
}

func (a *app) check(cmd *cobra.Command, f checkFlags) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	if f.repair {
		return a.repair(cmd, d, f.asJSON)
	}
	problems, err := d.Check(cmd.Context())
	if err != nil {
		return err
	}
	path, none, err := a.noStore()
	if err != nil {
		return err
	}
	if none && !f.asJSON {
		return print(cmd, line("there is no store to check yet: "+path+" is not there"))
	}
	if f.asJSON {
		err = printJSON(cmd, orEmpty(problems, func(p model.Problem) model.Problem { return p }))
	} else {
		err = print(cmd, problemLines(problems))
	}
	if err == nil && len(problems) > 0 {
		err = errQuiet
	}
	return err
}

// repair saves what can be read of the store, and says what was lost.
func (a *app) repair(cmd *cobra.Command, d *desk.Desk, asJSON bool) error {
	done, err := d.Repair(cmd.Context())
	if err != nil {
		return err
	}
	if asJSON {
		done.Lost = orEmpty(done.Lost, func(p model.Problem) model.Problem { return p })
		err = printJSON(cmd, done)
	} else {
		err = print(cmd, repairLines(done))
	}
	if err == nil && len(done.Lost) > 0 {
		err = errQuiet
	}
	return err
}

func repairLines(done model.Repair) string {
	if done.Aside == "" {
		return "the store is sound: nothing to repair\n"
	}
	var b strings.Builder
	b.WriteString(line("the damaged store is now " + done.Aside))
	fmt.Fprintf(&b, "saved: %s, %s, %s, %s of the journal\n",
		counted(done.Briefs, "brief"), counted(done.Texts, "text"), counted(done.Marks, "mark"), counted(done.Changes, "change"))
	if len(done.Lost) == 0 {
		b.WriteString("nothing was lost\n")
		return b.String()
	}
	fmt.Fprintf(&b, "could not be read (%d):\n", len(done.Lost))
	for _, p := range done.Lost {
		b.WriteString(line("  " + p.Where + ": " + p.What))
	}
	return b.String()
}

// counted is "1 mark", "2 marks".
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
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
