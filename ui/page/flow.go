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

// layout lays piece out through glamour. Where that fails the words are
// wrapped plainly, and the layout's note says so.
func (p *Page) layout(pc piece, b *markdown.Block) *Layout {
	f, err := p.inTime(pc, b)
	if err != nil {
		note := "shown plainly: " + model.CleanLine(err.Error())
		return newLayout(p.finish(pc, rowsOf(p.plain(pc, b))), nil, true, note)
	}
	note := ""
	if b.Plain {
		note = "shown plainly: it could not be parsed"
	}
	l := newLayout(p.finish(pc, f.rows), f.links, true, note)
	l.held = f.held
	return l
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

// finish adds the gap behind a block, and sees to it that a block that is not
// large has a row: a comment's is the gap behind the block before it.
func (p *Page) finish(pc piece, rows []Row) []Row {
	gap := pc.last && pc.block < p.doc.Blocks()-1 && !p.isComment(pc.block+1)
	if len(rows) == 0 && pc.whole || gap {
		rows = append(rows, Row{})
	}
	return rows
}

// isComment reports whether block i is an HTML comment and nothing else. It
// parses nothing.
func (p *Page) isComment(i int) bool {
	extent := p.doc.Extent(i)
	text := p.doc.Text()[extent.Start:extent.End]
	return strings.HasPrefix(text, "<!--") && strings.Index(text, "-->") == len(text)-len("-->")
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

// words sets the words of n, which holds no block, as l.
func (f *flow) words(n ast.Node, in *inset, l leaf) error {
	parts := f.claim(f.end(n))
	if len(parts) == 0 && !f.holds(n) {
		return nil
	}
	inl := collect(f.block, n, f.source)
	l.within = in.style
	if len(parts) == 0 {
		parts = []markdown.Part{{}}
	}
	for _, part := range parts {
		l.atoms = f.clip(part, inl)
		if len(l.atoms) == 0 {
			continue
		}
		l.cutBefore, l.cutBehind = f.cuts(part)
		lines, err := f.press.set(l, in.room)
		if err != nil {
			return err
		}
		f.emit(lines, in, l.cutBefore)
	}
	return nil
}

// rest lays out the words that no node has claimed.
func (f *flow) rest(in *inset) error {
	for _, part := range f.claim(f.block.Span.End + 1) {
		atoms := f.clip(part, &inlines{})
		if len(atoms) == 0 {
			continue
		}
		lines, err := f.press.set(leaf{kind: paragraphLeaf, within: in.style, atoms: atoms}, in.room)
		if err != nil {
			return err
		}
		f.gap = in
		f.emit(lines, in, false)
	}
	return nil
}

// claim takes the parts that begin before end.
func (f *flow) claim(end int) []markdown.Part {
	first := f.part
	for f.part < len(f.block.Parts) && f.block.Parts[f.part].Span.Start < end {
		f.part++
	}
	return f.block.Parts[first:f.part]
}

// clip is the atoms of what is to be laid out of part.
func (f *flow) clip(part markdown.Part, inl *inlines) []atom {
	from, to := max(part.Start, f.from), min(part.End, f.to)
	if from >= to {
		if part.Start < part.End || f.from > 0 {
			return nil
		}
		from, to = 0, 0
	}
	return f.atoms.atoms(from, to, inl)
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

// holds reports whether n begins in what is to be laid out.
func (f *flow) holds(n ast.Node) bool {
	if f.piece.whole {
		return true
	}
	at := f.startOf(n)
	return at < 0 && f.from == 0 || f.source.Contains(at)
}

// startOf is where n begins in the brief text, -1 where it does not say.
func (f *flow) startOf(n ast.Node) int {
	if pos := n.Pos(); pos >= 0 {
		return f.block.Base + pos
	}
	return -1
}

// isBefore reports whether n ends before what is to be laid out: what follows
// it begins there at the latest.
func (f *flow) isBefore(n ast.Node) bool {
	if f.piece.whole {
		return false
	}
	next := n.NextSibling()
	if next == nil {
		return false
	}
	at := f.startOf(next)
	return at >= 0 && at <= f.source.Start
}

// isBehind reports whether n begins behind what is to be laid out.
func (f *flow) isBehind(n ast.Node) bool {
	return !f.piece.whole && !f.piece.last && f.startOf(n) >= f.source.End
}

// cuts reports whether part goes on with, or goes on in, another piece.
func (f *flow) cuts(part markdown.Part) (before, behind bool) {
	extent := f.page.doc.Extent(f.piece.block)
	before = part.Start < f.from || f.block.Span.Start > extent.Start && part.Start == 0
	return before, part.End > f.to || f.block.Span.End < extent.End && part.End == len(f.block.Visible)
}

// end is where n's source ends, in the brief text: its last line, or what is
// in it where it has no lines.
func (f *flow) end(n ast.Node) int {
	if n.Type() == ast.TypeBlock {
		if lines := n.Lines(); lines != nil && lines.Len() > 0 {
			end := lines.At(lines.Len() - 1).Stop
			if html, ok := n.(*ast.HTMLBlock); ok && html.HasClosure() {
				end = max(end, html.ClosureLine.Stop)
			}
			return f.block.Base + end
		}
	}
	return f.block.Base
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
