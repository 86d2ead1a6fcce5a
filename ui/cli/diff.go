package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

type diffFlags struct {
	from, to string
	asJSON   bool
}

// newDiffCmd says what changed between two texts of a brief.
func newDiffCmd(a *app) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:     "diff BRIEF",
		GroupID: groupRead,
		Short:   "Say what a new text of a brief did to its marks, and what in it is new",
		Long: `Hold two texts of a brief against each other, mark by mark: kept, moved (the same
words in another place), changed (other words) or gone; and the sentences of the
newer text that the older did not have and that nobody has marked. The newer one
is the brief as it is now, the older one what came before it, unless --from and
--to name others: by their number in the order of arrival, or by their hash.`,
		Example: `obelus diff iran-russia-mali.txt
obelus diff mali --from 1 --to 3
obelus diff mali --json | jq '.new[].text'`,
		Args:              takes(1, 1),
		ValidArgsFunction: a.completeBriefs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.diff(cmd, args[0], f) },
	}
	cmd.Flags().StringVar(&f.from, "from", "", "the older text: its number, or the beginning of its hash")
	cmd.Flags().StringVar(&f.to, "to", "", "the newer text: its number, or the beginning of its hash")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "as JSON")
	return cmd
}

func (a *app) diff(cmd *cobra.Command, ref string, f diffFlags) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	to, err := a.openBrief(cmd, d, ref)
	if err != nil {
		return err
	}
	if f.to != "" {
		if to, err = d.OpenRevision(cmd.Context(), to.Brief.ID, f.to); err != nil {
			return err
		}
	}
	diff, err := d.DiffOf(cmd.Context(), to, f.from)
	if err != nil {
		return fmt.Errorf("%s: %w", excerptTitle(to), err)
	}
	if f.asJSON {
		return printJSON(cmd, toDiffJSON(diff))
	}
	width, _ := a.widthOf(cmd.OutOrStdout())
	return print(cmd, diffText(diff, width))
}

// excerptTitle is a brief's title; a whole paragraph that stands for one is cut.
func excerptTitle(o *desk.Opened) string {
	return ansi.Truncate(model.CleanLine(o.Brief.Title), titleCells, "…")
}

// titleCells is how wide a title is at most where more follows on its line.
const titleCells = 72

// diffText is a diff for people: a line of counts, then what wants a look.
func diffText(f desk.Diff, width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s → %s\n", excerptTitle(f.To), textName(f.From), textName(f.To))
	counts := make([]string, 0, len(desk.Fates())+1)
	for _, fate := range desk.Fates() {
		counts = append(counts, fmt.Sprintf("%s %d", fate, f.Count(fate)))
	}
	counts = append(counts, fmt.Sprintf("new and unread %d", len(f.New)))
	b.WriteString(strings.Join(counts, "  ") + "\n")
	t := &table{columns: []column{{head: "WHAT"}, {head: "MARK"}, {head: "TEXT", flex: true}}}
	for _, fate := range desk.Fates() {
		if fate == desk.FateKept {
			continue
		}
		for _, m := range f.Marks {
			if m.Fate == fate {
				addFate(t, m)
			}
		}
	}
	for _, u := range f.New {
		t.add("new", fmt.Sprintf("unit %d", u.N), f.To.Doc.VisibleOf(u.Span))
	}
	if table := t.render(width); table != "" {
		b.WriteString("\n" + table)
	}
	return b.String()
}

// addFate adds a mark: its words, and below what became of them. Its name is the
// one that other commands know it by, which is of the newer text.
func addFate(t *table, m desk.MarkDiff) {
	v := m.Before
	v.Label = m.Label
	t.add(string(m.Fate), nameOf(v), m.Before.Quote.Text)
	if m.Fate == desk.FateChanged {
		t.add("", "", "→ "+m.After.Quote.Text)
	}
}

// textName names a text by its hash and the day of its arrival.
func textName(o *desk.Opened) string {
	name := string(o.Revision.Hash[:model.BriefIDLen])
	if o.Revision.Arrived.IsZero() {
		return name + " (not stored)"
	}
	return name + " of " + o.Revision.Arrived.Local().Format("2006-01-02 15:04")
}

// diffJSON is a diff as scripts see it.
type diffJSON struct {
	Brief model.BriefID  `json:"brief"`
	From  model.Hash     `json:"from"`
	To    model.Hash     `json:"to"`
	Marks []markDiffJSON `json:"marks"`
	New   []unitJSON     `json:"new"`
}

// markDiffJSON is a mark on both texts; after is null where it is gone.
type markDiffJSON struct {
	Fate   desk.Fate `json:"fate"`
	Before markJSON  `json:"before"`
	After  *markJSON `json:"after"`
}

func toDiffJSON(f desk.Diff) diffJSON {
	return diffJSON{
		Brief: f.To.Brief.ID, From: f.From.Revision.Hash, To: f.To.Revision.Hash,
		Marks: orEmpty(f.Marks, func(m desk.MarkDiff) markDiffJSON {
			shape := markDiffJSON{Fate: m.Fate, Before: toMarkJSON(m.Before)}
			if m.After != nil {
				after := toMarkJSON(*m.After)
				shape.After = &after
			}
			return shape
		}),
		New: orEmpty(f.New, unitShape(f.To)),
	}
}
