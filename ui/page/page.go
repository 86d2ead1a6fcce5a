// Package page lays a brief out in rows of cells, rendered by glamour block by
// block, with a map between cells and the brief text.
//
// A Page divides its document into page blocks: a top-level block of the
// document is one, or several where it is larger than about 8 KB. What glamour
// renders is the words of a paragraph, a heading or a table cell, each letter
// carrying its place (see press); quotes, lists, tables and code are put
// together around them (see flow), so that the cost of nesting and of size is
// linear. After that only graphemes, our own styles and the brief's http,
// https and mailto links are left.
package page

import (
	"sync"
	"sync/atomic"
	"time"

	xansi "github.com/charmbracelet/x/ansi"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// MinWidth is the narrowest page: a smaller width is taken for it.
const MinWidth = 8

// A Page is one document at one width in one theme, laid out a block at a
// time. It is safe for concurrent use; what was laid out is cached within
// bounds.
type Page struct {
	doc         *markdown.Document
	theme       theme.Theme
	width       int
	sideways    bool
	method      xansi.Method // how wide the terminal takes a grapheme to be
	pieces      pieces
	styles      *styles
	press       sync.Pool // of *press: a renderer serves one goroutine at a time
	paint       painter
	highlighter func() *highlighter // made when the first code is laid out

	render func(piece, *markdown.Block) (*flow, error) // p.flow, but in tests
	share  time.Duration                               // that a piece may take
	stuck  atomic.Int32                                // workers that were given up and still run

	framing sync.Mutex // held while the frame of a table is made

	mu       sync.Mutex
	ready    *cache // layouts that glamour made
	standins *cache
	large    largeBlock
}

// A largeBlock is the last block that was divided into pieces, kept while its
// pieces are laid out.
type largeBlock struct {
	index  int
	block  *markdown.Block
	frames map[int]*tableFrame // of its tables, by where they begin
}

// Bounds of what a page keeps, in cells of 32 bytes: some twenty screens of
// 200×60 laid out, of which a reader wants those around the one that shows, and
// a few of stand-ins. The rows of a screen and its neighbours are kept even
// where those of a wide table have more cells than that, or it would never be
// ready.
const (
	readyCells   = 240_000
	readyRows    = 160
	standinCells = 60_000
)

// New makes a page of doc, width cells wide. It lays nothing out.
func New(doc *markdown.Document, th theme.Theme, width int, options ...Option) *Page {
	p := &Page{
		method:   xansi.GraphemeWidth,
		doc:      doc,
		theme:    th,
		width:    max(width, MinWidth),
		pieces:   divide(doc),
		styles:   newStyles(th),
		ready:    newCache(readyCells, readyRows),
		standins: newCache(standinCells, 0),
		large:    largeBlock{index: -1},
	}
	p.highlighter = sync.OnceValue(func() *highlighter { return newHighlighter(p.styles) })
	p.press.New = func() any { return newPress(p.styles, p.method) }
	p.render, p.share = p.flow, defaultShare
	for _, set := range options {
		set(p)
	}
	return p
}

// An Option changes how a page is made.
type Option func(*Page)

// MeasuredBy says how wide the terminal takes a grapheme to be: as one sign
// (xansi.GraphemeWidth, which a page is made for otherwise), or as the sum of
// its code points (xansi.WcWidth), as terminals do that know nothing of
// graphemes. It matters for Devanagari, for instance, whose vowel signs have a
// width of their own there.
func MeasuredBy(method xansi.Method) Option { return func(p *Page) { p.method = method } }

// Width is the page's width in cells.
func (p *Page) Width() int { return p.width }

// Blocks is the number of page blocks: at least the document's.
func (p *Page) Blocks() int { return p.pieces.count }

// BlockAt is the page block that holds offset, or the next one; -1 on a page
// without blocks. It parses nothing.
func (p *Page) BlockAt(offset int) int { return p.pieces.at(p.doc, offset) }

// Extent is where page block i, which must be one of the page's, stands in the
// brief text. It parses nothing.
func (p *Page) Extent(i int) model.Span { return p.pieces.get(p.doc, i).span }

// IsReady reports whether page block i was laid out and still is.
func (p *Page) IsReady(i int) bool { return p.cached(p.ready, i) != nil }

// Lay lays page block i out through glamour, or gives the cached layout. It
// may take milliseconds: call it in a command. i is kept within the page; on a
// page without blocks the layout has no rows.
func (p *Page) Lay(i int) *Layout {
	if p.Blocks() == 0 {
		return &Layout{Ready: true}
	}
	if l := p.cached(p.ready, i); l != nil {
		return l
	}
	piece := p.pieces.get(p.doc, i)
	l := p.layout(piece, p.block(piece, piece.span))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready.put(i, l)
	return l
}

// Peek is page block i's layout if it is ready, else a stand-in, at once.
func (p *Page) Peek(i int) *Layout {
	if p.Blocks() == 0 {
		return &Layout{Ready: true}
	}
	if l := p.cached(p.ready, i); l != nil {
		return l
	}
	if l := p.cached(p.standins, i); l != nil {
		return l
	}
	l := p.standin(p.pieces.get(p.doc, i))
	p.mu.Lock()
	defer p.mu.Unlock()
	p.standins.put(i, l)
	return l
}

func (p *Page) cached(c *cache, i int) *Layout {
	p.mu.Lock()
	defer p.mu.Unlock()
	return c.get(i)
}

// block is the parsed block of piece or, of a huge paragraph, what of it span
// needs.
func (p *Page) block(piece piece, span model.Span) *markdown.Block {
	if piece.whole {
		return p.doc.Block(piece.block)
	}
	p.mu.Lock()
	large := p.large
	p.mu.Unlock()
	if large.index == piece.block {
		return large.block
	}
	b := p.doc.BlockNear(piece.block, span)
	if b.Span == p.doc.Extent(piece.block) {
		p.mu.Lock()
		p.large = largeBlock{index: piece.block, block: b}
		p.mu.Unlock()
	}
	return b
}

// frameAt is the frame of a large block's table that begins at offset, made by
// make where it is not known yet.
func (p *Page) frameAt(block, offset int, make func() *tableFrame) *tableFrame {
	p.framing.Lock() // the pieces of one table are laid out side by side
	defer p.framing.Unlock()
	p.mu.Lock()
	known := p.large.frames[offset]
	p.mu.Unlock()
	if known != nil {
		return known
	}
	frame := make()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.large.index == block {
		if p.large.frames == nil {
			p.large.frames = map[int]*tableFrame{}
		}
		p.large.frames[offset] = frame
	}
	return frame
}
