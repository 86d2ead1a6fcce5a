package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// TLP is the style of a TLP 2.0 label as FIRST prescribes it: its colour on
// black (https://www.first.org/tlp/, "TLP in RGB, CMYK and Hex"). handling may
// have any case and spacing, with or without what follows the label. ok is
// false where it names no label.
func (t Theme) TLP(handling string) (style lipgloss.Style, ok bool) {
	ink, ok := tlpInk(handling)
	if !ok {
		return lipgloss.NewStyle(), false
	}
	if t.NoColor {
		return lipgloss.NewStyle().Bold(true).Reverse(true), true
	}
	return lipgloss.NewStyle().Bold(true).Foreground(ink.color()).Background(lipgloss.Color("#000000")), true
}

func tlpInk(handling string) (hex, bool) {
	compact := strings.ToUpper(strings.Join(strings.Fields(handling), ""))
	label, ok := strings.CutPrefix(compact, "TLP:")
	if !ok {
		return "", false
	}
	for _, l := range []struct {
		name string
		ink  hex
	}{
		{"RED", "#FF2B2B"}, {"AMBER+STRICT", "#FFC000"}, {"AMBER", "#FFC000"},
		{"GREEN", "#33FF00"}, {"CLEAR", "#FFFFFF"}, {"WHITE", "#FFFFFF"}, // WHITE is TLP 1.0's CLEAR
	} {
		rest, ok := strings.CutPrefix(label, l.name)
		if ok && (rest == "" || !isLetter(rest[0])) {
			return l.ink, true
		}
	}
	return "", false
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' }
