package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// What can be told of speakers.
const (
	tellSame  = "same"
	tellApart = "apart"
)

// newSpeakersCmd lists speakers, and tells which of their names are one.
func newSpeakersCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "speakers [same NAME OTHER... | apart NAME]",
		GroupID: groupMark,
		Short:   "List who says what is attributed; tell that two names are one speaker",
		Long: `List the speakers that attributed marks on the shelf name, the most quoted
first, with how many claims they make in how many briefs.

same tells that OTHER and all names that are one with it, or with NAME, are one
speaker, which is called NAME. apart tells that NAME is a speaker of its own
again. Case and white space make no difference. Marks keep their words; claims
--speaker, the shelf's filter, stats and the summary in an export know the
speaker by all of the names. obelus undo takes it back.`,
		Example: `obelus speakers
obelus speakers same "Foreign Ministry" "the ministry" "MFA spokesman"
obelus speakers apart "the ministry"
obelus speakers --json | jq -r '.[].name'`,
		Args:              checkSpeakers,
		ValidArgsFunction: a.completeSpeakers,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.speakers(cmd, args, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "the list as a JSON array")
	return cmd
}

func checkSpeakers(_ *cobra.Command, args []string) error {
	switch {
	case len(args) == 0:
		return nil
	case args[0] == tellSame && len(args) < 3:
		return usagef("same needs what the speaker is called and another name: write obelus speakers same NAME OTHER...")
	case args[0] == tellApart && len(args) != 2:
		return usagef("apart takes one name: write obelus speakers apart NAME")
	case args[0] != tellSame && args[0] != tellApart:
		return usagef("%q is nothing to tell of speakers: write same NAME OTHER... or apart NAME", args[0])
	}
	return nil
}

func (a *app) speakers(cmd *cobra.Command, args []string, asJSON bool) error {
	if len(args) > 0 && asJSON {
		return usagef("--json is for the list: leave it out where something is told")
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return a.listSpeakers(cmd, d, asJSON)
	}
	var done desk.Outcome
	if args[0] == tellSame {
		done, err = d.SameSpeaker(cmd.Context(), args[1], args[2:]...)
	} else {
		done, err = d.ApartSpeaker(cmd.Context(), args[1])
	}
	if err != nil {
		return err
	}
	return errors.Join(print(cmd, line(done.Message)), unknownSpeakers(cmd, d, args[1:]))
}

// unknownSpeakers says which of the names no mark has: they may be misspelt.
func unknownSpeakers(cmd *cobra.Command, d *desk.Desk, names []string) error {
	uses, err := d.SpeakerUses(cmd.Context())
	if err != nil {
		return err
	}
	used := map[string]bool{}
	for _, u := range uses {
		for _, n := range u.Names {
			used[model.FoldSpeaker(n.Name)] = n.Claims > 0
		}
	}
	for _, n := range names {
		if !used[model.FoldSpeaker(n)] {
			say(cmd, fmt.Sprintf("obelus: no mark on the shelf names %q yet; obelus speakers lists the names", model.CleanLine(n)))
		}
	}
	return nil
}

func (a *app) listSpeakers(cmd *cobra.Command, d *desk.Desk, asJSON bool) error {
	uses, err := d.SpeakerUses(cmd.Context())
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(cmd, orEmpty(uses, toSpeakerJSON))
	}
	if len(uses) == 0 {
		say(cmd, "obelus: no mark names a speaker yet; obelus tag BRIEF attributed --speaker NAME does")
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, speakerTable(uses).render(width))
}

// speakerTable is a line for every speaker; its other names come last.
func speakerTable(uses []desk.SpeakerUse) *table {
	t := &table{columns: []column{{head: "CLAIMS", right: true}, {head: "BRIEFS", right: true}, {head: "SPEAKER", flex: true}, {head: "ALSO", flex: true}}}
	for _, u := range uses {
		t.add(fmt.Sprint(u.Claims), fmt.Sprint(u.Briefs), u.Name, strings.Join(otherNames(u), "; "))
	}
	return t
}

// otherNames are the names that a speaker has beside what it is called.
func otherNames(u desk.SpeakerUse) []string {
	var others []string
	for _, n := range u.Names {
		if model.FoldSpeaker(n.Name) != model.FoldSpeaker(u.Name) {
			others = append(others, n.Name)
		}
	}
	return others
}

// speakerJSON is a speaker as scripts see it: names holds what it is called too.
type speakerJSON struct {
	Name   string     `json:"name"`
	Names  []nameJSON `json:"names"`
	Claims int        `json:"claims"`
	Briefs int        `json:"briefs"`
}

type nameJSON struct {
	Name   string `json:"name"`
	Claims int    `json:"claims"`
}

func toSpeakerJSON(u desk.SpeakerUse) speakerJSON {
	names := orEmpty(u.Names, func(n desk.NameUse) nameJSON { return nameJSON(n) })
	return speakerJSON{u.Name, names, u.Claims, u.Briefs}
}

// completeSpeakers offers what can be told, then the names that are known.
func (a *app) completeSpeakers(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return []cobra.Completion{
			cobra.CompletionWithDesc(tellSame, "names are one speaker"), cobra.CompletionWithDesc(tellApart, "a name is a speaker of its own"),
		}, cobra.ShellCompDirectiveNoFileComp
	}
	var names []cobra.Completion
	d, err := a.desk()
	if err != nil || args[0] == tellApart && len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	uses, err := d.SpeakerUses(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, u := range uses {
		for _, n := range u.Names {
			if !slices.Contains(args[1:], n.Name) {
				names = append(names, n.Name)
			}
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
