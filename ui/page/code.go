package page

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// tabWidth is how far apart the tab stops of code are.
const tabWidth = 4

// code lays out a code block: its own lines, indented, coloured by chroma as
// glamour's style says. Letters keep their places because chroma's tokens
// follow each other; nothing is guessed about code of an unknown language.
func (f *flow) code(n ast.Node, in *inset, language string) error {
	style := f.page.styles.config.CodeBlock
	in = in.indent(orZero(style.Indent) + orZero(style.Margin))
	for _, part := range f.claim(f.end(n)) {
		atoms := f.clip(part, &inlines{})
		if len(atoms) == 0 {
			continue
		}
		cells := f.codeCells(atoms, language)
		f.emit(trimBlank(wrapCells(cells, in.room, keepSpaces)), in, part.Start < f.from)
	}
	return nil
}

// codeCells is atoms as cells with the language's colours.
func (f *flow) codeCells(atoms []atom, language string) []Cell {
	visible, first := f.block.Visible, int(atoms[0].at)
	last := int(atoms[len(atoms)-1].at)
	colours := f.page.highlighter().colours(visible[first:last+1], language)
	cells := make([]Cell, 0, len(atoms))
	column := 0
	for _, a := range atoms {
		c := newCell("", 0, colours.at(int(a.at)-first), a.source)
		before := len(cells)
		if visible[a.at] == '\t' {
			for range tabWidth - column%tabWidth {
				cells = appendShown(cells, " ", c, f.page.method)
			}
		} else {
			cells = appendShown(cells, a.text, c, f.page.method)
		}
		column += widthOf(cells[before:])
		if a.text == "\n" {
			column = 0
		}
	}
	return cells
}

// colours says which style code has from where on.
type colours struct {
	starts []int
	styles []StyleID
	next   int
}

// at is the style at offset; offsets come in order.
func (c *colours) at(offset int) StyleID {
	for c.next < len(c.starts) && c.starts[c.next] <= offset {
		c.next++
	}
	if c.next == 0 {
		return 0
	}
	return c.styles[c.next-1]
}

// A highlighter is what colouring code needs: chroma's lexers by their names
// and aliases, in lower case, and a style for each kind of token.
type highlighter struct {
	lexers map[string]chroma.Lexer
	style  func(chroma.TokenType) StyleID
}

// newHighlighter gathers chroma's lexers. chroma's own look-up goes on to match
// file names, which takes milliseconds for a language that it does not know.
func newHighlighter(s *styles) *highlighter {
	h := &highlighter{lexers: make(map[string]chroma.Lexer), style: s.tokens()}
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		config := lexer.Config()
		for _, alias := range config.Aliases {
			h.lexers[strings.ToLower(alias)] = lexer
		}
		h.lexers[strings.ToLower(config.Name)] = lexer
	}
	return h
}

// colours asks chroma for the colours of code; there are none for a language
// that it does not know.
func (h *highlighter) colours(code, language string) *colours {
	c := &colours{starts: []int{0}, styles: []StyleID{h.style(chroma.Text)}}
	lexer := h.lexers[strings.ToLower(language)]
	if lexer == nil {
		return c
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return c // it is shown without colours
	}
	at := 0
	for token := tokens(); token != chroma.EOF; token = tokens() {
		c.starts = append(c.starts, at)
		c.styles = append(c.styles, h.style(token.Type))
		at += len(token.Value)
	}
	return c
}
