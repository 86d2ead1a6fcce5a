package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// A hex is a 24-bit colour, "#RRGGBB"; "" is no colour at all.
type hex string

// color is nil where there is none.
func (h hex) color() color.Color {
	if h == "" {
		return nil
	}
	return lipgloss.Color(string(h))
}

// name is the colour as glamour's style wants it.
func (h hex) name() *string {
	if h == "" {
		return nil
	}
	s := string(h)
	return &s
}

func (h hex) foreground() lipgloss.Style {
	if h == "" {
		return lipgloss.NewStyle()
	}
	return lipgloss.NewStyle().Foreground(h.color())
}

// tagColors are a tag's two colours: of its glyph, and behind its words.
type tagColors struct{ ink, tint hex }

// A palette is the colours that a theme is made of. The zero palette has none.
type palette struct {
	text, bright, faint, frame, title, link, code, alarm hex
	cursor, selection, match, bar                        hex // backgrounds
	sourced, attributed, opinion, unsourced              tagColors
	nonclaim                                             hex
}

// The tags' hues are SCREENS' own; their lightness was chosen so that they
// stay apart for people who see red and green alike, and keep the text at a
// contrast of 4.5 (the tests compute both).

func darkPalette() palette {
	return palette{
		text: "#D0D4DB", bright: "#FFFFFF", faint: "#969DA9", frame: "#565D6B",
		title: "#8FC1FF", link: "#86BBF5", code: "#E3B98F", alarm: "#FF7B72",
		cursor: "#313233", selection: "#2F4E86", match: "#7E6100", bar: "#252A33",
		sourced:    tagColors{ink: "#6EE7D8", tint: "#0B4B44"},
		attributed: tagColors{ink: "#F5BB45", tint: "#584009"},
		opinion:    tagColors{ink: "#B18CF5", tint: "#3C2470"},
		unsourced:  tagColors{ink: "#F2805F", tint: "#5A1C0E"},
		nonclaim:   "#969DA9",
	}
}

func lightPalette() palette {
	return palette{
		text: "#24292F", bright: "#000000", faint: "#646B75", frame: "#9AA2AD",
		title: "#0B4FA8", link: "#084C94", code: "#7A3F00", alarm: "#B3261E",
		cursor: "#E4E4E5", selection: "#B9D3FA", match: "#FFE27A", bar: "#E8EBEF",
		sourced:    tagColors{ink: "#005248", tint: "#A5EADD"},
		attributed: tagColors{ink: "#8F6000", tint: "#FCE8B4"},
		opinion:    tagColors{ink: "#5B21B6", tint: "#E0D4FC"},
		unsourced:  tagColors{ink: "#7F1803", tint: "#FBBBA4"},
		nonclaim:   "#646B75",
	}
}
