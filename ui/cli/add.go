package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/briefs/export"
	"obelus/model"
	"obelus/storage"
)

type addFlags struct {
	format string
	title  string
	fresh  bool
	asJSON bool
}

// newAddCmd brings briefs into the store.
func newAddCmd(a *app) *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:     "add PATH...",
		GroupID: groupShelf,
		Short:   "Bring briefs into the store",
		Long: `Bring briefs into the store: files, folders with all that is in them, or - for
the standard input. The same path with new text is a new revision of its brief;
the same text anywhere is the same brief. A file that cannot be read is said and
passed by, and the status is 1 at the end.`,
		Example: `obelus add iran-russia-mali.txt
obelus add briefs/
pbpaste | obelus add - --format text --title "Grain corridor"`,
		Args: takes(1, unlimited),
		RunE: func(cmd *cobra.Command, args []string) error { return a.add(cmd, args, f) },
	}
	addFormatFlag(cmd, &f.format)
	cmd.Flags().StringVar(&f.title, "title", "", "the brief's title (else its own)")
	cmd.Flags().BoolVar(&f.fresh, "new", false, "another brief, even where the path is known")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print the briefs as a JSON array")
	return cmd
}

func (a *app) add(cmd *cobra.Command, refs []string, f addFlags) error {
	format, err := formatNamed(f.format)
	if err != nil {
		return err
	}
	if cmd.Flags().Changed("title") && model.CleanLine(f.title) == "" {
		return usagef("--title is empty: give the words, or leave it out for the brief's own")
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	paths, failed, err := a.expand(cmd, refs)
	if err != nil {
		return err
	}
	if f.title != "" && len(paths) > 1 {
		return usagef("--title names one brief, and there are %d: add them one by one", len(paths))
	}
	added, refused, err := a.addAll(cmd, d, paths, desk.AddOptions{Format: format, Title: f.title, New: f.fresh})
	if err != nil {
		return errors.Join(err, print(cmd, addedLines(added)))
	}
	if err := a.printAdded(cmd, d, added, f.asJSON); err != nil {
		return err
	}
	if failed || refused {
		return errQuiet
	}
	return nil
}

// addAll brings every path in. What cannot be read is reported and passed by;
// an interrupt or a store that cannot be written ends it.
func (a *app) addAll(cmd *cobra.Command, d *desk.Desk, paths []string, how desk.AddOptions) (added []desk.Added, refused bool, err error) {
	bar := a.newProgress(cmd, "adding", len(paths))
	defer bar.clear()
	for _, path := range paths {
		bar.step()
		one, err := d.Add(cmd.Context(), path, cmd.InOrStdin(), how)
		if err == nil && one.NewRevision {
			err = followed(cmd, d, &one)
		}
		if err == nil {
			added = append(added, one)
			if _, annotated := export.IsAnnotated(one.Doc.Text()); annotated && one.NewBrief {
				bar.say(offerImport(path))
			}
			bar.say(notice(one.Opened, path)) // of many files the path tells which
			continue
		}
		if interrupted := cmd.Context().Err(); interrupted != nil {
			return added, refused, interrupted
		}
		if storeRefuses(err) {
			return added, refused, err
		}
		bar.clear()
		report(cmd.ErrOrStderr(), err)
		refused = true
	}
	return added, refused, nil
}

// followed adds to what is said of a new text what became of the marks.
func followed(cmd *cobra.Command, d *desk.Desk, one *desk.Added) error {
	marks, err := d.Marks(cmd.Context(), one.Opened)
	if err != nil {
		return err
	}
	unsure := 0
	for _, v := range marks.Here {
		if v.Unsure() {
			unsure++
		}
	}
	if unsure+len(marks.Orphans) > 0 {
		one.Message += fmt.Sprintf(": %s to confirm, %d not in it (obelus diff %s)", counted(unsure, "mark"), len(marks.Orphans), one.Brief.ID)
	}
	return nil
}

// storeRefuses reports whether err is of the store: the next brief would fare
// no better.
func storeRefuses(err error) bool {
	for _, refusal := range []error{
		errNoHome, storage.ErrBusy, storage.ErrReadOnly, storage.ErrFull, storage.ErrDamaged, storage.ErrForeign, storage.ErrNewer,
	} {
		if errors.Is(err, refusal) {
			return true
		}
	}
	return false
}

// expand lists the files that refs stand for, folders opened. failed says that
// one was reported.
func (a *app) expand(cmd *cobra.Command, refs []string) (paths []string, failed bool, err error) {
	for _, ref := range refs {
		if !isFolder(ref) {
			paths = append(paths, ref)
			continue
		}
		files, err := desk.Files(cmd.Context(), ref)
		if cmd.Context().Err() != nil {
			return nil, false, cmd.Context().Err()
		}
		if err != nil {
			report(cmd.ErrOrStderr(), err)
			failed = true
		}
		paths = append(paths, files...)
	}
	return paths, failed, nil
}

// printAdded says what became of every brief.
func (a *app) printAdded(cmd *cobra.Command, d *desk.Desk, added []desk.Added, asJSON bool) error {
	if !asJSON {
		return print(cmd, addedLines(added))
	}
	entries := make([]briefJSON, 0, len(added))
	for _, one := range added {
		e, err := d.Count(cmd.Context(), one.Opened)
		if err != nil {
			return err
		}
		entries = append(entries, toBriefJSON(e))
	}
	return printJSON(cmd, entries)
}

// addedLines is a line for every brief: its id and what became of it.
func addedLines(added []desk.Added) string {
	var b strings.Builder
	for _, one := range added {
		b.WriteString(line(fmt.Sprintf("%s  %s", one.Brief.ID, one.Message)))
	}
	return b.String()
}
