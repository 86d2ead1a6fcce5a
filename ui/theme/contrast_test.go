package theme

import (
	"fmt"
	"image/color"
	"reflect"
	"testing"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"obelus/model"
)

// backgrounds are those that people set for dark and for light terminals, from
// the plainest to the ones that leave the least room. What a terminal shows
// beyond these is its owner's choice; the contrast themes leave most room.
func backgrounds(name Name) []hex {
	if name == Light || name == ContrastLight {
		// White, One, Solarized, Catppuccin, Gruvbox.
		return []hex{"#FFFFFF", "#FAFAFA", "#FDF6E3", "#EFF1F5", "#FBF1C7"}
	}
	// Black, VS Code, Tokyo Night, Catppuccin, Solarized, Gruvbox, Dracula, One, Nord.
	return []hex{"#000000", "#1E1E1E", "#1A1B26", "#1E1E2E", "#002B36", "#282828", "#282A36", "#282C34", "#2E3440"}
}

// themes are all that have colours, in full and rounded to 256.
func themes() []Theme {
	var all []Theme
	for _, name := range Names() {
		if th := New(name, false); !name.Asks() {
			all = append(all, th, th.For(colorprofile.ANSI256))
		}
	}
	return all
}

func (t Theme) described() string {
	if t.rounded {
		return string(t.Name) + ", 256 colours"
	}
	return string(t.Name)
}

// shown is a colour as the terminal shows it.
func (t Theme) shown(c color.Color) color.Color {
	if t.rounded {
		return colorprofile.ANSI256.Convert(c)
	}
	return c
}

// ratio is the contrast of two colours that are shown already.
func ratio(a, b color.Color) float64 { return Theme{}.contrast(a, b) }

// A layer is a look with its name.
type layer struct {
	name string
	look Look
}

// stacks lists what looks can be laid over a stretch, from below, in the order
// in which the reader paints them: the cursor, up to two marks, full or hollow,
// what waits, then a match or a selection, or both.
func stacks(th Theme) [][]layer {
	marks := []layer{{}}
	for _, tag := range model.Tags() {
		marks = append(marks, layer{string(tag), th.Mark(tag, false)}, layer{"hollow " + string(tag), th.Mark(tag, true)})
	}
	var all [][]layer
	for _, cursor := range []layer{{}, {"cursor", th.Cursor}} {
		for _, outer := range marks {
			for _, inner := range marks {
				for _, over := range [][]layer{
					nil, {{"pending", th.Pending}}, {{"match", th.Match}}, {{"selection", th.Select}},
					{{"match", th.Match}, {"selection", th.Select}},
				} {
					all = append(all, append([]layer{cursor, outer, inner}, over...))
				}
			}
		}
	}
	return all
}

// inks are all the colours that the words of a brief can have by themselves.
func inks(th Theme) map[hex]bool {
	found := map[hex]bool{th.palette.text: true}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).Name == "Color" && !v.Field(i).IsNil() {
					found[hex(v.Field(i).Elem().String())] = true
				} else {
					walk(v.Field(i))
				}
			}
		}
	}
	style := th.Glamour()
	style.HorizontalRule = ansi.StylePrimitive{} // a line, no words
	walk(reflect.ValueOf(style))
	return found
}

// TestWhateverIsLaidOverTextItCanBeRead goes through every look over every ink,
// laid as ui/page lays them: the later wins where two set the same.
func TestWhateverIsLaidOverTextItCanBeRead(t *testing.T) {
	for _, th := range themes() {
		seen := map[string]bool{}
		for _, stack := range stacks(th) {
			var tint, over color.Color
			name := ""
			for _, l := range stack {
				if l.look.Tint != nil {
					tint = l.look.Tint
				}
				if l.look.Ink != nil {
					over = l.look.Ink
				}
				name += l.name + " "
			}
			key := fmt.Sprint(tint, over)
			if seen[key] {
				continue
			}
			seen[key] = true
			for own := range inks(th) {
				ink := own.color()
				if over != nil {
					ink = over
				}
				grounds := []color.Color{}
				if tint != nil {
					ink = th.Readable(ink, tint)
					grounds = append(grounds, th.shown(tint))
				} else {
					for _, b := range backgrounds(th.Name) {
						grounds = append(grounds, b.color())
					}
				}
				for _, ground := range grounds {
					if r := ratio(th.shown(ink), ground); r < th.least() {
						t.Errorf("%s: %s on %v under %shas contrast %.2f, below %.1f", th.described(), own, ground, name, r, th.least())
					}
				}
			}
		}
		if len(seen) < 12 {
			t.Errorf("%s: only %d different stacks were tried", th.described(), len(seen))
		}
	}
}

// TestTintsKeepWordsAsTheyAre: readable without another ink to help.
func TestTintsKeepWordsAsTheyAre(t *testing.T) {
	for _, th := range themes() {
		p := th.palette
		colours := []hex{p.text, p.bright}
		if !th.rounded && th.least() == leastContrast {
			colours = append(colours, p.link, p.code, p.title)
		}
		for _, tint := range []hex{p.sourced.tint, p.attributed.tint, p.opinion.tint, p.unsourced.tint, p.cursor, p.bar} {
			for _, ink := range colours {
				if th.Readable(ink.color(), tint.color()) != ink.color() {
					t.Errorf("%s: %s cannot be read on %s: %.2f", th.described(), ink, tint, th.contrast(ink.color(), tint.color()))
				}
			}
		}
		for what, look := range map[string]Look{"match": th.Match, "selection": th.Select, "cursor": th.Cursor} {
			if th.Readable(look.Ink, look.Tint) != look.Ink {
				t.Errorf("%s: the ink of the %s cannot be read on its tint", th.described(), what)
			}
		}
	}
}

func TestInksKeepTheirContrastOnTheBackground(t *testing.T) {
	for _, th := range themes() {
		p := th.palette
		for _, background := range backgrounds(th.Name) {
			for what, ink := range map[string]hex{
				"text": p.text, "bright": p.bright, "faint": p.faint, "title": p.title, "link": p.link, "code": p.code,
				"alarm": p.alarm, "sourced": p.sourced.ink, "attributed": p.attributed.ink, "opinion": p.opinion.ink,
				"unsourced": p.unsourced.ink, "nonclaim": p.nonclaim,
			} {
				if c := ratio(th.shown(ink.color()), background.color()); c < th.least() {
					t.Errorf("%s: %s on %s has contrast %.2f, below %.1f", th.described(), what, background, c, th.least())
				}
			}
			// Frames are no text; for whoever asked for contrast they keep WCAG's 3:1 (1.4.11).
			if c := ratio(p.frame.color(), background.color()); th.least() > leastContrast && c < 3 {
				t.Errorf("%s: frames on %s have contrast %.2f, below 3", th.described(), background, c)
			}
		}
	}
}

func TestReadable(t *testing.T) {
	dark := New(Dark, false)
	ground, faint := dark.Tags[model.Attributed].Tint, dark.palette.faint.color()
	if got := dark.Readable(faint, ground); got != dark.Text {
		t.Errorf("faint words on a tint become %v, want the text's colour", got)
	}
	if got := dark.Readable(lipgloss.Color("30"), ground); got != dark.Text {
		t.Errorf("a dark link of somebody's own style on a tint becomes %v, want the text's colour", got)
	}
	link := dark.palette.link.color()
	if got := dark.Readable(link, ground); got != link {
		t.Errorf("a link on a tint becomes %v, but it can be read", got)
	}
	if got := dark.For(colorprofile.ANSI256).Readable(link, ground); got == link {
		t.Error("a link on a tint rounded to 256 colours stays, and cannot be read")
	}
	if got := dark.Readable(dark.Text, lipgloss.Color("#E0E0E0")); got != hex("#000000").color() {
		t.Errorf("light words on a light ground of somebody's own style become %v, want black", got)
	}
	for _, th := range []Theme{dark, New(Dark, true)} {
		if th.Readable(nil, ground) != nil || th.Readable(faint, nil) != faint {
			t.Error("of the terminal's own colours something is said to be known")
		}
	}
}

func TestFor(t *testing.T) {
	for _, profile := range []colorprofile.Profile{colorprofile.ANSI, colorprofile.ASCII, colorprofile.NoTTY} {
		if th := New(Light, false).For(profile); !th.NoColor || th.Name != Light || th.Cursor.Tint != nil {
			t.Errorf("%v: there are colours", profile)
		}
	}
	for _, profile := range []colorprofile.Profile{colorprofile.Unknown, colorprofile.TrueColor, colorprofile.ANSI256} {
		if th := New(Light, false).For(profile); th.NoColor || th.Cursor.Tint == nil {
			t.Errorf("%v: there are no colours", profile)
		}
	}
}
