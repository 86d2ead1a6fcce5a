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

// newStatsCmd counts what was marked.
func newStatsCmd(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "stats [BRIEF...]",
		GroupID: groupMark,
		Short:   "Count what is marked: by tag, section, speaker, grade and origin",
		Long: `Count the marks of the given briefs: by tag, how much of each section is marked,
who says what, how sources are graded, and which claims rest on one origin alone.
Of several briefs it says the sum as well. Without a brief it lists all on the
shelf, a line each, and the sum. --analyst counts one analyst's marks only.

Units are sentences, items and cells; headings, code and what is marked nonclaim
do not count. A section goes from its heading to the next.`,
		Example: `obelus stats mali
obelus stats
obelus stats --json | jq '.total.coverage'`,
		Args:              takes(0, unlimited),
		ValidArgsFunction: a.completeBriefs(unlimited),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.stats(cmd, args, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as a JSON object: briefs, total")
	return cmd
}

// A statsPrinter prints what briefs come to, one by one, and then their sum.
type statsPrinter interface {
	brief(s desk.Stats) error
	end(sum desk.Stats) error
}

func (a *app) stats(cmd *cobra.Command, refs []string, asJSON bool) error {
	d, err := a.desk()
	if err != nil {
		return err
	}
	var briefs []*desk.Opened
	for _, ref := range refs {
		o, err := a.openBrief(cmd, d, ref)
		if err != nil {
			return err
		}
		briefs = append(briefs, o)
	}
	of := model.Analyst("")
	if cmd.Flags().Changed("analyst") {
		of = model.Analyst(a.analyst)
	}
	speakers, err := d.Speakers(cmd.Context())
	if err != nil {
		return err
	}
	out := newStreamed(cmd)
	shape := a.statsShape(cmd, out, len(refs) > 0, asJSON)
	total := desk.NewStatsTotal(speakers)
	for s, err := range d.Stats(cmd.Context(), briefs, of) {
		if err == nil {
			total.Add(s)
			err = errors.Join(shape.brief(s), out.flush())
		}
		if err != nil {
			return errors.Join(err, out.flush())
		}
	}
	sum := total.Sum()
	if sum.Briefs == 0 && !asJSON {
		say(cmd, "obelus: the shelf is empty; obelus add PATH puts a brief on it")
		return nil
	}
	return errors.Join(shape.end(sum), out.flush())
}

// statsShape is how figures are printed: of briefs that were named one block
// after the other, of the shelf a row each.
func (a *app) statsShape(cmd *cobra.Command, out *streamed, named, asJSON bool) statsPrinter {
	width, terminal := a.widthOf(cmd.OutOrStdout())
	switch {
	case asJSON:
		return &statsJSONList{out: out, list: jsonList{out: out, deep: "  "}}
	case !named:
		return newStatsRows(out, width)
	case !terminal:
		width = defaultWidth
	}
	return &statsBlocks{out: out, width: width}
}

// statsRows prints a line for every brief, and the sum below.
type statsRows struct {
	*rowList
}

func newStatsRows(out *streamed, width int) statsRows {
	columns := []column{{head: "BRIEF"}, {head: "TITLE", flex: true, most: 64}}
	for _, t := range model.Tags() {
		columns = append(columns, column{head: t.Glyph(), right: true})
	}
	columns = append(columns, column{head: "MARKED", right: true}, column{head: "UNREAD", right: true})
	return statsRows{&rowList{out: out, table: &table{columns: columns}, width: width}}
}

func (r statsRows) brief(s desk.Stats) error {
	cells := []string{string(s.Brief.ID), s.Brief.Title}
	return r.add(nil, append(cells, countCells(s.Tags, s.Marked, s.Countable)...)...)
}

func (r statsRows) end(sum desk.Stats) error {
	if err := r.rowList.end(); err != nil {
		return err
	}
	width := r.width
	if width == 0 {
		width = defaultWidth
	}
	return (&statsBlocks{out: r.out, width: width, n: 1}).end(sum)
}

// countCells are marks by tag, how much is marked, and how much is unread.
func countCells(tags map[model.Tag]int, marked, countable int) []string {
	var cells []string
	for _, t := range model.Tags() {
		cells = append(cells, fmt.Sprint(tags[t]))
	}
	share := "-"
	if countable > 0 {
		share = fmt.Sprintf("%d %%", 100*marked/countable)
	}
	return append(cells, share, fmt.Sprint(countable-marked))
}

// statsBlocks prints a block of lines for every brief, and one for the sum of
// several.
type statsBlocks struct {
	out   *streamed
	width int
	n     int // blocks printed
}

func (b *statsBlocks) brief(s desk.Stats) error {
	return b.block(s, strings.Join(notEmpty(model.CleanLine(s.Brief.Title), string(s.Brief.ID), model.CleanLine(s.Brief.Date)), " · "))
}

func (b *statsBlocks) end(sum desk.Stats) error {
	if b.n < 2 && sum.Briefs < 2 {
		return nil
	}
	return b.block(sum, fmt.Sprintf("In all: %d briefs", sum.Briefs))
}

func (b *statsBlocks) block(s desk.Stats, head string) error {
	var lines strings.Builder
	if b.n++; b.n > 1 {
		lines.WriteString("\n")
	}
	lines.WriteString(fitted(head, b.width))
	for _, f := range factsOf(s) {
		for i, l := range wrapped(f.what, b.width-factCells-2) {
			term := f.term
			if i > 0 {
				term = ""
			}
			fmt.Fprintf(&lines, "  %-*s%s\n", factCells, term, l)
		}
	}
	for _, t := range []*table{sectionTable(s.Sections), quotedTable(s)} {
		if text := t.render(b.width - 2); text != "" {
			lines.WriteString("\n")
			for l := range strings.Lines(text) {
				lines.WriteString("  " + l)
			}
		}
	}
	return b.out.write(lines.String())
}

// sectionTable is a line for every section; none where there is only one.
func sectionTable(sections []desk.Section) *table {
	columns := []column{{head: "SECTION", flex: true}}
	for _, t := range model.Tags() {
		columns = append(columns, column{head: t.Glyph(), right: true})
	}
	columns = append(columns, column{head: "MARKED", right: true}, column{head: "UNREAD", right: true})
	t := &table{columns: columns}
	if len(sections) < 2 {
		return t
	}
	for _, s := range sections {
		name := s.Heading
		if s.Level == 0 {
			name = "(before the first heading)"
		}
		t.add(append([]string{name}, countCells(s.Tags, s.Marked, s.Countable)...)...)
	}
	return t
}

// mostQuoted is how many speakers a block lists.
const mostQuoted = 20

// quotedTable is a line for every speaker, as it is called.
func quotedTable(s desk.Stats) *table {
	t := &table{columns: []column{{head: "SPEAKER", flex: true}, {head: "CLAIMS", right: true}, {head: "ALSO", flex: true}}}
	for i, u := range s.Speakers {
		if i == mostQuoted {
			t.add(fmt.Sprintf("(%d more: obelus speakers lists all)", len(s.Speakers)-mostQuoted), "", "")
			break
		}
		t.add(u.Name, fmt.Sprint(u.Claims), strings.Join(otherNames(u), "; "))
	}
	if s.Unnamed > 0 {
		t.add("(nobody named)", fmt.Sprint(s.Unnamed), "")
	}
	if !slices.ContainsFunc(t.rows, func(cells []string) bool { return cells[2] != "" }) {
		return t.without(2)
	}
	return t
}

func notEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}
