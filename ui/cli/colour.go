package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	glamour "charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"obelus/ui/theme"
)

// looks are the theme that a person asked for.
type looks struct {
	name  theme.Name
	style *glamour.StyleConfig // of the person's own; nil for none
}

// looks are what --theme says, else the config file, else auto.
func (a *app) looks() (looks, error) {
	if a.theme != "" {
		return readLooks(a.theme, "--theme")
	}
	c, err := a.config()
	if err != nil {
		return looks{}, err
	}
	return readLooks(cmp.Or(c.theme, string(theme.Auto)), c.themeAt)
}

// readLooks is the theme of that name, or auto with the glamour style that is
// in a file; where says who wants it.
func readLooks(wanted, where string) (looks, error) {
	if isTheme(wanted) {
		return looks{name: theme.Name(wanted)}, nil
	}
	text, err := readSmall(wanted)
	if errors.Is(err, fs.ErrNotExist) {
		return looks{}, usagef("%s: %q is no theme and no file: write %s, or the path of a glamour style (JSON)", where, wanted, strings.Join(themeNames(), ", "))
	}
	if err != nil {
		return looks{}, asUsage(fmt.Errorf("%s: the style cannot be read: %w", where, err))
	}
	style, err := theme.ReadStyle([]byte(text))
	if err != nil {
		return looks{}, usagef("%s: %w", wanted, err)
	}
	return looks{name: theme.Auto, style: &style}, nil
}

func isTheme(name string) bool { return theme.Name(name).Known() }

func themeNames() []string {
	var names []string
	for _, n := range theme.Names() {
		names = append(names, string(n))
	}
	return names
}

// completeTheme makes --theme offer the themes; where none begins like the
// word, the shell offers files.
func completeTheme(root *cobra.Command) {
	err := root.RegisterFlagCompletionFunc("theme", func(_ *cobra.Command, _ []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var found []cobra.Completion
		for _, name := range themeNames() {
			if strings.HasPrefix(name, begun) {
				found = append(found, name)
			}
		}
		return found, cobra.ShellCompDirectiveDefault
	})
	if err != nil {
		panic(err) // the flag is not there: every run would show it
	}
}

// noColor reports whether NO_COLOR is set, to anything (no-color.org).
func (a *app) noColor() bool { return a.getenv("NO_COLOR") != "" }

// themeFor is the theme to print with. One that depends on the background asks
// the terminal, where there is one, and is for a dark one else.
func (a *app) themeFor(cmd *cobra.Command, l looks, profile colorprofile.Profile) theme.Theme {
	dark := true
	in, inOK := a.env.Stdin.(term.File)
	out, outOK := cmd.OutOrStdout().(term.File)
	if l.name.Asks() && inOK && outOK && !a.noColor() {
		dark = lipgloss.HasDarkBackground(in, out)
	}
	th := theme.New(l.name.On(dark), a.noColor())
	if l.style != nil {
		th = th.Styled(*l.style)
	}
	return th.For(profile)
}

// profile is what the reader of the command's output can take: the terminal's
// own colours; all where a file or a pipe asked for styles; no style where
// neither holds.
func (a *app) profile(cmd *cobra.Command, asked bool) colorprofile.Profile {
	out := cmd.OutOrStdout()
	switch {
	case isTerminal(out):
		return colorprofile.Detect(out, a.env.Environ)
	case !asked:
		return colorprofile.NoTTY
	case a.noColor():
		return colorprofile.Ascii
	}
	return colorprofile.TrueColor
}
