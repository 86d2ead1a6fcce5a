package desk

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"obelus/briefs/text"
	"obelus/model"
)

// Auto is the format of what says itself what it is.
const Auto model.Format = ""

// ParseFormat reads the name of a format that comes in; auto is Auto.
func ParseFormat(name string) (model.Format, error) {
	switch f := model.Format(strings.ToLower(strings.TrimSpace(name))); f {
	case Auto, "auto":
		return Auto, nil
	case model.FormatMarkdown, model.FormatText:
		return f, nil
	}
	return "", fmt.Errorf("%q is no format: write auto, markdown or text", name)
}

// errHTML says that a page came in.
var errHTML = errors.New("it is HTML: save the page as plain text or Markdown, or give --format text to read it as it stands")

// extensions are the names' ends that say what a file is.
func extensions() map[string]model.Format {
	return map[string]model.Format{
		".md": model.FormatMarkdown, ".markdown": model.FormatMarkdown, ".txt": model.FormatText,
	}
}

// formatOf tells what content read from path is.
func formatOf(path, content string) (model.Format, error) {
	ext := strings.ToLower(filepath.Ext(path))
	if f, ok := extensions()[ext]; ok {
		return f, nil
	}
	head := strings.ToLower(strings.TrimSpace(content[:min(len(content), 512)]))
	if ext == ".html" || ext == ".htm" || ext == ".xhtml" ||
		strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") {
		return "", errHTML
	}
	if looksLikeMarkdown(content) {
		return model.FormatMarkdown, nil
	}
	return model.FormatText, nil
}

// markdownSigns matches what people write in Markdown and hardly ever in plain
// text: headings, fences, links, the line below a table's head, front matter.
var markdownSigns = regexp.MustCompile(
	`(?m)^#{1,6} \S|^(?:` + "```|~~~" + `)|\[[^\]\n]+\]\([^)\s]+\)|^\|?[ ]*:?-{3,}:?[ ]*\||\A---\n[A-Za-z_-]+:|\*\*[^*\n]+\*\*|^\[\^?[^\]\n]+\]: \S`)

func looksLikeMarkdown(content string) bool {
	return markdownSigns.MatchString(content[:min(len(content), sniffed)])
}

// converterMarkdown names the way of a brief that came in as Markdown.
const converterMarkdown = "markdown/1"

// convert makes the brief text. title is what the conversion took for the
// headline, or "".
func convert(f model.Format, content string) (brief, title, converter string) {
	if f == model.FormatText {
		brief, title = text.ToMarkdown(content)
		return brief, title, text.Version
	}
	return content, "", converterMarkdown
}
