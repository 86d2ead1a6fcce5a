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
		text: "#D0D4DB", bright: "#FFFFFF", faint: "#8B929E", frame: "#565D6B",
		title: "#8FC1FF", link: "#7DB4F0", code: "#E3B98F", alarm: "#FF7B72",
		cursor: "#2B303B", selection: "#2F4E86", match: "#6B5600", bar: "#252A33",
		sourced:    tagColors{ink: "#4FD6C2", tint: "#0E4A48"},
		attributed: tagColors{ink: "#F2B94B", tint: "#4E3A08"},
		opinion:    tagColors{ink: "#B48CFF", tint: "#43307A"},
		unsourced:  tagColors{ink: "#FF6E4A", tint: "#6A2413"},
		nonclaim:   "#8B929E",
	}
}

func lightPalette() palette {
	return palette{
		text: "#24292F", bright: "#000000", faint: "#5F6771", frame: "#9AA2AD",
		title: "#0B4FA8", link: "#0B5CAD", code: "#8A4B08", alarm: "#B3261E",
		cursor: "#E6EAF0", selection: "#B9D3FA", match: "#FFE27A", bar: "#E8EBEF",
		sourced:    tagColors{ink: "#00695F", tint: "#BDEBE2"},
		attributed: tagColors{ink: "#8A5A00", tint: "#FFE3A3"},
		opinion:    tagColors{ink: "#6A3FC2", tint: "#DCCBFF"},
		unsourced:  tagColors{ink: "#B5330F", tint: "#FFC3AE"},
		nonclaim:   "#5F6771",
	}
}
