package markdown

import (
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
