package page

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"io"
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
// The elements are the ones that glamour's renderer makes of a paragraph's or a
// heading's nodes. They are used directly because the renderer pads, indents
// and wraps every line twice over, byte by byte, which is most of its cost;
// what wraps here is the function that it wraps with.
type press struct {
	styles *styles
	method xansi.Method
	ctx    gansi.RenderContext
	nonce  string // digits, so that no style can change its case

	atoms  []atom
	starts []int  // by marker: its first atom
	before string // the atom before, in the same leaf
	token  []byte
	out    bytes.Buffer
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
	var lines [][]Cell
	for _, line := range p.decode(p.method.Wrap(p.out.String(), width, "")) {
		if widthOf(line) > width {
			lines = append(lines, wrapCells(line, width, keepSpaces)...)
			continue
		}
		lines = append(lines, line)
	}
	return trimBlank(lines), nil
}

// each renders leaves, none of which is wrapped, and gives the cells of each.
func (p *press) each(leaves []leaf) ([][]Cell, error) {
	p.reset()
	for _, l := range leaves {
		if err := p.leaf(l); err != nil {
			return nil, err
		}
		p.out.WriteByte('\n')
	}
	return p.decode(p.out.String())[:len(leaves)], nil
}

func (p *press) reset() {
	p.atoms, p.starts = p.atoms[:0], p.starts[:0]
	p.out.Reset()
}

// A block is one of glamour's elements that words stand in.
type block interface {
	gansi.ElementRenderer
	gansi.ElementFinisher
}

// leaf writes l, unwrapped.
func (p *press) leaf(l leaf) error {
	if l.kind == ruleLeaf {
		return (&gansi.BaseElement{Style: p.styles.config.HorizontalRule}).Render(&p.out, p.ctx)
	}
	var in block = &gansi.ParagraphElement{First: true}
	if l.kind == headingLeaf {
		in = &gansi.HeadingElement{Level: l.level, First: true}
	}
	if err := in.Render(&p.out, p.ctx); err != nil {
		return err
	}
	p.before = ""
	for start := 0; start < len(l.atoms); {
		end := start + 1
		for end < len(l.atoms) && sameLook(l.atoms[end].look, l.atoms[start].look) {
			end++
		}
		if err := p.inline(l.atoms[start:end]).Render(&p.out, p.ctx); err != nil {
			return err
		}
		start = end
	}
	return in.Finish(io.Discard, p.ctx)
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
	case look.image:
		e = &gansi.ImageElement{Text: token, TextOnly: true}
	case look.strike:
		e = &gansi.BaseElement{Token: token, Style: config.Strikethrough}
	default:
		e = &gansi.BaseElement{Token: token, Style: config.Text}
	}
	if look.emphasis {
		e = &gansi.EmphasisElement{Level: 1, Children: []gansi.ElementRenderer{e}}
	}
	if look.strong {
		e = &gansi.EmphasisElement{Level: 2, Children: []gansi.ElementRenderer{e}}
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
