package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A scanner runs goldmark's block parsers over a text, a line a step, and tells
// when a group of top-level blocks is complete. It is goldmark's own block
// phase (parser.go, parseBlocks, openBlocks and closeBlocks of v1.8, MIT
// licence, © Yusuke Inuzuka), which cannot be stopped between blocks and keeps
// the tree of the whole text.
//
// A group is what one run of lines gave: nearly always one block; but a
// paragraph can turn out to be link definitions, a shorter paragraph and a
// table. A group's lines, parsed alone, give the same blocks again.
type scanner struct {
	*grammar
	reader text.Reader
	pc     parser.Context
	root   *ast.Document
	stats  []lineStat
	start  int  // where the open group's lines begin
	blank  bool // whether a blank line, or nothing, stands before them
	joined bool // the line just read ended a paragraph in a way of its own, and belongs to its group
	prune  bool // forget closed blocks inside containers: only boundaries are wanted
	emit   func(start, end int, nodes []ast.Node)
}

func newScanner(g *grammar, source []byte, pc parser.Context, emit func(start, end int, nodes []ast.Node)) *scanner {
	return &scanner{grammar: g, reader: text.NewReader(source), pc: pc, root: ast.NewDocument(), emit: emit, blank: true}
}

// run takes every step that is left.
func (s *scanner) run() {
	for s.step() {
	}
}

// step takes one line (at a group's beginning: with the blank lines before it)
// and reports whether there may be more.
func (s *scanner) step() bool {
	if len(s.pc.OpenedBlocks()) == 0 {
		return s.begin()
	}
	return s.line()
}

// begin opens the blocks of the next line that is not blank.
func (s *scanner) begin() bool {
	if _, _, ok := s.reader.SkipBlankLines(); !ok {
		return false
	}
	_, pos := s.reader.Position()
	s.start = pos.Start
	s.stats = s.stats[:0]
	if s.openBlocks(s.root, s.blank) != newBlocksOpened {
		return false
	}
	s.reader.AdvanceLine()
	return true
}

// line offers one line to the open blocks, from the outermost.
func (s *scanner) line() bool {
	opened := s.pc.OpenedBlocks()
	last := len(opened) - 1
	top := opened[0]
	s.skipBlank(opened[last].Node)
	lineNum, at := s.reader.Position()
	s.forgetStats(lineNum - 1)
	for i := range opened {
		be := opened[i]
		line, _ := s.reader.PeekLine()
		if line == nil {
			_, end := s.reader.Position()
			s.closeBlocks(last, 0)
			s.flush(nil, end.Stop)
			return false
		}
		s.stats = append(s.stats, lineStat{lineNum, i, util.IsBlank(line)})
		if !ast.IsParagraph(be.Node) { // a paragraph's continuation is openBlocks' business
			state := be.Parser.Continue(be.Node, s.reader, s.pc)
			if state&parser.Continue != 0 {
				if state&parser.HasChildren != 0 && i == last {
					s.openBlocks(be.Node, s.blankAt(lineNum-1, i+1))
					break
				}
				continue
			}
		}
		parent := ast.Node(s.root)
		if i != 0 {
			parent = opened[i-1].Node
		}
		lastNode := opened[last].Node
		result := s.openBlocks(parent, s.blankAt(lineNum-1, i))
		if result != paragraphContinuation {
			if opened[last].Node != lastNode { // a paragraph that its transformers took
				last--
			}
			s.closeBlocks(last, i)
		}
		if i == 0 && result == newBlocksOpened {
			s.turn(top, at.Start)
		}
		break
	}
	s.reader.AdvanceLine()
	if len(s.pc.OpenedBlocks()) == 0 {
		_, next := s.reader.Position()
		s.flush(nil, next.Start)
	}
	return true
}

// skipBlank goes on to the last of several blank lines where a container is
// open and nothing in it: the first of them said all there is to say. Only the
// last one is looked back at.
func (s *scanner) skipBlank(open ast.Node) {
	switch open.Kind() {
	case ast.KindList, ast.KindListItem, KindFootnoteDef:
	default:
		return
	}
	source := s.reader.Source()
	if _, pos := s.reader.Position(); pos.Start == 0 || !util.IsBlank(lineBefore(source, pos.Start)) {
		return
	}
	for {
		_, pos := s.reader.Position()
		line, _, _ := bytes.Cut(source[pos.Start:], newline)
		next := source[min(pos.Start+len(line)+1, len(source)):]
		nextLine, _, more := bytes.Cut(next, newline)
		if !more || !util.IsBlank(line) || !util.IsBlank(nextLine) {
			return
		}
		s.reader.AdvanceLine()
	}
}

// lineBefore is the line that ends at start.
func lineBefore(source []byte, start int) []byte {
	end := start - 1
	return source[bytes.LastIndexByte(source[:end], '\n')+1 : end]
}

// turn ends the group before a new top-level block, unless the two belong
// together: a setext heading with its paragraph, what looked like one with the
// table above it, or the paragraph that an underline of nothing but link
// definitions falls to.
func (s *scanner) turn(old parser.Block, at int) {
	now, joined := s.pc.OpenedBlocks()[0], s.joined
	s.joined = false
	if joined || now.Parser == s.setext || old.Parser == s.setext && old.Node.Parent() == nil {
		return
	}
	s.flush(now.Node, at)
	s.start, s.blank = at, now.Node.HasBlankPreviousLines()
}

// flush hands on the top-level nodes before stop as one group, and forgets them.
func (s *scanner) flush(stop ast.Node, end int) {
	var nodes []ast.Node
	for c := s.root.FirstChild(); c != nil && c != stop; c = c.NextSibling() {
		nodes = append(nodes, c)
	}
	s.emit(s.start, end, nodes)
	s.blank = true
	for _, n := range nodes {
		if n.Parent() == ast.Node(s.root) {
			s.root.RemoveChild(s.root, n)
		}
	}
}

var newline = []byte{'\n'}

type openResult uint8

const (
	noBlocksOpened openResult = iota
	paragraphContinuation
	newBlocksOpened
)

// openBlocks opens what can be opened in parent at the reader's place.
func (s *scanner) openBlocks(parent ast.Node, blank bool) openResult {
	result := noBlocksOpened
	lastBlock := s.pc.LastOpenedBlock()
	continuable := lastBlock.Node != nil && ast.IsParagraph(lastBlock.Node)
retry:
	line, _ := s.reader.PeekLine()
	width, pos := util.IndentWidth(line, s.reader.LineOffset())
	if width >= len(line) {
		s.pc.SetBlockOffset(-1)
		s.pc.SetBlockIndent(-1)
	} else {
		s.pc.SetBlockOffset(pos)
		s.pc.SetBlockIndent(width)
	}
	if line == nil || line[0] == '\n' {
		return s.continueParagraph(result, continuable, lastBlock)
	}
	candidates := s.free
	if pos < len(line) {
		candidates = s.byByte[line[pos]]
	}
	for _, bp := range candidates {
		if continuable && result == noBlocksOpened && !bp.CanInterruptParagraph() || width > 3 && !bp.CanAcceptIndentedLine() {
			continue
		}
		lastBlock = s.pc.LastOpenedBlock()
		_, at := s.reader.Position()
		node, state := bp.Open(parent, s.reader, s.pc)
		if node == nil {
			continue
		}
		node.SetPos(at.Start + max(s.pc.BlockOffset(), 0))
		if state&parser.RequireParagraph != 0 && lastBlock.Node == parent.LastChild() && s.takeParagraph(lastBlock) {
			continuable = false
			s.joined = parent == ast.Node(s.root)
			goto retry
		}
		s.push(parent, node, bp, lastBlock.Node, blank)
		result = newBlocksOpened
		if state&parser.HasChildren == 0 {
			break
		}
		parent = node
		goto retry
	}
	return s.continueParagraph(result, continuable, lastBlock)
}

// takeParagraph closes the paragraph that a setext heading wants to be made of
// and reports whether it turned out to be something else. Where its last lines
// are a table it ends there; goldmark would put the first ones behind the table,
// as the heading.
func (s *scanner) takeParagraph(block parser.Block) bool {
	block.Parser.Close(block.Node, s.reader, s.pc)
	blocks := s.pc.OpenedBlocks()
	s.pc.SetOpenedBlocks(blocks[:len(blocks)-1])
	return s.transform(block.Node.(*ast.Paragraph)) || block.Node.NextSibling() != nil
}

func (s *scanner) push(parent, node ast.Node, bp parser.BlockParser, last ast.Node, blank bool) {
	node.SetBlankPreviousLines(blank)
	if last != nil && last.Parent() == nil {
		i := len(s.pc.OpenedBlocks()) - 1
		s.closeBlocks(i, i)
	}
	parent.AppendChild(parent, node)
	if s.prune && parent != ast.Node(s.root) {
		for parent.ChildCount() > 3 { // the last two can still be open
			parent.RemoveChild(parent, parent.FirstChild())
		}
	}
	s.pc.SetOpenedBlocks(append(s.pc.OpenedBlocks(), parser.Block{Node: node, Parser: bp}))
}

func (s *scanner) continueParagraph(result openResult, continuable bool, last parser.Block) openResult {
	if result == noBlocksOpened && continuable && last.Parser.Continue(last.Node, s.reader, s.pc)&parser.Continue != 0 {
		return paragraphContinuation
	}
	return result
}

func (s *scanner) closeBlocks(from, to int) {
	blocks := s.pc.OpenedBlocks()
	for i := from; i >= to; i-- {
		node := blocks[i].Node
		if p, ok := node.(*ast.Paragraph); ok && node.Parent() != nil {
			s.transform(p)
		}
		if node.Parent() != nil {
			blocks[i].Parser.Close(node, s.reader, s.pc)
		}
	}
	if from == len(blocks)-1 {
		blocks = blocks[:to]
	} else {
		blocks = slices.Delete(blocks, to, from+1)
	}
	s.pc.SetOpenedBlocks(blocks)
}

// transform reports whether a transformer took the paragraph out of the tree.
func (s *scanner) transform(p *ast.Paragraph) bool {
	for _, t := range s.transformers {
		t.Transform(p, s.reader, s.pc)
		if p.Parent() == nil {
			return true
		}
	}
	return false
}

// lineStat says whether a line was blank as the block at a level saw it.
type lineStat struct {
	line, level int
	blank       bool
}

// forgetStats drops what blankAt will not ask for again.
func (s *scanner) forgetStats(before int) {
	keep := 0
	for keep < len(s.stats)-1 && s.stats[keep].line < before {
		keep++
	}
	if keep > 0 {
		s.stats = slices.Delete(s.stats, 0, keep)
	}
}

func (s *scanner) blankAt(line, level int) bool {
	if len(s.stats) == 0 {
		return true
	}
	for i := len(s.stats) - 1 - level; i >= 0; i-- {
		switch st := s.stats[i]; {
		case st.line == line && st.level <= level:
			return st.blank
		case st.line < line:
			return false
		}
	}
	return false
}
