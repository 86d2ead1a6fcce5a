package tui

import (
	glamour "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/colorprofile"

	"obelus/ui/theme"
)

// looks are what the screen's theme is made of: what the person asked for, and
// what the terminal says of itself.
type looks struct {
	name    theme.Name
	style   *glamour.StyleConfig // of the person's own for the brief's words; nil for none
	noColor bool
	dark    bool                 // the terminal's background, as far as it was asked
	profile colorprofile.Profile // how many colours the terminal has
}

// newLooks takes the terminal for a dark one of all colours, until it says more.
func newLooks(o Options) looks {
	return looks{name: o.Theme, style: o.Style, noColor: o.NoColor, dark: true, profile: colorprofile.TrueColor}
}

// theme is what comes of it all.
func (l looks) theme() theme.Theme {
	th := theme.New(l.name.On(l.dark), l.noColor)
	if l.style != nil {
		th = th.Styled(*l.style)
	}
	return th.For(l.profile)
}

// on is l on a dark or a light background, where that makes a difference.
func (l looks) on(dark bool) looks {
	if l.name.Asks() {
		l.dark = dark
	}
	return l
}

// coloured is l in a terminal with that many colours.
func (l looks) coloured(profile colorprofile.Profile) looks {
	l.profile = profile
	return l
}

// restyle shows everything in other looks.
func (a *app) restyle(l looks) {
	if l == a.looks {
		return
	}
	a.looks = l
	a.setTheme(l.theme())
	if a.reader != nil {
		a.reader.resize(a.theme, a.frame, a.method)
	}
}

func (a *app) setTheme(th theme.Theme) {
	a.theme = th
	a.inks = newInks(th)
}
