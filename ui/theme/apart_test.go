package theme

import (
	"image/color"
	"math"
	"testing"
)

// What has to be told apart must look like two colours: from a difference of 5
// on anybody sees two (W. S. Mokrzycki, M. Tatol, "Colour difference ΔE — a
// survey", 2011). Glyphs are small: they need more.
const (
	leastTints = 5
	leastInks  = 8
)

// TestTagsStayApart holds inks to each other; and tints to each other, to the
// other backgrounds that a stretch can have, and to the terminal's own, which
// is what a stretch without a mark has.
func TestTagsStayApart(t *testing.T) {
	for _, th := range themes() {
		p := th.palette
		for _, eye := range eyes() {
			inks := []hex{p.sourced.ink, p.attributed.ink, p.opinion.ink, p.unsourced.ink, p.nonclaim}
			if d, a, b := closest(th, inks, eye); d < leastInks {
				t.Errorf("%s, %s: inks %s and %s are %.1f apart, below %d", th.described(), eye.name, a, b, d, leastInks)
			}
			tints := []hex{p.sourced.tint, p.attributed.tint, p.opinion.tint, p.unsourced.tint, p.cursor, p.selection, p.match}
			if d, a, b := closest(th, tints, eye); d < leastTints {
				t.Errorf("%s, %s: tints %s and %s are %.1f apart, below %d", th.described(), eye.name, a, b, d, leastTints)
			}
			for _, background := range backgrounds(th.Name) {
				for _, tint := range append(tints[:4:4], tints[5:]...) { // the cursor has its sign
					if d := difference(eye.lab(th.shown(tint.color())), eye.lab(background.color())); d < leastTints {
						t.Errorf("%s, %s: tint %s and background %s are %.1f apart, below %d", th.described(), eye.name, tint, background, d, leastTints)
					}
				}
			}
		}
	}
}

// TestCursorIsGreyIn256 : a rounded tint of the cursor may not be taken for a tag's.
func TestCursorIsGreyIn256(t *testing.T) {
	for _, th := range themes() {
		if r, g, b, _ := th.shown(th.Cursor.Tint).RGBA(); th.rounded && (r != g || g != b) {
			t.Errorf("%s: the cursor's tint is no grey", th.described())
		}
	}
}

// closest is the smallest difference among colours as e sees them.
func closest(th Theme, colours []hex, e eye) (distance float64, a, b hex) {
	distance = math.Inf(1)
	for i, x := range colours {
		for _, y := range colours[i+1:] {
			if d := difference(e.lab(th.shown(x.color())), e.lab(th.shown(y.color()))); d < distance {
				distance, a, b = d, x, y
			}
		}
	}
	return distance, a, b
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

// lab is the CIE L*a*b* (D65) of a colour as e sees it.
func (e eye) lab(h color.Color) [3]float64 {
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

// difference is CIEDE2000 between two colours in L*a*b*, as G. Sharma, W. Wu,
// E. N. Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes,
// Supplementary Test Data, and Mathematical Observations" (2005) write it.
func difference(p, q [3]float64) float64 {
	chroma := (math.Hypot(p[1], p[2]) + math.Hypot(q[1], q[2])) / 2
	g := 1 + 0.5*(1-seventh(chroma))
	c1, h1 := polar(p[1]*g, p[2])
	c2, h2 := polar(q[1]*g, q[2])
	turn, hue := 0.0, h1+h2
	if c1*c2 != 0 {
		turn = math.Remainder(h2-h1, 360)
		hue = math.Mod(h1+math.Remainder(h2-h1, 360)/2+360, 360)
	}
	dl, dc := q[0]-p[0], c2-c1
	dh := 2 * math.Sqrt(c1*c2) * math.Sin(radians(turn/2))
	l, c := (p[0]+q[0])/2, (c1+c2)/2
	t := 1 - 0.17*math.Cos(radians(hue-30)) + 0.24*math.Cos(radians(2*hue)) +
		0.32*math.Cos(radians(3*hue+6)) - 0.20*math.Cos(radians(4*hue-63))
	sl := 1 + 0.015*(l-50)*(l-50)/math.Sqrt(20+(l-50)*(l-50))
	sc, sh := 1+0.045*c, 1+0.015*c*t
	theta := 30 * math.Exp(-((hue-275)/25)*((hue-275)/25))
	rt := -math.Sin(radians(2*theta)) * 2 * seventh(c)
	l, c, h := dl/sl, dc/sc, dh/sh
	return math.Sqrt(l*l + c*c + h*h + rt*c*h)
}

// seventh is the formula's √(c⁷ / (c⁷ + 25⁷)).
func seventh(c float64) float64 {
	c7 := math.Pow(c, 7)
	return math.Sqrt(c7 / (c7 + math.Pow(25, 7)))
}

func polar(a, b float64) (chroma, hue float64) {
	hue = math.Atan2(b, a) * 180 / math.Pi
	if hue < 0 {
		hue += 360
	}
	return math.Hypot(a, b), hue
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// TestDifference tries pairs of the supplementary test data of Sharma et al.
func TestDifference(t *testing.T) {
	for _, tt := range []struct {
		p, q [3]float64
		want float64
	}{
		{[3]float64{50, 2.6772, -79.7751}, [3]float64{50, 0, -82.7485}, 2.0425},
		{[3]float64{50, 0, 0}, [3]float64{50, -1, 2}, 2.3669},
		{[3]float64{50, 2.49, -0.001}, [3]float64{50, -2.49, 0.0009}, 7.1792},
		{[3]float64{50, 2.5, 0}, [3]float64{50, 0, -2.5}, 4.3065},
		{[3]float64{50, 2.5, 0}, [3]float64{73, 25, -18}, 27.1492},
		{[3]float64{50, 2.5, 0}, [3]float64{58, 24, 15}, 19.4535},
		{[3]float64{60.2574, -34.0099, 36.2677}, [3]float64{60.4626, -34.1751, 39.4387}, 1.2644},
		{[3]float64{22.7233, 20.0904, -46.694}, [3]float64{23.0331, 14.973, -42.5619}, 2.0373},
		{[3]float64{2.0776, 0.0795, -1.135}, [3]float64{0.9033, -0.0636, -0.5514}, 0.9082},
	} {
		if got := difference(tt.p, tt.q); math.Abs(got-tt.want) > 1e-4 {
			t.Errorf("%v and %v are %.4f apart, want %.4f", tt.p, tt.q, got, tt.want)
		}
	}
}
