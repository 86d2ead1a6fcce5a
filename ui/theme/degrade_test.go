package theme

import (
	"image/color"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

// Where a terminal has 256 colours, Bubble Tea takes the nearest of them: the
// tints must stay apart, and the text readable on them.
func TestColoursDegradeTo256(t *testing.T) {
	const floor = 4.5
	profile := colorprofile.ANSI256
	for _, th := range themes() {
		p := th.palette
		seen := map[color.Color]string{}
		for _, c := range []struct {
			name     string
			ink, hex hex
		}{
			{"sourced", p.text, p.sourced.tint}, {"attributed", p.text, p.attributed.tint},
			{"opinion", p.text, p.opinion.tint}, {"unsourced", p.text, p.unsourced.tint},
			{"cursor", p.bright, p.cursor}, {"selection", p.bright, p.selection}, {"match", p.bright, p.match},
		} {
			tint := profile.Convert(c.hex.color())
			if other, ok := seen[tint]; ok {
				t.Errorf("%s: %s and %s are both %v of 256", th.Name, c.name, other, tint)
			}
			seen[tint] = c.name
			if r := contrast(degraded(profile, c.ink), degraded(profile, c.hex)); r < floor {
				t.Errorf("%s: text on %s has contrast %.2f of 256 colours, below %.1f", th.Name, c.name, r, floor)
			}
		}
		if r, g, b, _ := profile.Convert(p.cursor.color()).RGBA(); r != g || g != b {
			t.Errorf("%s: of 256 colours, the cursor's tint is no grey", th.Name)
		}
	}
}

// degraded is h as profile shows it.
func degraded(profile colorprofile.Profile, h hex) hex {
	r, g, b, _ := profile.Convert(h.color()).RGBA()
	const digits = "0123456789ABCDEF"
	out := []byte("#")
	for _, v := range []uint32{r, g, b} {
		out = append(out, digits[v>>12&15], digits[v>>8&15])
	}
	return hex(out)
}
