package tui

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// keyNames are the keys that type no letter, as Bubble Tea spells them.
func keyNames() []string {
	names := []string{
		"enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right", "home", "end",
		"pgup", "pgdown", "insert", "delete",
	}
	for n := range 20 {
		names = append(names, fmt.Sprintf("f%d", n+1))
	}
	return names
}

// modifiers lists what can be held, in the order in which Bubble Tea spells it.
func modifiers() []string { return []string{"ctrl+", "alt+", "shift+", "meta+", "hyper+", "super+"} }

// taken are the combinations that a terminal sends as another key.
func taken(key string) string {
	switch key {
	case "ctrl+i":
		return "tab"
	case "ctrl+m":
		return "enter"
	case "ctrl+[":
		return "esc"
	}
	return ""
}

// parseKey is a key as a person writes it, spelt as Bubble Tea does: "Ctrl+R"
// and "^r" are "ctrl+r".
func parseKey(written string) (string, error) {
	if letters(written) == 1 && !strings.ContainsFunc(written, isBlank) {
		return written, nil
	}
	base, held := written, ""
	if rest, ok := strings.CutPrefix(written, "^"); ok {
		base, held = strings.ToLower(rest), "ctrl+"
	}
	for cut := true; cut && base != ""; {
		cut = false
		for _, m := range modifiers() {
			if len(base) > len(m) && strings.EqualFold(base[:len(m)], m) && !strings.Contains(held, m) {
				base, held, cut = base[len(m):], held+m, true
			}
		}
	}
	switch {
	case slices.Contains(keyNames(), strings.ToLower(base)):
		base = strings.ToLower(base)
	case letters(base) != 1 || strings.ContainsFunc(base, isBlank):
		return "", fmt.Errorf("%q is no key: write a letter or a sign, ctrl+r, alt+x, space, enter, tab, esc, up, pgdown, f5 …", written)
	case held == "shift+":
		return "", fmt.Errorf("%q is written as what it types, %q", written, strings.ToUpper(base))
	case strings.Contains(held, "ctrl+"):
		base = strings.ToLower(base)
	}
	key := ""
	for _, m := range modifiers() {
		if strings.Contains(held, m) {
			key += m
		}
	}
	key += base
	if other := taken(key); other != "" {
		return "", fmt.Errorf("terminals send %s for %q: write that", other, written)
	}
	return key, nil
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == utf8.RuneError }

// letters counts graphemes.
func letters(text string) int {
	n := 0
	for iter := graphemes.FromString(text); iter.Next(); {
		n++
	}
	return n
}

// types reports whether a key types something where text is taken.
func types(key string) bool { return key == "space" || letters(key) == 1 }

// shownKey is a key as hints show it: "^r" for "ctrl+r".
func shownKey(key string) string {
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok && letters(rest) == 1 {
		return "^" + rest
	}
	return key
}
