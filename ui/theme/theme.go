// Package theme turns a palette into the styles of the screen and the style
// that glamour renders with.
//
// A theme is a value: make it once with New and pass it on. Colours are 24-bit;
// Bubble Tea degrades them to what the terminal can show. Meaning never rests
// on them alone: every tag has an attribute besides, and the NoColor theme has
// nothing else.
package theme

import (
	"image/color"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"

	"obelus/model"
)

// A Theme is a set of looks that go together.
type Theme struct {
	Name    Name
	NoColor bool               // attributes and glyphs only
	Tags    map[model.Tag]Look // of the gutter's glyphs; Mark gives the marked words'
	Cursor  Look               // the unit the cursor is on; lay it below the marks
	Select  Look               // a selection
	Match   Look               // a search match
	Pending Look               // a mark that is not durable yet
	Text    color.Color        // of the brief's words; nil is the terminal's own
	Faint   lipgloss.Style
	Strong  lipgloss.Style
	Title   lipgloss.Style
	Bar     lipgloss.Style
	Error   lipgloss.Style
	Frame   lipgloss.Style

	palette palette
	style   *ansi.StyleConfig // that Glamour gives instead of its own; nil for none
	rounded bool              // the terminal rounds colours to the nearest of 256
}

// A Look is what marking a stretch of text adds to the style it has already;
// nil colours and unset attributes leave what is there.
type Look struct {
	Tint      color.Color // background
	Ink       color.Color // foreground; of the glyph too
	Line      color.Color // of the underline
	Bold      bool
	Italic    bool
	Faint     bool
	Reverse   bool
	Underline lipgloss.Underline
}

// New is the theme of that name; one that asks the terminal needs to be
// resolved with On first. noColor leaves attributes and glyphs only.
func New(name Name, noColor bool) Theme {
	pal := name.palette()
	if noColor {
		pal = palette{}
	}
	t := Theme{Name: name, NoColor: noColor, Text: pal.text.color(), palette: pal}
	t.Tags = map[model.Tag]Look{
		model.Sourced:    tagLook(pal.sourced, Look{Underline: lipgloss.UnderlineSingle}),
		model.Attributed: tagLook(pal.attributed, Look{Underline: lipgloss.UnderlineDotted, Italic: noColor}),
		model.Opinion:    tagLook(pal.opinion, Look{Bold: true}),
		model.Unsourced:  tagLook(pal.unsourced, Look{Underline: lipgloss.UnderlineCurly}),
		model.Nonclaim:   {Ink: pal.nonclaim.color(), Faint: noColor},
	}
	t.Cursor = Look{Tint: pal.cursor.color(), Ink: pal.bright.color(), Reverse: noColor}
	t.Select = Look{Tint: pal.selection.color(), Ink: pal.bright.color(), Reverse: noColor, Bold: noColor}
	t.Match = Look{Tint: pal.match.color(), Ink: pal.found.color(), Reverse: noColor}
	t.Pending = Look{Line: pal.faint.color(), Underline: lipgloss.UnderlineDashed}
	t.Faint = pal.faint.foreground().Faint(noColor)
	t.Strong = pal.bright.foreground().Bold(true)
	t.Title = pal.title.foreground().Bold(true)
	t.Bar = pal.text.foreground().Reverse(noColor)
	if !noColor {
		t.Bar = t.Bar.Background(pal.bar.color())
	}
	t.Error = pal.alarm.foreground().Bold(true)
	t.Frame = pal.frame.foreground()
	return t
}

// Mark is what tag adds to the words that are marked with it. hollow leaves
// the tint out: a sourced mark that names no reference, a mark that is not
// durable yet.
func (t Theme) Mark(tag model.Tag, hollow bool) Look {
	look := t.Tags[tag]
	if tag != model.Nonclaim {
		look.Line, look.Ink = look.Ink, nil
	}
	if hollow {
		look.Tint = nil
	}
	return look
}

func tagLook(c tagColors, attributes Look) Look {
	attributes.Tint, attributes.Ink = c.tint.color(), c.ink.color()
	return attributes
}
