// Package markdown turns a brief text into blocks, the visible text that a
// reader sees of it, and offsets both ways.
//
// A Document indexes where its top-level blocks begin and end; a block is
// parsed when somebody asks for it, and what was parsed is cached within
// bounds. All methods are safe for concurrent use.
package markdown

import (
	"github.com/yuin/goldmark/ast"

	"obelus/model"
)

// A Document is a brief text with its block index. It never changes.
type Document struct{ text string }

// New indexes text, which is UTF-8 with LF line ends.
func New(text string) *Document { return &Document{text: text} }

// Text is the brief text, byte for byte.
func (d *Document) Text() string { return d.text }

// Blocks is the number of top-level blocks, in source order. Front matter,
// blank lines and link definitions belong to none.
func (d *Document) Blocks() int { panic("skeleton") }

// Extent is where block i stands in the brief text; it parses nothing.
func (d *Document) Extent(i int) model.Span { panic("skeleton") }

// BlockAt is the index of the block that holds offset or, between blocks, of
// the next one; of the last one behind it. It is -1 for a document without
// blocks. It parses nothing.
func (d *Document) BlockAt(offset int) int { panic("skeleton") }

// Block is block i, parsed.
func (d *Document) Block(i int) *Block { panic("skeleton") }

// FrontMatter is what the brief says of itself at its top, where it does.
func (d *Document) FrontMatter() FrontMatter { panic("skeleton") }

// Title is the front matter's title, else the first heading's visible text,
// else the first line of the first block's.
func (d *Document) Title() string { panic("skeleton") }

// FootnoteNames reports whether the brief itself defines or cites a footnote
// of that name.
func (d *Document) HasFootnote(name string) bool { panic("skeleton") }

// Visible is the whole visible text: the blocks in source order, joined by two
// newlines, footnote definitions after all others.
func (d *Document) Visible() string { panic("skeleton") }

// VisibleAt is the offset in Visible of the letter at or after the brief
// text's offset.
func (d *Document) VisibleAt(offset int) int { panic("skeleton") }

// VisibleSpan is the brief text's span of the bytes [start, end) of Visible.
func (d *Document) VisibleSpan(start, end int) model.Span { panic("skeleton") }

// VisibleOf is the visible text of a span.
func (d *Document) VisibleOf(span model.Span) string { panic("skeleton") }

// Snap grows span outward to whole graphemes and sheds markup and white space
// at both ends. Where nothing visible is left it returns model.ErrEmptySpan.
func (d *Document) Snap(span model.Span) (model.Span, error) { panic("skeleton") }

// Quote is what finds span again: its visible text with up to 32 graphemes of
// visible text before and after it, in document order.
func (d *Document) Quote(span model.Span) model.Quote { panic("skeleton") }

// Find lists where the visible text reads as words do, white space folded, in
// document order.
func (d *Document) Find(words string) []model.Span { panic("skeleton") }

// FrontMatter is a brief's own header: YAML between --- lines, TOML between
// +++ lines. Unknown fields are kept in the brief text and nowhere else.
type FrontMatter struct {
	Span                                       model.Span // empty where there is none
	Title, Date, Author, Outlet, URL, Handling string     // as worded
}

// A Block is one top-level block, parsed.
type Block struct {
	Index   int
	Span    model.Span
	Node    ast.Node // its segments count from Base
	Source  []byte   // what Node's segments index
	Base    int      // offset of Source[0] in the brief text
	Visible string   // its visible text
	Parts   []Part   // in order; together they hold every letter of Visible
	runs    []Run
}

// A Part is a stretch of a block's visible text that is laid out and split
// into units by itself: a paragraph, a heading, a list item's own text, a
// table cell, a code block.
type Part struct {
	Kind       PartKind
	Level      int        // of a heading, 1 to 6
	Start, End int        // bytes of the block's Visible
	Span       model.Span // in the brief text, from its first letter to its last
}

// PartKind says what a part is.
type PartKind uint8

// The kinds of part.
const (
	Paragraph PartKind = iota
	HeadingPart
	ItemPart
	CellPart
	CodePart
	HTMLPart
	FootnotePart
)

// A Run maps [Visible, Visible+N) onto [Source, Source+M): byte for byte where
// N equals M and Exact is set; else the whole stands for the whole (an entity,
// an escape, a neutralised control).
type Run struct {
	Visible, N int
	Source, M  int
	Exact      bool
}

// Runs maps the block's visible text to the brief text, in order and without
// overlap. Newlines and tabs that join parts are in no run.
func (b *Block) Runs() []Run { return b.runs }

// SourceSpan is the brief text's span of the bytes [start, end) of Visible.
func (b *Block) SourceSpan(start, end int) model.Span { panic("skeleton") }

// VisibleAt is the offset in the block's Visible of the letter at or after the
// brief text's offset; len(Visible) behind the last one.
func (b *Block) VisibleAt(offset int) int { panic("skeleton") }
