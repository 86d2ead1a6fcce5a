package page

import (
	"testing"

	glamourstyles "charm.land/glamour/v2/styles"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// A guise is what texts are laid out in.
type guise struct {
	oracle *oracle
	theme  theme.Theme
	width  int
}

func newGuise(th theme.Theme, width int) guise { return guise{newOracle(th), th, width} }

// A tally counts the blocks that read otherwise than glamour's, in four
// guises: all that do, and by difference. A block with several differences
// is in the count of each.
type tally struct {
	blocks  int
	differ  [4]int
	because map[differences][4]int
	guises  [4]guise
}

// compare counts the blocks of text that differ. It fails where one does for no
// reason that is known.
func (y *tally) compare(t *testing.T, name, text string) {
	t.Helper()
	doc := markdown.New(text)
	references := y.guises[0].oracle.references(text)
	questions := make([]question, doc.Blocks())
	for i := range questions {
		questions[i] = newQuestion(doc.Block(i), references)
	}
	y.blocks += len(questions)
	for s, in := range y.guises {
		p := newTestPage(doc, in.theme, in.width)
		for i, q := range questions {
			rows := blockRows(p, i)
			c := &comparison{oracle: in.oracle, page: p, question: q, rows: rows, lines: linesOf(rows)}
			why, ok := c.why()
			if !ok {
				a := in.oracle.render(q, why, in.width)
				t.Errorf("%s, block %d at width %d, even with %v:\nsource  %.300q\nglamour %q (%v)\npage    %q",
					name, i, in.width, why.list(), q.block.Source, a.lines, a.failed, c.lines)
			}
			y.count(s, why)
		}
	}
}

func (y *tally) count(guise int, why differences) {
	if why != 0 {
		y.differ[guise]++
	}
	for _, one := range why.list() {
		n := y.because[one]
		n[guise]++
		y.because[one] = n
	}
}

// want fails where y is not the counts wanted, to the block.
func (y *tally) want(t *testing.T, blocks int, differ [4]int, because map[differences][4]int) {
	t.Helper()
	if y.blocks != blocks || y.differ != differ {
		t.Errorf("of %d blocks %v read otherwise than glamour's, want %v of %d", y.blocks, y.differ, differ, blocks)
	}
	for _, one := range allDifferences.list() {
		if y.because[one] != because[one] {
			t.Errorf("%v blocks, want %v: %v", y.because[one], because[one], one)
		}
		t.Logf("%v: %v", y.because[one], one)
	}
}

// Every block of the specifications' examples reads as glamour's does without
// markers, at widths 20, 40, 80 and 120, but for what is counted here. What is
// compared is the text of all lines, leading white space included; trailing
// white space and empty lines are left out, for gaps between blocks are the
// reader's.
func TestSpecificationsReadAsGlamours(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	t.Parallel()
	own := theme.New(theme.Dark, false)
	y := tally{because: map[differences][4]int{}, guises: [4]guise{
		newGuise(own, 20), newGuise(own, 40), newGuise(own, 80), newGuise(own, 120)}}
	for _, example := range specExamples(t) {
		y.compare(t, "an example", example)
	}
	y.want(t, 1003, [4]int{257, 250, 249, 249}, map[differences][4]int{
		linkTargets:    {121, 121, 121, 121},
		lineBreaks:     {16, 17, 18, 18},
		wordless:       {1, 1, 1, 1},
		rawHTML:        {7, 7, 7, 7},
		decodings:      {11, 11, 11, 11},
		tabs:           {5, 6, 6, 6},
		bareLinks:      {18, 18, 18, 18},
		itemParagraphs: {14, 14, 14, 14},
		tables:         {7, 7, 7, 7},
		blankEnds:      {6, 6, 6, 6},
		quoteBars:      {13, 13, 13, 13},
		hanging:        {44, 42, 41, 41},
		rewrapped:      {3, 1, 1, 1},
		codeLines:      {4, 0, 0, 0},
		overflow:       {2, 1, 0, 0},
		flattened:      {1, 0, 0, 0},
	})
}

// The same of the briefs, at widths 40, 80 and 120 in our style, and at 80 in
// glamour's own, which has prefixes, suffixes and formats. Its colours are left
// out: glamour writes one for each cell of padding.
func TestBriefsReadAsGlamours(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	t.Parallel()
	own := theme.New(theme.Dark, false)
	y := tally{because: map[differences][4]int{}, guises: [4]guise{
		newGuise(own, 40), newGuise(own, 80), newGuise(own, 120),
		newGuise(theme.New(theme.Dark, true).Styled(glamourstyles.DarkStyleConfig), 80)}}
	for _, brief := range briefTexts(t) {
		y.compare(t, brief.name, brief.text)
	}
	y.want(t, 1671, [4]int{754, 724, 704, 724}, map[differences][4]int{
		linkTargets:    {299, 299, 299, 299},
		lineBreaks:     {1, 7, 20, 7},
		footnotes:      {294, 294, 294, 294},
		rawHTML:        {7, 3, 2, 3},
		decodings:      {2, 2, 2, 2},
		controls:       {6, 6, 6, 6},
		itemParagraphs: {11, 12, 11, 10},
		tables:         {11, 11, 11, 11},
		hanging:        {261, 255, 234, 255},
		rewrapped:      {49, 25, 14, 25},
		codeLines:      {5, 0, 0, 0},
		eastAsian:      {43, 37, 31, 37},
		overflow:       {2, 0, 0, 0},
	})
}
