package theme

import (
	"charm.land/glamour/v2/ansi"
)

// Styled is t with a glamour style of somebody's own for the brief's words, as
// glamour's JSON files describe it.
func (t Theme) Styled(style ansi.StyleConfig) Theme {
	t.style = &style
	return t
}

// Glamour is the style that glamour renders with: the one that Styled was
// given, without its colours where t has none; else margin 0, no document
// colour, the same palette. Headings carry no "#" then: weight and colour tell
// them.
func (t Theme) Glamour() ansi.StyleConfig {
	switch {
	case t.style != nil && t.NoColor:
		return uncoloured(*t.style)
	case t.style != nil:
		return *t.style
	}
	p := t.palette
	heading := func(style ansi.StylePrimitive) ansi.StyleBlock {
		return ansi.StyleBlock{StylePrimitive: style}
	}
	return ansi.StyleConfig{
		Document:   ansi.StyleBlock{Margin: number(0)},
		BlockQuote: ansi.StyleBlock{Indent: number(1), IndentToken: text("│ ")},
		List:       ansi.StyleList{LevelIndent: 2},
		Heading:    heading(ansi.StylePrimitive{Color: p.title.name(), Bold: yes()}),
		H1:         heading(ansi.StylePrimitive{Color: p.bright.name()}),
		H3:         heading(ansi.StylePrimitive{Color: p.bright.name()}),
		H4:         heading(ansi.StylePrimitive{Color: p.bright.name()}),
		H5:         heading(ansi.StylePrimitive{Color: p.faint.name()}),
		H6:         heading(ansi.StylePrimitive{Color: p.faint.name()}),

		Emph:           ansi.StylePrimitive{Italic: yes()},
		Strong:         ansi.StylePrimitive{Bold: yes()},
		Strikethrough:  ansi.StylePrimitive{CrossedOut: yes()},
		HorizontalRule: ansi.StylePrimitive{Color: p.frame.name(), Format: "────────"},

		Item:        ansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration: ansi.StylePrimitive{BlockPrefix: ". "},
		Task:        ansi.StyleTask{Ticked: "[✓] ", Unticked: "[ ] "},

		Link:      ansi.StylePrimitive{Color: p.link.name()},
		LinkText:  ansi.StylePrimitive{Color: p.link.name(), Underline: &t.NoColor}, // sourced is what is underlined
		Image:     ansi.StylePrimitive{Color: p.link.name()},
		ImageText: ansi.StylePrimitive{Color: p.faint.name(), Italic: yes(), Format: "▣ {{.text}}"},

		Code:      ansi.StyleBlock{StylePrimitive: ansi.StylePrimitive{Color: p.code.name()}},
		CodeBlock: ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{Margin: number(2)}, Chroma: t.chroma()},
		Table:     ansi.StyleTable{CenterSeparator: text("┼"), ColumnSeparator: text("│"), RowSeparator: text("─")},

		DefinitionTerm:        ansi.StylePrimitive{Bold: yes()},
		DefinitionDescription: ansi.StylePrimitive{BlockPrefix: "  "},
	}
}

// chroma colours code sparingly: words of the language, literals, comments.
func (t Theme) chroma() *ansi.Chroma {
	p := t.palette
	ink := func(h hex) ansi.StylePrimitive { return ansi.StylePrimitive{Color: h.name()} }
	keyword := ansi.StylePrimitive{Color: p.link.name(), Bold: yes()}
	return &ansi.Chroma{
		Comment:             ansi.StylePrimitive{Color: p.faint.name(), Italic: yes()},
		CommentPreproc:      ink(p.faint),
		Keyword:             keyword,
		KeywordReserved:     keyword,
		KeywordNamespace:    keyword,
		KeywordType:         ink(p.title),
		NameTag:             ink(p.link),
		NameAttribute:       ink(p.title),
		NameFunction:        ink(p.title),
		LiteralNumber:       ink(p.sourced.ink),
		LiteralString:       ink(p.code),
		LiteralStringEscape: ink(p.attributed.ink),
		GenericDeleted:      ink(p.alarm),
		GenericInserted:     ink(p.sourced.ink),
		GenericEmph:         ansi.StylePrimitive{Italic: yes()},
		GenericStrong:       ansi.StylePrimitive{Bold: yes()},
		GenericSubheading:   ink(p.faint),
	}
}

func yes() *bool            { b := true; return &b }
func number(n uint) *uint   { return &n }
func text(s string) *string { return &s }
