package page

import (
	"bytes"
	"slices"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// An oracle renders blocks with glamour alone, as its own renderer does: no
// marker, no new line kept. Given differences it first makes them in what it
// renders, so that what is left is something else.
type oracle struct {
	parser   goldmark.Markdown
	style    gansi.StyleConfig
	renderer map[setup]renderer.Renderer
}

// A rendering is how a question is put.
type rendering struct {
	setup
	made differences
}

// A setup is that of a glamour renderer.
type setup struct {
	style    *gansi.StyleConfig
	width    int
	keepsNew bool // its PreserveNewLines
	inline   bool // no arrow behind images
}

func newOracle(th theme.Theme) *oracle {
	style := th.Glamour()
	style.Document.Margin = nil // margins are the reader's
	return &oracle{
		parser:   goldmark.New(goldmark.WithExtensions(extension.GFM)),
		style:    style,
		renderer: map[setup]renderer.Renderer{},
	}
}

func (o *oracle) rendererFor(r setup) renderer.Renderer {
	if o.renderer[r] == nil {
		style := o.style
		if r.inline {
			style.ImageText.Format = strings.TrimSuffix(style.ImageText.Format, " →")
		}
		o.renderer[r] = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(gansi.NewRenderer(gansi.Options{
			WordWrap: r.width, Styles: style, PreserveNewLines: r.keepsNew}), 1000)))
	}
	return o.renderer[r]
}

// A question is one block as glamour is given it.
type question struct {
	block      *markdown.Block
	references []parser.Reference // of the whole text
	trees      map[differences]*tree
	rendered   map[rendering]*answer
}

// An answer is what glamour made of a question: its lines, trailing white space
// and empty ones left out, or what it panicked with.
type answer struct {
	lines  []string
	failed any
}

func newQuestion(b *markdown.Block, references []parser.Reference) question {
	return question{b, references, map[differences]*tree{}, map[rendering]*answer{}}
}

// A tree is a block parsed for glamour, with differences made in it.
type tree struct {
	doc    ast.Node
	source []byte
	made   differences // that were there to be made
}

// render is what glamour makes of q with the differences made.
func (o *oracle) render(q question, made differences, width int) *answer {
	made &= allMade
	key := rendering{setup{&o.style, width, made&(lineBreaks|rawHTML) != 0, made&linkTargets != 0}, made}
	a := q.rendered[key]
	if a == nil {
		a = o.ask(o.tree(q, made), key.setup)
		q.rendered[key] = a
	}
	return a
}

func (o *oracle) ask(t *tree, s setup) (a *answer) {
	defer func() {
		if why := recover(); why != nil {
			a = &answer{failed: why}
			delete(o.renderer, s) // its stack of blocks is left as it was
		}
	}()
	var out bytes.Buffer
	if err := o.rendererFor(s).Render(&out, t.source, t.doc); err != nil {
		return &answer{failed: err}
	}
	return &answer{lines: withoutEmpty(strings.Split(restored.Replace(xansi.Strip(out.String())), "\n"))}
}

// withoutEmpty is lines without trailing white space and those that have
// nothing else.
func withoutEmpty(lines []string) []string {
	var out []string
	for _, line := range lines {
		if line = strings.TrimRight(line, " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// tree is q parsed, with differences made where there is something to make
// them in.
func (o *oracle) tree(q question, made differences) *tree {
	if known := q.trees[made]; known != nil {
		return known
	}
	source := string(q.block.Source)
	t := &tree{}
	if made&footnotes != 0 {
		if s := withoutCarets(q.block, made&tables != 0 && q.block.Node.Kind() == east.KindTable); s != source {
			source, t.made = s, footnotes
		}
	}
	t.source = []byte(source)
	t.doc = o.parser.Parser().Parse(text.NewReader(t.source), parser.WithContext(contextOf(q.references)))
	m := &mender{tree: t, block: q.block, want: made}
	m.mend()
	q.trees[made] = t
	return t
}

// contextOf is a parser's context that knows references.
func contextOf(references []parser.Reference) parser.Context {
	ctx := parser.NewContext()
	for _, r := range references {
		ctx.AddReference(r)
	}
	return ctx
}

// references is the link definitions of text, wherever they stand.
func (o *oracle) references(source string) []parser.Reference {
	ctx := parser.NewContext()
	o.parser.Parser().Parse(text.NewReader([]byte(source)), parser.WithContext(ctx))
	return ctx.References()
}

// withoutCarets is b's source with [^name] written [name] where it refers to a
// footnote or defines one, or without the references.
func withoutCarets(b *markdown.Block, references bool) string {
	var carets []model.Span
	_ = ast.Walk(b.Node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if ref, ok := n.(*markdown.FootnoteRef); ok && entering {
			caret := model.Span{Start: ref.Segment.Start + 1, End: ref.Segment.Start + 2}
			if references {
				caret = model.Span{Start: ref.Segment.Start, End: ref.Segment.Stop}
			}
			carets = append(carets, caret)
		}
		return ast.WalkContinue, nil
	})
	source := slices.Clone(b.Source)
	for _, at := range slices.Backward(carets) {
		source = slices.Delete(source, at.Start, at.End)
	}
	def, ok := b.Node.(*markdown.FootnoteDef)
	if !ok {
		return string(source)
	}
	body := strings.TrimPrefix(string(source), "[^"+def.Name+"]:")
	return "[" + def.Name + "] " + strings.ReplaceAll(body, "\n    ", "\n")
}
