package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
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
first. Of one mark it says what each change made of it, before and after.`,
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
	return a.printLog(cmd, d.Log(cmd.Context(), query), query.Mark, f.asJSON)
}

// printLog prints changes as they are read; those of one mark ("" is none) with
// what they made of it.
func (a *app) printLog(cmd *cobra.Command, changes iter.Seq2[model.Change, error], mark model.MarkID, asJSON bool) error {
	out := newStreamed(cmd)
	width, _ := a.widthOf(cmd.OutOrStdout())
	list, rows := &jsonList{out: out}, newLogRows(out, width)
	n := 0
	for c, err := range changes {
		switch {
		case err != nil:
		case asJSON:
			err = list.add(toChangeJSON(c))
		default:
			err = rows.add(became(c, mark), changeCells(c)...)
		}
		if n++; n == tableRows { // the first of them are there at once, the rest as they come
			err = errors.Join(err, out.flush())
		}
		if err != nil {
			return errors.Join(err, out.flush())
		}
	}
	if asJSON {
		return errors.Join(list.end(), out.flush())
	}
	if n == 0 {
		say(cmd, "obelus: nothing was changed yet")
	}
	return errors.Join(rows.end(), out.flush())
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
	_, v, markErr := d.ResolveMark(cmd.Context(), ref)
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

func newLogRows(out *streamed, width int) *rowList {
	columns := []column{{head: "CHANGE", right: true}, {head: "TIME"}, {head: "ANALYST", flex: true}, {head: "BRIEF"}, {head: "WHAT", flex: true}}
	return &rowList{out: out, table: &table{columns: columns}, width: width}
}

func changeCells(c model.Change) []string {
	return []string{strconv.FormatUint(uint64(c.Seq), 10), momentOf(c), string(c.Analyst), briefsOf(c), desk.Describe(c)}
}

// momentOf is when a change was made; "" where that was lost.
func momentOf(c model.Change) string {
	if c.Time.IsZero() {
		return ""
	}
	return c.Time.Local().Format("2006-01-02 15:04:05")
}

// became are the lines that say what a change made of one mark: its words, and
// each thing before and after.
func became(c model.Change, mark model.MarkID) (lines []string) {
	for _, m := range c.Marks {
		if mark == "" || m.Mark().ID != mark {
			continue
		}
		lines = append(lines, below+"“"+model.CleanLine(m.Mark().Quote.Text)+"”")
		for _, d := range m.Differences() {
			lines = append(lines, below+oneLine(d.What+": "+orNothing(d.Before)+" → "+orNothing(d.After)))
		}
	}
	return lines
}

// below is how far what stands below a row of the journal is set in.
const below = "        "

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
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
