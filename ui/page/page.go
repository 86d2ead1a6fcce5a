// Package page lays a brief out in rows of cells, rendered by glamour block by
// block, with a map between cells and the brief text.
package page

import (
	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/theme"
)

// A Page is one document at one width in one theme, laid out a block at a
// time. It is safe for concurrent use; what was laid out is cached within
// bounds.
type Page struct{}

// New makes a page of doc, width cells wide. It lays nothing out.
func New(doc *markdown.Document, th theme.Theme, width int) *Page { panic("skeleton") }

// Pos is a row of a page: a block and a row in it. Gap rows between blocks
// belong to the block above them.
type Pos struct{ Block, Row int }

// A Layout is the rows of one block. It is never changed after it was made.
type Layout struct {
	Rows  []Row  // the gap after the block included
	Ready bool   // false: a stand-in, plainly wrapped source, until Lay was called
	Note  string // why the block is shown plainly, or ""
}

// A Row is one line of the page.
type Row struct {
	Cells []Cell
	Span  model.Span // from the smallest to the largest offset on it; empty where it has none
}

// A Cell is one grapheme on the page.
type Cell struct {
	Text   string // one grapheme, neutralised
	Width  int    // in terminal cells
	Style  StyleID
	Source model.Span // its source bytes; Source.Start is -1 for what glamour added
	Link   string     // where the brief's link leads, http, https or mailto; or ""
}

// StyleID is an index into the page's interned styles.
type StyleID uint16

// Lay lays block i out through glamour, or gives the cached layout. It may
// take milliseconds: call it in a command.
func (p *Page) Lay(i int) *Layout { panic("skeleton") }

// Peek is block i's layout if it is ready, else a stand-in, at once.
func (p *Page) Peek(i int) *Layout { panic("skeleton") }

// Move is the position n rows after (before, for negative n) pos, kept within
// the page. It uses Peek.
func (p *Page) Move(pos Pos, n int) Pos { panic("skeleton") }

// Locate is the row and the column of the cell that shows the letter at or
// after offset. shown is false where that letter is not on the page (cut by a
// table); the position is then the nearest one.
func (p *Page) Locate(offset int) (pos Pos, col int, shown bool) { panic("skeleton") }

// Offset is the brief text's offset of the letter at column col of the row at
// pos, or the nearest one on the row; ok is false for a row without any.
func (p *Page) Offset(pos Pos, col int) (offset int, ok bool) { panic("skeleton") }

// A Highlight paints a span of the brief text with a look.
type Highlight struct {
	Span model.Span
	Look theme.Look
}

// Paint joins a row's cells into one string of styled text, padded to the
// page's width, with highlights laid over in order: a later one wins where two
// set the same thing. Only the page's own escapes are in it.
func (p *Page) Paint(r Row, highlights []Highlight) string { panic("skeleton") }
