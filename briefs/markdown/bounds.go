package markdown

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bounded opens its container block only in fewer than maxDepth others.
type bounded struct{ parser.BlockParser }

// Open implements parser.BlockParser. The blocks that stand open do not tell the
// depth: those that the line ends are still among them.
func (b bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n.Parent() != nil; n = n.Parent() {
		if depth++; depth >= maxDepth {
			return nil, parser.NoChildren
		}
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// maxCells bounds the cells of one table. goldmark fills short rows with empty
// cells, so that a wide header over many short lines would grow without bounds.
const maxCells = 1 << 20

// boundedTables makes tables of paragraphs, but of none that would have more
// than maxCells cells: such a one stays a paragraph.
type boundedTables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer. Where only boundaries are
// wanted, it leaves the table's body out.
func (b boundedTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	first, columns := 0, 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if n := delimiterColumns(line.Value(reader.Source())); n > 0 {
			columns = max(columns, n)
			first = cmp.Or(first, i)
		}
	}
	if columns == 0 || columns*lines.Len() > maxCells {
		return
	}
	if c, ok := pc.(*parseContext); ok && c.boundaries {
		body := slices.Clone(lines.Sliced(first+1, lines.Len()))
		lines.SetSliced(0, first+1)
		b.ParagraphTransformer.Transform(node, reader, pc)
		if lines.Len() < first+1 {
			return
		}
		lines.AppendAll(body)
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
	first := node.Lines().At(0)
	line := util.TrimLeftSpace(reader.Value(first))
	if node.Lines().Len() <= maxDefinitionLines && len(line) > 0 && line[0] == '[' {
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
