package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"obelus/model"
)

// luminance and contrast are as WCAG 2.2 defines them.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	var sum float64
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		if err != nil || len(colour) != 7 {
			t.Fatalf("%q is no colour: %v", colour, err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestPageContrast: whatever stands on whatever can be read, at 4.5, and a
// tag's line can be told from its tint and from the paper, at 3.
func TestPageContrast(t *testing.T) {
	for name, s := range map[string]scheme{"light": lightScheme(), "dark": darkScheme()} {
		least := 99.0
		want := func(ink, on, what string, ratio float64) {
			got := contrast(t, ink, on)
			if got < ratio {
				t.Errorf("%s: %s has a contrast of %.2f, less than %.1f", name, what, got, ratio)
			}
			if ratio == 4.5 {
				least = min(least, got)
			}
		}
		for on, colour := range map[string]string{"the paper": s.paper, "a panel": s.panel} {
			for what, ink := range map[string]string{"text": s.text, "faint text": s.faint, "a link": s.link} {
				want(ink, colour, what+" on "+on, 4.5)
			}
			for _, tag := range model.Tags() {
				want(s.tags[tag].ink, colour, fmt.Sprintf("the letter of %s on %s", tag, on), 4.5)
			}
		}
		for _, tag := range model.Tags() {
			if tint := s.tags[tag].tint; tint != "" {
				want(s.text, tint, fmt.Sprintf("text marked %s", tag), 4.5)
				want(s.link, tint, fmt.Sprintf("a link marked %s", tag), 4.5)
				want(s.tags[tag].ink, tint, fmt.Sprintf("the line of %s", tag), 3)
			}
		}
		t.Logf("%s: the least contrast is %.2f", name, least)
	}
}

// TestPageStyle: the style names every colour that it uses, and asks for
// nothing from anywhere.
func TestPageStyle(t *testing.T) {
	style := pageStyle("TLP:AMBER+STRICT // and more \"}")
	for _, used := range strings.Split(style, "var(--")[1:] {
		name, _, _ := strings.Cut(used, ")")
		if strings.Count(style, "--"+name+":") < 2 {
			t.Errorf("%s has no value for both schemes", name)
		}
	}
	for _, bad := range []string{"url(", "@import", "@font-face", "</", "expression", "and more"} {
		if strings.Contains(style, bad) {
			t.Errorf("the style has %q in it", bad)
		}
	}
	if !strings.Contains(style, `@bottom-right{content:"TLP:AMBER+STRICT"`) {
		t.Error("the label is not on every sheet")
	}
}
