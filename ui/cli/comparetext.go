package cli

import (
	"fmt"
	"strings"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/model/agreement"
)

// comparisonText is a comparison for people: the differences first, then the
// figures with what they mean.
func comparisonText(o *desk.Opened, c desk.Comparison, width int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s and %s\n", excerptTitle(o), sideWords(c.A), sideWords(c.B))
	fmt.Fprintf(&b, "%s, %d settled; %s the same by both\n", counted(len(c.Differences), "difference"), c.Settled(), counted(len(c.Agreements), "claim"))
	if table := differencesTable(c).render(width); table != "" {
		b.WriteString("\n" + table)
	}
	b.WriteString("\n" + byUnitText(c.Figures) + "\n" + bySpanText(c.Figures) + "\n")
	fmt.Fprintf(&b, "Units by tag: rows are %s's, columns %s's\n", sideName(c.A), sideName(c.B))
	b.WriteString(confusionTable(c.Figures.Units).render(width))
	return b.String()
}

func sideName(s desk.Side) string { return model.CleanLine(string(s.Analyst)) }

// sideWords names an analyst with how many marks are compared, and how many
// cannot be.
func sideWords(s desk.Side) string {
	text := counted(len(s.Marks), "mark")
	if s.File != "" {
		text += " in " + model.CleanLine(s.File)
	}
	if s.Absent > 0 {
		text += fmt.Sprintf(", %d not in this text", s.Absent)
	}
	return fmt.Sprintf("%s (%s)", sideName(s), text)
}

func differencesTable(c desk.Comparison) *table {
	t := &table{columns: []column{
		{head: "UNIT", right: true}, {head: "DIFFERS", flex: true}, {head: strings.ToUpper(sideName(c.A)), flex: true},
		{head: strings.ToUpper(sideName(c.B)), flex: true}, {head: "TEXT", flex: true, most: 100},
	}}
	for _, d := range c.Differences {
		first := d.A
		if first == nil {
			first = d.B
		}
		t.add(fmt.Sprint(d.Unit), differsWords(d, c), markWords(d, 0), markWords(d, 1), first.Quote.Text)
	}
	return t
}

// differsWords says in what a difference is, and how it was settled.
func differsWords(d desk.Difference, c desk.Comparison) string {
	var in []string
	for _, what := range d.Differs {
		in = append(in, what.What)
	}
	text := strings.Join(in, ", ")
	switch {
	case d.B == nil:
		text = "only " + sideName(c.A)
	case d.A == nil:
		text = "only " + sideName(c.B)
	case text == "":
		text = "nothing now"
	}
	if s := d.Settled; s != nil {
		text += fmt.Sprintf(" (settled by %s: %s)", model.CleanLine(string(s.By)), s.Choice)
	}
	return text
}

// markWords is one side of a difference, the first or the second: the mark's
// label, tag and speaker, and the details that differ.
func markWords(d desk.Difference, side int) string {
	v := [2]*desk.MarkView{d.A, d.B}[side]
	if v == nil {
		return "-"
	}
	text := string(v.Label) + " " + v.Tag.Words()
	if v.Tag == model.Attributed && v.Details.Speaker != "" {
		text += ": " + v.Details.Speaker
	}
	return strings.Join(append([]string{text}, d.Details(side)...), ", ")
}

// muchOfKappa is how much one unit may weigh before it is said that there are too
// few of them: the second decimal is then no more than one unit's chance.
const muchOfKappa = 0.05

func byUnitText(f desk.Figures) string {
	k := f.Units.Kappa()
	var b strings.Builder
	fmt.Fprintf(&b, "By unit: %s\n", kappaText(k))
	read := f.Units.Without(agreement.Unread).Kappa()
	if read.Units < k.Units {
		fmt.Fprintf(&b, "  where both marked: %s\n", kappaText(read))
	}
	b.WriteString(`  A unit has the tag under which most of its letters lie; unread is a label
  of its own.
  Kappa is 1 where they always agree, 0 where they agree as often as chance
  would (Cohen 1960).
`)
	if k.Defined && k.Step > muchOfKappa {
		fmt.Fprintf(&b, "  There are few units: each one judged otherwise moves kappa by about %.2f.\n", k.Step)
	}
	return b.String()
}

func kappaText(k agreement.Kappa) string {
	if k.Units == 0 {
		return "there are none to compare"
	}
	text := fmt.Sprintf("%d of %d agree (%.0f %%, by chance %.0f %%)", k.Agreed, k.Units, 100*k.Observed, 100*k.Expected)
	if !k.Defined {
		return text + ", kappa undefined: all have one label, so nothing could differ"
	}
	return fmt.Sprintf("%s, kappa %.2f", text, k.Value)
}

func bySpanText(f desk.Figures) string {
	s := f.Spans
	var b strings.Builder
	fmt.Fprintf(&b, "By span, over %s of the visible text:\n", counted(f.Letters, "character"))
	fmt.Fprintf(&b, "  alpha %-9s what is marked, and how\n", alphaText(s.All))
	fmt.Fprintf(&b, "  alpha %-9s whether it is marked, whatever the tag\n", alphaText(s.Marked))
	fmt.Fprintf(&b, "  alpha %-9s which tag, where marks of both meet (%.0f %% of the text)\n", alphaText(s.Tagged), 100*s.Coverage)
	for _, t := range f.Tags {
		fmt.Fprintf(&b, "  alpha %-9s %s alone (%d and %d marks)\n", alphaText(t.Spans), t.Tag.Words(), t.Marks[0], t.Marks[1])
	}
	b.WriteString(`  Alpha is 1 where they agree, 0 where they agree as chance would; marks that
  overlap in part agree in part (Krippendorff et al. 2016; where one's marks
  overlap, the smaller counts).
  Krippendorff asks for 0.800, and takes 0.667 for tentative conclusions
  (Content Analysis 2004, p. 241).
`)
	return b.String()
}

func alphaText(a agreement.Alpha) string {
	if !a.Defined {
		return "undefined"
	}
	return fmt.Sprintf("%.3f", a.Value)
}

// confusionTable is how often which label met which.
func confusionTable(units agreement.Table) *table {
	t := &table{columns: []column{{head: ""}}}
	for _, l := range units.Labels {
		t.columns = append(t.columns, column{head: labelWords(l), right: true})
	}
	t.columns = append(t.columns, column{head: "all", right: true})
	rows, columns := units.Rows(), units.Columns()
	total := 0
	for i, l := range units.Labels {
		t.add(append(append([]string{labelWords(l)}, numbers(units.Cells[i])...), fmt.Sprint(rows[i]))...)
		total += rows[i]
	}
	t.add(append(append([]string{"all"}, numbers(columns)...), fmt.Sprint(total))...)
	return t
}

func numbers(counts []int) []string {
	words := make([]string, len(counts))
	for i, n := range counts {
		words[i] = fmt.Sprint(n)
	}
	return words
}

// labelWords is the label of a unit: a short word for each tag.
func labelWords(tag model.Tag) string {
	switch tag {
	case agreement.Unread:
		return "unread"
	case model.Nonclaim:
		return tag.Words()
	}
	return string(tag)
}
