package export

import (
	"fmt"
	"strings"

	"obelus/model"
)

// A MarksStyle is how the words of marks are set off in the annotated Markdown.
// In every style a mark's letter and its footnote follow its words.
type MarksStyle string

// The styles of marks.
const (
	MarksHighlight MarksStyle = "highlight" // ==words==; many viewers print the signs, some set the words off
	MarksHTML      MarksStyle = "html"      // <mark class="TAG">words</mark>
	MarksCritic    MarksStyle = "critic"    // {==words==}, CriticMarkup's highlight (criticmarkup.com, spec.php)
	MarksNone      MarksStyle = "none"      // nothing: letters and footnotes only
)

// MarksStyles lists every style, the usual one first.
func MarksStyles() []MarksStyle {
	return []MarksStyle{MarksHighlight, MarksHTML, MarksCritic, MarksNone}
}

// Options are what can be chosen of an annotated Markdown. What is not set is
// as usual.
type Options struct {
	Marks MarksStyle // "" is MarksHighlight
}

// checked is o with what is not set made explicit.
func (o Options) checked() (Options, error) {
	if o.Marks == "" {
		o.Marks = MarksHighlight
	}
	for _, known := range MarksStyles() {
		if o.Marks == known {
			return o, nil
		}
	}
	return o, fmt.Errorf("%q is no style of marks: write highlight, html, critic or none", o.Marks)
}

// flat reports whether what stands between signs must not stand in one another:
// raw tags that crossed an emphasis or another mark's would be closed in the
// wrong order, and CriticMarkup has no highlight within a highlight.
func (s MarksStyle) flat() bool { return s == MarksHTML || s == MarksCritic }

// signs are what stands before and behind words of tag; tagged, where they are
// raw HTML.
func (s MarksStyle) signs(tag model.Tag) (opening, shutting string, tagged bool) {
	switch s {
	case MarksHTML:
		return `<mark class="` + className(tag) + `">`, "</mark>", true
	case MarksCritic:
		return "{==", "==}", false
	}
	return "==", "==", false
}

// className is a tag as the class of an element: nothing but letters.
func className(tag model.Tag) string {
	if !tag.Valid() {
		return "unknown"
	}
	return string(tag)
}

// explained says for the key how the words of marks are set off.
func (s MarksStyle) explained() string {
	switch s {
	case MarksHTML:
		return "The words are highlighted, each mark in an element of its tag’s class; the letter and its footnote follow them."
	case MarksCritic:
		return "The words stand between a brace with two equals signs and its like (CriticMarkup); the letter and its footnote follow them."
	case MarksNone:
		return "The letter and its footnote follow the words."
	}
	return "The words stand between two pairs of equals signs; the letter and its footnote follow them."
}

// visibly is what must be seen of t: all before its footnote, without the
// asterisks and the raw tag.
func (t token) visibly() string {
	text, _, _ := strings.Cut(strings.Replace(t.text, t.tag, "", 1), "[^")
	return strings.ReplaceAll(text, "*", "")
}
