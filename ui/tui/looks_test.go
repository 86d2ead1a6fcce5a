package tui

import (
	"image/color"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"obelus/ui/theme"
)

// drawnWith starts the program on the harbour brief in a theme.
func drawnWith(t *testing.T, o Options) *driver {
	t.Helper()
	w := newWorld(t, "harbour.md", harbour)
	a := w.desk("ada")
	o.Opened = w.open(a)
	return drive(t, a, o, 100, 24)
}

// TestOwnStyle sets the words in a person's own glamour style, on every kind of
// terminal.
func TestOwnStyle(t *testing.T) {
	style, err := theme.ReadStyle([]byte(`{"document": {"margin": 0}, "h1": {"color": "#ff8800", "prefix": "» "}}`))
	if err != nil {
		t.Fatal(err)
	}
	d := drawnWith(t, Options{Theme: theme.Auto, Style: &style})
	d.press("3 G").shows("» Grain convoys")
	if c := d.cell("» Grain convoys"); c.Style.Fg == nil || !sameColor(c.Style.Fg, ansi.XParseColor("#ff8800")) {
		t.Errorf("the heading is %v", c.Style.Fg)
	}
	d.send(tea.BackgroundColorMsg{Color: color.White})
	d.shows("» Grain convoys")
	d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
	if c := d.shows("» Grain convoys").cell("» Grain convoys"); c.Style.Fg != nil {
		t.Errorf("with 16 colours the heading has one: %v", c.Style.Fg)
	}
}

func sameColor(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	return ar>>8 == br>>8 && ag>>8 == bg>>8 && ab>>8 == bb>>8
}

// TestContrastAsksTheTerminal takes the high contrast that suits the background.
func TestContrastAsksTheTerminal(t *testing.T) {
	d := drawnWith(t, Options{Theme: theme.Contrast})
	for _, step := range []struct {
		ground color.Color
		want   theme.Name
	}{{color.White, theme.ContrastLight}, {color.Black, theme.ContrastDark}} {
		d.send(tea.BackgroundColorMsg{Color: step.ground})
		if got := d.app.theme.Name; got != step.want {
			t.Errorf("on %v the theme is %s, want %s", step.ground, got, step.want)
		}
	}
}

// TestMoreColoursThanThought: a terminal that says late what it can do gets the
// colours then, and stays where it is.
func TestMoreColoursThanThought(t *testing.T) {
	d := drawnWith(t, Options{Theme: theme.Dark})
	d.press("3 G a k")
	for _, step := range []struct {
		profile colorprofile.Profile
		tinted  bool
	}{{colorprofile.ANSI, false}, {colorprofile.ANSI256, true}, {colorprofile.ASCII, false}, {colorprofile.TrueColor, true}} {
		d.send(tea.ColorProfileMsg{Profile: step.profile})
		if c := d.shows("3/10").cell("The port authority"); (c.Style.Bg != nil) != step.tinted {
			t.Errorf("%s: the mark's tint is %v", step.profile, c.Style.Bg)
		}
	}
	made := d.app.reader.made
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if d.app.reader.made != made {
		t.Error("what the terminal said already made a new page")
	}
}
