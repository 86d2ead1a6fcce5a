package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type syncFlags struct {
	texts  bool
	dry    bool
	asJSON bool
}

// newSyncCmd shares marks through a folder.
func newSyncCmd(a *app) *cobra.Command {
	var f syncFlags
	cmd := &cobra.Command{
		Use:     "sync FOLDER",
		GroupID: groupMark,
		Short:   "Share marks with your desk through a folder or a Git repository",
		Long: `Take in what all analysts' files in a shared folder say, and write your own
marks to your own files there: marks/NAME/BRIEF.jsonl, one mark a line, so that
Git merges them (in a checkout marks/.gitattributes asks it to keep the lines of
both sides). The folder may be on a share, in Dropbox, or a Git checkout (pull,
sync, commit, push); it has to be there already. Nothing else in it is touched.

Of two states of a mark the one made later stands, for everybody; so people sync
in any order and end with the same marks. What you removed is removed everywhere
when you sync; of others' marks only their own files say that. What another
machine of yours changed is listed with what it was. obelus undo takes back what
came to a brief, in your store only; the next sync brings it again.

Marks on a brief that you do not have wait in the folder until you add it. With
--texts the texts that your marks stand on go to the folder too, and briefs that
you lack come from there. How speakers' names were joined and how differences
between analysts were settled stays in your store; so do marks on the samples.

What cannot be used is said with its file and line, the rest is used, and the
status is 1.`,
		Example: `obelus sync ~/desk
obelus sync ~/desk --dry-run
git pull && obelus sync . && git add marks && git commit -m marks && git push`,
		Args:              takes(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.sync(cmd, args[0], f) },
	}
	cmd.Flags().BoolVar(&f.texts, "texts", false, "share the briefs' texts too, and take those of briefs you lack")
	cmd.Flags().BoolVar(&f.dry, "dry-run", false, "change nothing, and say what would come and go")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print what was done as one JSON object")
	return cmd
}

func (a *app) sync(cmd *cobra.Command, folder string, f syncFlags) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	done, err := d.Sync(cmd.Context(), folder, desk.SyncOptions{Texts: f.texts, Dry: f.dry})
	if err != nil && !done.Any() {
		return err
	}
	if printed := a.printSynced(cmd, folder, done, f); printed != nil {
		return errors.Join(err, printed)
	}
	for _, r := range done.Refused {
		where := r.File
		if r.Where != "" {
			where += ", " + r.Where
		}
		say(cmd, "obelus: "+where+": "+r.Why)
	}
	if err == nil && len(done.Refused) > 0 {
		return errQuiet
	}
	return err
}

func (a *app) printSynced(cmd *cobra.Command, folder string, done desk.Synced, f syncFlags) error {
	if f.asJSON {
		return printJSON(cmd, toSyncedJSON(folder, done, f))
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	for _, n := range done.Notes {
		say(cmd, "obelus: "+n)
	}
	text := syncTable(done).render(width) + mineLines(done) + syncLines(folder, done, f)
	if text == "" && len(done.Refused) == 0 {
		say(cmd, "obelus: nothing is there to share yet: no mark of yours, and none in "+folder)
	}
	if f.dry {
		say(cmd, "obelus: a dry run: nothing was changed")
	}
	return print(cmd, text)
}

// syncTable is what came and went, by analyst and brief.
func syncTable(done desk.Synced) *table {
	t := &table{columns: []column{
		{head: ""}, {head: "ANALYST", flex: true}, {head: "BRIEF"}, {head: "TITLE", flex: true},
		{head: "NEW", right: true}, {head: "CHANGED", right: true}, {head: "REMOVED", right: true}, {head: "THE SAME", right: true},
	}}
	for _, c := range done.Came {
		t.add(syncCells("came", c)...)
	}
	for _, c := range done.Went {
		t.add(syncCells("went", c)...)
	}
	return t
}

func syncCells(what string, c desk.SyncCount) []string {
	return []string{what, string(c.Analyst), string(c.Brief), c.Title,
		strconv.Itoa(c.New), strconv.Itoa(c.Changed), strconv.Itoa(c.Removed), strconv.Itoa(c.Same)}
}

// mineLines say what became of my own marks, each with both states.
func mineLines(done desk.Synced) string {
	var b strings.Builder
	for _, arrival := range done.Mine {
		change := arrival.Change()
		b.WriteString(line(fmt.Sprintf("your mark %s was %s elsewhere: %s", change.Mark().ID, arrival.Came, desk.Describe(model.Change{Marks: []model.MarkChange{change}}))))
		if change.After == nil {
			continue
		}
		for _, d := range change.Differences() {
			b.WriteString(line(below + model.CleanLine(d.What+": "+orNothing(d.Before)+" → "+orNothing(d.After))))
		}
	}
	return b.String()
}

// syncLines say what else came and went, and what waits.
func syncLines(folder string, done desk.Synced, f syncFlags) string {
	var b strings.Builder
	for _, id := range done.Briefs {
		b.WriteString(line("came with its text: " + string(id)))
	}
	if done.Texts > 0 {
		b.WriteString(line(counted(done.Texts, "text") + " went to " + folder))
	}
	for _, w := range done.Waiting {
		hint := "obelus add it"
		if w.Text && !f.texts {
			hint = "obelus sync " + folder + " --texts brings it"
		}
		b.WriteString(line(fmt.Sprintf("%s of %s on “%s” (%s) wait: the brief is not in your store; %s",
			counted(w.Marks, "mark"), model.CleanLine(string(w.Analyst)), model.CleanLine(w.Title), model.CleanLine(string(w.Brief)), hint)))
	}
	return b.String()
}

// syncedJSON is what a sync did as scripts see it. Every key is always there.
type syncedJSON struct {
	Folder  string            `json:"folder"`
	DryRun  bool              `json:"dry_run"`
	Changes []model.Seq       `json:"changes"` // of the journal, one for each brief that something came to
	Came    []syncCountJSON   `json:"came"`
	Went    []syncCountJSON   `json:"went"`
	Mine    []markChangeJSON  `json:"mine"` // of my own marks that came changed or removed
	Briefs  []model.BriefID   `json:"briefs"`
	Texts   int               `json:"texts"`
	Waiting []syncWaitingJSON `json:"waiting"`
	Refused []syncRefusalJSON `json:"refused"`
	Notes   []string          `json:"notes"`
}

type syncCountJSON struct {
	Analyst model.Analyst `json:"analyst"`
	Brief   model.BriefID `json:"brief"`
	Title   string        `json:"title"`
	New     int           `json:"new"`
	Changed int           `json:"changed"`
	Removed int           `json:"removed"`
	Same    int           `json:"same"`
	File    string        `json:"file"` // that was written, "" for none
}

type syncWaitingJSON struct {
	Analyst model.Analyst `json:"analyst"`
	Brief   model.BriefID `json:"brief"`
	Title   string        `json:"title"`
	Marks   int           `json:"marks"`
	Text    bool          `json:"text"` // the folder has it
}

type syncRefusalJSON struct {
	File string `json:"file"`
	model.Refusal
}

func toSyncedJSON(folder string, done desk.Synced, f syncFlags) syncedJSON {
	count := func(c desk.SyncCount) syncCountJSON {
		return syncCountJSON{c.Analyst, c.Brief, c.Title, c.New, c.Changed, c.Removed, c.Same, c.Written}
	}
	return syncedJSON{
		Folder: folder, DryRun: f.dry, Changes: seqsOf(done), Came: orEmpty(done.Came, count), Went: orEmpty(done.Went, count),
		Mine: orEmpty(done.Mine, func(arrival desk.Arrival) markChangeJSON {
			c := arrival.Change()
			return markChangeJSON{markState(c.Before), markState(c.After)}
		}),
		Briefs: orEmpty(done.Briefs, itself[model.BriefID]), Texts: done.Texts,
		Waiting: orEmpty(done.Waiting, func(w desk.SyncWaiting) syncWaitingJSON {
			return syncWaitingJSON{w.Analyst, w.Brief, w.Title, w.Marks, w.Text}
		}),
		Refused: orEmpty(done.Refused, func(r desk.SyncRefusal) syncRefusalJSON { return syncRefusalJSON{r.File, r.Refusal} }),
		Notes:   orEmpty(done.Notes, itself[string]),
	}
}

func itself[T any](v T) T { return v }

// seqsOf are the numbers of the changes that were made; a dry run made none.
func seqsOf(done desk.Synced) []model.Seq {
	seqs := orEmpty(done.Changes, func(c model.Change) model.Seq { return c.Seq })
	return slices.DeleteFunc(seqs, func(s model.Seq) bool { return s == 0 })
}
