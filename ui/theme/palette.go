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
	found                                                hex // text on match
	sourced, attributed, opinion, unsourced              tagColors
	nonclaim                                             hex
}

// The tags' hues are blue-green, amber, violet and red-orange; their lightness
// was chosen so that they stay apart for people who see red and green alike,
// and keep the text at a contrast of 4.5, or 7 where high contrast is asked
// for, also after they were rounded to 256 colours (the tests compute it all).

func darkPalette() palette {
	return palette{
		text: "#D0D4DB", bright: "#FFFFFF", faint: "#969DA9", frame: "#565D6B",
		title: "#8FC1FF", link: "#86BBF5", code: "#E3B98F", alarm: "#FF7B72",
		cursor: "#303132", selection: "#2F4E86", match: "#DDBD63", found: "#000000", bar: "#252A33",
		sourced:    tagColors{ink: "#6FEBDC", tint: "#0B4B44"},
		attributed: tagColors{ink: "#F5BB45", tint: "#584009"},
		opinion:    tagColors{ink: "#B18CF5", tint: "#3C2470"},
		unsourced:  tagColors{ink: "#F28C73", tint: "#5A1C0E"},
		nonclaim:   "#969DA9",
	}
}

func lightPalette() palette {
	return palette{
		text: "#24292F", bright: "#000000", faint: "#646B75", frame: "#9AA2AD",
		title: "#0B4FA8", link: "#084C94", code: "#7A3F00", alarm: "#B3261E",
		cursor: "#E6E6E7", selection: "#9CC2FF", match: "#FFCE3A", found: "#000000", bar: "#E8EBEF",
		sourced:    tagColors{ink: "#005248", tint: "#9AE1D1"},
		attributed: tagColors{ink: "#8F6000", tint: "#FFEBAC"},
		opinion:    tagColors{ink: "#5B21B6", tint: "#E0D4FC"},
		unsourced:  tagColors{ink: "#7F1803", tint: "#FBBBA4"},
		nonclaim:   "#646B75",
	}
}

func contrastDarkPalette() palette {
	return palette{
		text: "#FFFFFF", bright: "#FFFFFF", faint: "#C4C4C8", frame: "#8A93A3",
		title: "#B9DAFF", link: "#B9DAFF", code: "#F5D5B0", alarm: "#FFC0BB",
		cursor: "#303132", selection: "#2F4E86", match: "#FFE14D", found: "#000000", bar: "#252A33",
		sourced:    tagColors{ink: "#7FFFEF", tint: "#0C4C45"},
		attributed: tagColors{ink: "#FFEE70", tint: "#584009"},
		opinion:    tagColors{ink: "#D3BBFF", tint: "#3C2470"},
		unsourced:  tagColors{ink: "#FFB199", tint: "#5A1C0E"},
		nonclaim:   "#C4C4C8",
	}
}

func contrastLightPalette() palette {
	return palette{
		text: "#000000", bright: "#000000", faint: "#373E47", frame: "#6A727D",
		title: "#003A80", link: "#003A80", code: "#5A2D00", alarm: "#850F0A",
		cursor: "#E6E6E7", selection: "#9CC2FF", match: "#FFCD2F", found: "#000000", bar: "#E8EBEF",
		sourced:    tagColors{ink: "#0D4936", tint: "#98E2D2"},
		attributed: tagColors{ink: "#694601", tint: "#FADD9A"},
		opinion:    tagColors{ink: "#4A1599", tint: "#E0D4FC"},
		unsourced:  tagColors{ink: "#5D1000", tint: "#FBBBA4"},
		nonclaim:   "#373E47",
	}
}
