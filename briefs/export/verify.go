package export

import (
	"runtime"
	"slices"
	"strings"

	"obelus/model"
)

// gives reports whether ReadBack of annotated gives text, whose hash is hash. It
// reads the file as that does, but holds what it takes out of it against text
// instead of putting it together again.
func gives(annotated, text string, hash model.Hash) bool {
	h, rest, err := headerOf(annotated)
	if err != nil || h.Version != version || h.Revision != hash {
		return false
	}
	rest, ok := strings.CutPrefix(rest, "\n")
	if !ok || h.Body < 0 || h.Body > len(rest) || h.Front < 0 || h.Front > min(len(text), len(annotated)) || annotated[:h.Front] != text[:h.Front] {
		return false
	}
	notes := readSideBySide(rest[h.Body:])
	size := 1
	for _, n := range notes {
		size += len(n.record.Tokens)
	}
	tokens := make([]placedToken, 0, size)
	for _, n := range notes {
		tokens = append(tokens, n.record.Tokens...)
	}
	sortTokens(tokens)
	return differsNowhere(rest[:h.Body], text[h.Front:], tokens)
}

// readSideBySide is readNotes, a stretch of footnotes on each processor. A line
// that begins with a label begins a footnote, whatever stands above it.
func readSideBySide(text string) []note {
	var parts []string
	for n := runtime.GOMAXPROCS(0); n > 1; n-- {
		at := len(text) / n
		next := strings.Index(text[at:], "\n\n[^")
		if next < 0 {
			break
		}
		parts = append(parts, text[:at+next+2])
		text = text[at+next+2:]
	}
	parts = append(parts, text)
	read := make([][]note, len(parts))
	sideBySide(len(parts), func(i int) { read[i] = readNotes(parts[i]) })
	return slices.Concat(read...)
}

// differsNowhere reports whether marked, less tokens, is text.
func differsNowhere(marked, text string, tokens []placedToken) bool {
	at := 0
	for _, t := range append(tokens, placedToken{At: len(marked)}) {
		if t.At < at || t.At > len(marked) || !strings.HasPrefix(marked[t.At:], t.Text) || !strings.HasPrefix(text, marked[at:t.At]) {
			return false
		}
		text = text[t.At-at:]
		at = t.At + len(t.Text)
	}
	return text == "" && at == len(marked)
}
