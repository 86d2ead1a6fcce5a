package page

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"

	gansi "charm.land/glamour/v2/ansi"
	glamourstyles "charm.land/glamour/v2/styles"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// A difference is a reason why a page reads otherwise than glamour's.
type difference string

// What is otherwise by intent. The first five are made good in what glamour is
// given, so that the rest can be compared to the letter; the others explain a
// block that differs still.
const (
	linkTargets difference = "a link's target is the terminal's to follow, glamour prints it behind the text"
	softBreaks  difference = "a soft break is a space and a hard one a new line, glamour treats both the same"
	imageSigns  difference = "an image's address is the terminal's to follow, glamour prints it behind the text"
	noteSigns   difference = "a reference to a footnote is its name, glamour prints the caret too"
	notes       difference = "a footnote stands beside its name, glamour takes it for a definition"

	wordless   difference = "an image without a text has its sign, glamour shows nothing of it"
	eastAsian  difference = "East Asian lines break between letters"
	rawHTML    difference = "HTML gives its own words, glamour a sanitizer's"
	decodings  difference = "escapes and entities are decoded once, and so are not taken for markup"
	struckText difference = "struck text keeps its own markup"
	bareLinks  difference = "glamour leaves out the scheme of bare links or adds it"
	listSpaces difference = "items keep their paragraphs apart, glamour runs them together"
	tables     difference = "tables cut nothing: columns share the width, or rows become records"
	controls   difference = "controls are made visible"
	overflow   difference = "lines keep to the page, glamour lets some stand out"
)

// oracle renders one block with glamour alone.
type oracle struct {
	markdown goldmark.Markdown
	counts   map[difference]int
}

func newOracle(style gansi.StyleConfig, width int, counts map[difference]int) *oracle {
	o := &oracle{counts: counts}
	style.Document.Margin = nil // margins are the reader's
	style.ImageText.Format = strings.TrimSuffix(style.ImageText.Format, " →")
	o.markdown = goldmark.New(
		goldmark.WithExtensions(extension.GFM),
	)
	o.markdown.SetRenderer(renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(
		gansi.NewRenderer(gansi.Options{WordWrap: width, Styles: style, PreserveNewLines: true, InlineTableLinks: true}), 1000))))
	return o
}

// render is what glamour makes of source, line by line.
func (o *oracle) render(source string) (lines []string, err any) {
	defer func() { err = recover() }()
	src := []byte(source + " ")
	doc := o.markdown.Parser().Parse(text.NewReader(src[:len(source)]))
	o.adjust(doc, len(source))
	var out bytes.Buffer
	if err := o.markdown.Renderer().Render(&out, src, doc); err != nil {
		return nil, err
	}
	for line := range strings.SplitSeq(xansi.Strip(out.String()), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" }), nil
}

// adjust makes the differences of intent in doc. Behind the source, at end,
// stands a space.
func (o *oracle) adjust(doc ast.Node, end int) {
	var nodes []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range nodes {
		switch n := n.(type) {
		case *ast.Link:
			o.counts[linkTargets]++
			n.Destination = []byte("#")
		case *ast.Image:
			o.counts[imageSigns]++
			n.Destination = nil
		case *ast.Text:
			if n.SoftLineBreak() && !n.HardLineBreak() && n.Parent().Kind() != ast.KindCodeSpan {
				o.counts[softBreaks]++
				n.SetSoftLineBreak(false)
				n.Parent().InsertAfter(n.Parent(), n, ast.NewTextSegment(text.NewSegment(end, end+1)))
			}
		}
	}
}

// withoutCarets is b's source with [^name] written [name] where it refers to a
// footnote or defines one.
func (o *oracle) withoutCarets(b *markdown.Block) string {
	var carets []int
	_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if ref, ok := n.(*markdown.FootnoteRef); ok && entering {
			carets = append(carets, ref.Segment.Start+1)
		}
		return ast.WalkContinue, nil
	})
	o.counts[noteSigns] += len(carets)
	source := slices.Clone(b.Source)
	for _, at := range slices.Backward(carets) {
		source = slices.Delete(source, at, at+1)
	}
	def, ok := b.Node.(*markdown.FootnoteDef)
	if !ok {
		return string(source)
	}
	o.counts[notes]++
	body := strings.TrimPrefix(string(source), "[^"+def.Name+"]:")
	return "[" + def.Name + "] " + strings.ReplaceAll(body, "\n    ", "\n")
}

// explain names what makes a block differ from glamour's lines, "" where
// nothing does.
func explain(b *markdown.Block, glamours []string, width int) difference {
	source, kinds := string(b.Source), kindsIn(b.Node)
	switch {
	case slices.ContainsFunc(glamours, func(line string) bool { return xansi.StringWidth(line) > width }):
		return overflow
	case strings.ContainsFunc(source, forbiddenInText):
		return controls
	case kinds[east.KindTable]:
		return tables
	case strings.Contains(source, "![]("):
		return wordless
	case kinds[ast.KindRawHTML] || kinds[ast.KindHTMLBlock]:
		return rawHTML
	case kinds[ast.KindAutoLink]:
		return bareLinks
	case strings.ContainsFunc(source, isEastAsian):
		return eastAsian
	case strings.ContainsAny(source, `&\`):
		return decodings
	case kinds[east.KindStrikethrough]:
		return struckText
	case kinds[ast.KindList]:
		return listSpaces
	}
	return ""
}

func forbiddenInText(r rune) bool { return r != '\n' && r != '\t' && forbidden(r) }

func kindsIn(n ast.Node) map[ast.NodeKind]bool {
	kinds := map[ast.NodeKind]bool{}
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		kinds[n.Kind()] = true
		return ast.WalkContinue, nil
	})
	return kinds
}

// comparable is what two renderings of b are held to share: a paragraph or a
// heading its lines, a container its letters in order, a table its letters in
// any order, for its cells are wrapped to other widths.
func comparable(b *markdown.Block, lines []string) []string {
	switch b.Node.(type) {
	case *ast.Paragraph, *ast.Heading, *ast.ThematicBreak:
		return lines
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("│─┼", r) {
			return -1
		}
		return r
	}, strings.Join(lines, ""))
	if kindsIn(b.Node)[east.KindTable] {
		sorted := []rune(letters)
		slices.Sort(sorted)
		letters = string(sorted)
	}
	return []string{letters}
}

// The page reads as glamour's does without markers, but for what is named: in
// our style, and in glamour's own, which has prefixes, suffixes and formats.
func TestThePageReadsAsGlamours(t *testing.T) {
	own := theme.New(theme.Dark, false)
	dark := own.Styled(glamourstyles.DarkStyleConfig)
	for _, tt := range []struct {
		name  string
		theme theme.Theme
		width int
	}{{"our style", own, 40}, {"our style", own, 80}, {"our style", own, 120}, {"glamour's dark style", dark, 80}} {
		counts, same, blocks := map[difference]int{}, 0, 0
		for _, brief := range briefTexts(t) {
			n, of := compareBrief(t, brief, tt.theme, tt.width, counts)
			same, blocks = same+n, blocks+of
		}
		if same*100 < blocks*96 {
			t.Errorf("%s at width %d: only %d of %d blocks read the same", tt.name, tt.width, same, blocks)
		}
		t.Logf("%s at width %d: %d of %d blocks read the same", tt.name, tt.width, same, blocks)
		for _, why := range slices.Sorted(maps.Keys(counts)) {
			t.Logf("  %5d: %s", counts[why], why)
		}
	}
}

// compareBrief counts the blocks of brief that read the same, and what differs
// in the others.
func compareBrief(t *testing.T, brief namedText, th theme.Theme, width int, counts map[difference]int) (same, blocks int) {
	t.Helper()
	doc := markdown.New(brief.text)
	p := New(doc, th, width)
	o := newOracle(th.Glamour(), width, counts)
	definitions := between(doc)
	for i := range doc.Blocks() {
		b := doc.Block(i)
		want, failed := o.render(o.withoutCarets(b) + definitions)
		got := blockLines(p, i)
		blocks++
		if failed == nil && slices.Equal(comparable(b, want), comparable(b, got)) {
			same++
			continue
		}
		why := explain(b, want, width)
		counts[why]++
		if why == "" {
			t.Errorf("%s, block %d at width %d:\nglamour %q\npage    %q (%v)", brief.name, i, width, comparable(b, want), comparable(b, got), failed)
		}
	}
	return same, blocks
}

// between is what stands in no block of doc: its definitions.
func between(doc *markdown.Document) string {
	var b strings.Builder
	end := doc.FrontMatter().Span.End
	add := func(text string) {
		if strings.TrimSpace(text) != "" {
			b.WriteString("\n\n" + text)
		}
	}
	for i := range doc.Blocks() {
		add(doc.Text()[end:max(end, doc.Extent(i).Start)])
		end = doc.Extent(i).End
	}
	add(doc.Text()[end:])
	return b.String()
}

// blockLines is the lines of p that show a block of the document.
func blockLines(p *Page, block int) []string {
	var out []string
	for i := p.BlockAt(p.doc.Extent(block).Start); i < p.Blocks() && p.pieces.get(p.doc, i).block == block; i++ {
		for _, row := range p.Lay(i).Rows {
			if line := strings.TrimRight(textOf(row), " "); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}
