package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// newListCmd lists the shelf.
func newListCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [WORDS...]",
		Short: "List the briefs on the shelf",
		Long: `List the briefs on the shelf, those with all WORDS in their title, path or marks;
as long as nothing is stored, the samples. Marks are counted by tag: s sourced,
a attributed, o opinion, ÷ unsourced; † counts those that want a look.`,
		Example: `obelus list
obelus list mali russia --json`,
		Args:              takes(0, unlimited),
		ValidArgsFunction: completeNothing,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.list(cmd, strings.Join(args, " "), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as a JSON array")
	return cmd
}

func (a *app) list(cmd *cobra.Command, words string, asJSON bool) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	entries, err := d.Shelf(cmd.Context(), words)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(cmd, orEmpty(entries, toBriefJSON))
	}
	switch {
	case len(entries) == 0 && words != "":
		say(cmd, "obelus: no brief holds all of those words; obelus list shows the shelf")
	case len(entries) == 0:
		say(cmd, "obelus: the shelf is empty; obelus add PATH puts a brief on it")
	case entries[0].Sample:
		say(cmd, "obelus: nothing is stored yet, these are the samples; obelus add PATH puts a brief on the shelf")
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, shelfTable(entries).render(width))
}

func shelfTable(entries []desk.Entry) *table {
	t := &table{columns: []column{
		{head: "BRIEF"}, {head: "TITLE", flex: true}, {head: "DATE"}, {head: "WORDS", right: true},
		{head: "READ", right: true}, {head: "MARKS"},
	}}
	for _, e := range entries {
		t.add(briefName(e), e.Brief.Title, e.Brief.Date, fmt.Sprint(e.Brief.Newest().Words),
			fmt.Sprintf("%d %%", int(100*e.Coverage)), tagLine(e))
	}
	return t
}

// briefName is what the brief can be called by: its id, or a sample's path.
func briefName(e desk.Entry) string {
	if e.Sample {
		return e.Brief.Path()
	}
	return string(e.Brief.ID)
}

// tagLine counts marks by tag: "s0 a4 o5 ÷3 †1".
func tagLine(e desk.Entry) string {
	total := 0
	for _, n := range e.Tags {
		total += n
	}
	if total+e.Orphans == 0 {
		return "none"
	}
	s := fmt.Sprintf("s%d a%d o%d ÷%d", e.Tags[model.Sourced], e.Tags[model.Attributed], e.Tags[model.Opinion], e.Tags[model.Unsourced])
	if e.Orphans > 0 {
		s += fmt.Sprintf(" †%d", e.Orphans)
	}
	return s
}
