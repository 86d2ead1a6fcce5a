package desk

import (
	"path/filepath"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// briefOf is what doc says of itself.
func briefOf(doc *markdown.Document, headline string, src *source) model.Brief {
	front := doc.FrontMatter()
	return model.Brief{
		Title: titleOf(doc, headline, src), URL: front.URL, Date: front.Date,
		Outlet: front.Outlet, Author: front.Author, Handling: front.Handling,
	}
}

// describe makes b say of itself what a new text does. A title that was given
// stays.
func describe(b *model.Brief, text model.Brief) {
	b.URL, b.Date, b.Outlet, b.Author, b.Handling = text.URL, text.Date, text.Outlet, text.Author, text.Handling
	if !b.Titled {
		b.Title = text.Title
	}
}

// titleOf is what the text calls itself, else the file's name.
func titleOf(doc *markdown.Document, headline string, src *source) string {
	own := doc.FrontMatter().Title
	if own == "" {
		own = headline
	}
	if own == "" {
		own = doc.Title()
	}
	if line := titleLine(own); line != "" {
		return line
	}
	if src.path != "" {
		base := filepath.Base(src.path)
		return titleLine(strings.TrimSuffix(base, filepath.Ext(base)))
	}
	return "untitled"
}

// maxTitle is how many bytes of a title are kept; a text of one line can have
// a first line of megabytes.
const maxTitle = 300

// titleLine is a title on one line, with nothing that a terminal would obey.
func titleLine(text string) string {
	if len(text) > 8*maxTitle {
		text = strings.ToValidUTF8(text[:8*maxTitle], "")
	}
	line := model.CleanLine(text)
	if len(line) <= maxTitle {
		return line
	}
	cut := strings.ToValidUTF8(line[:maxTitle], "")
	if i := strings.LastIndexByte(cut, ' '); i > maxTitle/2 {
		cut = cut[:i]
	}
	return cut + "…"
}
