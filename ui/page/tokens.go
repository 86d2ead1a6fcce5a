package page

import (
	"strings"
	"sync"

	gansi "charm.land/glamour/v2/ansi"
	"github.com/alecthomas/chroma/v2"
	chromastyles "github.com/alecthomas/chroma/v2/styles"
)

// tokens says what kinds of token look like: as the style's own colours for
// code say, or the chroma theme that it names; without either all is set in the
// code block's own style. What is inherited from what is chroma's to say.
func (s *styles) tokens() func(chroma.TokenType) StyleID {
	config := s.config.CodeBlock
	theme := ownTheme(config.Chroma)
	if theme == nil && config.Theme != "" {
		theme = withoutBackground(chromastyles.Get(config.Theme))
	}
	if theme == nil {
		id := s.primitive(config.StylePrimitive)
		return func(chroma.TokenType) StyleID { return id }
	}
	var known sync.Map // of StyleID by chroma.TokenType
	return func(kind chroma.TokenType) StyleID {
		if id, ok := known.Load(kind); ok {
			return id.(StyleID)
		}
		id := s.primitive(primitiveOf(theme.Get(kind)))
		known.Store(kind, id)
		return id
	}
}

// withoutBackground is theme without a background of its own, which chroma's
// formatters for terminals leave out.
func withoutBackground(theme *chroma.Style) *chroma.Style {
	builder := theme.Builder()
	ground := builder.Get(chroma.Background)
	ground.Background, ground.NoInherit = 0, true
	plain, err := builder.AddEntry(chroma.Background, ground).Build()
	if err != nil {
		return theme
	}
	return plain
}

// primitiveOf is a chroma style's entry as glamour would write it.
func primitiveOf(e chroma.StyleEntry) gansi.StylePrimitive {
	set := func(t chroma.Trilean) *bool {
		on := t == chroma.Yes
		return &on
	}
	p := gansi.StylePrimitive{Bold: set(e.Bold), Italic: set(e.Italic), Underline: set(e.Underline)}
	if e.Colour.IsSet() {
		colour := e.Colour.String()
		p.Color = &colour
	}
	if e.Background.IsSet() {
		colour := e.Background.String()
		p.BackgroundColor = &colour
	}
	return p
}

// ownTheme is c as a chroma style, nil for no c or one that chroma cannot read.
func ownTheme(c *gansi.Chroma) *chroma.Style {
	if c == nil {
		return nil
	}
	theme, err := chroma.NewStyle("own", chroma.StyleEntries{
		chroma.Text: entry(c.Text), chroma.Error: entry(c.Error),
		chroma.Comment: entry(c.Comment), chroma.CommentPreproc: entry(c.CommentPreproc),
		chroma.Keyword: entry(c.Keyword), chroma.KeywordReserved: entry(c.KeywordReserved),
		chroma.KeywordNamespace: entry(c.KeywordNamespace), chroma.KeywordType: entry(c.KeywordType),
		chroma.Operator: entry(c.Operator), chroma.Punctuation: entry(c.Punctuation),
		chroma.Name: entry(c.Name), chroma.NameBuiltin: entry(c.NameBuiltin), chroma.NameTag: entry(c.NameTag),
		chroma.NameAttribute: entry(c.NameAttribute), chroma.NameClass: entry(c.NameClass),
		chroma.NameConstant: entry(c.NameConstant), chroma.NameDecorator: entry(c.NameDecorator),
		chroma.NameException: entry(c.NameException), chroma.NameFunction: entry(c.NameFunction),
		chroma.NameOther: entry(c.NameOther),
		chroma.Literal:   entry(c.Literal), chroma.LiteralNumber: entry(c.LiteralNumber), chroma.LiteralDate: entry(c.LiteralDate),
		chroma.LiteralString: entry(c.LiteralString), chroma.LiteralStringEscape: entry(c.LiteralStringEscape),
		chroma.GenericDeleted: entry(c.GenericDeleted), chroma.GenericInserted: entry(c.GenericInserted),
		chroma.GenericEmph: entry(c.GenericEmph), chroma.GenericStrong: entry(c.GenericStrong),
		chroma.GenericSubheading: entry(c.GenericSubheading),
		chroma.Background:        entry(c.Background),
	})
	if err != nil {
		return nil
	}
	return withoutBackground(theme)
}

// entry is p in chroma's words.
func entry(p gansi.StylePrimitive) string {
	var words []string
	if p.Color != nil {
		words = append(words, *p.Color)
	}
	if p.BackgroundColor != nil {
		words = append(words, "bg:"+*p.BackgroundColor)
	}
	for _, a := range []struct {
		set  *bool
		word string
	}{{p.Italic, "italic"}, {p.Bold, "bold"}, {p.Underline, "underline"}} {
		if isSet(a.set) {
			words = append(words, a.word)
		}
	}
	return strings.Join(words, " ")
}
