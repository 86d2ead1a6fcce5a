package page

import (
	"slices"
	"sort"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A flow lays one piece of a block out: it walks the block's nodes, has the
// press set their words and puts quotes' bars, lists' signs and tables' rules
// around them. Words are taken from the block's parts, in order, so that every
// letter of its visible text comes out exactly once whatever its nodes are.
type flow struct {
	page  *Page
	press *press
	block *markdown.Block
	atoms atomizer

	piece    piece
	source   model.Span // what is laid out of the block
	from, to int        // the same in its visible text
	part     int        // the next part whose words are to come
	held     int        // where a row begins that an earlier piece shows and this one's letters are of; -1 for none

	rows  []Row
	links []string // where the links of rows lead
	gap   *inset   // an empty line is due before the next one, with this prefix
}

// flow lays pc out. A press that something panicked in is not used again.
func (p *Page) flow(pc piece, b *markdown.Block) (*flow, error) {
	press := p.press.Get().(*press)
	press.links.list = nil
	f := &flow{page: p, press: press, block: b, atoms: newAtomizer(b), piece: pc, source: pc.span, to: len(b.Visible), held: -1}
	if !pc.whole {
		f.from, f.to = b.VisibleAt(pc.span.Start), b.VisibleAt(pc.span.End)
		if pc.last {
			f.to = len(b.Visible)
		}
		f.part = sort.Search(len(b.Parts), func(i int) bool { return b.Parts[i].End > f.from })
	}
	in := &inset{room: p.width, style: looks(p.styles.config.Document.StylePrimitive)}
	if err := f.node(b.Node, in); err != nil {
		return nil, err
	}
	if err := f.rest(in); err != nil {
		return nil, err
	}
	f.links = press.links.list
	p.press.Put(press)
	return f, nil
}

// languageOf is the first word of a fenced block's info string. The node's own
// Language writes to the node, which others read at the same time.
func languageOf(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	word, _, _ := strings.Cut(string(n.Info.Value(source)), " ")
	return word
}

// node lays out n and what is in it.
func (f *flow) node(n ast.Node, in *inset) error {
	config := &f.page.styles.config
	switch n := n.(type) {
	case *ast.Heading:
		return f.words(n, in.block(headingStyle(config, n.Level)), leaf{kind: headingLeaf, level: n.Level})
	case *ast.CodeBlock:
		return f.framed(config.CodeBlock.StylePrimitive, in, func() error { return f.code(n, in, "") })
	case *ast.FencedCodeBlock:
		return f.framed(config.CodeBlock.StylePrimitive, in, func() error {
			return f.code(n, in, languageOf(n, f.block.Source))
		})
	case *ast.ThematicBreak:
		return f.rule(n, in)
	case *ast.Blockquote:
		return f.framed(config.BlockQuote.StylePrimitive, in, func() error {
			return f.children(n, in.quote(f.page.styles), true)
		})
	case *ast.List:
		return f.framed(config.List.StylePrimitive, in, func() error { return f.list(n, in) })
	case *east.Table:
		return f.framed(config.Table.StylePrimitive, in, func() error {
			return f.table(n, in.block(config.Table.StyleBlock))
		})
	case *ast.HTMLBlock:
		return f.words(n, in.block(config.HTMLBlock), leaf{kind: htmlLeaf})
	case *markdown.FootnoteDef:
		return f.signed(n, in.footnote(f.page.styles, n.Name), true)
	}
	if first := n.FirstChild(); first != nil && first.Type() == ast.TypeBlock {
		return f.children(n, in, true)
	}
	if n.Kind() == ast.KindTextBlock || n.Parent() != nil && n.Parent().Kind() == ast.KindListItem {
		return f.words(n, in, leaf{})
	}
	return f.words(n, in.block(config.Paragraph), leaf{kind: paragraphLeaf})
}

// framed lays out body between the lines that a style puts before and behind a
// block: only where the block is laid out whole, and only what can be seen.
func (f *flow) framed(style gansi.StylePrimitive, in *inset, body func() error) error {
	if !f.piece.whole {
		return body()
	}
	if err := f.sign(style.BlockPrefix+style.Prefix, in); err != nil {
		return err
	}
	if err := body(); err != nil {
		return err
	}
	return f.sign(style.Suffix+style.BlockSuffix, in)
}

// sign lays out text that a style adds.
func (f *flow) sign(text string, in *inset) error {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	cells, err := f.press.sign(&gansi.BaseElement{Prefix: text}, in.style)
	if err != nil {
		return err
	}
	f.emit(wrapCells(cells, in.room, dropSpaces), in, false)
	return nil
}

// children lays out n's children in in, with an empty line between them where
// gap is set.
func (f *flow) children(n ast.Node, in *inset, gap bool) error {
	for c := n.FirstChild(); c != nil && !f.isBehind(c); c = c.NextSibling() {
		if gap && c != n.FirstChild() {
			f.gap = in
		}
		if f.isBefore(c) {
			continue
		}
		if err := f.node(c, in); err != nil {
			return err
		}
	}
	return nil
}

// signed is children for what has a sign of its own: it stands even where
// nothing stands beside it.
func (f *flow) signed(n ast.Node, in *inset, gap bool) error {
	before := len(f.rows)
	err := f.children(n, in, gap)
	if err == nil && len(f.rows) == before && f.holds(n) {
		f.emit([][]Cell{nil}, in, false)
	}
	return err
}

// list lays out a list's items, each hanging beside its sign.
func (f *flow) list(list *ast.List, in *inset) error {
	config := &f.page.styles.config.List
	if nested(list) {
		in = in.styled(config.StylePrimitive).indent(orZero(&config.LevelIndent) - widthOf(in.rest))
	} else {
		in = in.block(config.StyleBlock)
	}
	signs := newListSigns(list)
	for item := list.FirstChild(); item != nil && !f.isBehind(item); item = item.NextSibling() {
		if !list.IsTight && item != list.FirstChild() {
			f.gap = in
		}
		element, room := signs.next(item)
		if f.isBefore(item) {
			continue
		}
		sign, err := f.press.sign(element, in.style)
		if err != nil {
			return err
		}
		if err := f.signed(item, in.item(append(spaces(room), sign...)), !list.IsTight); err != nil {
			return err
		}
	}
	return nil
}

// nested reports whether list stands in another one.
func nested(list ast.Node) bool {
	for n := list.Parent(); n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			return true
		}
	}
	return false
}

// rule draws a thematic break across the room there is.
func (f *flow) rule(n ast.Node, in *inset) error {
	if f.holds(n) {
		lines, err := f.press.set(leaf{kind: ruleLeaf, within: in.style}, in.room)
		if err != nil {
			return err
		}
		f.emit(lines, in, false)
	}
	return nil
}

// emit adds lines, behind in's prefix. continued says that they go on with
// what an earlier piece began, so that no sign stands before them.
func (f *flow) emit(lines [][]Cell, in *inset, continued bool) {
	if len(lines) == 0 {
		return
	}
	if f.gap != nil && !continued && (len(f.rows) > 0 || f.from > 0) {
		f.rows = append(f.rows, Row{Cells: f.page.styles.trimEnd(f.gap.again(nil))})
	}
	f.gap = nil
	if continued {
		in.use()
	}
	for _, line := range lines {
		if before := in.prefix(nil); len(before) > 0 {
			line = slices.Concat(before, line)
		}
		f.rows = append(f.rows, Row{Cells: f.page.styles.trimEnd(line)})
	}
}
