package cli

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type exportFlags struct {
	format string
	output string
}

// newExportCmd writes annotated briefs.
func newExportCmd(a *app) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:     "export BRIEF...",
		GroupID: groupMark,
		Short:   "Write the annotated brief as Markdown",
		Long: `Write the brief with its marks, the finding and the table of claims, as Markdown
that any viewer shows. -o names a file, or a folder, which gets a file named
after each brief's title. A file that is there is replaced, but never the one
that the brief was read from.`,
		Example: `obelus export iran-russia-mali.txt > annotated.md
obelus export mali -o annotated.md
obelus export mali grain port -o desk/`,
		Args:              takes(1, unlimited),
		ValidArgsFunction: a.completeBriefs(unlimited),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.export(cmd, args, f) },
	}
	cmd.Flags().StringVar(&f.format, "format", "markdown", "markdown")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "a file or a folder (else the standard output)")
	completeFlag(cmd, "format", "markdown")
	return cmd
}

func (a *app) export(cmd *cobra.Command, refs []string, f exportFlags) error {
	if f.format != "markdown" {
		return usagef("%q is no format that goes out: write markdown", f.format)
	}
	folder := namesFolder(f.output)
	if len(refs) > 1 && !folder {
		return usagef("%d briefs need a folder to go to: give -o FOLDER/", len(refs))
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	names := map[string]model.BriefID{}
	for _, ref := range refs {
		o, err := a.openBrief(cmd, d, ref)
		if err != nil {
			return err
		}
		target := f.output
		if folder {
			target = filepath.Join(f.output, freeName(names, o))
		}
		if err := a.exportTo(cmd, d, o, target, folder); err != nil {
			return err
		}
	}
	return nil
}

// exportTo writes one brief to the file target, "" is the standard output.
func (a *app) exportTo(cmd *cobra.Command, d *desk.Desk, o *desk.Opened, target string, folder bool) error {
	if target == "" {
		var annotated strings.Builder
		if err := d.Export(cmd.Context(), &annotated, o); err != nil {
			return err
		}
		return printBriefText(cmd, annotated.String())
	}
	if err := guardSource(o, target); err != nil {
		return err
	}
	if folder {
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return fmt.Errorf("the folder cannot be made: %w", err)
		}
	}
	err := writeWhole(target, func(w *bufio.Writer) error { return d.Export(cmd.Context(), w, o) })
	if err == nil {
		say(cmd, "obelus: wrote "+target)
	}
	return err
}

// guardSource refuses to write over the file that the brief was read from.
func guardSource(o *desk.Opened, target string) error {
	there, err := os.Stat(target)
	if err != nil {
		return nil
	}
	for _, path := range append([]string{o.Path()}, o.Brief.Paths...) {
		if source, err := os.Stat(path); err == nil && os.SameFile(source, there) {
			return fmt.Errorf("%s is the brief itself: write the annotated one elsewhere", target)
		}
	}
	return nil
}
