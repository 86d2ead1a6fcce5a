package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"obelus/model"
)

// failingBlocks panics where a line begins with a percent sign: when it opens
// the line, or, where the sign is doubled, at the next one.
type failingBlocks struct{ parser.BlockParser }

func (failingBlocks) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); !strings.HasPrefix(string(line), "%%") {
		panic("a parser of blocks")
	}
	return ast.NewBlockquote(), parser.NoChildren
}

func (failingBlocks) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	panic("a parser of blocks, later")
}

func (failingBlocks) CanInterruptParagraph() bool { return true }

// failingInlines panics at a dollar sign, or makes a node of it that panics
// when it is read.
type failingInlines struct{}

func (failingInlines) Trigger() []byte { return []byte{'$'} }

func (failingInlines) Parse(_ ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	if line, _ := reader.PeekLine(); !strings.HasPrefix(string(line), "$$") {
		panic("a parser of inlines")
	}
	reader.Advance(2)
	return failingNode{ast.NewEmphasis(1)}
}

type failingNode struct{ *ast.Emphasis }

func (failingNode) FirstChild() ast.Node { panic("what reads the tree") }

func failingGrammar() *grammar {
	g := newGrammar()
	g.byByte['%'] = append([]parser.BlockParser{failingBlocks{g.free[0]}}, g.free...)
	g.inline = parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(graftParser{}, 1)),
		parser.WithInlineParsers(append(inlineParsers(), util.Prioritized(failingInlines{}, 50))...),
	)
	return g
}

// TestAParserFails holds that a panic costs the block that it came from its
// styling, and nothing else.
func TestAParserFails(t *testing.T) {
	const before, after = "# *A* heading\n\n", "\n\n- *b*\n- c\n"
	for _, c := range []struct{ name, text, want string }{
		{"inlines", "one *two*\n  & $ three", "one *two*\n  & $ three"},
		{"inlines of a list", "1. *one*\n2. $", "1. *one*\n2. $"},
		{"inlines of a table", "|a|\n|-|\n|$|", "|a|\n|-|\n|$|"},
		{"the reading of a tree", "one **$$** &amp; \x1b", "one **$$** &amp; ␛"},
		{"blocks, opening", "% one\n*two*", "% one\n*two*"},
		{"blocks, going on", "%% one\n*two*\nthree", "%% one\n*two*\nthree"},
		{"blocks in a paragraph", "one *two*\n% three", "one *two*\n% three"},
		{"blocks in a quote", "> *one*\n> % two", "> *one*\n> % two"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(before+c.text+after, failingGrammar(), 0)
			if d.Blocks() != 3 {
				t.Fatalf("%d blocks: %q", d.Blocks(), d.Visible())
			}
			if diff := cmp.Diff("A heading\n\n"+c.want+"\n\nb\nc", d.Visible()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			for i := range d.Blocks() {
				b := d.Block(i)
				checkBlock(t, d, b)
				if b.Plain != (i == 1) {
					t.Errorf("block %d is plain: %t", i, b.Plain)
				}
			}
		})
	}
	d := newDocument("% a", failingGrammar(), 0)
	if d.Visible() != "% a" || d.Blocks() != 1 {
		t.Errorf("a failing line alone reads %q", d.Visible())
	}
}

// TestAParserFailsInAHugeParagraph holds that only the part is plain that
// fails.
func TestAParserFailsInAHugeParagraph(t *testing.T) {
	lines := repeat("a *word*.\n", 200_000)
	d := newDocument(lines+"$\n"+lines, failingGrammar(), 0)
	for _, c := range []struct {
		at    int
		plain bool
	}{{10, false}, {len(lines), true}, {2 * len(lines), false}} {
		b := d.BlockNear(0, model.Span{Start: c.at, End: c.at})
		if b.Plain != c.plain || strings.Contains(b.Visible, "*") != c.plain || b.VisibleAt(b.Span.End) != len(b.Visible) || b.Span.Len() > usualLimits().window+usualLimits().reach {
			t.Errorf("the part %v at %d is plain: %t", b.Span, c.at, b.Plain)
		}
	}
	if !d.Block(0).Plain || !strings.HasPrefix(d.Block(0).Visible, "a *word*.\na *word*.") {
		t.Errorf("the whole reads %.80q", d.Block(0).Visible)
	}
}
