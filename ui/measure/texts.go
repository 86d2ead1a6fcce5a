package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"obelus/briefs/markdown/hardtext"
)

// rare is a word that stands once in each text, in its last sentence.
const rare = "xylograph"

// closing ends each text, so that its end can be known on the screen.
const closing = "\n\nHere the brief ends, says the " + rare + ".\n"

// A text is what is measured, in any size.
type text struct {
	name string
	ext  string                // of its file: what format it is
	make func(size int) string // a text of about size bytes
}

// A brief is a text in one size, in a file.
type brief struct {
	text  string // its name
	path  string
	size  int      // bytes
	first []string // the words that its first frame shows
}

// theTexts are a brief and mixed Markdown: our own, or a brief from a file.
func theTexts(file string) ([]text, error) {
	texts := []text{{"brief", ".txt", hardtext.Brief}, {"mixed", ".md", hardtext.Mixed}}
	if file == "" {
		return texts, nil
	}
	bytes, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("-brief: %w", err)
	}
	if firstWords(string(bytes)) == nil {
		return nil, fmt.Errorf("-brief %s: it does not begin with words", file)
	}
	texts[0] = text{filepath.Base(file), filepath.Ext(file), func(size int) string { return repeated(string(bytes), size) }}
	return texts, nil
}

// repeated is text again and again, cut behind the last line that fits in size
// bytes.
func repeated(text string, size int) string {
	text = strings.TrimRight(text, "\n") + "\n\n"
	all := strings.Repeat(text, size/len(text)+1)[:size]
	if end := strings.LastIndexByte(all, '\n'); end > 0 {
		all = all[:end]
	}
	return all
}

// write writes t in a size into a file in dir.
func (t text) write(dir string, size int) (brief, error) {
	b := brief{text: t.name, path: filepath.Join(dir, fmt.Sprintf("%s-%d%s", strings.TrimSuffix(t.name, t.ext), size, t.ext))}
	b, err := b.holding(t.make(max(1, size-len(closing))))
	b.size = size
	return b, err
}

// holding writes content, and the closing sentence, into b's file.
func (b brief) holding(content string) (brief, error) {
	content = strings.TrimRight(content, "\n") + closing
	b.size, b.first = len(content), firstWords(content)
	if err := os.WriteFile(b.path, []byte(content), 0o600); err != nil {
		return b, fmt.Errorf("a text to measure: %w", err)
	}
	return b, nil
}

// hardBriefs writes the hard texts in their full size into dir.
func hardBriefs(dir string) ([]brief, error) {
	var all []brief
	for i, t := range hardtext.Blocks() {
		b := brief{text: t.Name, path: filepath.Join(dir, fmt.Sprintf("hard-%d.md", i+1))}
		b, err := b.holding(t.Full())
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}
