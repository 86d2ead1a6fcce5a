package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"
)

// parseWhole is goldmark's own parse of a whole text, with our parsers.
func parseWhole(source string) []*Block {
	g := newGrammar()
	p := parser.NewParser(
		parser.WithBlockParsers(func() (list []util.PrioritizedValue) {
			for _, v := range parser.DefaultBlockParsers() {
				switch v.Priority {
				case 300, 800: // lists, quotes
					v.Value = bounded{v.Value.(parser.BlockParser)}
				}
				list = append(list, v)
			}
			return append(list, util.Prioritized(bounded{footnoteDefParser{}}, 999))
		}()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(g.transformers[0], 100),
			util.Prioritized(g.transformers[1], 200),
		),
	)
	root := p.Parse(text.NewReader([]byte(source)), parser.WithContext(newContext(newDefinitions(), true)))
	var blocks []*Block
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		tidy(c, []byte(source), 0)
		b := &Block{Index: len(blocks), Node: c, Source: []byte(source)}
		g.read(b)
		blocks = append(blocks, b)
	}
	return blocks
}

// outline writes a tree's kinds, and where its lines and texts stand.
func outline(n ast.Node, base int) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			b.WriteByte(')')
			return ast.WalkContinue, nil
		}
		fmt.Fprintf(&b, "(%s", n.Kind())
		if n.Type() == ast.TypeBlock {
			for i := range n.Lines().Len() {
				seg := n.Lines().At(i)
				fmt.Fprintf(&b, " %d-%d+%d", seg.Start+base, seg.Stop+base, seg.Padding)
			}
		}
		switch v := n.(type) {
		case *ast.Text:
			fmt.Fprintf(&b, " %d-%d %v%v", v.Segment.Start+base, v.Segment.Stop+base, v.SoftLineBreak(), v.HardLineBreak())
		case *ast.Link:
			fmt.Fprintf(&b, " %q %q", v.Destination, v.Title)
		case *ast.Heading:
			fmt.Fprintf(&b, " %d", v.Level)
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// disordered reports whether a heading stands behind a table that it stands
// before in the source.
func disordered(blocks []*Block) bool {
	found := false
	for _, b := range blocks {
		_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			before := n.PreviousSibling()
			if n.Kind() == ast.KindHeading && before != nil && before.Kind() == gfm.KindTable && n.Pos() < before.FirstChild().Pos() {
				found = true
			}
			return ast.WalkContinue, nil
		})
	}
	return found
}

// checkWhole compares a document's blocks with goldmark's parse of the whole.
func checkWhole(source string) string {
	if strings.HasPrefix(source, byteOrderMark) {
		return "" // goldmark reads it as a letter
	}
	d := New(source)
	if !d.FrontMatter().Span.Empty() {
		source = strings.Repeat("\n", d.FrontMatter().Span.End) + source[d.FrontMatter().Span.End:]
	}
	want := parseWhole(source)
	if disordered(want) {
		return "" // an underline after a table: goldmark puts the paragraph above behind the table
	}
	if len(want) != d.Blocks() {
		return fmt.Sprintf("%d blocks, goldmark has %d", d.Blocks(), len(want))
	}
	for i, w := range want {
		b := d.Block(i)
		ours, theirs := outline(b.Node, b.Base), outline(w.Node, 0)
		if ours == theirs && w.Visible == b.Visible && slices.Equal(w.runs, b.runs) {
			continue
		}
		return fmt.Sprintf("block %d: %s\n%s\n%s", i, cmp.Diff(theirs, ours), cmp.Diff(w.Visible, b.Visible), cmp.Diff(w.runs, b.runs))
	}
	return ""
}

func TestBlocksAreGoldmarks(t *testing.T) {
	if testing.Short() {
		t.Skip("one text after the other, for many seconds: not in -short")
	}
	blocks, bytes := 0, 0
	check := func(name, source string) {
		if diff := checkWhole(source); diff != "" {
			t.Errorf("%s\n%q\n%s", name, source[:min(len(source), 300)], diff)
		}
		blocks += New(source).Blocks()
		bytes += len(source)
	}
	examples := specExamples(t)
	for i, e := range examples {
		check(fmt.Sprint("example ", i), e.markdown)
	}
	briefs := corpusBriefs(t)
	for path, source := range briefs {
		check(path, source)
	}
	t.Logf("%d examples, %d files: %d blocks of %d bytes as goldmark parses the whole", len(examples), len(briefs), blocks, bytes)
}

func TestBlocksAreGoldmarksAtRandom(t *testing.T) {
	lines := specLines(t)
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lines), 1, 24).Draw(t, "lines"), "")
		if diff := checkWhole(source); diff != "" {
			t.Fatalf("%q\n%s", source, diff)
		}
	})
}

// specLines are lines and whole examples of the specifications, and prefixes
// that nest them.
func specLines(t testing.TB) []string {
	lines := []string{"\n", "\n", "\n\n", "\n\n\n\n", "  \n \n\n", ">\n>\n>\n>\n", "> >\n> >\n> >\n", "> - ", "> ", "- ", "1. ", "    ", "\t", "[^n]: ", "[^n]", "```\n", "---\n", "| a | b |\n", "|---|---|\n", "[r]: /u\n", "===\n", "-\n", "2. ", "<div>\n", "<!--\n", "-->\n"}
	for _, e := range specExamples(t) {
		lines = append(lines, e.markdown)
		for line := range strings.Lines(e.markdown) {
			lines = append(lines, line)
		}
	}
	return lines
}
