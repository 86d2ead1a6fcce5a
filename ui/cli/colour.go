package cli

import (
	"io"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"obelus/ui/theme"
)

// themeName checks --theme.
func (a *app) themeName() (theme.Name, error) {
	switch name := theme.Name(a.theme); name {
	case theme.Auto, theme.Dark, theme.Light:
		return name, nil
	}
	return "", usagef("%q is no theme: write auto, dark or light", a.theme)
}

// noColor reports whether NO_COLOR is set, to anything (no-color.org).
func (a *app) noColor() bool { return a.getenv("NO_COLOR") != "" }

// themeFor is the theme to print with; auto asks the terminal, where there is
// one, and is dark else.
func (a *app) themeFor(cmd *cobra.Command) (theme.Theme, error) {
	name, err := a.themeName()
	if err != nil {
		return theme.Theme{}, err
	}
	if name == theme.Auto {
		name = theme.Dark
		in, inOK := a.env.Stdin.(term.File)
		out, outOK := cmd.OutOrStdout().(term.File)
		if inOK && outOK && !a.noColor() && !lipgloss.HasDarkBackground(in, out) {
			name = theme.Light
		}
	}
	return theme.New(name, a.noColor()), nil
}

// painted wraps the command's output so that styled text comes out as its
// reader can take it: in the terminal's own colours; in full where a file or a
// pipe asked for styles; as plain text where neither holds. It reads escapes a
// write at a time: what buffers must stand behind it, in to.
func (a *app) painted(cmd *cobra.Command, to io.Writer, asked bool) io.Writer {
	out := cmd.OutOrStdout()
	profile := colorprofile.TrueColor
	switch {
	case isTerminal(out):
		profile = colorprofile.Detect(out, a.env.Environ)
	case !asked:
		profile = colorprofile.NoTTY
	case a.noColor():
		profile = colorprofile.Ascii
	}
	return &colorprofile.Writer{Forward: to, Profile: profile}
}
