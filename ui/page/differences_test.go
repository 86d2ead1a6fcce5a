package page

import (
	"cmp"
	"slices"
	"strings"

	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"

	"obelus/briefs/markdown"
)

// differences is a set of reasons why a page reads otherwise than glamour's.
// Each is checked: with it made, and with nothing less, both read the same.
type differences uint32

// The first are made in what glamour renders; those from blankEnds on are passed
// over in reading, the more the later they come.
const (
	linkTargets differences = 1 << iota
	lineBreaks
	footnotes
	wordless
	rawHTML
	decodings
	controls
	tabs
	bareLinks
	itemParagraphs
	tables

	blankEnds
	quoteBars
	hanging
	rewrapped
	codeLines
	eastAsian
	overflow
	flattened

	allDifferences = flattened<<1 - 1
	allMade        = blankEnds - 1
)

// String says what one difference is.
func (d differences) String() string {
	return map[differences]string{
		linkTargets:    "the target of a link or an image is the terminal's to follow, glamour prints it behind the text",
		lineBreaks:     "a soft break is a space and a hard one a new line, glamour makes both a space in paragraphs and a new line elsewhere",
		footnotes:      "footnotes stand beside their names, glamour knows none",
		wordless:       "an image without a text has its sign, glamour shows nothing of it",
		rawHTML:        "HTML gives its own words, glamour a sanitizer's",
		decodings:      "escapes and entities are read once, glamour leaves some, reads some twice and decodes them in code",
		controls:       "controls are made visible",
		tabs:           "a tab is a space in words and reaches to the next stop in code, glamour leaves it to the terminal",
		bareLinks:      "bare links are shown as they are written, glamour unescapes them and leaves out the scheme of a bare address or adds it",
		itemParagraphs: "an item's blocks begin lines of their own, glamour runs them together",
		tables:         "tables cut nothing: columns share the width, or rows become records",
		blankEnds:      "a block begins and ends with a letter, glamour keeps white space of code and behind tags there",
		quoteBars:      "an empty line with bars parts a quote's blocks, glamour puts one before code and quotes in it and none behind a heading",
		hanging:        "an item's lines and blocks hang beside its sign, glamour begins them at the list's edge or below the sign",
		rewrapped:      "what is beside signs and bars is wrapped once, to its room: glamour wraps it again with each level, leaving torn lines",
		codeLines:      "code is broken at the page's edge, glamour breaks it behind signs of punctuation",
		eastAsian:      "East Asian lines break between letters, but not before marks that begin none",
		overflow:       "lines keep to the page, glamour lets some stand out",
		flattened:      "what is nested so deep that no room is left is shown flat",
	}[d]
}

// list is d's differences one by one.
func (d differences) list() []differences {
	var list []differences
	for one := differences(1); one <= allDifferences; one <<= 1 {
		if d&one != 0 {
			list = append(list, one)
		}
	}
	return list
}

// forbiddenInText reports whether r is made visible in running words.
func forbiddenInText(r rune) bool { return r != '\n' && r != '\t' && forbidden(r) }

// A comparison holds a block of a page beside what glamour makes of it.
type comparison struct {
	oracle *oracle
	page   *Page
	question
	rows  []Row
	lines []string // their text, without trailing white space and empty lines
}

// same reports whether both read the same with the differences made.
func (c *comparison) same(made differences) bool {
	answer := c.oracle.render(c.question, made, c.page.width)
	if answer.failed != nil {
		return false
	}
	glamours := answer.lines
	if made&tables != 0 {
		return letters(glamours) == letters([]string{inSourceOrder(c.rows)})
	}
	return slices.Equal(readOver(glamours, made), readOver(c.lines, made))
}

// readOver is lines as they are compared where differences are passed over.
func readOver(lines []string, over differences) []string {
	switch {
	case over&flattened != 0:
		return []string{strings.ReplaceAll(letters(lines), "•", "")}
	case over&(rewrapped|codeLines|eastAsian|overflow) != 0:
		return []string{letters(lines)}
	case over&hanging != 0:
		return slices.DeleteFunc(strings.Fields(strings.Join(lines, " ")), func(word string) bool { return word == "│" })
	case over&quoteBars != 0:
		return slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return strings.Trim(line, "│ ") == "" })
	case over&blankEnds != 0:
		return strings.Split(strings.TrimSpace(strings.Join(lines, "\n")), "\n")
	}
	return lines
}

// letters is what lines show but white space and quotes' bars.
func letters(lines []string) string {
	return strings.ReplaceAll(withoutSpaces(strings.Join(lines, "")), "│", "")
}

// inSourceOrder is the letters of rows that the brief has, in its order.
func inSourceOrder(rows []Row) string {
	var cells []Cell
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.mapped() {
				cells = append(cells, c)
			}
		}
	}
	slices.SortStableFunc(cells, func(a, b Cell) int { return cmp.Compare(a.from, b.from) })
	return textOf(Row{Cells: cells})
}

// why is the fewest differences with which both read the same, and whether
// there are any such.
func (c *comparison) why() (differences, bool) {
	if c.same(0) {
		return 0, true
	}
	d := c.oracle.tree(c.question, allMade).made
	if !c.same(d) {
		if d |= c.passedOver(d); !c.same(d) {
			return d, false
		}
	}
	for _, one := range slices.Backward(d.list()) {
		if c.same(d &^ one) {
			d &^= one
		}
	}
	return d, true
}

// passedOver is the differences in reading that are to be seen in the block,
// or in what glamour makes of it with the others made.
func (c *comparison) passedOver(made differences) differences {
	glamours := c.oracle.render(c.question, made, c.page.width).lines
	depth, kinds := 0, map[ast.NodeKind]bool{}
	_ = ast.Walk(c.block.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		kinds[n.Kind()] = true
		if n.Kind() == ast.KindListItem && entering {
			depth++
		}
		return ast.WalkContinue, nil
	})
	tooWide := func(line string) bool { return xansi.StringWidth(line) > c.page.width }
	var d differences
	for over, is := range map[differences]bool{
		blankEnds: !slices.Equal(glamours, readOver(glamours, blankEnds)) || !slices.Equal(c.lines, readOver(c.lines, blankEnds)),
		quoteBars: kinds[ast.KindBlockquote],
		hanging:   kinds[ast.KindList] || kinds[markdown.KindFootnoteDef],
		rewrapped: kinds[ast.KindList] || kinds[ast.KindBlockquote] || kinds[markdown.KindFootnoteDef],
		codeLines: kinds[ast.KindCodeBlock] || kinds[ast.KindFencedCodeBlock],
		eastAsian: strings.ContainsFunc(string(c.block.Source), isEastAsian),
		overflow:  slices.ContainsFunc(glamours, tooWide),
		flattened: depth*2 > c.page.width-minRoom(c.page.width),
	} {
		if is {
			d |= over
		}
	}
	return d
}

// blockRows is the rows of p that show a block of the document.
func blockRows(p *Page, block int) []Row {
	var rows []Row
	for i := p.BlockAt(p.doc.Extent(block).Start); i < p.Blocks() && p.pieces.get(p.doc, i).block == block; i++ {
		rows = append(rows, p.Lay(i).Rows...)
	}
	return rows
}

// linesOf is what rows read.
func linesOf(rows []Row) []string {
	var out []string
	for _, row := range rows {
		out = append(out, textOf(row))
	}
	return withoutEmpty(out)
}
