package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/ui/tui"
)

const rootLong = `Obelus renders a brief in the terminal, lets you mark its claims from the
keyboard as sourced, attributed or analyst opinion, and writes the annotated
brief as Markdown.

BRIEF is a path, an id, a unique beginning of an id, or a unique part of a
title; - is the standard input. MARK is an id, a unique beginning of one, or
BRIEF#LABEL (mali.txt#a14).`

// newRootCmd is the program itself with all its commands.
func newRootCmd(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "obelus [BRIEF|FOLDER|-]",
		Short: "Read a brief, mark its claims, keep them, export them",
		Long:  rootLong,
		Example: `# the shelf; with the samples on it as long as nothing is stored
obelus
# read and mark a brief
obelus iran-russia-mali.txt
# what is in a folder
obelus briefs/
# the annotated brief
obelus export iran-russia-mali.txt > annotated.md`,
		Args:              a.oneBrief,
		ValidArgsFunction: a.completeBriefs(1),
		RunE:              a.runRoot,
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", "", "the store's file (else OBELUS_DB, the config file's, the data folder's)")
	flags.StringVar(&a.analyst, "analyst", "", "whose marks these are (else OBELUS_ANALYST, the config file's, the login)")
	flags.StringVar(&a.configFile, "config", "", "the config file (else the config folder's)")
	flags.StringVar(&a.theme, "theme", "", "auto, dark, light, contrast, or a glamour style's file (else the config file's, else auto)")
	completeTheme(root)
	root.Flags().IntVar(&a.width, "width", 0, fmt.Sprintf("columns of text in the reader (else the config file's, else %d)", tui.UsualMeasure))
	root.SuggestionsMinimumDistance = 2
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetVersionTemplate("obelus {{.Version}}\n")
	root.AddCommand(
		newAddCmd(a), newListCmd(a), newRemoveCmd(a),
		newShowCmd(a), newSentencesCmd(a), newDiffCmd(a),
		newTagCmd(a), newEditCmd(a), newUntagCmd(a), newConfirmCmd(a), newClaimsCmd(a), newCompareCmd(a),
		newSpeakersCmd(a), newStatsCmd(a), newExportCmd(a), newImportCmd(a), newSyncCmd(a),
		newUndoCmd(a), newRedoCmd(a), newLogCmd(a), newCheckCmd(a), newBackupCmd(a), newRestoreCmd(a),
		newCompletionCmd(), newManCmd(a),
	)
	root.SetHelpCommand(newHelpCmd())
	root.AddGroup(groups()...)
	for _, c := range append(root.Commands(), root) {
		c.Flags().SortFlags = false // help shows them as they were declared
	}
	return root
}

// The groups that help sorts the commands into.
const (
	groupShelf = "shelf"
	groupRead  = "read"
	groupMark  = "mark"
	groupStore = "store"
	groupMore  = "more"
)

func groups() []*cobra.Group {
	return []*cobra.Group{
		{ID: groupShelf, Title: "the shelf"},
		{ID: groupRead, Title: "reading"},
		{ID: groupMark, Title: "marks"},
		{ID: groupStore, Title: "what was done"},
		{ID: groupMore, Title: "help"},
	}
}

// oneBrief takes one argument at most; of more the first is likely a command
// that was misspelt.
func (a *app) oneBrief(cmd *cobra.Command, args []string) error {
	if len(args) <= 1 {
		return nil
	}
	if near := commandsLike(cmd, args[0]); near != "" {
		return usagef("%q is no command: did you mean %s?", args[0], near)
	}
	return usagef("%q is no command, and only one brief can be read at a time: see obelus --help", args[0])
}

func (a *app) runRoot(cmd *cobra.Command, args []string) error {
	if cmd.Flags().Changed("width") {
		if err := checkWidth(a.width); err != nil {
			return err
		}
	}
	if !isTerminal(cmd.OutOrStdout()) {
		if len(args) == 0 {
			return a.list(cmd, "", false)
		}
		if isFolder(args[0]) {
			return a.listFolder(cmd, args[0])
		}
		return a.orCommand(cmd, args[0], a.printVisible(cmd, args[0]))
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	o, err := a.screenOptions()
	if err != nil {
		return err
	}
	o.Desk = d
	switch {
	case len(args) == 0:
	case isFolder(args[0]):
		if o.Entries, err = a.folder(cmd, d, args[0]); err != nil {
			return err
		}
	default:
		if o.Opened, err = openSoon(cmd, d, args[0]); err != nil {
			return a.orCommand(cmd, args[0], err)
		}
		o.Ref = args[0]
	}
	debug.SetGCPercent(startingGC)
	o.Painted = func() { debug.SetGCPercent(readingGC) }
	a.leaving = true // the screen made the day's copy while it was up, most likely
	farewell, err := tui.Run(cmd.Context(), o)
	if farewell != "" {
		say(cmd, farewell)
	}
	return err
}

// screenOptions are what the flags, the environment and the config file say of
// the screen.
func (a *app) screenOptions() (tui.Options, error) {
	looks, err := a.looks()
	if err != nil {
		return tui.Options{}, err
	}
	c, err := a.config()
	if err != nil {
		return tui.Options{}, err
	}
	return tui.Options{
		Theme: looks.name, Style: looks.style, NoColor: a.noColor(), Keys: c.keys,
		Width: cmp.Or(a.width, c.width), Environ: a.env.Environ,
	}, nil
}

// checkWidth checks a number of columns of text.
func checkWidth(columns int) error {
	if columns < tui.LeastMeasure || columns > tui.MostMeasure {
		return usagef("--width %d cannot be set: write %d to %d", columns, tui.LeastMeasure, tui.MostMeasure)
	}
	return nil
}

// How long the first frame waits for a store that another program holds: for
// which brief it is, and of a big file's beginning only for its title and place.
const (
	patience = 300 * time.Millisecond
	glance   = 5 * time.Millisecond
)

// By how many per cent of what is in use the reader's memory may grow before it
// is cleaned up. Until the first frame is on the screen nothing large is read,
// and cleaning up only delays it. Reading a big brief then leaves much behind
// that was needed for a moment, and after that next to nothing: with Go's 100
// per cent a brief of 10 MB takes 100 MB, with 50 it takes 80 and a tenth more
// work while it is opened. A fixed limit instead would suit one size of brief
// only.
const (
	startingGC = 400
	readingGC  = 50
)

// openSoon opens what ref names for a screen that is to come at once: of a big
// file the beginning, which the screen follows up with the whole.
func openSoon(cmd *cobra.Command, d *desk.Desk, ref string) (*desk.Opened, error) {
	if beginning, ok, err := d.Glimpse(cmd.Context(), ref, glance); ok || err != nil {
		return beginning, err
	}
	return d.OpenSoon(cmd.Context(), ref, cmd.InOrStdin(), patience)
}

// folder is the shelf of what is in a folder. Files that are no briefs are
// counted, not listed: they may be many.
func (a *app) folder(cmd *cobra.Command, d *desk.Desk, dir string) ([]desk.Entry, error) {
	entries, skipped, err := d.Folder(cmd.Context(), dir)
	if err == nil && len(skipped) > 0 {
		say(cmd, fmt.Sprintf("obelus: %s: %d of the files cannot be read as briefs; obelus add %s says why", dir, len(skipped), dir))
	}
	return entries, err
}

// orCommand adds to the error for a brief that is not there the command that
// its name looks like.
func (a *app) orCommand(cmd *cobra.Command, arg string, err error) error {
	if near := commandsLike(cmd, arg); near != "" && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w (or did you mean the command %s?)", err, near)
	}
	return err
}

// commandsLike names the commands that word may be misspelt for; a path is
// none of them.
func commandsLike(cmd *cobra.Command, word string) string {
	if word == "" || strings.ContainsAny(word, "./~") {
		return ""
	}
	return strings.Join(cmd.Root().SuggestionsFor(word), " or ")
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
