package model

import "testing"

func TestSafeLink(t *testing.T) {
	for destination, want := range map[string]string{
		"https://example.org/a?b=c#d": "https://example.org/a?b=c#d",
		"HTTP://example.org":          "http://example.org",
		"mailto:desk@example.org":     "mailto:desk@example.org",
		"javascript:alert(1)":         "",
		"file:///etc/passwd":          "",
		"//example.org":               "",
		"page.html":                   "",
		"#part":                       "",
		"https:///nowhere":            "",
		"https://example.org/é ü":     "https://example.org/%C3%A9%20%C3%BC",
		"https://e/\x1b]8;;x\x07":     "",
		"ssh://example.org":           "",
		"https://e/'onclick=\"x\"<b>": "https://e/%27onclick=%22x%22%3Cb%3E",
		" java\nscript:alert(1)":      "",
	} {
		if got := SafeLink(destination); got != want {
			t.Errorf("SafeLink(%q) = %q, want %q", destination, got, want)
		}
	}
}
