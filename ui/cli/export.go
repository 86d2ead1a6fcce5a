package cli

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/briefs/export"
	"obelus/model"
)

type exportFlags struct {
	format   string
	marks    string
	queries  bool
	template string
	print    string // the name of the template to print
	output   string
}

// newExportCmd writes annotated briefs.
func newExportCmd(a *app) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:     "export BRIEF...",
		GroupID: groupMark,
		Short:   "Write the annotated brief, its questions, a page, a table, or what a template makes of it",
		Long: `Write the brief with its marks, the finding and the table of claims, as Markdown
that any viewer shows. --marks says how the words of marks are set off:
highlight as ==words==, html as <mark class="TAG">, critic as {==words==}, none
not at all; the letter and its footnote follow them in every style. --queries
writes the questions to the author alone. --template writes what a template
makes of the marks: summary, register, or a file of your own, which
docs/templates.md explains; --print-template prints one to begin with.

--format json writes the marks as W3C Web Annotations (JSON-LD), which other
tools read and obelus import takes back whole.

--format html writes one page for a browser, to read, to filter by tag and to
print; it needs no network and has no script. --format csv writes the marks
alone (RFC 4180), one a row, in document order, also those of several briefs;
a mark's references stand in one cell, one a line, and a cell that a spreadsheet
would take for a formula begins with an apostrophe.

-o names a file, or a folder, which gets a file named after each brief's title.
A file that is there is replaced, but never the one that the brief was read
from, nor another brief's in a folder.`,
		Example: `obelus export iran-russia-mali.txt > annotated.md
obelus export mali --marks html -o annotated.md
obelus export mali grain port -o desk/
obelus export mali --queries
obelus export mali --format html -o mali.html
obelus export mali grain port --format csv > marks.csv
obelus export mali --template summary
obelus export mali --format json -o mali.json
obelus export --print-template register > house.tmpl`,
		Args:              func(cmd *cobra.Command, args []string) error { return f.takes(cmd, args) },
		ValidArgsFunction: a.completeBriefs(unlimited),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.export(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", formNames()[0], orList(formNames()))
	flags.StringVar(&f.marks, "marks", string(export.MarksHighlight), "highlight, html, critic or none")
	flags.BoolVar(&f.queries, "queries", false, "only the questions to the author")
	flags.StringVar(&f.template, "template", "", "summary, register, or a template's file")
	flags.StringVar(&f.print, "print-template", "", "print summary or register, to begin your own with")
	flags.StringVarP(&f.output, "output", "o", "", "a file or a folder (else the standard output)")
	completeFlag(cmd, "format", formNames()...)
	var styles []string
	for _, s := range export.MarksStyles() {
		styles = append(styles, string(s))
	}
	completeFlag(cmd, "marks", styles...)
	completeFlag(cmd, "print-template", export.ReadyTemplates()...)
	return cmd
}

// takes checks the arguments: at least one brief, but none where a template is
// printed.
func (f exportFlags) takes(cmd *cobra.Command, args []string) error {
	if f.print != "" {
		if len(args) > 0 {
			return usagef("--print-template prints a template and takes no brief: leave out %q, or write --template %s", args[0], f.print)
		}
		return nil
	}
	return takes(1, unlimited)(cmd, args)
}

func (a *app) export(cmd *cobra.Command, refs []string, f exportFlags) error {
	if f.print != "" {
		text, err := export.ReadyTemplate(f.print)
		if err != nil {
			return asUsage(err)
		}
		return print(cmd, text)
	}
	form, err := f.form(cmd)
	if err != nil {
		return err
	}
	folder := namesFolder(f.output)
	if len(refs) > 1 && !folder && !form.together {
		return usagef("%d briefs need a folder to go to: give -o FOLDER/", len(refs))
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	e := exporting{desk: d, form: form, options: export.Options{Marks: export.MarksStyle(f.marks)}}
	if folder {
		return a.exportEach(cmd, e, refs, f.output)
	}
	var briefs []*desk.Opened
	for _, ref := range refs {
		o, err := a.openBrief(cmd, d, ref)
		if err != nil {
			return err
		}
		briefs = append(briefs, o)
	}
	return e.to(cmd, f.output, briefs)
}

// exportEach writes every brief to a file of its own in a folder.
func (a *app) exportEach(cmd *cobra.Command, e exporting, refs []string, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("the folder cannot be made: %w", err)
	}
	names := map[string]model.BriefID{}
	for _, ref := range refs {
		o, err := a.openBrief(cmd, e.desk, ref)
		if err != nil {
			return err
		}
		target := filepath.Join(folder, freeName(names, folder, e.form, o.Brief))
		if err := e.to(cmd, target, []*desk.Opened{o}); err != nil {
			return err
		}
	}
	return nil
}

// An exporting is how briefs go out.
type exporting struct {
	desk    *desk.Desk
	form    form
	options export.Options
}

// to writes briefs to the file target, "" is the standard output.
func (e exporting) to(cmd *cobra.Command, target string, briefs []*desk.Opened) error {
	annotated := make([]export.Annotated, 0, len(briefs))
	for _, o := range briefs {
		if err := guardSource(o, target); err != nil {
			return err
		}
		a, err := e.desk.Annotated(cmd.Context(), o)
		if err != nil {
			return err
		}
		annotated = append(annotated, a)
	}
	if target == "" {
		var text strings.Builder
		if err := e.form.write(cmd.Context(), &text, annotated, e.options); err != nil {
			return err
		}
		return printExport(cmd, text.String())
	}
	err := writeWhole(target, func(w *bufio.Writer) error {
		return e.form.write(cmd.Context(), w, annotated, e.options)
	})
	if err == nil {
		say(cmd, "obelus: wrote "+target)
	}
	return err
}

// printExport prints an export; a terminal needs no carriage return.
func printExport(cmd *cobra.Command, text string) error {
	if isTerminal(cmd.OutOrStdout()) {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return printBriefText(cmd, text)
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
