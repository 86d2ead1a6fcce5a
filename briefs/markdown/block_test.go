package markdown

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

func TestParts(t *testing.T) {
	const text = "# H\n\npara ![x](y)\n\n![alt](i) [![b](c)](d)\n\n- item\n\n  more\n  > quoted\n  - ## sub\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n<p>html<p>two\n\n[^1]: note\n    - in it\n\nx[^1]\n"
	var got []string
	d := New(text)
	for i := range d.Blocks() {
		b := d.Block(i)
		for _, p := range b.Parts {
			got = append(got, fmt.Sprintf("%d %d %s", p.Kind, p.Level, b.Visible[p.Start:p.End]))
		}
	}
	want := []string{
		fmt.Sprintf("%d 1 H", HeadingPart), fmt.Sprintf("%d 0 para x", Paragraph), fmt.Sprintf("%d 0 alt b", CaptionPart),
		fmt.Sprintf("%d 0 item", ItemPart), fmt.Sprintf("%d 0 more", ItemPart), fmt.Sprintf("%d 0 quoted", Paragraph), fmt.Sprintf("%d 2 sub", HeadingPart),
		fmt.Sprintf("%d 0 a", CellPart), fmt.Sprintf("%d 0 b", CellPart), fmt.Sprintf("%d 0 c", CellPart), fmt.Sprintf("%d 0 d", CellPart),
		fmt.Sprintf("%d 0 code", CodePart), fmt.Sprintf("%d 0 html", HTMLPart), fmt.Sprintf("%d 0 two", HTMLPart),
		fmt.Sprintf("%d 0 note", FootnotePart), fmt.Sprintf("%d 0 in it", FootnotePart), fmt.Sprintf("%d 0 x", Paragraph),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNodesTellTheirText holds what Block promises to who lays its nodes out:
// all of the visible text comes from text nodes and lines, by Decode.
func TestNodesTellTheirText(t *testing.T) {
	check := func(text string) {
		d := New(text)
		for i := range d.Blocks() {
			b := d.Block(i)
			var told strings.Builder
			_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if !entering {
					return ast.WalkContinue, nil
				}
				switch v := n.(type) {
				case *ast.String, *ast.AutoLink:
					t.Errorf("%q has a %s", text, n.Kind())
				case *ast.Text:
					visible, runs := Decode(b.Source, v.Segment, SyntaxOf(v))
					told.WriteString(visible)
					for _, r := range runs {
						if r.Exact && string(b.Source[r.Source:r.Source+r.M]) != visible[r.Visible:r.Visible+r.N] {
							t.Errorf("%q: run %+v of %q", text, r, visible)
						}
					}
				case *ast.CodeBlock, *ast.FencedCodeBlock:
					for i := range n.Lines().Len() {
						visible, _ := Decode(b.Source, n.Lines().At(i), CodeLines)
						told.WriteString(visible)
					}
				case *ast.HTMLBlock:
					for _, p := range b.Parts {
						if p.Kind == HTMLPart && d.Lines(i).Covers(p.Span) && v.Parent() == nil {
							told.WriteString(b.Visible[p.Start:p.End])
						}
					}
				}
				return ast.WalkContinue, nil
			})
			if got := letters(told.String()); got != letters(b.Visible) && !strings.Contains(text, "<") {
				t.Errorf("%q reads %q, its nodes %q", text, b.Visible, told.String())
			}
		}
	}
	for _, e := range specExamples(t) {
		check(e.markdown)
	}
	check("*a[^1]* ![b *c*](d) `e` www.f.g\n\n[^1]: x\n")
}

func TestFragment(t *testing.T) {
	d := New("[r] and[^n]\n\n[r]: /u\n[^n]: note\n")
	f := d.Fragment("see [r] there[^n], [own]\n\n[own]: /o\n")
	if got := f.Visible(); got != "see r there, [own]" {
		t.Errorf("the fragment reads %q", got)
	}
	if d.HasFootnote("own") || d.defs.links["OWN"] != nil {
		t.Error("the fragment told the brief of its definitions")
	}
}

// TestFragmentBlocks: read at once or block by block, a fragment reads the same.
func TestFragmentBlocks(t *testing.T) {
	d := New("[foo]: /u\n[^1]: note\n")
	texts := []string{"", "\n", "\n\nblank lines before\n\n", "two\n\nblocks", "    code\n\n    more\n", "- a\n\n- b", hardtext.Mixed(50_000), strings.Repeat("a *b* ", 20_000)}
	for _, e := range specExamples(t) {
		texts = append(texts, e.markdown)
	}
	alone := 0
	for _, text := range texts {
		f := d.Fragment(text)
		blocks := d.FragmentBlocks(text)
		if len(blocks) != f.Blocks() {
			t.Errorf("%q has %d blocks, want %d", text, len(blocks), f.Blocks())
			continue
		}
		if len(blocks) == 1 {
			alone++
		}
		for i, got := range blocks {
			want := f.Block(i)
			if diff := cmp.Diff(dumped(want), dumped(got)); diff != "" {
				t.Errorf("block %d of %q (-want +got):\n%s", i, text, diff)
			}
		}
	}
	if alone < len(texts)/4 {
		t.Errorf("only %d of %d texts are one block", alone, len(texts))
	}
}

// dumped is all that can be told of a block but where its source begins.
func dumped(b *Block) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%d %v %q %v", b.Index, b.Span, b.Visible, b.Plain)
	for _, p := range b.Parts {
		fmt.Fprintf(&out, "\n%v %d %d %d %v", p.Kind, p.Level, p.Start, p.End, p.Span)
	}
	for _, r := range b.Runs() {
		fmt.Fprintf(&out, "\n%v", r)
	}
	_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		fmt.Fprintf(&out, "\n%v %v %d", entering, n.Kind(), n.Pos()+b.Base)
		return ast.WalkContinue, nil
	})
	return out.String()
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache(10 * (blockOverhead + 100))
	for i := range 1000 {
		c.put(blockKey{index: i}, &Block{Index: i, Source: make([]byte, 100)})
		if c.get(blockKey{index: i}) == nil || c.get(blockKey{}) == nil {
			t.Fatalf("block %d or the one just asked for is gone", i)
		}
	}
	if n := c.recent.Len(); n != 10 || len(c.byKey) != n || c.used != n*(blockOverhead+100) {
		t.Errorf("%d blocks, %d keys, %d used", n, len(c.byKey), c.used)
	}
	c.put(blockKey{index: 1000}, &Block{Index: 1000, Source: make([]byte, 1<<20)})
	if c.recent.Len() != 1 || c.get(blockKey{index: 1000}) == nil {
		t.Error("the newest block is kept whatever its size")
	}
}

func TestManyReaders(t *testing.T) {
	d := New(hardtext.Mixed(60_000))
	want := New(d.Text()).Visible()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range d.Blocks() {
				b := d.Block(i)
				if got := d.VisibleOf(b.Span); got != b.Visible {
					t.Errorf("block %d reads %q, its span %q", i, b.Visible, got)
				}
				_, _ = d.Snap(b.Span)
			}
			if d.Visible() != want || len(d.Find("three vessels")) == 0 {
				t.Error("the visible text differs")
			}
			_ = d.Quote(model.Span{Start: 100, End: 200})
			_ = d.HasFootnote("1")
		})
	}
	wg.Wait()
}

// TestDepthIsOfTheBlock holds that what stands before a deep block changes
// nothing of where its depth is cut.
func TestDepthIsOfTheBlock(t *testing.T) {
	deep := strings.Repeat("- ", 3*maxDepth) + "deep\n"
	if diff := checkWhole(">- ->\n" + deep); diff != "" {
		t.Error(diff)
	}
	d := New(">- ->\n" + deep)
	if got, want := d.Block(d.Blocks()-1).Visible, New(deep).Visible(); got != want {
		t.Errorf("behind other blocks it reads %q, alone %q", got, want)
	}
}
