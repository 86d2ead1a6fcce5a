package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"obelus/model"
)

// A screen is what a terminal shows, row by row.
type screen []string

// newScreen cuts what an emulator shows into height rows.
func newScreen(shown string, height int) screen {
	rows := strings.Split(shown, "\n")
	return append(rows, slices.Repeat([]string{""}, max(0, height-len(rows)))...)
}

func (s screen) String() string { return strings.Join(s, "\n") }

// The rows around a brief's text: the title and a rule above it, and below it a
// rule, the line that says where the reader is, and the line of hints and
// prompts.
const (
	rowsAbove = 2
	rowsBelow = 3
)

// text is the rows of the brief's text.
func (s screen) text() screen { return s[rowsAbove : len(s)-rowsBelow] }

// letters is the rows of the text up to their last letter or digit: without the
// map of the whole brief at the right edge, which changes with the counts.
func (s screen) letters() screen {
	rows := slices.Clone(s.text())
	for i, row := range rows {
		rows[i] = strings.TrimRightFunc(row, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	return rows
}

// status is the line that says where the reader is; hints the one below.
func (s screen) status() string { return s[len(s)-2] }
func (s screen) hints() string  { return s[len(s)-1] }

// has reports whether each of words stands in a row of s, in whatever case.
func (s screen) has(words ...string) bool {
	all := strings.ToLower(s.String())
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(all, strings.ToLower(w)) })
}

// painted reports whether the whole first frame is there: from the first words
// of the text down to the last hint.
func (s screen) painted(first []string) bool {
	return s.text().has(first...) && strings.TrimSpace(s.text().String()) != "" && strings.Contains(s.status(), "READ") && strings.Contains(s.hints(), "help")
}

// counted reports whether the status line waits for no number any more.
func (s screen) counted() bool {
	return placeOfAll.MatchString(s.status()) && !strings.Contains(s.status(), "…")
}

// placeOfAll is the number of the unit, of how many, in the status line.
var placeOfAll = regexp.MustCompile(`READ\s+\d+/\d+`)

// atBeginning reports whether the first unit is where the reader is.
func (s screen) atBeginning() bool { return firstOfAll.MatchString(s.status()) }

// firstOfAll is the number of the first unit, in the status line.
var firstOfAll = regexp.MustCompile(`READ\s+1/`)

// attributed reports whether the status line counts a mark so tagged.
func (s screen) attributed() bool {
	return strings.Contains(s.status(), "attributed 1") || strings.Contains(s.status(), model.Attributed.Glyph()+" 1")
}

// matched reports whether the status line says how often word was found, and
// all of it is counted.
func (s screen) matched(word string) bool {
	return regexp.MustCompile(`/` + regexp.QuoteMeta(word) + `\s+\d+/\d+(\s|$)`).MatchString(s.status())
}

// firstWords are the words that a brief's first frame shows first: of the first
// line that has any, the first two, or the beginning of one that is too long
// for a row; none where so many signs stand before them that a first frame may
// show no more than those. Front matter and the line of a fence show nothing.
func firstWords(text string) []string {
	const longest, mostSigns, fence = 12, 500, "---\n"
	if matter, after, ok := strings.Cut(strings.TrimPrefix(text, fence), fence); ok && strings.HasPrefix(text, fence) && matter != "" {
		text = after
	}
	for line := range strings.Lines(text) {
		words := strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if len(words) == 0 || strings.HasPrefix(line, "```") {
			continue
		}
		if strings.Index(line, words[0]) > mostSigns {
			return nil
		}
		words = words[:min(2, len(words))]
		for i, w := range words {
			runes := []rune(w)
			words[i] = string(runes[:min(longest, len(runes))])
		}
		return words
	}
	return nil
}
