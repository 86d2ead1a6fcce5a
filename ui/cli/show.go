package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/ui/page"
	"obelus/ui/tui"
)

// maxWidth bounds --width: wider, nothing changes but the cost.
const maxWidth = 1000

type showFlags struct {
	format   string
	width    int
	revision string
}

// newShowCmd prints a brief.
func newShowCmd(a *app) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:     "show BRIEF",
		GroupID: groupRead,
		Short:   "Print a brief with its marks, its plain text, or its Markdown",
		Long: `Print a brief. The format ansi is the page as the reader shows it, with your
marks and everybody's highlighted and a glyph beside each; into a file or a pipe
it is plain unless --format ansi asks for the escapes. text is the visible text
alone. markdown is the brief text, byte for byte unless it goes to a terminal.
Nothing is stored. A file is shown without marks while the store cannot be read.`,
		Example: `obelus show iran-russia-mali.txt
obelus show mali --format ansi --width 72 | less -R
obelus show mali --format text | wc -w
obelus show mali --revision 1 --format markdown > first.md`,
		Args:              takes(1, 1),
		ValidArgsFunction: a.completeBriefs(1),
		RunE:              func(cmd *cobra.Command, args []string) error { return a.show(cmd, args[0], f) },
	}
	cmd.Flags().StringVar(&f.format, "format", "ansi", "ansi, text or markdown")
	cmd.Flags().IntVar(&f.width, "width", 0, "cells to a line (else the terminal's, at most 88 or what the config file says)")
	cmd.Flags().StringVar(&f.revision, "revision", "", "a revision's number, or the beginning of its hash (else the newest)")
	completeFlag(cmd, "format", "ansi", "text", "markdown")
	return cmd
}

func (a *app) show(cmd *cobra.Command, ref string, f showFlags) error {
	if f.width < 0 || f.width > maxWidth || cmd.Flags().Changed("width") && f.width < page.MinWidth+gutterWidth {
		return usagef("--width %d cannot be set: write %d to %d", f.width, page.MinWidth+gutterWidth, maxWidth)
	}
	switch f.format {
	case "ansi", "text", "markdown":
	default:
		return usagef("%q is no format to show: write ansi, text or markdown", f.format)
	}
	looks, err := a.looks()
	if err != nil {
		return err
	}
	d, err := a.desk()
	if err != nil {
		return err
	}
	o, err := a.openText(cmd, d, ref, desk.Auto)
	if err != nil {
		return err
	}
	if _, annotated := o.Annotated(); annotated {
		say(cmd, offerImport(ref))
	}
	if f.revision != "" {
		if o, err = d.OpenRevision(cmd.Context(), o.Brief.ID, f.revision); err != nil {
			return err
		}
	}
	switch f.format {
	case "text":
		return print(cmd, o.Doc.Visible()+"\n")
	case "markdown":
		return printBriefText(cmd, o.Doc.Text())
	}
	return a.showPage(cmd, d, o, looks, f.width)
}

// printVisible is what obelus BRIEF does without a terminal.
func (a *app) printVisible(cmd *cobra.Command, ref string) error {
	return a.show(cmd, ref, showFlags{format: "text"})
}

// printBriefText prints a brief text as it is, but for a terminal, which gets
// nothing that it would act on.
func printBriefText(cmd *cobra.Command, text string) error {
	if isTerminal(cmd.OutOrStdout()) {
		text = model.Clean(text)
	}
	return print(cmd, text)
}

// showPage prints the page as the reader shows it.
func (a *app) showPage(cmd *cobra.Command, d *desk.Desk, o *desk.Opened, looks looks, width int) error {
	profile := a.profile(cmd, cmd.Flags().Changed("format"))
	th := a.themeFor(cmd, looks, profile)
	c, err := a.config()
	if err != nil {
		return err
	}
	var marks desk.Marks
	if o.Unasked() == nil {
		if marks, err = d.Marks(cmd.Context(), o); err != nil {
			return err
		}
	}
	if width == 0 {
		width = cmp.Or(c.width, tui.UsualMeasure) + gutterWidth
		if terminal, ok := a.widthOf(cmd.OutOrStdout()); ok {
			width = max(page.MinWidth+gutterWidth, min(width, terminal))
		}
	}
	p := page.New(o.Doc, th, width-gutterWidth)
	pt := newPainting(p, th, plainMarks(marks.Here))
	buffer := bufio.NewWriter(cmd.OutOrStdout())
	out := &colorprofile.Writer{Forward: buffer, Profile: profile} // reads escapes a write at a time: what buffers stands behind it
	for i := range p.Blocks() {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		for _, r := range p.Lay(i).Rows {
			if _, err := fmt.Fprintln(out, strings.TrimRight(pt.row(r), " ")); err != nil {
				return fmt.Errorf("the page cannot be written: %w", err)
			}
		}
	}
	if err := writeStates(out, marks); err != nil {
		return err
	}
	return buffer.Flush()
}

// writeStates names the marks that somebody has to look at: those found in other
// words or in another place, and those that were not found.
func writeStates(out io.Writer, marks desk.Marks) error {
	var text strings.Builder
	unsure := slices.DeleteFunc(slices.Clone(marks.Here), func(v desk.MarkView) bool { return !v.Unsure() })
	if len(unsure) > 0 {
		fmt.Fprintf(&text, "\n? to be confirmed (%d):\n", len(unsure))
	}
	for _, v := range unsure {
		fmt.Fprintf(&text, "  %-5s %-8s %s\n", v.Label, v.State, model.CleanLine(cmp.Or(v.Was, v.Quote.Text)))
	}
	if len(marks.Orphans) > 0 {
		fmt.Fprintf(&text, "\n† not in this text (%d):\n", len(marks.Orphans))
	}
	for _, v := range marks.Orphans {
		fmt.Fprintf(&text, "  %-5s %s\n", v.Label, model.CleanLine(v.Quote.Text))
	}
	_, err := io.WriteString(out, text.String())
	return err
}

func plainMarks(views []desk.MarkView) []model.Mark {
	return orEmpty(views, func(v desk.MarkView) model.Mark { return v.Mark })
}
