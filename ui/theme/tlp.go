package theme

import (
	"charm.land/lipgloss/v2"

	"obelus/model"
)

// TLP is the style of a TLP 2.0 label as FIRST prescribes it: its colour on
// black (see model.TLP). ok is false where handling names no label.
func (t Theme) TLP(handling string) (style lipgloss.Style, ok bool) {
	label, ok := model.TLP(handling)
	if !ok {
		return lipgloss.NewStyle(), false
	}
	if t.NoColor {
		return lipgloss.NewStyle().Bold(true).Reverse(true), true
	}
	return lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Color(label.Ink)).Background(lipgloss.Color("#000000")), true
}
