package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"obelus/ui/tui"
)

// newManCmd writes the manual page, made of the commands and the key table
// themselves.
func newManCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "man",
		GroupID: groupMore,
		Short:   "Write the manual page",
		Long: `Write the manual page. It lists the keys as your config file has them; where
that file is wrong, the program's own, and it says so.`,
		Example: `obelus man | man -l -
obelus man > ~/.local/share/man/man1/obelus.1`,
		Args:              takes(0, 0),
		ValidArgsFunction: completeNothing,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, err := a.config()
			if err != nil {
				say(cmd, "obelus: "+plainly(err)+"; the program's own keys are listed")
			}
			return print(cmd, manual(cmd.Root(), c.keys))
		},
	}
}

// manual is the whole page, with the keys of a keymap.
func manual(root *cobra.Command, keys tui.Keymap) string {
	r := &roff{}
	r.title(root.Name(), root.Version)
	r.section("Name")
	r.text(root.Name() + " - " + root.Short)
	r.section("Synopsis")
	r.literal(root.Use + "\n" + root.Name() + " COMMAND")
	r.section("Description")
	r.text(root.Long)
	r.section("Options")
	manFlags(r, root.PersistentFlags())
	manFlags(r, root.LocalNonPersistentFlags())
	r.section("Commands")
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			manCommand(r, c)
		}
	}
	manKeys(r, keys.Bindings())
	manConfig(r, keys)
	r.section("Environment")
	manItems(r, environment())
	r.section("Files")
	manItems(r, files())
	r.section("Exit status")
	manItems(r, statuses())
	r.section("Examples")
	r.literal(root.Example)
	return r.b.String()
}

func manCommand(r *roff, c *cobra.Command) {
	r.subsection(c.Root().Name() + " " + c.Use)
	r.text(about(c))
	manFlags(r, c.LocalNonPersistentFlags())
	r.literal(c.Example)
}

// about is what a command says of itself.
func about(c *cobra.Command) string {
	if c.Long != "" {
		return c.Long
	}
	return c.Short + "."
}

func manFlags(r *roff, flags *pflag.FlagSet) {
	flags.SortFlags = false
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		r.item(name, f.Usage)
	})
}

// manKeys lists the reader's keys by what they are for, in the order of their
// table.
func manKeys(r *roff, bindings []tui.Binding) {
	r.section("Keys")
	var order []tui.Category
	byCategory := map[tui.Category][]tui.Binding{}
	for _, b := range bindings {
		if b.Category == "" || b.Help == "" { // another key for the one before
			continue
		}
		if byCategory[b.Category] == nil {
			order = append(order, b.Category)
		}
		byCategory[b.Category] = append(byCategory[b.Category], b)
	}
	for _, c := range order {
		r.subsection(string(c))
		for _, b := range byCategory[c] {
			r.item(b.Label(), b.Help)
		}
	}
}

// An item is a term and what it means.
type item struct{ term, meaning string }

func manItems(r *roff, items []item) {
	for _, i := range items {
		r.item(i.term, i.meaning)
	}
}

func environment() []item {
	return []item{
		{"OBELUS_DB", "the store's file, where --db does not name one"},
		{"OBELUS_ANALYST", "whose marks these are, where --analyst does not say"},
		{"NO_COLOR", "set to anything, it leaves attributes and glyphs only"},
		{"XDG_CONFIG_HOME", "the folder of config files, ~/.config where it is not set"},
		{"XDG_DATA_HOME", "the folder of data, ~/.local/share where it is not set"},
		{"COLUMNS", "the width of what is printed to a terminal"},
	}
}

func files() []item {
	return []item{
		{"$XDG_CONFIG_HOME/obelus/config.toml", "what you want otherwise, see CONFIGURATION"},
		{"$XDG_DATA_HOME/obelus/obelus.db", "the store: briefs, marks, and the journal of every change"},
		{"obelus.db.DAY.backup", "beside it: its copy of a day; those of seven days are kept"},
		{"obelus.db.vN.backup", "beside it: its copy from before it was brought to a newer version"},
		{"obelus.db.replaced-TIME", "beside it: what obelus restore replaced"},
		{"obelus.db.damaged-TIME", "beside it: what obelus check --repair set aside"},
	}
}

func statuses() []item {
	return []item{
		{"0", "done"},
		{"1", "it failed, or obelus check found damage"},
		{"2", "wrong use"},
		{"130", "interrupted; nothing is half done"},
	}
}
