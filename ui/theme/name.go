package theme

import "slices"

// Name names a theme.
type Name string

// The themes. Auto and Contrast ask the terminal for its background. The
// contrast themes keep text at 7:1 or more (WCAG 2.2, 1.4.6).
const (
	Auto          Name = "auto"
	Dark          Name = "dark"
	Light         Name = "light"
	Contrast      Name = "contrast"
	ContrastDark  Name = "contrast-dark"
	ContrastLight Name = "contrast-light"
)

// Names lists the themes, the usual one first.
func Names() []Name { return []Name{Auto, Dark, Light, Contrast, ContrastDark, ContrastLight} }

// Known reports whether there is a theme of that name.
func (n Name) Known() bool { return slices.Contains(Names(), n) }

// Asks reports whether the theme depends on the terminal's background. No name
// is Auto.
func (n Name) Asks() bool { return n == "" || n == Auto || n == Contrast }

// On is the theme on a dark or a light background: itself where it does not
// depend on that.
func (n Name) On(dark bool) Name {
	switch {
	case !n.Asks():
		return n
	case n == Contrast && dark:
		return ContrastDark
	case n == Contrast:
		return ContrastLight
	case dark:
		return Dark
	}
	return Light
}

func (n Name) palette() palette {
	switch n {
	case Light:
		return lightPalette()
	case ContrastDark:
		return contrastDarkPalette()
	case ContrastLight:
		return contrastLightPalette()
	}
	return darkPalette()
}
