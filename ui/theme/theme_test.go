package theme

import (
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"

	"obelus/model"
)

// The backgrounds that people set for the two themes, from the plainest to the
// ones that leave the least room.
func backgrounds(name Name) []hex {
	if name == Light {
		return []hex{"#FFFFFF", "#FDF6E3", "#FAFAFA"} // white, Solarized, One
	}
	return []hex{"#000000", "#1E1E1E", "#282C34"} // black, VS Code, One
}

func themes() []Theme { return []Theme{New(Dark, false), New(Light, false)} }

func TestTextKeepsItsContrastOnEveryTint(t *testing.T) {
	const floor = 4.5
	for _, th := range themes() {
		p := th.palette
		for what, tint := range map[string]hex{
			"sourced": p.sourced.tint, "attributed": p.attributed.tint, "opinion": p.opinion.tint,
			"unsourced": p.unsourced.tint, "bar": p.bar,
		} {
			for _, ink := range []hex{p.text, p.bright} {
				if c := contrast(ink, tint); c < floor {
					t.Errorf("%s: %s on the tint of %s has contrast %.2f, below %.1f", th.Name, ink, what, c, floor)
				}
			}
		}
		for what, tint := range map[string]hex{"cursor": p.cursor, "selection": p.selection, "match": p.match} {
			if c := contrast(p.bright, tint); c < floor {
				t.Errorf("%s: %s has contrast %.2f, below %.1f", th.Name, what, c, floor)
			}
		}
	}
}

func TestInkKeepsItsContrastOnTheBackground(t *testing.T) {
	const floor = 4.5
	for _, th := range themes() {
		p := th.palette
		for _, background := range backgrounds(th.Name) {
			for what, ink := range map[string]hex{
				"text": p.text, "bright": p.bright, "faint": p.faint, "title": p.title, "link": p.link, "code": p.code,
				"alarm": p.alarm, "sourced": p.sourced.ink, "attributed": p.attributed.ink, "opinion": p.opinion.ink,
				"unsourced": p.unsourced.ink, "nonclaim": p.nonclaim,
			} {
				if c := contrast(ink, background); c < floor {
					t.Errorf("%s: %s on %s has contrast %.2f, below %.1f", th.Name, what, background, c, floor)
				}
			}
		}
	}
}

// What is coloured by itself must stay readable where a mark tints it.
func TestLinksAndCodeKeepTheirContrastOnTints(t *testing.T) {
	const floor = 4.5
	for _, th := range themes() {
		p := th.palette
		for _, tint := range []hex{p.sourced.tint, p.attributed.tint, p.opinion.tint, p.unsourced.tint, p.cursor} {
			for what, ink := range map[string]hex{"link": p.link, "code": p.code, "title": p.title} {
				if c := contrast(ink, tint); c < floor {
					t.Errorf("%s: %s on %s has contrast %.2f, below %.1f", th.Name, what, tint, c, floor)
				}
			}
		}
	}
}

func TestTagsStayApart(t *testing.T) {
	const inkFloor, tintFloor = 15, 7
	for _, th := range themes() {
		p := th.palette
		inks := []hex{p.sourced.ink, p.attributed.ink, p.opinion.ink, p.unsourced.ink, p.nonclaim}
		tints := []hex{p.sourced.tint, p.attributed.tint, p.opinion.tint, p.unsourced.tint, backgrounds(th.Name)[1]}
		for _, eye := range eyes() {
			if d, a, b := closest(inks, eye); d < inkFloor {
				t.Errorf("%s, %s: inks %s and %s are %.1f apart, below %d", th.Name, eye.name, a, b, d, inkFloor)
			}
			if d, a, b := closest(tints, eye); d < tintFloor {
				t.Errorf("%s, %s: tints %s and %s are %.1f apart, below %d", th.Name, eye.name, a, b, d, tintFloor)
			}
		}
	}
}

func TestEveryTagHasAnAttributeOfItsOwn(t *testing.T) {
	for _, th := range []Theme{New(Dark, false), New(Light, false), New(Dark, true), New(Light, true)} {
		seen := map[Look]model.Tag{}
		for _, tag := range model.Tags() {
			look := th.Mark(tag, false)
			if th.NoColor && (look.Tint != nil || look.Ink != nil || look.Line != nil) {
				t.Errorf("%s: %s has a colour without colours", th.Name, tag)
			}
			look.Tint, look.Ink, look.Line = nil, nil, nil
			if tag == model.Nonclaim && !th.NoColor {
				continue // it is told by being faint, which is its ink
			}
			if look == (Look{}) {
				t.Errorf("%s: %s has no attribute", th.Name, tag)
			}
			if other, ok := seen[look]; ok {
				t.Errorf("%s: %s and %s look the same without colours", th.Name, tag, other)
			}
			seen[look] = tag
		}
	}
}

func TestHollowMarksHaveNoTint(t *testing.T) {
	for _, th := range themes() {
		for _, tag := range model.Tags() {
			if th.Mark(tag, true).Tint != nil {
				t.Errorf("%s: a hollow %s mark is tinted", th.Name, tag)
			}
		}
		if th.Pending.Tint != nil {
			t.Errorf("%s: a pending mark is tinted", th.Name)
		}
		if th.Mark(model.Sourced, true).Underline != lipgloss.UnderlineSingle {
			t.Errorf("%s: a hollow sourced mark is not underlined", th.Name)
		}
	}
}

func TestTLP(t *testing.T) {
	tests := []struct {
		handling string
		want     color.Color // nil: no label
	}{
		{"TLP:RED", lipgloss.Color("#FF2B2B")},
		{"tlp:amber", lipgloss.Color("#FFC000")},
		{"TLP: AMBER+STRICT", lipgloss.Color("#FFC000")},
		{"TLP:GREEN // NOFORN", lipgloss.Color("#33FF00")},
		{"TLP:CLEAR", lipgloss.Color("#FFFFFF")},
		{"TLP:WHITE", lipgloss.Color("#FFFFFF")},
		{"TLP:REDDISH", nil},
		{"SECRET", nil},
		{"", nil},
	}
	for _, tt := range tests {
		style, ok := New(Dark, false).TLP(tt.handling)
		if ok != (tt.want != nil) {
			t.Errorf("TLP(%q) ok = %v", tt.handling, ok)
		}
		if ok && style.GetForeground() != tt.want {
			t.Errorf("TLP(%q) = %v, want %v", tt.handling, style.GetForeground(), tt.want)
		}
	}
	if style, ok := New(Dark, true).TLP("TLP:RED"); !ok || !style.GetReverse() {
		t.Error("without colours a TLP label is not reversed")
	}
}

func TestGlamourStyleAddsNothingToEveryLine(t *testing.T) {
	for _, th := range []Theme{New(Dark, false), New(Light, false), New(Dark, true)} {
		style := th.Glamour()
		if style.Document.Color != nil || style.Document.Margin == nil || *style.Document.Margin != 0 {
			t.Errorf("%s: the document has a colour or a margin", th.Name)
		}
		if th.NoColor && (style.Heading.Color != nil || style.Link.Color != nil || style.CodeBlock.Chroma.Keyword.Color != nil) {
			t.Errorf("%s: a colour in the style without colours", th.Name)
		}
	}
}

// contrast is WCAG 2.2's contrast ratio.
func contrast(a, b hex) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(h hex) float64 {
	c := linear(h)
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

func linear(h hex) [3]float64 {
	r, g, b, _ := h.color().RGBA()
	var c [3]float64
	for i, v := range []uint32{r, g, b} {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			c[i] = s / 12.92
		} else {
			c[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return c
}

// An eye is how somebody sees linear RGB.
type eye struct {
	name   string
	matrix [3][3]float64
}

// eyes are the usual one and two that see red and green alike: G. M. Machado,
// M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for
// Simulation of Color Vision Deficiency" (2009), severity 1.0.
func eyes() []eye {
	return []eye{
		{"trichromat", [3][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
		{"protanope", [3][3]float64{
			{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
		{"deuteranope", [3][3]float64{
			{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
	}
}

// closest is the smallest CIE 1976 colour difference among colours.
func closest(colours []hex, e eye) (distance float64, a, b hex) {
	distance = math.Inf(1)
	for i, x := range colours {
		for _, y := range colours[i+1:] {
			p, q := e.lab(x), e.lab(y)
			d := math.Sqrt(sq(p[0]-q[0]) + sq(p[1]-q[1]) + sq(p[2]-q[2]))
			if d < distance {
				distance, a, b = d, x, y
			}
		}
	}
	return distance, a, b
}

func sq(x float64) float64 { return x * x }

// lab is the CIE L*a*b* (D65) of a colour as e sees it.
func (e eye) lab(h hex) [3]float64 {
	rgb := linear(h)
	var c [3]float64
	for i, row := range e.matrix {
		c[i] = min(1, max(0, row[0]*rgb[0]+row[1]*rgb[1]+row[2]*rgb[2]))
	}
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
