package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

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
