package markdown

import (
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"

	"obelus/model"
)

// FrontMatter is a brief's own header: YAML between --- lines (the closing one
// may be ...), TOML between +++ lines, in front of everything else. Unknown
// fields are kept in the brief text and nowhere else. A header that is not
// closed, that cannot be read, or that has no fields is none: it is shown as
// the text it then is.
type FrontMatter struct {
	Span                                       model.Span // both fences included; empty where there is none
	Title, Date, Author, Outlet, URL, Handling string     // as worded, on one line, neutralised
}

// maxFrontMatter bounds the size of a header in bytes.
const maxFrontMatter = 64 << 10

// readFrontMatter reads the header of text, which begins at the byte from.
func readFrontMatter(text string, from int) FrontMatter {
	head := text[from:min(len(text), from+maxFrontMatter)]
	for _, kind := range []struct {
		open   string
		closes []string
		read   func(string) fields
	}{
		{"---", []string{"---", "..."}, readYAML},
		{"+++", []string{"+++"}, readTOML},
	} {
		body, size := fenced(head, kind.open, kind.closes)
		if size == 0 {
			continue
		}
		if f := kind.read(body); len(f) > 0 {
			fm := f.frontMatter()
			fm.Span = model.Span{Start: from, End: from + size}
			return fm
		}
	}
	return FrontMatter{}
}

// fenced finds what stands between a first line open and a line of closes.
// size includes both lines, but not the last newline; 0 where there is none.
func fenced(text, open string, closes []string) (body string, size int) {
	first, _, ok := strings.Cut(text, "\n")
	if !ok || strings.TrimRight(first, " \t\r") != open {
		return "", 0
	}
	start := len(first) + 1
	for at := start; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		if slices.Contains(closes, strings.TrimRight(line, " \t\r")) {
			return text[start:at], at + len(line)
		}
		at += len(line) + 1
	}
	return "", 0
}

// fields are a header's fields, names in lower case, values as worded.
type fields map[string]string

// first is the first of names that has a value.
func (f fields) first(names ...string) string {
	for _, n := range names {
		if v := model.CleanLine(f[n]); v != "" {
			return v
		}
	}
	return ""
}

func (f fields) frontMatter() FrontMatter {
	fm := FrontMatter{
		Title:    f.first("title", "headline"),
		Date:     f.first("date", "published", "pubdate", "date_published", "publishdate"),
		Author:   f.first("author", "authors", "by", "byline"),
		Outlet:   f.first("outlet", "source", "publisher", "publication"),
		URL:      f.first("url", "link", "source_url", "canonical_url", "canonical"),
		Handling: f.first("handling"),
	}
	if tlp := f.first("tlp"); fm.Handling == "" && tlp != "" {
		fm.Handling = tlp
		if !strings.HasPrefix(strings.ToUpper(tlp), "TLP") {
			fm.Handling = "TLP:" + tlp
		}
	}
	if fm.Handling == "" {
		fm.Handling = f.first("classification", "marking")
	}
	return fm
}

// readYAML takes values from the nodes, where a date is still as it was typed.
func readYAML(body string) fields {
	var doc yaml.Node
	if yaml.Unmarshal([]byte(body), &doc) != nil || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil
	}
	f := fields{}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		f.add(pairs[i].Value, yamlText(pairs[i+1], 0))
	}
	return f
}

func (f fields) add(name, value string) {
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "-", "_")
	if _, ok := f[name]; !ok {
		f[name] = value
	}
}

// yamlText is a value as text: a list's items joined by commas, of a mapping
// its name.
func yamlText(n *yaml.Node, depth int) string {
	switch {
	case depth > 3:
		return ""
	case n.Kind == yaml.AliasNode && n.Alias != nil:
		return yamlText(n.Alias, depth+1)
	case n.Kind == yaml.ScalarNode && n.Tag != "!!null":
		return n.Value
	case n.Kind == yaml.SequenceNode:
		var items []string
		for _, c := range n.Content {
			if s := yamlText(c, depth+1); s != "" {
				items = append(items, s)
			}
		}
		return strings.Join(items, ", ")
	case n.Kind == yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if strings.EqualFold(n.Content[i].Value, "name") {
				return yamlText(n.Content[i+1], depth+1)
			}
		}
	}
	return ""
}

func readTOML(body string) fields {
	var values map[string]any
	if _, err := toml.Decode(body, &values); err != nil {
		return nil
	}
	f := fields{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		f.add(name, tomlText(values[name], body, name))
	}
	return f
}

// tomlText is a value as text. What is neither text nor a list or table of it
// (a date, a number) is taken from its line, as it was typed.
func tomlText(v any, body, name string) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var items []string
		for _, item := range v {
			if s := tomlText(item, "", ""); s != "" {
				items = append(items, s)
			}
		}
		return strings.Join(items, ", ")
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	}
	for line := range strings.Lines(body) {
		key, value, ok := strings.Cut(line, "=")
		if ok && strings.Trim(strings.TrimSpace(key), `"'`) == name {
			value, _, _ = strings.Cut(value, "#")
			return strings.TrimSpace(value)
		}
	}
	return ""
}
