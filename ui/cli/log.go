package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type logFlags struct {
	limit  int
	asJSON bool
}

// newLogCmd lists the journal.
func newLogCmd(a *app) *cobra.Command {
	var f logFlags
	cmd := &cobra.Command{
		Use:     "log [BRIEF|MARK]",
		GroupID: groupStore,
		Short:   "List what was changed, when and by whom, the newest first",
		Long: `List the journal of the store, of one brief, or of one mark, the newest change
first.`,
		Example: `obelus log
obelus log mali --limit 20
obelus log mali#a14 --json`,
		Args:              takes(0, 1),
		ValidArgsFunction: a.completeBriefs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.log(cmd, args, f) },
	}
	cmd.Flags().IntVar(&f.limit, "limit", 0, "at most so many changes; 0 for all")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "as a JSON array, with what was before and after")
	return cmd
}

func (a *app) log(cmd *cobra.Command, args []string, f logFlags) error {
	if f.limit < 0 {
		return usagef("--limit %d is no number of changes: write 0 for all, or more", f.limit)
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	query := desk.LogQuery{Limit: f.limit}
	if len(args) == 1 {
		if err := a.logOf(cmd, d, args[0], &query); err != nil {
			return err
		}
	}
	changes, err := d.Log(cmd.Context(), query)
	if err != nil {
		return err
	}
	if f.asJSON {
		return printJSON(cmd, orEmpty(changes, toChangeJSON))
	}
	if len(changes) == 0 {
		say(cmd, "obelus: nothing was changed yet")
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, logTable(changes).render(width))
}

// markIDLen is the length of a UUID as it is written.
const markIDLen = 36

// logOf narrows the query to what ref names: a brief, else a mark.
func (a *app) logOf(cmd *cobra.Command, d *desk.Desk, ref string, q *desk.LogQuery) error {
	o, err := d.Open(cmd.Context(), ref, cmd.InOrStdin())
	if err == nil {
		q.Brief = o.Brief.ID
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	v, markErr := d.ResolveMark(cmd.Context(), ref)
	switch {
	case markErr == nil:
		q.Brief, q.Mark = v.Brief, v.ID
		return nil
	case len(ref) == markIDLen: // one that was removed is in the journal still
		q.Mark = model.MarkID(strings.ToLower(ref))
		return nil
	case strings.Contains(ref, "#"):
		return markErr
	}
	return err
}

func logTable(changes []model.Change) *table {
	t := &table{columns: []column{{head: "CHANGE", right: true}, {head: "TIME"}, {head: "ANALYST", flex: true}, {head: "BRIEF"}, {head: "WHAT", flex: true}}}
	for _, c := range changes {
		t.add(strconv.FormatUint(uint64(c.Seq), 10), c.Time.Local().Format("2006-01-02 15:04:05"), string(c.Analyst), briefsOf(c), desk.Describe(c))
	}
	return t
}

// briefsOf names the brief that a change is of, or counts them.
func briefsOf(c model.Change) string {
	ids := c.Touched()
	switch len(ids) {
	case 0:
		return ""
	case 1:
		return string(ids[0])
	}
	return fmt.Sprintf("%d briefs", len(ids))
}
