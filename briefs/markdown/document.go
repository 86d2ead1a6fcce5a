// Package markdown turns a brief text into blocks, the visible text that a
// reader sees of it, and offsets both ways.
//
// A Document indexes where its top-level blocks begin and end; a block is
// parsed when somebody asks for it, and what was parsed is cached within
// bounds. All methods are safe for concurrent use.
//
// Visible text is what a reader sees of a brief. Beyond what a writer's comment
// says of how parts are joined: a tab in running text or in code between
// backticks is one space, in a code block it stays; <br> is a newline, in a
// table cell a space; every other tag, comment or declaration gives nothing,
// nor do the scripts and styles of an HTML block; footnote references, task
// boxes, bullets and numbers give nothing; white space at the ends of a part is
// dropped, and a code block's last newlines. A footnote that is defined inside
// a quote or a list stays there.
package markdown

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"obelus/model"
)

// A Document is a brief text with its block index. It never changes.
type Document struct {
	text    string
	front   FrontMatter
	grammar *grammar
	defs    *definitions
	entries []entry
	order   []int32 // block indexes as Visible has them: footnote definitions last; nil where that is their own order
	place   []int32 // of each block in order
	blocks  *cache
	counts  counts
	whole   func() *whole
	cited   func() map[string]bool
	defined func() map[string]int // footnotes
	folded  func() *folding
}

// New indexes text, which is UTF-8 with LF line ends. It parses no more than
// the boundaries of blocks.
//
// Of a text that is the beginning of a longer one, cut behind a line, all blocks
// are what they are in the longer one but those that the last lines give (the
// blocks with the same Lines as the last block), if the cut is not in front
// matter; and they read the same but for what is defined later.
func New(text string) *Document {
	from := 0
	if strings.HasPrefix(text, byteOrderMark) {
		from = len(byteOrderMark)
	}
	return newDocument(text, newGrammar(), from)
}

func newDocument(text string, g *grammar, from int) *Document {
	d := &Document{text: text, grammar: g, front: readFrontMatter(text, from)}
	d.index(max(from, d.front.Span.End), newDefinitions(), true)
	return d
}

const byteOrderMark = "\uFEFF"

// index finds the blocks from the byte from on. Definitions are looked up in
// defs, and added to them if collect is set.
func (d *Document) index(from int, defs *definitions, collect bool) {
	x := newIndex(d.grammar, d.text, from, newContext(defs, collect))
	x.run()
	d.entries, d.defs = fitted(x.entries), defs
	d.arrange()
	d.blocks = newCache(cacheBudget)
	d.counts = make(counts, len(d.entries))
	d.whole = sync.OnceValue(d.readWhole)
	d.cited = sync.OnceValue(d.readCited)
	d.defined = sync.OnceValue(d.readDefined)
	d.folded = sync.OnceValue(func() *folding { return fold(d.Visible()) })
}

// fitted is entries in no more memory than they need, or hardly more.
func fitted(entries []entry) []entry {
	if cap(entries)-len(entries) > len(entries)/8 {
		return slices.Clone(entries)
	}
	return entries
}

// arrange puts the blocks in the order of the visible text.
func (d *Document) arrange() {
	behind := func(a, b entry) int { return cmp.Compare(rank(a), rank(b)) }
	if slices.IsSortedFunc(d.entries, behind) {
		return
	}
	d.order = make([]int32, 0, len(d.entries))
	d.place = make([]int32, len(d.entries))
	for _, footnotes := range []bool{false, true} {
		for i, e := range d.entries {
			if (e.kind == footnoteEntry) == footnotes {
				d.place[i] = int32(len(d.order))
				d.order = append(d.order, int32(i))
			}
		}
	}
}

// rank is 1 for footnote definitions, which are read last, and 0 for others.
func rank(e entry) int {
	if e.kind == footnoteEntry {
		return 1
	}
	return 0
}

// nth is the block at place p of the visible text.
func (d *Document) nth(p int) int {
	if d.order == nil {
		return p
	}
	return int(d.order[p])
}

// placeOf is where block i comes in the visible text.
func (d *Document) placeOf(i int) int {
	if d.place == nil {
		return i
	}
	return int(d.place[i])
}

// Text is the brief text, byte for byte.
func (d *Document) Text() string { return d.text }

// Blocks is the number of top-level blocks, in source order. Front matter,
// blank lines and link definitions belong to none.
func (d *Document) Blocks() int { return len(d.entries) }

// Extent is where block i stands in the brief text: from its first byte that is
// not white (of indented code, from the beginning of that line) to the end of
// its last line that is not blank, without the newline. It parses nothing.
func (d *Document) Extent(i int) model.Span {
	return model.Span{Start: int(d.entries[i].start), End: int(d.entries[i].end)}
}

// BlockAt is the index of the block that holds offset or, between blocks, of
// the next one; of the last one behind it. It is -1 for a document without
// blocks. It parses nothing.
func (d *Document) BlockAt(offset int) int {
	i := sort.Search(len(d.entries), func(i int) bool { return int(d.entries[i].end) > offset })
	return min(i, len(d.entries)-1)
}

// A Block is one top-level block, parsed.
//
// Every letter below Node stands in an *ast.Text, in a line of a code block, or
// in a line of an HTML block; there are no ast.String and no ast.AutoLink nodes
// (a bare link is an *ast.Link with a text). Decode(Source, t.Segment,
// SyntaxOf(t)) gives a text node's visible text, Decode(Source, line,
// CodeLines) a code line's; their runs' Source counts from Source[0], so that
// Base has to be added. Footnotes are FootnoteRef and FootnoteDef nodes, in
// place. A block is shared by all who ask for it and must not be changed; who
// wants to change nodes takes a copy of his own from Document.Parse.
type Block struct {
	Index   int
	Span    model.Span
	Node    ast.Node // its segments count from Base; it has no parent
	Source  []byte   // what Node's segments index
	Base    int      // offset of Source[0] in the brief text
	Visible string   // its visible text
	Parts   []Part   // in order; together they hold every letter of Visible
	Plain   bool     // it could not be parsed, and stands here as plain text, line by line
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
	ItemPart // a paragraph that stands in a list item itself, not in a quote in it
	CellPart
	CodePart
	HTMLPart
	FootnotePart // a paragraph in a footnote's definition
	CaptionPart  // a paragraph of nothing but images: their alternative texts
)

// A Run maps [Visible, Visible+N) onto [Source, Source+M): byte for byte where
// N equals M and Exact is set; else the whole stands for the whole (an entity,
// an escape, a neutralised control, a line break).
type Run struct {
	Visible, N int
	Source, M  int
	Exact      bool
}

// Runs maps the block's visible text to the brief text, in order and without
// overlap. Newlines and tabs that join parts are in no run.
func (b *Block) Runs() []Run { return b.runs }

// Block is block i, parsed. Callers share it: it must not be changed.
func (d *Document) Block(i int) *Block {
	key := blockKey{index: i}
	if b := d.blocks.get(key); b != nil {
		return b
	}
	return d.blocks.put(key, d.Parse(i))
}

// Parse parses block i anew, for who wants to change its nodes.
func (d *Document) Parse(i int) *Block {
	b := d.parse(i)
	d.counts.set(i, b.Visible)
	return b
}

func (d *Document) parse(i int) *Block {
	e := d.entries[i]
	lines := d.Lines(i)
	if e.kind == plainEntry {
		return d.plain(i, lines, d.Extent(i))
	}
	return d.orPlain(i, lines, d.Extent(i), func() *Block {
		node, source := d.grammar.parse(d.text, e, d.defs)
		b := &Block{Index: i, Span: d.Extent(i), Node: node, Source: source, Base: lines.Start}
		d.grammar.read(b)
		return b
	})
}

// FrontMatter is what the brief says of itself at its top, where it does.
func (d *Document) FrontMatter() FrontMatter { return d.front }

// Title is the front matter's title, else the first heading's visible text,
// else the first line of the first block's, on one line.
func (d *Document) Title() string {
	if d.front.Title != "" {
		return d.front.Title
	}
	for i, e := range d.entries {
		if e.kind == headingEntry {
			if t := model.CleanLine(d.Block(i).Visible); t != "" {
				return t
			}
		}
	}
	for i := range d.entries {
		for line := range strings.Lines(d.Block(i).Visible) {
			if t := model.CleanLine(line); t != "" {
				return t
			}
		}
	}
	return ""
}

// HasFootnote reports whether the brief itself defines or cites a footnote of
// that name. Names are compared as link labels are, without regard to case.
func (d *Document) HasFootnote(name string) bool {
	key := footnoteKey(name)
	return d.defs.footnotes[key] || d.cited()[key]
}

// readCited collects the names of everything that reads as a footnote.
func (d *Document) readCited() map[string]bool {
	cited := map[string]bool{}
	for at := 0; ; {
		i := strings.Index(d.text[at:], "[^")
		if i < 0 {
			return cited
		}
		at += i
		if name, size := footnoteName([]byte(d.text[at:min(len(d.text), at+maxFootnoteName+3)])); size > 0 {
			cited[footnoteKey(name)] = true
		}
		at += 2
	}
}
