package page

import (
	"cmp"
	"strings"

	gansi "charm.land/glamour/v2/ansi"
)

// additive is config with the formats of running words turned into what they
// put before and behind. A format may be any template; one that cuts or
// changes words would lose letters of the brief, so it is left out.
func additive(config gansi.StyleConfig) gansi.StyleConfig {
	for _, p := range []*gansi.StylePrimitive{
		&config.Text, &config.Emph, &config.Strong, &config.Strikethrough,
		&config.LinkText, &config.ImageText, &config.Code.StylePrimitive,
	} {
		format := strings.ReplaceAll(p.Format, "{{ .text }}", "{{.text}}")
		before, behind, _ := strings.Cut(strings.TrimSuffix(format, " →"), "{{.text}}") // the arrow led to an image's address
		p.Format = ""
		if !strings.Contains(before+behind, "{{") {
			p.Prefix, p.Suffix = p.Prefix+before, behind+p.Suffix
		}
	}
	return config
}

// cascade is what child looks like within parent: glamour's own rule, which it
// keeps to itself. What a style puts before and behind is the child's alone.
func cascade(parent, child gansi.StylePrimitive) gansi.StylePrimitive {
	child.Color = cmp.Or(child.Color, parent.Color)
	child.BackgroundColor = cmp.Or(child.BackgroundColor, parent.BackgroundColor)
	child.Underline = cmp.Or(child.Underline, parent.Underline)
	child.Bold = cmp.Or(child.Bold, parent.Bold)
	child.Upper = cmp.Or(child.Upper, parent.Upper)
	child.Lower = cmp.Or(child.Lower, parent.Lower)
	child.Title = cmp.Or(child.Title, parent.Title)
	child.Italic = cmp.Or(child.Italic, parent.Italic)
	child.CrossedOut = cmp.Or(child.CrossedOut, parent.CrossedOut)
	child.Faint = cmp.Or(child.Faint, parent.Faint)
	child.Conceal = cmp.Or(child.Conceal, parent.Conceal)
	child.Inverse = cmp.Or(child.Inverse, parent.Inverse)
	child.Blink = cmp.Or(child.Blink, parent.Blink)
	return child
}

// looks is p without what it puts before and behind words.
func looks(p gansi.StylePrimitive) gansi.StylePrimitive {
	p.BlockPrefix, p.Prefix, p.Suffix, p.BlockSuffix, p.Format = "", "", "", "", ""
	return p
}

// headingStyle is what config says of a heading of level, 1 to 6.
func headingStyle(config *gansi.StyleConfig, level int) gansi.StyleBlock {
	all := config.Heading
	own := [...]gansi.StyleBlock{config.H1, config.H2, config.H3, config.H4, config.H5, config.H6}[min(max(level, 1), 6)-1]
	own.StylePrimitive = cascade(all.StylePrimitive, own.StylePrimitive)
	own.BlockPrefix = cmp.Or(own.BlockPrefix, all.BlockPrefix)
	own.Prefix = cmp.Or(own.Prefix, all.Prefix)
	own.Suffix = cmp.Or(own.Suffix, all.Suffix)
	own.BlockSuffix = cmp.Or(own.BlockSuffix, all.BlockSuffix)
	own.Indent, own.Margin = cmp.Or(own.Indent, all.Indent), cmp.Or(own.Margin, all.Margin)
	return own
}

func orZero(n *uint) int {
	if n == nil {
		return 0
	}
	return int(min(*n, 1<<10))
}

// orText is what s points to, or fallback.
func orText(s *string, fallback string) string {
	if s == nil {
		return fallback
	}
	return *s
}
