package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"obelus/model"
)

type completer = func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeBriefs offers the briefs on the shelf by the beginning of their id;
// where none fits, the shell offers files. most is how many briefs the command
// takes.
func (a *app) completeBriefs(most int) completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if most != unlimited && len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.briefsLike(cmd, begun), cobra.ShellCompDirectiveDefault
	}
}

// briefsLike lists ids and samples that begin as the word does.
func (a *app) briefsLike(cmd *cobra.Command, begun string) []cobra.Completion {
	d, err := a.desk()
	if err != nil || begun == "" || strings.ContainsAny(begun, "./~") {
		return nil
	}
	entries, err := d.Shelf(cmd.Context(), "")
	if err != nil {
		return nil
	}
	var found []cobra.Completion
	for _, e := range entries {
		name := briefName(e)
		if strings.HasPrefix(name, strings.ToLower(begun)) {
			found = append(found, cobra.CompletionWithDesc(name, model.CleanLine(e.Brief.Title)))
		}
	}
	return found
}

// completeTagging offers a brief, then a tag.
func (a *app) completeTagging(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return a.briefsLike(cmd, begun), cobra.ShellCompDirectiveDefault
	case 1:
		return tagNames(), cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func tagNames() []cobra.Completion {
	var names []cobra.Completion
	for _, t := range model.Tags() {
		names = append(names, cobra.CompletionWithDesc(string(t), t.Words()))
	}
	return names
}

// completeMarks offers the marks of a brief once BRIEF# is written.
func (a *app) completeMarks(cmd *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
	brief, _, ok := strings.Cut(begun, "#")
	d, err := a.desk()
	if !ok || err != nil {
		return a.briefsLike(cmd, begun), cobra.ShellCompDirectiveNoSpace
	}
	o, err := d.Open(cmd.Context(), brief, nil)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	marks, err := d.Marks(cmd.Context(), o)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	for _, v := range append(marks.Here, marks.Orphans...) {
		found = append(found, cobra.CompletionWithDesc(brief+"#"+string(v.Label), model.CleanLine(v.Quote.Text)))
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// completeNothing offers nothing, not even files.
func completeNothing(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeFlag makes a flag offer values, each with what it means.
func completeFlag(cmd *cobra.Command, flag string, values ...cobra.Completion) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag is not there: every run would show it
	}
}

func termNames(terms []model.Term) []cobra.Completion {
	var names []cobra.Completion
	for _, t := range terms {
		names = append(names, cobra.CompletionWithDesc(t.Value, t.Meaning))
	}
	return names
}
