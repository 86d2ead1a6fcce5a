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

type importFlags struct {
	brief  string
	tag    string
	format string
	asJSON bool
}

// newImportCmd brings marks from files in.
func newImportCmd(a *app) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:     "import FILE...",
		GroupID: groupMark,
		Short:   "Bring marks in from annotated briefs and Web Annotations",
		Long: `Bring marks in from files, or from - for the standard input: annotated briefs
that obelus export wrote, here or elsewhere. The brief comes with its marks; one
that was edited in the file is a new text of it. Or W3C Web Annotations in JSON,
ours or other tools' (Hypothesis too): their marks are found in a brief that is
here by the words that they quote, and what else they say is kept and given back
by obelus export --format json.

A mark that is not here is new. Of two states of a mark the newer one stands, and
what a person changed in the file (a tag, a grade, a note, in a footnote or in the
table of statements) is newer than anything; the other state stays in the journal.
What cannot be used is refused with its line and the reason, the rest is used, and
the status is 1. Importing a file again adds nothing; obelus undo takes an import
back in one step.`,
		Example: `obelus import annotated.md
obelus import from-ora.md from-lee.md --json
obelus import hypothesis.json --brief mali --tag attributed
obelus export mali | ssh desk obelus import -`,
		Args: takes(1, unlimited),
		RunE: func(cmd *cobra.Command, args []string) error { return a.importAll(cmd, args, f) },
	}
	cmd.Flags().StringVar(&f.brief, "brief", "", "the brief that the marks are on, where a file does not say it")
	cmd.Flags().StringVar(&f.tag, "tag", "", "the tag of marks that have none of ours")
	cmd.Flags().StringVar(&f.format, "format", "auto", "what the files hold: auto, "+strings.Join(desk.ImportFormats(), ", "))
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print what came as JSON: one object, or an array for several files")
	completeFlag(cmd, "format", append([]string{"auto"}, desk.ImportFormats()...)...)
	_ = cmd.RegisterFlagCompletionFunc("tag", cobra.FixedCompletions(tagNames(), cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	_ = cmd.RegisterFlagCompletionFunc("brief", a.completeBriefs(unlimited))                                          // likewise
	return cmd
}

// importOptions is what the flags say.
func (f importFlags) options(a *app, cmd *cobra.Command, d *desk.Desk) (opts desk.ImportOptions, err error) {
	if f.tag != "" {
		if opts.Tag, err = model.ParseTag(f.tag); err != nil {
			return opts, asUsage(err)
		}
	}
	if f.brief != "" {
		opts.Brief, err = a.openBrief(cmd, d, f.brief)
	}
	return opts, err
}

func (a *app) importAll(cmd *cobra.Command, refs []string, f importFlags) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	opts, err := f.options(a, cmd, d)
	if err != nil {
		return err
	}
	failed := false
	var came []importJSON
	for _, ref := range refs {
		file, done, err := importOne(cmd, d, ref, f.format, opts)
		switch {
		case errors.Is(err, desk.ErrFormat):
			return asUsage(err)
		case cmd.Context().Err() != nil:
			return cmd.Context().Err()
		case err != nil && (len(refs) == 1 || storeRefuses(err)):
			return err
		case err != nil:
			report(cmd.ErrOrStderr(), err)
			failed = true
			continue
		}
		failed = failed || len(done.Refused) > 0
		var shown []arrival
		if f.asJSON || named(done) {
			if shown, err = a.arrivals(cmd, d, done); err != nil {
				return err
			}
		}
		if f.asJSON {
			came = append(came, toImportJSON(file, done, shown))
		} else if err := printImported(cmd, file, done, shown); err != nil {
			return err
		}
	}
	if f.asJSON {
		if err := printImports(cmd, came, len(refs) > 1); err != nil {
			return err
		}
	}
	if failed {
		return errQuiet
	}
	return nil
}

// offerImport says of the annotated brief that ref names how its marks come in.
func offerImport(ref string) string {
	return fmt.Sprintf("obelus: this is an annotated brief: obelus import %s brings its marks in", ref)
}

// importOne reads a file and brings it in.
func importOne(cmd *cobra.Command, d *desk.Desk, ref, format string, opts desk.ImportOptions) (desk.ImportFile, desk.Imported, error) {
	file, err := desk.ReadImport(ref, cmd.InOrStdin(), format)
	if err != nil {
		return file, desk.Imported{}, err
	}
	done, err := d.Import(cmd.Context(), file, opts)
	if err != nil && cmd.Context().Err() == nil {
		err = fmt.Errorf("%s: %w", ref, err)
	}
	return file, done, err
}

// An arrival is a mark that came in, with how it is shown here.
type arrival struct {
	desk.Arrival
	now desk.MarkView
	was *desk.MarkView
}

// named reports whether a mark that came is told of by its name.
func named(done desk.Imported) bool {
	return slices.ContainsFunc(done.Arrivals, func(one desk.Arrival) bool { return one.Came != desk.CameNew && one.Came != desk.CameSame })
}

// arrivals finds how the marks that came are shown: under their labels, where
// they stand in the newest text of their brief.
func (a *app) arrivals(cmd *cobra.Command, d *desk.Desk, done desk.Imported) ([]arrival, error) {
	views := map[model.MarkID]desk.MarkView{}
	read := map[model.BriefID]bool{}
	shown := make([]arrival, 0, len(done.Arrivals))
	for _, came := range done.Arrivals {
		id := came.Theirs.Brief
		if !read[id] {
			read[id] = true
			o, err := d.OpenID(cmd.Context(), id)
			if err != nil {
				return nil, err
			}
			marks, err := d.Marks(cmd.Context(), o)
			if err != nil {
				return nil, err
			}
			for _, v := range append(marks.Here, marks.Orphans...) {
				views[v.ID] = v
			}
		}
		one := arrival{Arrival: came, now: desk.MarkView{Mark: came.Theirs, State: model.Placed}}
		if v, ok := views[came.Theirs.ID]; ok {
			one.now = v
		}
		if came.Came == desk.CameOlder || came.Came == desk.CameGone { // what came is not what is here
			one.now.Mark = came.Theirs
		}
		if came.Was != nil {
			one.was = &desk.MarkView{Mark: *came.Was, Label: one.now.Label, Title: one.now.Title, State: model.Placed}
		}
		shown = append(shown, one)
	}
	return shown, nil
}
