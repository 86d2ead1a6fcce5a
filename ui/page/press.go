package page

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"strconv"

	gansi "charm.land/glamour/v2/ansi"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A press renders the words of one leaf block through glamour and reads the
// result back into cells. Every stretch of words is given to glamour inside a
// hyperlink whose parameters say which atom it begins with: glamour writes
// none of the brief's own links, so a hyperlink in what it returns is ours or
// nothing. A press serves one goroutine at a time.
type press struct {
	styles  *styles
	byWidth map[int]renderer.Renderer
	nonce   string // digits, so that no style can change its case

	atoms  []atom
	source bytes.Buffer // what the nodes' segments point into
	starts []int        // by marker: its first atom
	before string       // the atom before, in the same leaf
	out    bytes.Buffer
}

func newPress(s *styles) *press {
	var seed [8]byte
	_, _ = rand.Read(seed[:]) // never fails, by crypto/rand's documentation
	return &press{
		styles:  s,
		byWidth: make(map[int]renderer.Renderer),
		nonce:   strconv.FormatUint(binary.BigEndian.Uint64(seed[:]), 10),
	}
}

// A leafKind is the block whose style words are set in.
type leafKind int

const (
	paragraphLeaf leafKind = iota
	headingLeaf
	ruleLeaf
)

// A leaf is words to be set.
type leaf struct {
	kind  leafKind
	level int // of a heading
	atoms []atom
}

// breakHint is white space without a width: where it stands, glamour may end a
// line. None is in what glamour is given otherwise (model.Neutral), and none is
// left in a cell.
const breakHint = "\u2028"

// set renders leaf at width and gives its lines. Lines that came out wider
// than width are split; white space that glamour added at their ends is gone.
func (p *press) set(l leaf, width int) ([][]Cell, error) {
	var lines [][]Cell
	decoded, err := p.run([]leaf{l}, width)
	for _, line := range decoded {
		if widthOf(line) > width {
			lines = append(lines, wrapCells(line, width, keepSpaces)...)
			continue
		}
		lines = append(lines, line)
	}
	return trimBlank(lines), err
}

// run renders leaves one below the other; width 0 wraps nothing.
func (p *press) run(leaves []leaf, width int) ([][]Cell, error) {
	p.atoms, p.starts = p.atoms[:0], p.starts[:0]
	p.source.Reset()
	p.out.Reset()
	doc := ast.NewDocument()
	for _, l := range leaves {
		doc.AppendChild(doc, p.block(l))
	}
	if err := p.renderer(width).Render(&p.out, p.source.Bytes(), doc); err != nil {
		return nil, err
	}
	return p.decode(p.out.String()), nil
}

// renderer is glamour's at width. What it would do to text is left to us: soft
// breaks are spaces already, hard ones are kept.
func (p *press) renderer(width int) renderer.Renderer {
	r, ok := p.byWidth[width]
	if !ok {
		r = renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(
			gansi.NewRenderer(gansi.Options{WordWrap: width, PreserveNewLines: true, Styles: p.styles.config}), 1000)))
		p.byWidth[width] = r
	}
	return r
}

// block builds the node of l with the few kinds of inline that glamour can be
// trusted with, each holding one text.
func (p *press) block(l leaf) ast.Node {
	var node ast.Node = ast.NewParagraph()
	switch l.kind {
	case headingLeaf:
		node = ast.NewHeading(l.level)
	case ruleLeaf:
		node = ast.NewThematicBreak()
	}
	p.before = ""
	for start := 0; start < len(l.atoms); {
		end := start + 1
		for end < len(l.atoms) && sameLook(l.atoms[end].look, l.atoms[start].look) {
			end++
		}
		node.AppendChild(node, p.inline(l.atoms[start:end]))
		start = end
	}
	return node
}

func sameLook(a, b *inlineLook) bool { return a == b || *a == *b }

// inline wraps atoms of one look into the nodes that give it.
func (p *press) inline(atoms []atom) ast.Node {
	look := atoms[0].look
	var node ast.Node = p.text(atoms)
	wrap := func(outer ast.Node) {
		outer.AppendChild(outer, node)
		node = outer
	}
	switch {
	case look.code:
		wrap(ast.NewCodeSpan())
	case look.image:
		wrap(ast.NewImage(ast.NewLink()))
	case look.strike:
		wrap(east.NewStrikethrough())
	}
	if look.emphasis {
		wrap(ast.NewEmphasis(1))
	}
	if look.strong {
		wrap(ast.NewEmphasis(2))
	}
	if look.anchor {
		link := ast.NewLink()
		link.Destination = []byte("#") // an empty anchor: glamour prints neither link nor address
		wrap(link)
	}
	return node
}

// text writes atoms into the source, inside a marker; a new one begins behind
// every letter with which glamour could decode again what was decoded.
func (p *press) text(atoms []atom) *ast.Text {
	from := p.source.Len()
	open := false
	for _, a := range atoms {
		if p.before != "" && breaksEastAsian(p.before, a.text) {
			p.source.WriteString(breakHint)
		}
		p.before = a.text
		if !open {
			p.source.WriteString(xansi.SetHyperlink("1", p.nonce+":"+strconv.Itoa(len(p.starts))))
			p.starts = append(p.starts, len(p.atoms))
			open = true
		}
		p.source.WriteString(a.text)
		p.atoms = append(p.atoms, a)
		switch a.text {
		case "&", `\`, "#":
			open = false
		}
	}
	p.source.WriteString(xansi.ResetHyperlink())
	return ast.NewTextSegment(text.NewSegment(from, p.source.Len()))
}

// each renders leaves, none of which is wrapped, and gives the cells of each.
func (p *press) each(leaves []leaf) ([][]Cell, error) {
	cells := make([][]Cell, len(leaves))
	var full []leaf
	var number []int
	for i, l := range leaves {
		if len(l.atoms) > 0 {
			full, number = append(full, l), append(number, i)
		}
	}
	if len(full) == 0 {
		return cells, nil
	}
	lines, err := p.run(full, 0)
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		if len(line) > 0 && len(number) > 0 {
			cells[number[0]], number = line, number[1:]
		}
	}
	return cells, nil
}
