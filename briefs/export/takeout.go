package export

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// ErrNotAnnotated is returned for a file that is no export.
var ErrNotAnnotated = errors.New("this is no annotated brief: it has no obelus comment before its text")

// headerOf reads the comment before the marked text; rest follows its line.
func headerOf(annotated string) (h header, rest string, err error) {
	at, h, err := findHeader(annotated)
	if err != nil {
		return header{}, "", err
	}
	_, rest, _ = strings.Cut(annotated[at:], "\n")
	return h, rest, nil
}

// takeOut removes the tokens of notes from the marked text.
func takeOut(marked string, notes []note) (string, bool) {
	var tokens []placedToken
	for _, n := range notes {
		tokens = append(tokens, n.record.Tokens...)
	}
	sortTokens(tokens)
	var b strings.Builder
	from := 0
	for _, t := range tokens {
		if t.At < from || t.At > len(marked) || !strings.HasPrefix(marked[t.At:], t.Text) {
			return "", false
		}
		b.WriteString(marked[from:t.At])
		from = t.At + len(t.Text)
	}
	b.WriteString(marked[from:])
	return b.String(), true
}

func sortTokens(tokens []placedToken) {
	slices.SortFunc(tokens, func(a, b placedToken) int { return cmp.Compare(a.At, b.At) })
}
