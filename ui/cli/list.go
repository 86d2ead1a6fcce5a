package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// newListCmd lists the shelf.
func newListCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list [WORDS...]",
		GroupID: groupShelf,
		Short:   "List the briefs on the shelf",
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
	return print(cmd, shelfTable(entries, briefName).render(width))
}

// listFolder lists what is in a folder, as the shelf of it does on a terminal.
func (a *app) listFolder(cmd *cobra.Command, dir string) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	entries, err := a.folder(cmd, d, dir)
	if err != nil {
		return err
	}
	return print(cmd, shelfTable(entries, pathFrom(dir)).render(0))
}

// pathFrom names briefs by their path, written as the folder was.
func pathFrom(dir string) func(desk.Entry) string {
	return func(e desk.Entry) string {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return e.Brief.Path()
		}
		rel, err := filepath.Rel(abs, e.Brief.Path())
		if err != nil {
			return e.Brief.Path()
		}
		return filepath.Join(dir, rel)
	}
}

// shelfTable is a line for every brief; name is what it can be called by.
func shelfTable(entries []desk.Entry, name func(desk.Entry) string) *table {
	t := &table{columns: []column{
		{head: "BRIEF"}, {head: "TITLE", flex: true, most: 64}, {head: "DATE", most: 20, spare: true}, {head: "WORDS", right: true},
		{head: "MARKED", right: true}, {head: "MARKS"},
	}}
	for _, e := range entries {
		t.add(name(e), e.Brief.Title, e.Brief.Date, fmt.Sprint(e.Brief.Newest().Words),
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

// tagLine counts claims and findings by tag: "s0 a4 o5 ÷3 †1".
func tagLine(e desk.Entry) string {
	sourced, attributed, opinion, unsourced := e.Tags[model.Sourced], e.Tags[model.Attributed], e.Tags[model.Opinion], e.Tags[model.Unsourced]
	if sourced+attributed+opinion+unsourced+e.ToLookAt() == 0 {
		return "none"
	}
	s := fmt.Sprintf("s%d a%d o%d ÷%d", sourced, attributed, opinion, unsourced)
	if n := e.ToLookAt(); n > 0 {
		s += fmt.Sprintf(" †%d", n)
	}
	return s
}
