package theme

import (
	"image/color"
	"testing"

	"charm.land/lipgloss/v2"

	"obelus/model"
)

func TestEveryTagHasAnAttributeOfItsOwn(t *testing.T) {
	for _, th := range append(themes(), New(Dark, true), New(Light, true)) {
		seen, glyphs := map[Look]model.Tag{}, map[string]model.Tag{}
		for _, tag := range model.Tags() {
			if other, ok := glyphs[tag.Glyph()]; ok {
				t.Errorf("%s and %s have one glyph", tag, other)
			}
			glyphs[tag.Glyph()] = tag
			look := th.Mark(tag, false)
			if th.NoColor && (look.Tint != nil || look.Ink != nil || look.Line != nil) {
				t.Errorf("%s: %s has a colour without colours", th.Name, tag)
			}
			look.Tint, look.Ink, look.Line = nil, nil, nil
			if tag == model.Nonclaim && !th.NoColor {
				continue // it is told by being faint, which is its ink
			}
			if look == (Look{}) {
				t.Errorf("%s: %s has no attribute", th.Name, tag)
			}
			if other, ok := seen[look]; ok {
				t.Errorf("%s: %s and %s look the same without colours", th.Name, tag, other)
			}
			seen[look] = tag
		}
	}
}

func TestHollowMarksHaveNoTint(t *testing.T) {
	for _, th := range themes() {
		for _, tag := range model.Tags() {
			if th.Mark(tag, true).Tint != nil {
				t.Errorf("%s: a hollow %s mark is tinted", th.Name, tag)
			}
		}
		if th.Pending.Tint != nil {
			t.Errorf("%s: a pending mark is tinted", th.Name)
		}
		if th.Mark(model.Sourced, true).Underline != lipgloss.UnderlineSingle {
			t.Errorf("%s: a hollow sourced mark is not underlined", th.Name)
		}
	}
}

func TestTLP(t *testing.T) {
	tests := []struct {
		handling string
		want     color.Color // nil: no label
	}{
		{"TLP:RED", lipgloss.Color("#FF2B2B")},
		{"tlp:amber", lipgloss.Color("#FFC000")},
		{"TLP: AMBER+STRICT", lipgloss.Color("#FFC000")},
		{"TLP:GREEN // NOFORN", lipgloss.Color("#33FF00")},
		{"TLP:CLEAR", lipgloss.Color("#FFFFFF")},
		{"TLP:WHITE", lipgloss.Color("#FFFFFF")},
		{"TLP:REDDISH", nil},
		{"SECRET", nil},
		{"", nil},
	}
	for _, tt := range tests {
		style, ok := New(Dark, false).TLP(tt.handling)
		if ok != (tt.want != nil) {
			t.Errorf("TLP(%q) ok = %v", tt.handling, ok)
		}
		if ok && style.GetForeground() != tt.want {
			t.Errorf("TLP(%q) = %v, want %v", tt.handling, style.GetForeground(), tt.want)
		}
	}
	if style, ok := New(Dark, true).TLP("TLP:RED"); !ok || !style.GetReverse() {
		t.Error("without colours a TLP label is not reversed")
	}
}

func TestGlamourStyleAddsNothingToEveryLine(t *testing.T) {
	for _, th := range append(themes(), New(Dark, true)) {
		style := th.Glamour()
		if style.Document.Color != nil || style.Document.Margin == nil || *style.Document.Margin != 0 {
			t.Errorf("%s: the document has a colour or a margin", th.Name)
		}
		if th.NoColor && (style.Heading.Color != nil || style.Link.Color != nil || style.CodeBlock.Chroma.Keyword.Color != nil) {
			t.Errorf("%s: a colour in the style without colours", th.Name)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct {
		name, dark, light Name
	}{
		{Auto, Dark, Light}, {"", Dark, Light}, {Dark, Dark, Dark}, {Light, Light, Light},
		{Contrast, ContrastDark, ContrastLight}, {ContrastDark, ContrastDark, ContrastDark}, {ContrastLight, ContrastLight, ContrastLight},
	} {
		if tt.name.On(true) != tt.dark || tt.name.On(false) != tt.light {
			t.Errorf("%q is %q on dark, %q on light", tt.name, tt.name.On(true), tt.name.On(false))
		}
		if tt.name.Asks() != (tt.dark != tt.light) {
			t.Errorf("%q: asks the terminal: %v", tt.name, tt.name.Asks())
		}
		if tt.name.Known() == (tt.name == "") {
			t.Errorf("%q is known: %v", tt.name, tt.name.Known())
		}
	}
}
