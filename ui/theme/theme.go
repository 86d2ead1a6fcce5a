// Package theme turns a palette into the styles of the screen and the style
// that glamour renders with.
package theme

import (
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"

	"obelus/model"
)

// Name names a theme.
type Name string

// The themes. Auto asks the terminal for its background.
const (
	Auto  Name = "auto"
	Dark  Name = "dark"
	Light Name = "light"
)

// A Theme is a set of looks that go together.
type Theme struct {
	Name    Name
	NoColor bool // attributes and glyphs only
	Tags    map[model.Tag]Look
	Cursor  Look // the unit the cursor is on
	Select  Look // a selection
	Match   Look // a search match
	Pending Look // a mark that is not durable yet
	Text    color.Color
	Faint   lipgloss.Style
	Strong  lipgloss.Style
	Title   lipgloss.Style
	Bar     lipgloss.Style
	Error   lipgloss.Style
	Frame   lipgloss.Style
}

// A Look is what marking a stretch of text adds to the style it has already;
// nil colours and unset attributes leave what is there.
type Look struct {
	Tint      color.Color // background
	Ink       color.Color // foreground; of the glyph too
	Bold      bool
	Italic    bool
	Faint     bool
	Reverse   bool
	Underline ansiUnderline
}

type ansiUnderline = lipgloss.Underline

// New is the theme of that name; Auto needs to be resolved to Dark or Light
// first. noColor leaves attributes and glyphs only.
func New(name Name, noColor bool) Theme { panic("skeleton") }

// TLP is the style of a TLP 2.0 label as FIRST prescribes it; ok is false
// where handling is none.
func (t Theme) TLP(handling string) (style lipgloss.Style, ok bool) { panic("skeleton") }

// Glamour is the style that glamour renders with: margin 0, no document
// colour, the same palette.
func (t Theme) Glamour() ansi.StyleConfig { panic("skeleton") }
