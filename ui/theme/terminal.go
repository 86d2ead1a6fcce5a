package theme

import (
	"image/color"
	"math"

	"github.com/charmbracelet/colorprofile"
)

// For is t as a terminal with that many colours can show it. Below 256 it goes
// without: tints would be rounded to some that nothing can be read on.
func (t Theme) For(profile colorprofile.Profile) Theme {
	switch profile {
	case colorprofile.ANSI256:
		t.rounded = true
	case colorprofile.ANSI, colorprofile.ASCII, colorprofile.NoTTY:
		if !t.NoColor {
			bare := New(t.Name, true)
			bare.style = t.style
			return bare
		}
	}
	return t
}

// What text needs to be read (WCAG 2.2, 1.4.3), and to be read with poor sight
// (1.4.6).
const (
	leastContrast = 4.5
	highContrast  = 7
)

// least is the contrast that text has at least. The nearest of 256 colours is
// no choice of the contrast themes'.
func (t Theme) least() float64 {
	if (t.Name == ContrastDark || t.Name == ContrastLight) && !t.rounded {
		return highContrast
	}
	return leastContrast
}

// Readable is ink where it can be read on ground as the terminal shows the
// two, else a colour that can: the text's, or black or white. It keeps
// readable what a look lays together: a link in a marked stretch, one mark
// within another, a style of somebody's own. nil stands for the terminal's own
// colour, of which nothing is known.
func (t Theme) Readable(ink, ground color.Color) color.Color {
	if ink == nil || ground == nil || t.NoColor {
		return ink
	}
	best, most := ink, 0.0
	for _, c := range []color.Color{ink, t.Text, t.palette.bright.color(), hex("#000000").color(), hex("#FFFFFF").color()} {
		if c == nil {
			continue
		}
		ratio := t.contrast(c, ground)
		if ratio >= t.least() {
			return c
		}
		if ratio > most {
			best, most = c, ratio
		}
	}
	return best
}

// contrast is the contrast ratio of two colours (WCAG 2.2, "contrast ratio")
// as the terminal shows them.
func (t Theme) contrast(a, b color.Color) float64 {
	if t.rounded {
		a, b = colorprofile.ANSI256.Convert(a), colorprofile.ANSI256.Convert(b)
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG 2.2's relative luminance, from 0 to 1.
func luminance(c color.Color) float64 {
	rgb := linear(c)
	return 0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2]
}

// linear is a colour in linear sRGB, each part from 0 to 1.
func linear(c color.Color) [3]float64 {
	r, g, b, _ := c.RGBA()
	var rgb [3]float64
	for i, v := range []uint32{r, g, b} {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			rgb[i] = s / 12.92
		} else {
			rgb[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return rgb
}
