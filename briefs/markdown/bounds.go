package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bounded opens its container block only where fewer than maxDepth are open.
type bounded struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// maxCells bounds the cells of one table. goldmark fills short rows with empty
// cells, so that a wide header over many short lines would grow without bounds.
const maxCells = 1 << 20

// boundedTables makes tables of paragraphs, but of none that would have more
// than maxCells cells: such a one stays a paragraph.
type boundedTables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		columns = max(columns, delimiterColumns(line.Value(reader.Source())))
	}
	if columns == 0 || columns*lines.Len() > maxCells {
		return
	}
	b.ParagraphTransformer.Transform(node, reader, pc)
}

// maxDefinitionLines bounds the lines of a paragraph that begins with a link
// definition. goldmark takes definitions out of it one by one, each time moving
// all lines that follow.
const maxDefinitionLines = 2048

// boundedDefinitions takes link definitions out of paragraphs, but not of one
// that is longer than maxDefinitionLines: such a one stays a paragraph.
type boundedDefinitions struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (b boundedDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= maxDefinitionLines {
		b.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// delimiterColumns is the number of columns that line would give a table, were
// it the line under the header; 0 where it cannot be.
func delimiterColumns(line []byte) int {
	for _, c := range line {
		switch c {
		case '-', '|', ':', ' ', '\t', '\n', '\r', '\v', '\f':
		default:
			return 0
		}
	}
	if bytes.IndexByte(line, '-') < 0 {
		return 0
	}
	return bytes.Count(line, []byte{'|'}) + 1
}
