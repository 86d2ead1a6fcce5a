package page

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strconv"

	gansi "charm.land/glamour/v2/ansi"
	xansi "github.com/charmbracelet/x/ansi"
)

// A press renders the words of one leaf block through glamour's elements and
// reads the result back into cells. Every stretch of words is given to glamour
// inside a hyperlink whose parameters say which atom it begins with: none of
// the brief's own links is given to it, so a hyperlink in what it returns is
// ours or nothing. A press serves one goroutine at a time.
//
// The elements are the ones that glamour's renderer makes of inline nodes, on
// its stack of blocks, whose styles they inherit. They are used directly because
// the renderer pads, indents and wraps every line twice over, byte by byte, which
// is most of its cost; what wraps here is the function that it wraps with.
type press struct {
	styles *styles
	method xansi.Method
	ctx    gansi.RenderContext
	nonce  string // digits, so that no style can change its case

	atoms  []atom
	starts []int  // by marker: its first atom
	links  links  // of all that was set
	before string // the atom before, in the same leaf
	token  []byte
	out    bytes.Buffer

	moulds map[setting]*mould
	last   *mould // the one that was asked for last
	stream []unit // reused

	atomRoom arena[atom] // of the words of a table's cells, and of
	cellRoom arena[Cell] // their lines, until they are in its rows
}

func newPress(s *styles, method xansi.Method) *press {
	var seed [8]byte
	_, _ = rand.Read(seed[:]) // never fails, by crypto/rand's documentation
	return &press{
		styles: s,
		method: method,
		ctx:    gansi.NewRenderContext(gansi.Options{Styles: s.config}),
		nonce:  strconv.FormatUint(binary.BigEndian.Uint64(seed[:]), 10),
	}
}

// A leafKind is the block whose style words are set in.
type leafKind int

const (
	textLeaf leafKind = iota // of an item or a cell: no block of their own
	paragraphLeaf
	headingLeaf
	htmlLeaf
	ruleLeaf
)

// A leaf is words to be set.
type leaf struct {
	kind   leafKind
	level  int                  // of a heading
	within gansi.StylePrimitive // the looks of what it stands in
	atoms  []atom

	cutBefore, cutBehind bool // it goes on with, or goes on in, another piece
}

// breakHint is white space without a width: where it stands, a line may end.
// None is in what glamour is given otherwise (model.Neutral), and none is left
// in a cell.
const breakHint = "\u2028"

// set renders leaf at width and gives its lines. Lines that came out wider
// than width are split.
func (p *press) set(l leaf, width int) ([][]Cell, error) {
	p.reset()
	if err := p.leaf(l); err != nil {
		return nil, err
	}
	return fit(p.decode(p.method.Wrap(p.out.String(), width, "")), width), nil
}

// fit splits those of lines that came out wider than width, and leaves the
// empty ones at both ends out.
func fit(lines [][]Cell, width int) [][]Cell {
	isWide := func(line []Cell) bool { return widthOf(line) > width }
	if !slices.ContainsFunc(lines, isWide) {
		return trimBlank(lines)
	}
	var narrow [][]Cell
	for _, line := range lines {
		if isWide(line) {
			narrow = append(narrow, wrapCells(line, width, keepSpaces)...)
		} else {
			narrow = append(narrow, line)
		}
	}
	return trimBlank(narrow)
}

// each renders leaves, none of which is wrapped, and gives the cells of each,
// in cellRoom.
func (p *press) each(leaves []leaf) ([][]Cell, error) {
	lines := make([][]Cell, len(leaves))
	var rest []leaf
	var places []int
	for i := range leaves {
		units, ok := p.direct(&leaves[i])
		if ok {
			lines[i], ok = p.line(units)
		}
		if !ok {
			rest, places = append(rest, leaves[i]), append(places, i)
		}
	}
	if len(rest) == 0 {
		return lines, nil
	}
	rendered, err := p.renderEach(rest)
	if err != nil {
		return nil, err
	}
	for i, place := range places {
		lines[place] = rendered[i]
	}
	return lines, nil
}

// line is units on one line; ok is false where they hold a line's end.
func (p *press) line(units []unit) (line []Cell, ok bool) {
	s := p.lineSetter()
	s.line = p.cellRoom.take(len(units))
	for _, u := range units {
		switch u.Text {
		case "\n":
			return nil, false
		case "", breakHint:
		default:
			s.add(u)
		}
	}
	return s.styles.trimEnd(s.line), true
}

// renderEach is each, through glamour.
func (p *press) renderEach(leaves []leaf) ([][]Cell, error) {
	p.reset()
	for _, l := range leaves {
		if err := p.leaf(l); err != nil {
			return nil, err
		}
		p.out.WriteByte('\n')
	}
	lines := p.decode(p.out.String())
	if len(lines) != len(leaves)+1 {
		return nil, errBrokenCells
	}
	return lines[:len(leaves)], nil
}

// errBrokenCells is what a style gets that puts line ends into running words.
var errBrokenCells = errors.New("the style breaks the lines of a table's cells")

// sign renders one of glamour's elements that holds no words of the brief.
func (p *press) sign(e gansi.ElementRenderer, within gansi.StylePrimitive) ([]Cell, error) {
	p.reset()
	if err := p.inside(within, func() error { return e.Render(&p.out, p.ctx) }); err != nil {
		return nil, err
	}
	p.out.WriteByte('|') // so that white space before it does not end a line
	cells := slices.Concat(p.decode(p.out.String())...)
	return cells[:len(cells)-1], nil
}

func (p *press) reset() {
	p.atoms, p.starts = p.atoms[:0], p.starts[:0]
	p.out.Reset()
}

// leaf writes l, unwrapped.
func (p *press) leaf(l leaf) error {
	return p.inside(l.within, func() error {
		if l.kind == ruleLeaf {
			return (&gansi.BaseElement{Style: p.styles.config.HorizontalRule}).Render(&p.out, p.ctx)
		}
		style := p.rules(l)
		p.add(style.BlockPrefix, l.cutBefore)
		err := p.inside(cascade(l.within, style), func() error {
			p.add(style.Prefix, l.cutBefore)
			err := p.words(l.atoms)
			p.add(style.Suffix, l.cutBehind)
			return err
		})
		p.add(style.BlockSuffix, l.cutBehind)
		return err
	})
}

// rules is what glamour's style says of l's own block.
func (p *press) rules(l leaf) gansi.StylePrimitive {
	config := &p.styles.config
	switch l.kind {
	case paragraphLeaf:
		return config.Paragraph.StylePrimitive
	case headingLeaf:
		return headingStyle(config, l.level).StylePrimitive
	case htmlLeaf:
		return config.HTMLBlock.StylePrimitive
	}
	return gansi.StylePrimitive{}
}

// inside renders body with a block of style on glamour's stack.
func (p *press) inside(style gansi.StylePrimitive, body func() error) error {
	style = looks(style)
	if style == (gansi.StylePrimitive{}) {
		return body()
	}
	e := &gansi.BlockElement{Block: &bytes.Buffer{}, Style: gansi.StyleBlock{StylePrimitive: style}}
	if err := e.Render(io.Discard, p.ctx); err != nil {
		return err
	}
	if err := body(); err != nil {
		return err
	}
	return e.Finish(io.Discard, p.ctx)
}

// add writes what a style puts before or behind words; skip says that this is
// another piece's.
func (p *press) add(text string, skip bool) {
	if text != "" && !skip {
		_ = (&gansi.BaseElement{Prefix: text}).Render(&p.out, p.ctx) // a buffer takes everything
	}
}

// words writes atoms in the elements that their looks ask for.
func (p *press) words(atoms []atom) error {
	p.before = ""
	for start := 0; start < len(atoms); {
		end := start + 1
		for end < len(atoms) && sameLook(atoms[end].look, atoms[start].look) {
			end++
		}
		if err := p.inline(atoms[start:end]).Render(&p.out, p.ctx); err != nil {
			return err
		}
		start = end
	}
	return nil
}

func sameLook(a, b *inlineLook) bool { return a == b || *a == *b }

// inline is atoms of one look in the elements that give it.
func (p *press) inline(atoms []atom) gansi.ElementRenderer {
	look, config := atoms[0].look, &p.styles.config
	token := p.mark(atoms)
	var e gansi.ElementRenderer
	switch {
	case look.code:
		e = &gansi.BaseElement{Token: token, Style: config.Code.StylePrimitive}
	case look.image > 0:
		e = &gansi.ImageElement{Text: token, TextOnly: true}
	case look.strike:
		e = &gansi.BaseElement{Token: token, Style: config.Strikethrough}
	default:
		e = &gansi.BaseElement{Token: token, Style: config.Text}
	}
	for _, strong := range []bool{!look.around, look.around} {
		if strong && look.strong {
			e = &gansi.EmphasisElement{Level: 2, Children: []gansi.ElementRenderer{e}}
		} else if !strong && look.emphasis {
			e = &gansi.EmphasisElement{Level: 1, Children: []gansi.ElementRenderer{e}}
		}
	}
	if look.anchor {
		e = &gansi.LinkElement{URL: "#", Children: []gansi.ElementRenderer{e}, SkipHref: true}
	}
	return e
}

// mark is the text of atoms inside a marker. A new one begins behind every
// backslash, so that glamour takes none for an escape.
func (p *press) mark(atoms []atom) string {
	b := p.token[:0]
	open := false
	for _, a := range atoms {
		if p.before != "" && breaksEastAsian(p.before, a.text) {
			b = append(b, breakHint...)
		}
		p.before = a.text
		if !open {
			b = append(b, "\x1b]8;"...)
			b = append(b, p.nonce...)
			b = append(b, ':')
			b = strconv.AppendInt(b, int64(len(p.starts)), 10)
			b = append(b, ";1\a"...)
			p.starts = append(p.starts, len(p.atoms))
		}
		b = append(b, a.text...)
		p.atoms = append(p.atoms, a)
		open = a.text != `\`
	}
	b = append(b, "\x1b]8;;\a"...)
	p.token = b
	return string(b)
}
